import { LocalDate, YearMonth } from '@js-joda/core';

/** A kind of letter in the sample. */
export interface LetterKind {
  readonly kind: string;
  /** Calls per letter, mean over batches. */
  readonly callsPerLetter: number;
  /** Share of its calls that go to the queue of bookings. */
  readonly bookingFraction: number;
}

const issue: LetterKind = { kind: '交付通知書', callsPerLetter: 0.06, bookingFraction: 0.86 };
const expiry: LetterKind = { kind: '有効期限通知書', callsPerLetter: 0.025, bookingFraction: 0.3 };
const reminder: LetterKind = { kind: '再通知', callsPerLetter: 0.03, bookingFraction: 0.8 };

/**
 * What the fictitious sample is made of. Sources are listed in forecasts/README.md; values without a source are
 * assumptions that keep the totals of the contract.
 */
export const parameters = {
  /** Part of every stream's name: another seed, another sample. Chosen among 1 to 60 for the sizes in forecasts/README.md. */
  seed: 'matsusaka-21',
  firstMonth: YearMonth.of(2023, 4),
  /** Last month with history, included. */
  lastHistoryMonth: YearMonth.of(2025, 2),
  /** Last month with mailings, included. */
  lastMailingMonth: YearMonth.of(2025, 3),
  /** First and last month with leave, included. */
  staffMonths: { first: YearMonth.of(2024, 4), last: YearMonth.of(2025, 3) },
  /** Calls without letters on a mean open day. */
  baseCallsPerDay: 14.5,
  baseBookingFraction: 0.5,
  kinds: { issue, expiry, reminder },
  /** Letters a month, before rounding, both included. */
  monthlyLetters: { least: 6_800, most: 7_800 },
  batchLetters: { least: 600, most: 3_000 },
  /** Coefficient of variation of calls per letter from batch to batch. */
  batchVariationFraction: 0.25,
  /** The one batch that is far above the others. Its calls per letter are the mean of its kind. */
  largeBatch: {
    postedOn: LocalDate.of(2024, 5, 13),
    announcedOn: LocalDate.of(2024, 4, 8),
    letters: 10_500,
  },
  /** Share of batches that the contractor hears of only 8 to 15 days before posting. */
  lateAnnouncementFraction: 1 / 6,
  /** Share of batches handed over after the last collection, so that everything is one business day later. */
  latePostingFraction: 0.1,
  /** Shares of letters delivered 1, 2, … business days after posting. */
  deliveryShares: [0.05, 0.5, 0.32, 0.1, 0.03],
  /** Calls after delivery: a share on the same day, the rest over so many business days, each a fraction of the one before. */
  response: { sameDayShare: 0.1, laterDays: 15, decay: 0.82 },
  /** Rise on an open day whose day before was a weekday closure. */
  afterClosureRise: 0.12,
  /** Coefficient of variation of the day's gamma factor; Poisson noise comes on top. */
  dayVariationFraction: 0.1,
  handlingLogDeviation: 0.8,
  /** Probability that a caller gives up: least, and what a full interval adds. */
  abandonment: { least: 0.02, added: 0.06, fullIntervalCalls: 6 },
  /** On days with more calls than this a share of the calls of a full interval ends at the automatic answer. */
  jam: { dayCalls: 75, lostFraction: 0.12 },
} as const;
