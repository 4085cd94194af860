import { isKeptFromOvertime, longestShiftMinutes, type Obstacle, optionsOn } from '../duty-options.ts';
import { isMinorOn } from '../minors-and-nights.ts';
import { labourOf } from '../personal-labour.ts';
import { contractOn, weekLimitsOf } from '../personal-profile.ts';
import { workedMinutes } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { firstDayOfWeek } from '../weeks.ts';
import { dailyLimitMinutes, weeklyLimitMinutes } from '../working-hours.ts';
import {
  type DatedShift,
  finding,
  hoursOf,
  knownDays,
  overtimeLevel,
  type Rule,
  type RuleContext,
  shiftsOf,
  termsOf,
} from './rule.ts';

/**
 * 労基法32条2項: 8 hours a day; more is overtime, which needs a 36協定 on file and a person who may be asked. Under
 * variable hours (32条の2) a day's limit is what was fixed beforehand, if that is more.
 */
export const dailyHours: Rule = (context) =>
  everyShift(context).flatMap(({ person, date, shift }) => {
    const minutes = workedMinutes(shift);
    if (labourOf(person).isManagerial || minutes <= dailyLimitMinutes(termsOf(context, person), date))
      return [];
    return [
      finding('labour.daily-hours', overtimeLevel(context, date), {
        date,
        staffId: person.id,
        values: { hours: hoursOf(minutes) },
      }),
      ...(isKeptFromOvertime(person, date)
        ? [finding('labour.overtime-exempt', 'H', { date, staffId: person.id })]
        : []),
    ];
  });

/**
 * 労基法32条1項: 40 hours a week; published days around the month count. Minors get no 36協定 (60条). Under variable hours
 * (32条の2) a week's limit is what was fixed beforehand, if that is more.
 */
export const weeklyHours: Rule = (context) =>
  everyWeek(context).flatMap(({ person, weekStart, lastDay, minutes }) => {
    if (labourOf(person).isManagerial) return [];
    if (minutes <= weeklyLimitMinutes(termsOf(context, person), weekStart, lastDay)) return [];
    const subject = { date: weekStart, staffId: person.id, values: { hours: hoursOf(minutes) } };
    return [
      finding('labour.weekly-hours', overtimeLevel(context, lastDay), subject),
      ...(isKeptFromOvertime(person, lastDay) ? [finding('labour.overtime-exempt', 'H', subject)] : []),
      ...(isMinorOn(person, weekStart) ? [finding('labour.minor', 'H', subject)] : []),
    ];
  });

/** The limits of a person's own contract: minutes a day and a week, days a week, and the promised minimum. */
export const contractHours: Rule = (context) =>
  context.staff.flatMap((person) => [
    ...shiftsOf(context.days, person.id).flatMap(({ date, shift }) => {
      const minutes = workedMinutes(shift);
      const { maximumDailyMinutes } = contractOn(person, date);
      if (minutes <= maximumDailyMinutes) return [];
      const values = { hours: hoursOf(minutes), limit: hoursOf(maximumDailyMinutes) };
      return [finding('contract.daily-hours', 'H', { date, staffId: person.id, values })];
    }),
    ...weeksOf(context, person).flatMap(({ weekStart, minutes, days }) => {
      const week = Array.from({ length: 7 }, (_, offset) => weekStart.plusDays(offset));
      const limits = weekLimitsOf(person, week);
      return [
        ...(minutes > limits.maximumWeeklyMinutes
          ? [
              finding('contract.weekly-hours', 'H', {
                date: weekStart,
                staffId: person.id,
                values: { hours: hoursOf(minutes), limit: hoursOf(limits.maximumWeeklyMinutes) },
              }),
            ]
          : []),
        ...(days > limits.maximumWeeklyDays
          ? [
              finding('contract.weekly-days', 'H', {
                date: weekStart,
                staffId: person.id,
                values: { days, limit: limits.maximumWeeklyDays },
              }),
            ]
          : []),
      ];
    }),
  ]);

/**
 * The month's hours that a person's contract promises (労基法26条), for the share of open days on which they are
 * employed. A day of paid leave counts as a day of their longest shift (労基法39条9項); days on which they said they cannot
 * work, or have leave to care, lower the promise to what the other days can hold.
 */
export const promisedHours: Rule = (context) =>
  context.staff.flatMap((person) => {
    const longest = longestShiftMinutes(person, context.contract);
    const obstacles = context.demands.map((demand) => optionsOn(person, demand, context.contract).obstacle);
    const countOf = (reason: Obstacle): number => obstacles.filter((obstacle) => obstacle === reason).length;
    const reachableDays = obstacles.filter(
      (obstacle) =>
        !['notEmployed', 'otherCentre', 'unapproved', 'unavailable', 'careLeave'].includes(obstacle ?? ''),
    ).length;
    // Each open day of employment is its share of the promise as the contract has it on the day.
    const agreed = context.demands.reduce(
      (sum, { date }, index) =>
        obstacles[index] === 'notEmployed' || obstacles[index] === 'otherCentre'
          ? sum
          : sum + contractOn(person, date).minimumMonthlyMinutes / obstacles.length,
      0,
    );
    const promised = Math.min(Math.round(agreed), reachableDays * longest);
    const worked = shiftsOf(context.days, person.id).reduce(
      (sum, { shift }) => sum + workedMinutes(shift),
      0,
    );
    if (worked + countOf('leave') * longest >= promised) return [];
    const values = { hours: hoursOf(worked), limit: hoursOf(person.minimumMonthlyMinutes) };
    return [finding('contract.minimum-hours', 'W', { staffId: person.id, values })];
  });

function everyShift(context: RuleContext): ({ readonly person: StaffMember } & DatedShift)[] {
  return context.staff.flatMap((person) =>
    shiftsOf(context.days, person.id).map((entry) => ({ person, ...entry })),
  );
}

interface WorkedWeek {
  readonly weekStart: DatedShift['date'];
  /** Last day of the week with a duty. */
  readonly lastDay: DatedShift['date'];
  readonly minutes: number;
  readonly days: number;
}

function everyWeek(context: RuleContext): ({ readonly person: StaffMember } & WorkedWeek)[] {
  return context.staff.flatMap((person) => weeksOf(context, person).map((week) => ({ person, ...week })));
}

function weeksOf(context: RuleContext, person: StaffMember): WorkedWeek[] {
  const { labour } = context.contract;
  const weeks = new Map<string, DatedShift[]>();
  const firstWeek = firstDayOfWeek(context.month.atDay(1), labour.weekStartsOn);
  const lastDay = context.month.atEndOfMonth();
  for (const entry of shiftsOf(knownDays(context), person.id)) {
    const start = firstDayOfWeek(entry.date, labour.weekStartsOn);
    if (start.isBefore(firstWeek) || start.isAfter(lastDay)) continue;
    weeks.set(start.toString(), [...(weeks.get(start.toString()) ?? []), entry]);
  }
  return [...weeks.values()].map((entries) => ({
    weekStart: firstDayOfWeek(entries[0]!.date, labour.weekStartsOn),
    lastDay: entries.at(-1)!.date,
    minutes: entries.reduce((sum, { shift }) => sum + workedMinutes(shift), 0),
    days: entries.filter(({ shift }) => !shift.isStandby).length,
  }));
}
