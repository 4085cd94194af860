import type { LocalDate } from '@js-joda/core';
import type { HistoryInterval } from './history.ts';

/** Calls offered on one day, all queues together. */
export interface DailyCalls {
  readonly date: LocalDate;
  /** ≥ 0 */
  readonly calls: number;
}

/** Calls offered per day with a row, over the queues named, in order of date. */
export function dailyCalls(
  history: readonly HistoryInterval[],
  queueIds: readonly string[],
): readonly DailyCalls[] {
  const wanted = new Set(queueIds);
  const days = new Map<number, { readonly date: LocalDate; calls: number }>();
  for (const { queueId, date, offered } of history) {
    if (!wanted.has(queueId)) continue;
    const key = date.toEpochDay();
    const day = days.get(key);
    if (day === undefined) days.set(key, { date, calls: offered });
    else day.calls += offered;
  }
  return [...days.entries()].sort(([a], [b]) => a - b).map(([, day]) => day);
}
