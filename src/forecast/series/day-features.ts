import type { LocalDate } from '@js-joda/core';
import type { Driver, SpecialDay } from './series.ts';

/** What is known ahead of one open day. */
export interface DayFeatures {
  readonly epochDay: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** Open days since a closure of usually open days: 0 on the first after it; infinite when none is known. */
  readonly sinceClosure: number;
  /** Days closed just before, weekends included, at most 7. */
  readonly closedBefore: number;
  /** Last open day before a closure of usually open days. */
  readonly isBeforeClosure: boolean;
  /** Usually open weekdays since the first of the month, 0 for the first. */
  readonly fromMonthStart: number;
  /** Usually open weekdays until the end of the month, 0 for the last. */
  readonly toMonthEnd: number;
  /** Number of the special day's name; -1 on other days. */
  readonly special: number;
  /** Standardised values, 0 where unknown. */
  readonly drivers: readonly number[];
}

/** A weekday belongs to the usual week when it is open in at least this share of the weeks. */
const usualShare = 0.5;

/**
 * Features of open days. A usually open weekday without a day is a closure; only such closures count, not weekends.
 * @param dates all open days in order, the past first @param pastCount how many of them are history
 */
export function dayFeatures(
  dates: readonly LocalDate[],
  pastCount: number,
  specialDays: readonly SpecialDay[],
  drivers: readonly Driver[],
): DayFeatures[] {
  const epochDays = dates.map((date) => date.toEpochDay());
  const usual = usualWeekdays(epochDays);
  const names = new Map<string, number>();
  const specials = new Map<number, number>();
  for (const { date, name } of specialDays) {
    if (!names.has(name)) names.set(name, names.size);
    specials.set(date.toEpochDay(), names.get(name)!);
  }
  const standard = drivers.map((driver) => standardised(driver, epochDays, pastCount));
  let sinceClosure = Number.POSITIVE_INFINITY;
  return dates.map((date, index) => {
    const epochDay = epochDays[index]!;
    const before = index > 0 ? epochDays[index - 1]! : null;
    sinceClosure = before !== null && hasClosure(usual, before, epochDay) ? 0 : sinceClosure + 1;
    const monthStart = epochDay - date.dayOfMonth() + 1;
    return {
      epochDay,
      weekday: weekdayOf(epochDay),
      sinceClosure,
      closedBefore: before === null ? closedUsually(usual, epochDay) : Math.min(7, epochDay - before - 1),
      isBeforeClosure: index + 1 < dates.length && hasClosure(usual, epochDay, epochDays[index + 1]!),
      fromMonthStart: countUsual(usual, monthStart, epochDay),
      toMonthEnd: countUsual(usual, epochDay + 1, monthStart + date.lengthOfMonth()),
      special: specials.get(epochDay) ?? -1,
      drivers: standard.map((values) => values[index]!),
    };
  });
}

function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

function usualWeekdays(epochDays: readonly number[]): boolean[] {
  const counts: number[] = new Array(7).fill(0);
  for (const day of epochDays) counts[weekdayOf(day)]! += 1;
  const weeks = (epochDays.at(-1)! - epochDays[0]! + 7) / 7;
  return counts.map((count) => count >= usualShare * Math.floor(weeks) && count > 0);
}

function closedUsually(usual: readonly boolean[], epochDay: number): number {
  let count = 0;
  while (count < 7 && !usual[weekdayOf(epochDay - 1 - count)]) count += 1;
  return count;
}

/** Whether a usually open weekday lies between two dates, both excluded. */
function hasClosure(usual: readonly boolean[], from: number, to: number): boolean {
  return countUsual(usual, from + 1, Math.min(to, from + 8)) > 0;
}

function countUsual(usual: readonly boolean[], from: number, to: number): number {
  let count = 0;
  for (let day = from; day < to; day++) if (usual[weekdayOf(day)]) count += 1;
  return count;
}

/** Values ÷ their spread over the past, around their mean; logarithms when none is negative. */
function standardised(driver: Driver, epochDays: readonly number[], pastCount: number): number[] {
  const raw = epochDays.map((day) => driver.values.get(day));
  const isCount = raw.every((value) => value === undefined || value >= 0);
  const values = raw.map((value) => (value === undefined || !isCount ? value : Math.log1p(value)));
  const past = values.slice(0, pastCount).filter((value) => value !== undefined);
  if (past.length === 0) return values.map(() => 0);
  const mean = past.reduce((sum, value) => sum + value, 0) / past.length;
  const variance = past.reduce((sum, value) => sum + (value - mean) ** 2, 0) / past.length;
  // A driver that never moved has shown no effect.
  if (!(variance > 1e-12)) return values.map(() => 0);
  return values.map((value) => (value === undefined ? 0 : (value - mean) / Math.sqrt(variance)));
}

/**
 * What is assumed of each open day's logarithm: the contract's weekdays, around the mean of those that are open; the length
 * of the opening; and after a closure 12 %, half of it on the next day and so on (the first day after a holiday brings 7
 * to 33 % more calls in published data).
 * @param lengths per open day: opening ÷ usual opening; null when all are usual
 */
export function assumedEffects(
  days: readonly DayFeatures[],
  input: {
    readonly isWithCalendar: boolean;
    readonly weekdayFactors: readonly number[] | null;
    readonly lengths: readonly number[] | null;
  },
): { readonly weekday: readonly number[]; readonly season: readonly number[] } {
  const { isWithCalendar, weekdayFactors, lengths } = input;
  const open = [...new Set(days.map(({ weekday }) => weekday))];
  const usual =
    weekdayFactors === null
      ? 1
      : open.reduce((sum, weekday) => sum + weekdayFactors[weekday]!, 0) / Math.max(1, open.length);
  return {
    weekday: days.map(({ weekday }) =>
      weekdayFactors === null ? 0 : Math.log(weekdayFactors[weekday]! / usual),
    ),
    season: days.map(
      ({ sinceClosure }, index) =>
        (isWithCalendar ? assumedAfterClosure * closureFade ** sinceClosure : 0) +
        (lengths === null ? 0 : Math.log(lengths[index]!)),
    ),
  };
}

const assumedAfterClosure = 0.12;
/** Share of the effect of a closure that is left from one open day after it to the next. */
export const closureFade = 0.5;
