import type { LocalDate, YearMonth } from '@js-joda/core';
import { type OpenDay, openDaysOfMonth } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Mailing } from '../forecast/mailing.ts';
import { monthsBetween } from './business-days.ts';
import { type LetterKind, parameters } from './parameters.ts';
import { pick, type RandomStream, streamOf, wholeBetween } from './random.ts';

/** Batches of every month of the sample, by day of posting; days of posting and announcement are open days. */
export function sampleMailings(rules: Contract['opening']): Mailing[] {
  const months = monthsBetween(parameters.firstMonth, parameters.lastMailingMonth);
  const regular = months.flatMap((month) => batchesOfMonth(rules, month));
  const { issue } = parameters.kinds;
  const large = batch(
    parameters.largeBatch.postedOn,
    parameters.largeBatch.announcedOn,
    parameters.largeBatch.letters,
    issue,
  );
  return [...regular, large].sort((a, b) => a.postedOn.compareTo(b.postedOn));
}

function batchesOfMonth(rules: Contract['opening'], month: YearMonth): Mailing[] {
  const random = streamOf(`${parameters.seed} mailings ${month}`);
  const sizes = batchSizes(random);
  const days = openDaysOfMonth(rules, month);
  const smallest = sizes.indexOf(Math.min(...sizes));
  const smallKind = month.monthValue() % 2 === 0 ? parameters.kinds.expiry : parameters.kinds.reminder;
  return sizes.map((letters, index) => {
    const postedOn = postingDay(random, days, index, sizes.length);
    const kind = index === smallest ? smallKind : parameters.kinds.issue;
    return batch(postedOn, announcementDay(random, rules, month, postedOn), letters, kind);
  });
}

/** Three to five sizes in tens that come near the month's letters. */
function batchSizes(random: RandomStream): number[] {
  const { least, most } = parameters.batchLetters;
  const letters = wholeBetween(random, parameters.monthlyLetters.least, parameters.monthlyLetters.most);
  const weights = Array.from({ length: wholeBetween(random, 3, 5) }, () => 0.4 + random.uniform());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => {
    const size = Math.round((letters * weight) / total / 10) * 10;
    return Math.min(most, Math.max(least, size));
  });
}

/** A random day of the batch's part of the month, so that batches of a month lie apart. */
function postingDay(
  random: RandomStream,
  days: readonly OpenDay[],
  index: number,
  batches: number,
): LocalDate {
  const first = Math.floor((days.length * index) / batches);
  const end = Math.floor((days.length * (index + 1)) / batches);
  return pick(random, days.slice(first, end)).date;
}

function announcementDay(
  random: RandomStream,
  rules: Contract['opening'],
  month: YearMonth,
  postedOn: LocalDate,
): LocalDate {
  const isLate = random.uniform() < parameters.lateAnnouncementFraction;
  const days = [-1, 0].flatMap((shift) => openDaysOfMonth(rules, month.plusMonths(shift)));
  const inTime = days.filter(
    (day) => day.date.dayOfMonth() <= 18 && day.date.monthValue() !== month.monthValue(),
  );
  const late = days.filter(
    (day) => !day.date.isBefore(postedOn.minusDays(15)) && !day.date.isAfter(postedOn.minusDays(8)),
  );
  return pick(random, isLate ? late : inTime).date;
}

function batch(postedOn: LocalDate, announcedOn: LocalDate, letters: number, kind: LetterKind): Mailing {
  return {
    postedOn,
    announcedOn,
    letters,
    kind: kind.kind,
    callsPerLetter: kind.callsPerLetter,
    bookingOpensOn: null,
    dueOn: null,
    phoneFraction: 1,
    chanceFraction: 1,
  };
}
