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
  /** Responses expected per letter before history says otherwise, 0 to 1; calls when all come by telephone. */
  readonly callsPerLetter: number;
  /** First day on which booking is possible, when it is later than delivery. */
  readonly bookingOpensOn: LocalDate | null;
  /** Day by which recipients have to act (期限日), before which calls rise; not before posting, null for none. */
  readonly dueOn: LocalDate | null;
  /**
   * Share of the responses that come by telephone, 0 to 1, the rest by web or counter: calls expected per letter are
   * `callsPerLetter` × `phoneFraction`.
   */
  readonly phoneFraction: number;
  /** Letters per day when the batch is posted in parts, in order of day, `postedOn` first; all on that day when left out. */
  readonly postings?: readonly { readonly postedOn: LocalDate; readonly letters: number }[];
  /** How likely the batch is posted at all, over 0 to 1: 1 for a planned batch, less for a merely possible one. */
  readonly chanceFraction: number;
  /**
   * Of a batch that nobody announced and that is merely expected, as such batches came in the past: the kind of letter whose
   * response it shares. Its letters are those expected. Left out for real batches.
   */
  readonly expectedOfKind?: string;
}
