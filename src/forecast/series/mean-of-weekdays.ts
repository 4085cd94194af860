/** How many same weekdays the simple forecast is the mean of. */
const weekdayCount = 8;

/**
 * Mean of the last eight days of the same weekday, of fewer while there are fewer, of all days before for a weekday
 * that was never open. @param weekdays, calls per day of history @param known days that are known, ≥ 1
 */
export function meanOfWeekdays(
  weekdays: readonly number[],
  calls: readonly number[],
  known: number,
  weekday: number,
): number {
  let sum = 0;
  let count = 0;
  for (let i = known - 1; i >= 0 && count < weekdayCount; i--) {
    if (weekdays[i] !== weekday) continue;
    sum += calls[i]!;
    count += 1;
  }
  if (count > 0) return sum / count;
  const recent = calls.slice(Math.max(0, known - weekdayCount), known);
  return recent.reduce((total, value) => total + value, 0) / Math.max(1, recent.length);
}
