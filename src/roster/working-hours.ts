import { ChronoUnit, type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { type DatedShift, shiftsOf } from './dated-shifts.ts';
import type { FixedPeriod, PastMonth } from './labour-record.ts';
import { nightMinutesOf } from './minors-and-nights.ts';
import { type RosterDay, workedMinutes } from './roster.ts';
import type { StaffMember } from './staff.ts';
import {
  type VariablePeriod,
  variableLimitMinutes,
  variablePeriodOf,
  worksVariableHours,
} from './variable-hours.ts';
import { firstDayOfWeek } from './weeks.ts';

/** A person's minutes of work on one day and what they are by law, each ≥ 0. */
export interface WorkedDay {
  readonly date: LocalDate;
  readonly workedMinutes: number;
  /** Beyond the day's, the week's or the variable period's limit, counted once and on the day on which it is passed. */
  readonly overtimeMinutes: number;
  /** All of the day's work where the day was to be the statutory day off; it is no overtime then. */
  readonly holidayMinutes: number;
  /** From 22:00 to 5:00 (労基法37条4項). */
  readonly nightMinutes: number;
}

/** What a person's hours are measured by. */
export interface HoursTerms {
  readonly contract: Contract;
  /** Null when the person is not known any more: nothing sets them apart then. */
  readonly person: StaffMember | null;
  /** Periods of variable hours whose shifts were fixed beforehand. */
  readonly fixedPeriods: readonly FixedPeriod[];
}

/** Sums over some days. */
export interface WorkedSum {
  readonly workedMinutes: number;
  readonly overtimeMinutes: number;
  readonly holidayMinutes: number;
  readonly nightMinutes: number;
}

/**
 * A person's days of work in order, with overtime (労基法32条・32条の2) and work on statutory days off (35条). The day off
 * that counts as lost is the last of a week without any, or what passes the 24th day of four weeks (平21厚労省質疑応答:
 * not in our sources). Under variable hours a day's or week's overtime is what passes both the legal limit and the hours
 * fixed beforehand; where nothing was fixed the roster itself is what is to be fixed (昭63.1.1基発1号).
 * @param duties of one person, in order of time
 */
export function workedDays(duties: readonly DatedShift[], terms: HoursTerms): WorkedDay[] {
  const { labour } = terms.contract;
  const byDate = Map.groupBy(
    duties.filter(({ shift }) => !shift.isStandby),
    ({ date }) => date.toString(),
  );
  const days = [...byDate.values()].map((ofDay) => ({
    date: ofDay[0]!.date,
    minutes: ofDay.reduce((sum, { shift }) => sum + workedMinutes(shift), 0),
    night: ofDay.reduce((sum, { shift }) => sum + nightMinutesOf(shift), 0),
  }));
  const lost = lostDaysOff(days, labour);
  const inWeek = new Map<string, number>();
  const inPeriod = new Map<string, number>();
  return days.map(({ date, minutes, night }) => {
    if (lost.has(date.toString())) {
      return {
        date,
        workedMinutes: minutes,
        overtimeMinutes: 0,
        holidayMinutes: minutes,
        nightMinutes: night,
      };
    }
    const overDay = Math.max(0, minutes - dailyLimitMinutes(terms, date));
    const week = firstDayOfWeek(date, labour.weekStartsOn);
    const overWeek = passed(inWeek, week, minutes - overDay, weeklyLimitMinutes(terms, week, date));
    const period = variablePeriodFor(terms, date);
    const rest = minutes - overDay - overWeek;
    const overPeriod =
      period === null
        ? 0
        : passed(inPeriod, period.start, rest, variableLimitMinutes(terms.contract, period));
    const overtimeMinutes = overDay + overWeek + overPeriod;
    return { date, workedMinutes: minutes, overtimeMinutes, holidayMinutes: 0, nightMinutes: night };
  });
}

/** Most minutes of a day that are no overtime; no limit where variable hours are still to be fixed. */
export function dailyLimitMinutes(terms: HoursTerms, date: LocalDate): number {
  const { maximumDailyMinutes } = terms.contract.labour;
  if (variablePeriodFor(terms, date) === null) return maximumDailyMinutes;
  const fixed = fixedMinutesOn(terms, date);
  return fixed === null ? Number.POSITIVE_INFINITY : Math.max(maximumDailyMinutes, fixed);
}

/**
 * Most minutes of a week that are no overtime; no limit where variable hours are still to be fixed.
 * @param date day of the week that says whether hours vary
 */
export function weeklyLimitMinutes(terms: HoursTerms, firstDay: LocalDate, date: LocalDate): number {
  const { maximumWeeklyMinutes } = terms.contract.labour;
  if (variablePeriodFor(terms, date) === null) return maximumWeeklyMinutes;
  const fixed = Array.from(
    { length: 7 },
    (_, offset) => fixedMinutesOn(terms, firstDay.plusDays(offset)) ?? Number.POSITIVE_INFINITY,
  );
  return Math.max(
    maximumWeeklyMinutes,
    fixed.reduce((sum, minutes) => sum + minutes, 0),
  );
}

/** Minutes of work fixed for a person on a date before its variable period began; null where nothing was fixed. */
export function fixedMinutesOn({ person, fixedPeriods }: HoursTerms, date: LocalDate): number | null {
  const period = fixedPeriods.find(({ start, end }) => !date.isBefore(start) && !date.isAfter(end));
  if (period === undefined || person === null) return null;
  return shiftsOf(period.days, person.id)
    .filter((duty) => duty.date.equals(date))
    .reduce((sum, { shift }) => sum + workedMinutes(shift), 0);
}

/** Sums over the days of a month. */
export function monthSum(days: readonly WorkedDay[], month: YearMonth): WorkedSum {
  const none = { workedMinutes: 0, overtimeMinutes: 0, holidayMinutes: 0, nightMinutes: 0 };
  return days
    .filter(({ date }) => YearMonth.from(date).equals(month))
    .reduce<WorkedSum>(
      (sum, day) => ({
        workedMinutes: sum.workedMinutes + day.workedMinutes,
        overtimeMinutes: sum.overtimeMinutes + day.overtimeMinutes,
        holidayMinutes: sum.holidayMinutes + day.holidayMinutes,
        nightMinutes: sum.nightMinutes + day.nightMinutes,
      }),
      none,
    );
}

/**
 * What everybody worked in a month, for the counters of later months.
 * @param days published days of the month and, where they are known, of the weeks and periods that reach into it
 */
export function pastMonthOf(
  month: YearMonth,
  days: readonly RosterDay[],
  contract: Contract,
  staff: readonly StaffMember[],
): PastMonth {
  const persons = new Map(staff.map((person) => [person.id, person]));
  const ids = new Set(days.flatMap((day) => day.shifts.map(({ staffId }) => staffId)));
  const people = [...ids].sort().flatMap((staffId) => {
    const terms = { contract, person: persons.get(staffId) ?? null, fixedPeriods: [] };
    const { nightMinutes: _, ...sum } = monthSum(workedDays(shiftsOf(days, staffId), terms), month);
    return sum.workedMinutes === 0 ? [] : [{ staffId, ...sum }];
  });
  return { month: month.toString(), people };
}

function variablePeriodFor({ contract, person }: HoursTerms, date: LocalDate): VariablePeriod | null {
  const isVariable = person === null || worksVariableHours(person, date, contract);
  return isVariable ? variablePeriodOf(contract, date) : null;
}

/** Adds to the sum of a span and says how much of the addition lies beyond its limit. */
function passed(sums: Map<string, number>, span: LocalDate, minutes: number, limit: number): number {
  const before = sums.get(span.toString()) ?? 0;
  sums.set(span.toString(), before + minutes);
  return Math.max(0, before + minutes - limit) - Math.max(0, before - limit);
}

/** Days of work that were to be the statutory day off. */
function lostDaysOff(days: readonly { readonly date: LocalDate }[], labour: Contract['labour']): Set<string> {
  const { fourWeekRestStartsOn, weekStartsOn } = labour;
  const spans = Map.groupBy(days, ({ date }) =>
    (fourWeekRestStartsOn === null
      ? firstDayOfWeek(date, weekStartsOn)
      : firstDayOfFourWeeks(fourWeekRestStartsOn, date)
    ).toString(),
  );
  const most = fourWeekRestStartsOn === null ? 6 : 24;
  return new Set([...spans.values()].flatMap((span) => span.slice(most).map(({ date }) => date.toString())));
}

/** First day of the four weeks that a date lies in, counted from the day that the work rules name (則12条の2第2項). */
export function firstDayOfFourWeeks(startsOn: LocalDate, date: LocalDate): LocalDate {
  const days = startsOn.until(date, ChronoUnit.DAYS);
  return date.minusDays(((days % 28) + 28) % 28);
}
