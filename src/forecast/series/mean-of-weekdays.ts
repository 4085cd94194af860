/** How many same weekdays the simple forecast is the mean of. */
const weekdayCount = 8;

/** The history as the simple forecast sees it. */
export interface WeekdayHistory {
  /** 0 Monday to 6 Sunday, of the days ahead too. */
  readonly weekdays: readonly number[];
  /** Per day of history: neither special nor so far from its neighbours that it tells nothing of other days. */
  readonly isUsual: readonly boolean[];
}

/**
 * Mean of the last eight usual days of the same weekday; of fewer while there are fewer; of the last eight days of any
 * kind for a weekday that was never open as usual. @param calls per day of history @param known days that are known, ≥ 1
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
  const recent = calls.slice(Math.max(0, known - weekdayCount), known);
  return recent.reduce((total, value) => total + value, 0) / Math.max(1, recent.length);
}
