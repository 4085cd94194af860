import type { LocalDate } from '@js-joda/core';
import type { HistoryInterval } from './history.ts';

/** What one queue saw in one day: the sums of its intervals. */
export interface HistoryDay {
  readonly date: LocalDate;
  /** Calls offered, ≥ 0. */
  readonly offered: number;
  /** Calls answered, 0 to offered. */
  readonly answered: number;
  /** Handling time of the answered calls together, in seconds. */
  readonly handlingSeconds: number;
}

/** Sums of a queue's intervals per day, ordered by date. Days without a row of the queue are left out. */
export function historyDays(history: readonly HistoryInterval[], queueId: string): HistoryDay[] {
  const byDay = new Map<number, { -readonly [key in keyof HistoryDay]: HistoryDay[key] }>();
  for (const row of history) {
    if (row.queueId !== queueId) continue;
    const key = row.date.toEpochDay();
    const day = byDay.get(key);
    if (day === undefined) {
      const { date, offered, answered, handlingSeconds } = row;
      byDay.set(key, { date, offered, answered, handlingSeconds });
    } else {
      day.offered += row.offered;
      day.answered += row.answered;
      day.handlingSeconds += row.handlingSeconds;
    }
  }
  return [...byDay.entries()].sort(([a], [b]) => a - b).map(([, day]) => day);
}

/** Mean handling time of the answered calls of days, in seconds; null when no call was answered. */
export function meanHandlingSeconds(days: readonly HistoryDay[]): number | null {
  const answered = days.reduce((sum, day) => sum + day.answered, 0);
  if (answered <= 0) return null;
  return days.reduce((sum, day) => sum + day.handlingSeconds, 0) / answered;
}
