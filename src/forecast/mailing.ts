import type { LocalDate } from '@js-joda/core';

/** One batch of letters that the city posts and that makes people call. */
export interface Mailing {
  /** Day on which the city hands the letters to the post. */
  readonly postedOn: LocalDate;
  /** Day on which the contractor learned of the batch; a plan made before it does not know the batch. */
  readonly announcedOn: LocalDate;
  /** Number of letters, ≥ 0. */
  readonly letters: number;
  /** Kind of letter, for example 交付通知書; batches of one kind share a response rate. */
  readonly kind: string;
  /** Calls expected per letter before history says otherwise, 0 to 1. */
  readonly callsPerLetter: number;
  /** First day on which booking is possible, when it is later than delivery. */
  readonly bookingOpensOn: LocalDate | null;
}
