/** How many same weekdays the simple forecast is the mean of. */
const weekdayCount = 8;

/** The history as the simple forecast sees it. */
export interface WeekdayHistory {
  /** 0 Monday to 6 Sunday, of the days ahead too. */
  readonly weekdays: readonly number[];
  /** Per day of history: neither special nor so far from its neighbours that it tells nothing of other days. */
  readonly isUsual: readonly boolean[];
  /** Per day of history: whether its calls are known at all. */
  readonly isKnown: readonly boolean[];
}

/**
 * Mean of the last eight usual days of the same weekday; of fewer while there are fewer; of the last eight days of any
 * kind for a weekday that was never open as usual; 0 when nothing is known. @param calls per day of history, of a usual opening @param known days that are past, ≥ 1
 */
export function meanOfWeekdays(
  history: WeekdayHistory,
  calls: readonly number[],
  known: number,
  weekday: number,
): number {
  let sum = 0;
  let count = 0;
  for (let i = known - 1; i >= 0 && count < weekdayCount; i--) {
    if (history.weekdays[i] !== weekday || !history.isUsual[i]) continue;
    sum += calls[i]!;
    count += 1;
  }
  if (count > 0) return sum / count;
  const recent: number[] = [];
  for (let i = known - 1; i >= 0 && recent.length < weekdayCount; i--) {
    if (history.isKnown[i]) recent.push(calls[i]!);
  }
  return recent.reduce((total, value) => total + value, 0) / Math.max(1, recent.length);
}

/** Known days from which the mean of weekdays has its whole assumed weight: its eight of each of five. */
const wholeWeightDays = 40;

/**
 * Assumed weights of a model and the mean of weekdays, the latter the less the fewer days are known.
 * @param whole weights of the model and of the mean, sum 1
 */
export function startWeights(whole: readonly number[], history: WeekdayHistory): number[] {
  const known = history.isUsual.filter((isUsual) => isUsual).length;
  const simple = whole[1]! * Math.min(1, known / wholeWeightDays);
  return [1 - simple, simple];
}
