import { ChronoUnit, YearMonth } from '@js-joda/core';
import { hasHourlyLeave } from '../duty-options.ts';
import { labourOf } from '../personal-labour.ts';
import type { StaffMember } from '../staff.ts';
import { finding, type Rule, shiftsOf } from './rule.ts';

/** 労基法39条7項: days of a grant of ten or more that the employer must see taken within the year. */
const compulsoryDays = 5;
const grantWithCompulsoryDays = 10;
/** How long before the year's end a planner is told: our choice, a quarter. */
const monthsOfNotice = 3;

/** 則24条の3: days by weekly days (5 and more stand for all full grants) at 0.5, 1.5 … 6.5 years of service. */
const grantsByWeeklyDays: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0, 0],
  [1, 2, 2, 2, 3, 3, 3],
  [3, 4, 4, 5, 6, 6, 7],
  [5, 6, 6, 8, 9, 10, 11],
  [7, 8, 9, 10, 12, 13, 15],
  [10, 11, 12, 14, 16, 18, 20],
];
/** Who works so much a week gets the full grant however few the days are. */
const fullGrantMinutes = 30 * 60;

/**
 * Days of paid leave that the law grants after some service, ≥ 0 (労基法39条1–3項; the proportional table of 則24条の3 is not
 * in our sources). Eight tenths of the days of work must have been attended, which is not looked at.
 */
export function statutoryLeaveDays(input: {
  readonly serviceMonths: number;
  readonly weeklyDays: number;
  readonly weeklyMinutes: number;
}): number {
  if (input.serviceMonths < 6) return 0;
  const years = Math.min(6, Math.floor((input.serviceMonths - 6) / 12));
  const weeklyDays = input.weeklyMinutes >= fullGrantMinutes ? 5 : Math.min(5, input.weeklyDays);
  return grantsByWeeklyDays[weeklyDays]![years]!;
}

/** 労基法39条4項・5項: leave by the hour wins over the plan, needs an agreement, and is five days a year at most. */
export const hourlyLeave: Rule = ({ contract, days, month, staff }) =>
  staff.flatMap((person) => {
    const { hourlyLeave: entries, leaveGrant } = labourOf(person);
    const ofMonth = entries.filter(({ date }) => YearMonth.from(date).equals(month));
    if (ofMonth.length === 0) return [];
    const agreement = contract.labour.agreements.hourlyLeave;
    const overlaps = shiftsOf(days, person.id)
      .filter(({ date, shift }) => hasHourlyLeave(person, date, shift))
      .map(({ date, shift }) =>
        finding('labour.hourly-leave', 'H', { date, staffId: person.id, range: shift }),
      );
    if (agreement === null) {
      const { date } = ofMonth[0]!;
      return [...overlaps, finding('labour.hourly-leave-agreement', 'H', { date, staffId: person.id })];
    }
    if (leaveGrant === null) return overlaps;
    // A day is the person's hours of a day, an hour begun counted whole (則24条の4).
    const most = agreement.daysPerYear * Math.ceil(person.maximumDailyMinutes / 60) * 60;
    const end = leaveGrant.grantedOn.plusYears(1);
    const minutes = entries
      .filter(({ date }) => !date.isBefore(leaveGrant.grantedOn) && date.isBefore(end))
      .reduce((sum, entry) => sum + entry.endMinute - entry.startMinute, 0);
    if (minutes <= most) return overlaps;
    const values = { hours: minutes / 60, limit: most / 60, days: agreement.daysPerYear };
    return [...overlaps, finding('labour.hourly-leave-days', 'H', { staffId: person.id, values })];
  });

/**
 * 労基法39条7項: five days a year of a grant of ten or more, told from three months before the year ends. Days asked for
 * count; leave by the hour does not.
 */
export const fiveDaysLeave: Rule = ({ month, staff }) =>
  staff.flatMap((person) => {
    const { leaveGrant: grant } = labourOf(person);
    if (grant === null || grant.days < grantWithCompulsoryDays) return [];
    const end = grant.grantedOn.plusYears(1).minusDays(1);
    if (month.atDay(1).isAfter(end) || month.atEndOfMonth().isBefore(end.minusMonths(monthsOfNotice))) {
      return [];
    }
    const asked = person.leave.filter((date) => !date.isBefore(grant.grantedOn) && !date.isAfter(end));
    const days = grant.takenDays + asked.length;
    if (days >= compulsoryDays) return [];
    const values = { days, missing: compulsoryDays - days, end: end.toString() };
    return [finding('labour.five-days-leave', 'W', { staffId: person.id, values })];
  });

/** 労基法39条1–3項: the last grant is at least what the law asks after the service here, in proportion for part-timers. */
export const leaveGrant: Rule = ({ month, staff }) =>
  staff.flatMap((person) => {
    const { leaveGrant: grant } = labourOf(person);
    if (grant === null || grant.grantedOn.isAfter(month.atEndOfMonth())) return [];
    const needed = statutoryLeaveDays({
      serviceMonths: person.startsOn.until(grant.grantedOn, ChronoUnit.MONTHS),
      weeklyDays: person.maximumWeeklyDays,
      weeklyMinutes: weeklyMinutesOf(person),
    });
    if (grant.days >= needed) return [];
    const values = { days: grant.days, needed, granted: grant.grantedOn.toString() };
    return [finding('labour.leave-grant', 'W', { staffId: person.id, values })];
  });

/** Minutes a week by contract: the agreed ones, or the most that may be worked. */
export function weeklyMinutesOf(person: StaffMember): number {
  return labourOf(person).weeklyContractMinutes ?? person.maximumWeeklyMinutes;
}
