import type { LocalDate } from '@js-joda/core';

/** Calls offered on one day, all queues together. */
export interface DailyCalls {
  readonly date: LocalDate;
  /** ≥ 0 */
  readonly calls: number;
}
