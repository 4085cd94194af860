/**
 * Columns of the counts of an interval; times are in whole milliseconds, so that every sum is one of whole numbers
 * and does not depend on the order in which months are added up.
 */
export const columns = {
  offered: 0,
  answered: 1,
  answeredWithin: 2,
  abandoned: 3,
  automatic: 4,
  lost: 5,
  supervisor: 6,
  redials: 7,
  answeredWaitMs: 8,
  waitMs: 9,
  busyMs: 10,
  staffedMs: 11,
} as const;

/** Columns per interval. */
export const columnCount = 12;

/** Columns of the sums of a day over months: of squares and products of its offered and answered calls, and successes. */
export const dayColumns = { offeredSquared: 0, offeredAnswered: 1, answeredSquared: 2, met: 3 } as const;

/** Columns per day. */
export const dayColumnCount = 4;

/** What was counted in the months [from, to). Sums of whole numbers, exact below 2^53. */
export interface MonthTally {
  readonly from: number;
  readonly to: number;
  readonly intervalsPerDay: readonly number[];
  /** Rows of `columns`, one per interval, day after day. */
  readonly intervalCounts: Float64Array;
  /** Rows of `dayColumns`, one per day. */
  readonly daySums: Float64Array;
  /** Offered calls of each month, in order. */
  readonly monthOffered: Float64Array;
  /** Answered calls of each month, in order. */
  readonly monthAnswered: Float64Array;
  readonly targetAnsweredFraction: number;
}

/** A tally of the months [from, to) with nothing counted yet. */
export function emptyTally(
  shape: Pick<MonthTally, 'from' | 'to' | 'intervalsPerDay' | 'targetAnsweredFraction'>,
): MonthTally {
  const intervals = shape.intervalsPerDay.reduce((sum, count) => sum + count, 0);
  return {
    ...shape,
    intervalCounts: new Float64Array(intervals * columnCount),
    daySums: new Float64Array(shape.intervalsPerDay.length * dayColumnCount),
    monthOffered: new Float64Array(shape.to - shape.from),
    monthAnswered: new Float64Array(shape.to - shape.from),
  };
}

/**
 * Tallies of one input as one; those of any division of the months give the same numbers.
 * @param tallies at least one, in order, each beginning where the one before ends
 */
export function mergeTallies(tallies: readonly MonthTally[]): MonthTally {
  const first = tallies[0]!;
  const merged = emptyTally({ ...first, to: tallies.at(-1)!.to });
  for (const tally of tallies) {
    addTo(merged.intervalCounts, tally.intervalCounts);
    addTo(merged.daySums, tally.daySums);
    merged.monthOffered.set(tally.monthOffered, tally.from - first.from);
    merged.monthAnswered.set(tally.monthAnswered, tally.from - first.from);
  }
  return merged;
}

function addTo(sums: Float64Array, terms: Float64Array): void {
  for (let index = 0; index < sums.length; index++) sums[index]! += terms[index]!;
}

/** Whether answered of offered calls reach the target: 0 of 0 do. Shares such as 9 of 10 are not lost to rounding. */
export function meetsTarget(answered: number, offered: number, targetAnsweredFraction: number): boolean {
  return answered >= targetAnsweredFraction * offered - 1e-9;
}
