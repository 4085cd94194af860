import { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { DayActuals } from './actuals.ts';
import type { PlanContent } from './format.ts';
import { type MonthProjection, projectMonth } from './outbound-projection.ts';

/** How 五割を下回る is read (A6): the whole month as projected, or what came until the middle. */
export type OutboundReading = 'projection' | 'cumulative';
/** How 月半ば is read: the open day in the middle of the open days, or the 15th. */
export type MiddleDay = 'openDay' | 'fifteenth';

/** One month's calls against half of the assumed ones, as they stand at the end of one reading of its middle. */
export interface MiddleReading {
  readonly middle: MiddleDay;
  /** Open day at whose end it is read; of a closed 15th the open day before it, or the month's first. */
  readonly date: LocalDate;
  /** Whether every open day up to it is counted: until then the figures are provisional. */
  readonly isCounted: boolean;
  /** Open days up to it that are not counted, in order. */
  readonly missing: readonly LocalDate[];
  /** Reading (a): the whole month. */
  readonly projection: MonthProjection & { readonly isBelow: boolean };
  /** Reading (b): calls up to and including the day; what is not counted as expected. */
  readonly cumulative: { readonly calls: number; readonly isBelow: boolean };
}

/** When outbound work may be asked for (第2章2(5)ア), by every reading. */
export interface OutboundReadings {
  /** Assumed calls of a month, all queues: 700. */
  readonly assumedCalls: number;
  /** Calls under which outbound work may be: 350. */
  readonly thresholdCalls: number;
  /** At the middle open day, which is the one that decides unless agreed otherwise, and at the 15th. */
  readonly middles: readonly [MiddleReading, MiddleReading];
  /** The whole month as it looks now. */
  readonly now: MonthProjection & { readonly isBelow: boolean };
}

/** What both readings are made from. */
export interface ReadingsInput {
  readonly contract: Contract;
  readonly content: PlanContent;
  /** What came on days of the plan, those counted to their close alone. */
  readonly actuals: readonly DayActuals[];
}

/**
 * The middle of a month in both readings, each with both readings of the rule and their figures. With n open days the
 * middle is the ⌈n/2⌉th. A month that comes to just the threshold is not below it. Nothing counted after a middle changes
 * what is read there. Null for a month without an open day.
 */
export function outboundReadings(input: ReadingsInput): OutboundReadings | null {
  const { contract, content, actuals } = input;
  const days = content.days.map(({ date }) => LocalDate.parse(date));
  const last = days.at(-1);
  if (last === undefined) return null;
  const assumedCalls = contract.queues.reduce((sum, queue) => sum + queue.monthlyCalls, 0);
  const thresholdCalls = contract.outbound.belowFraction * assumedCalls;
  const middle = days[Math.ceil(days.length / 2) - 1]!;
  const fifteenth = days.findLast((date) => date.dayOfMonth() <= 15) ?? days[0]!;
  const readingAt = (kind: MiddleDay, date: LocalDate): MiddleReading =>
    readAt(input, kind, date, thresholdCalls);
  const now = projectMonth(content, actuals, last).projection;
  return {
    assumedCalls,
    thresholdCalls,
    middles: [readingAt('openDay', middle), readingAt('fifteenth', fifteenth)],
    now: { ...now, isBelow: now.calls < thresholdCalls },
  };
}

/** What one reading at one middle says: null while it is provisional. */
export function isBelowBy(
  readings: OutboundReadings,
  reading: OutboundReading,
  middle: MiddleDay,
): boolean | null {
  const at = readings.middles.find((entry) => entry.middle === middle)!;
  return at.isCounted ? at[reading].isBelow : null;
}

function readAt(
  { content, actuals }: ReadingsInput,
  middle: MiddleDay,
  date: LocalDate,
  thresholdCalls: number,
): MiddleReading {
  const { projection, outlook } = projectMonth(content, actuals, date);
  const counted = new Set(actuals.map((day) => day.date.toString()));
  const until = content.days.filter((day) => day.date <= date.toString()).map((day) => day.date);
  const expected = outlook.days
    .filter((day) => until.includes(day.date))
    .reduce((sum, day) => sum + day.calls, 0);
  const calls = projection.countedCalls + expected;
  const missing = until.filter((day) => !counted.has(day)).map((day) => LocalDate.parse(day));
  return {
    middle,
    date,
    isCounted: missing.length === 0,
    missing,
    projection: { ...projection, isBelow: projection.calls < thresholdCalls },
    cumulative: { calls, isBelow: calls < thresholdCalls },
  };
}
