import { YearMonth } from '@js-joda/core';
import { isKeptFromNight, isOnCareLeave, nursingMinutesOn } from '../duty-options.ts';
import { isNight } from '../minors-and-nights.ts';
import { labourOf, restrictionOn, shortDayMinutes } from '../personal-labour.ts';
import { type Shift, workedMinutes } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { workBetween } from './overtime.ts';
import {
  type DatedShift,
  finding,
  hoursOf,
  hoursOfPerson,
  monthOf,
  type Rule,
  type RuleContext,
  shiftsOf,
} from './rule.ts';

/** 育介法17条1項・18条1項: overtime of who asked for the limit, a month and a year. */
const careMonthMinutes = 24 * 60;
const careYearMinutes = 150 * 60;
const nursingBreakMinutes = 30;

/** 労基法66条3項, 育介法19条・20条: no work from 22:00 to 5:00 for who asked. */
export const nightRestriction: Rule = (context) =>
  eachDuty(context, (person, { date, shift }) =>
    !shift.isStandby && isNight(shift) && isKeptFromNight(person, date)
      ? [finding('labour.night-restricted', 'H', { date, staffId: person.id, range: shift })]
      : [],
  );

/** 労基法66条2項: no work on a statutory day off for an expectant or new mother who asked. */
export const holidayRestriction: Rule = (context) =>
  context.staff.flatMap((person) =>
    hoursOfPerson(context, person)
      .filter(({ date, holidayMinutes }) => holidayMinutes > 0 && YearMonth.from(date).equals(context.month))
      .filter(({ date }) => restrictionOn(person, date, 'pregnant') !== undefined)
      .map(({ date }) => finding('labour.holiday-restricted', 'H', { date, staffId: person.id })),
  );

/** 育介法23条1項・3項: six hours a day for who works short hours to care, or what was agreed. */
export const shortHours: Rule = (context) =>
  eachDuty(context, (person, { date, shift }) => {
    const short = restrictionOn(person, date, 'shortHours');
    const minutes = workedMinutes(shift);
    if (short === undefined || minutes <= shortDayMinutes(short)) return [];
    const values = { hours: hoursOf(minutes), limit: hoursOf(shortDayMinutes(short)) };
    return [finding('labour.short-hours', 'H', { date, staffId: person.id, values })];
  });

/**
 * 労基法67条: twice 30 minutes for a mother nursing a child under one, within the shift as paid rests, or as a shift that is
 * so much shorter than her day; it is no break of 34条.
 */
export const nursingTime: Rule = (context) =>
  eachDuty(context, (person, { date, shift }) => {
    const needed = shift.isStandby ? 0 : nursingMinutesOn(person, date, workedMinutes(shift));
    if (needed === 0) return [];
    const shorter = Math.max(0, person.maximumDailyMinutes - workedMinutes(shift));
    const minutes = nursingRests(shift) * nursingBreakMinutes + shorter;
    if (minutes >= needed) return [];
    return [finding('labour.nursing-time', 'H', { date, staffId: person.id, values: { minutes, needed } })];
  });

/** 育介法17条1項・18条1項: overtime of 24 hours a month and 150 a year at most for who asked. */
export const careOvertime: Rule = (context) =>
  context.staff.flatMap((person) => {
    const first = context.month.atDay(1);
    const last = context.month.atEndOfMonth();
    const limit = labourOf(person).restrictions.find(
      ({ kind, from, to }) =>
        kind === 'overtimeCap' && !from.isAfter(last) && (to === null || !to.isBefore(first)),
    );
    const month = monthOf(context, person).overtimeMinutes;
    if (limit === undefined || month === 0) return [];
    const asked = YearMonth.from(limit.from);
    const yearBack = context.month.minusMonths(11);
    const past = workBetween(context, person, asked.isAfter(yearBack) ? asked : yearBack);
    const year = past.reduce((sum, work) => sum + work.overtimeMinutes, month);
    const valuesOf = (minutes: number) => ({ hours: hoursOf(minutes), known: past.length });
    return [
      ...(month > careMonthMinutes
        ? [finding('labour.care-overtime-month', 'H', { staffId: person.id, values: valuesOf(month) })]
        : []),
      ...(year > careYearMinutes
        ? [finding('labour.care-overtime-year', 'H', { staffId: person.id, values: valuesOf(year) })]
        : []),
    ];
  });

/** 育介法16条の2・16条の5, 労基法65条: nobody is planned on leave to care or on a longer leave, nor on call. */
export const careLeave: Rule = (context) =>
  eachDuty(context, (person, { date }) =>
    isOnCareLeave(person, date) ? [finding('labour.care-leave', 'H', { date, staffId: person.id })] : [],
  );

function nursingRests(shift: Shift): number {
  return shift.breaks.filter(
    ({ kind, startMinute, endMinute }) => kind === 'rest' && endMinute - startMinute >= nursingBreakMinutes,
  ).length;
}

function eachDuty(
  context: RuleContext,
  check: (person: StaffMember, duty: DatedShift) => readonly ReturnType<typeof finding>[],
): ReturnType<typeof finding>[] {
  return context.staff
    .filter((person) => labourOf(person).restrictions.length + labourOf(person).careLeave.length > 0)
    .flatMap((person) => shiftsOf(context.days, person.id).flatMap((duty) => [...check(person, duty)]));
}
