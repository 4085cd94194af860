import type { LocalDate } from '@js-joda/core';

/** What one queue saw in one interval of one day, as the telephone system (ACD) counted it. */
export interface HistoryInterval {
  readonly queueId: string;
  readonly date: LocalDate;
  /** Start of the interval in minutes since midnight, included. */
  readonly startMinute: number;
  /** End of the interval in minutes since midnight, excluded. */
  readonly endMinute: number;
  /** Calls offered (着信数), ≥ 0. */
  readonly offered: number;
  /** Calls answered by an operator (応答数), 0 to offered. */
  readonly answered: number;
  /** Calls whose caller gave up (放棄呼数), 0 to offered. */
  readonly abandoned: number;
  /** Handling time of the answered calls together, talk and after-call work, in seconds, ≥ 0. */
  readonly handlingSeconds: number;
}
