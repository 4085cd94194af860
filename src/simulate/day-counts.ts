import { columnCount } from './tally.ts';

/** Where the calls of one day are counted: rows of a month's counts, from `firstRow` on. */
export interface DayCounts {
  readonly counts: Float64Array;
  readonly firstRow: number;
  readonly openSecond: number;
  readonly intervalSeconds: number;
  readonly intervals: number;
}

/** First column of an interval's row. */
export function rowOf(day: DayCounts, interval: number): number {
  return (day.firstRow + interval) * columnCount;
}

/** Whole milliseconds of a time, which can be added up in any order. */
export function wholeMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

/**
 * Adds a span of time to a column of the intervals it touches; what lies outside opening hours is left out.
 * Plain arguments, because it runs for every call.
 * @param toSecond may be Infinity @param sign -1 takes the span off again
 */
export function addSpan(
  day: DayCounts,
  column: number,
  fromSecond: number,
  toSecond: number,
  sign: 1 | -1 = 1,
): void {
  const { counts, openSecond, intervalSeconds, intervals } = day;
  let start = Math.max(fromSecond, openSecond);
  for (
    let interval = Math.floor((start - openSecond) / intervalSeconds);
    interval < intervals && start < toSecond;
    interval++
  ) {
    const end = Math.min(toSecond, openSecond + (interval + 1) * intervalSeconds);
    // Rounding may put a moment just outside the interval that was worked out for it.
    if (end > start) {
      counts[rowOf(day, interval) + column]! += sign * wholeMs(end - start);
      start = end;
    }
  }
}
