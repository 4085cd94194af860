import type { LocalDate } from '@js-joda/core';

/** A special day that is known ahead, for example the day on which the city's bulletin appears. */
export interface KnownEvent {
  readonly date: LocalDate;
  /** What happens; days of the same name are expected to be alike. */
  readonly name: string;
  /** Day on which the contractor learned of it, not after `date`; null when it was always known. */
  readonly announcedOn: LocalDate | null;
}

/** Something known ahead that may move the calls: bookings, flags, counts. */
export interface KnownDriver {
  readonly name: string;
  /** Value by epoch day, in the units of the column it came from; a day without one is unknown. */
  readonly values: ReadonlyMap<number, number>;
}

/** What a person decided about a day of the history; it counts before what the forecast would do by itself. */
export interface HistoryDecision {
  readonly date: LocalDate;
  /** Null for all queues; of the same day a queue's own decision counts before one about all of them. */
  readonly queueId: string | null;
  /** `asCounted`: the day is used as the telephone system counted it; `leftOut`: it tells the forecast nothing. */
  readonly use: 'asCounted' | 'leftOut';
}
