import { ChronoUnit, type LocalDate } from '@js-joda/core';
import type { Mailing } from './mailing.ts';
import { isPostingDay } from './spread-mailing.ts';

/** Months of the past that tell how batches are announced, and the fewest that do. */
const pastMonths = 13;
const leastMonths = 3;
/** The last month is left out: its own late batches may not be known yet. */
const latestMonth = 2;
/** What is written behind the kind of a batch that nobody announced. */
const expectedMark = '（未連絡の見込み）';
/** Fewer letters than this expected are not worth a batch. */
const leastLetters = 1;
/** Days around which a late batch makes others likely, and what any day has besides. */
const reachDays = 7;
const anyDay = 0.3;

/** A batch that was not known on the day of a forecast, so many days after it. */
interface LateBatch {
  readonly mailing: Mailing;
  readonly daysAhead: number;
}

/**
 * Batches that were not announced yet, but are to be expected as in the past: one per kind, over all days of posting left.
 *
 * Forecasts made on the same day of each of the past months would not have known some of the batches that were posted in
 * as many days after them; as many letters are expected now. Their number is taken as Poisson: with n expected, of size s,
 * the batch has chance n ÷ (n + 1), and (n + 1) s letters if it comes: the mean and the variance of a sum of as many batches
 * (n s and n s²).
 * @param mailings batches announced by the day of the forecast @param to last day of the forecast
 */
export function unannouncedMailings(
  mailings: readonly Mailing[],
  knowledgeDate: LocalDate,
  to: LocalDate,
): Mailing[] {
  const real = mailings.filter(({ chanceFraction }) => chanceFraction === 1);
  const horizonDays = knowledgeDate.until(to, ChronoUnit.DAYS);
  const first = real.reduce<LocalDate | null>(
    (day, { postedOn }) => (day === null || postedOn.isBefore(day) ? postedOn : day),
    null,
  );
  if (first === null || horizonDays <= 0) return [];
  const origins = Array.from({ length: pastMonths - latestMonth + 1 }, (_, index) =>
    knowledgeDate.minusMonths(latestMonth + index),
  ).filter((origin) => !origin.isBefore(first) && !origin.plusDays(horizonDays).isAfter(knowledgeDate));
  if (origins.length < leastMonths) return [];
  const late = origins.flatMap((origin) => lateBatches(real, origin, horizonDays));
  const ahead = postingDays(knowledgeDate.plusDays(1), to.plusDays(1));
  return [...Map.groupBy(late, ({ mailing }) => mailing.kind)].flatMap(([kind, own]) => {
    const letters = own.reduce((sum, { mailing }) => sum + mailing.letters, 0);
    const squares = own.reduce((sum, { mailing }) => sum + mailing.letters ** 2, 0);
    const calls = own.reduce(
      (sum, { mailing }) => sum + mailing.letters * mailing.callsPerLetter * mailing.phoneFraction,
      0,
    );
    const expectedLetters = letters / origins.length;
    if (expectedLetters < leastLetters || ahead.length === 0) return [];
    // Batches of unequal size: as many equal ones as give the same mean and variance.
    const count = letters ** 2 / squares / origins.length;
    const weights = ahead.map((day) => likelihoodOf(knowledgeDate.until(day, ChronoUnit.DAYS), late));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return [
      {
        postedOn: ahead[0]!,
        announcedOn: knowledgeDate,
        letters: expectedLetters,
        kind: `${kind}${expectedMark}`,
        expectedOfKind: kind,
        callsPerLetter: calls / letters,
        bookingOpensOn: null,
        dueOn: null,
        phoneFraction: 1,
        chanceFraction: count / (count + 1),
        postings: ahead.map((postedOn, index) => ({
          postedOn,
          letters: (expectedLetters * weights[index]!) / sum,
        })),
      },
    ];
  });
}

/** Batches posted within some days after a past day of a forecast, and announced after it. */
function lateBatches(mailings: readonly Mailing[], origin: LocalDate, horizonDays: number): LateBatch[] {
  return mailings.flatMap((mailing) => {
    const daysAhead = origin.until(mailing.postedOn, ChronoUnit.DAYS);
    const isLate = daysAhead > 0 && daysAhead <= horizonDays && mailing.announcedOn.isAfter(origin);
    return isLate ? [{ mailing, daysAhead }] : [];
  });
}

/** How likely a late batch is so many days ahead, in proportion. */
function likelihoodOf(daysAhead: number, late: readonly LateBatch[]): number {
  return anyDay + late.filter((own) => Math.abs(own.daysAhead - daysAhead) <= reachDays).length;
}

/** Days of posting from one day, included, to another, excluded. */
function postingDays(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day.isBefore(to); day = day.plusDays(1)) if (isPostingDay(day)) days.push(day);
  return days;
}
