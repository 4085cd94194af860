import type { LocalDate } from '@js-joda/core';
import { openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { DailyCalls } from './daily-calls.ts';
import type { KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';
import { dayFeatures } from './series/day-features.ts';
import { batchCourses, placeBatches, publishedShape } from './series/letters.ts';

/** What is known ahead of a day, and the level of calls just before it. */
export interface DayTraits {
  readonly date: LocalDate;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** Open days since a closure beyond the usual weekend, 0 on the first after it; 2 stands for two and more. */
  readonly sinceClosure: number;
  /** Whether it is the last open day before such a closure. */
  readonly isBeforeClosure: boolean;
  /** Working days since the first and until the last of the month, 0 for these; 5 stands for five and more. */
  readonly fromMonthStart: number;
  readonly toMonthEnd: number;
  /** Letters posted before the day, within as many days as the last twenty open ones take. */
  readonly letters: number;
  /** Calls that these letters and earlier ones bring on the day, as the contractor assumed of them. */
  readonly letterCalls: number;
  /** Names of what happens on the day, in order. */
  readonly events: readonly string[];
  /** Mean calls of the twenty open days known last before the day; null without any. */
  readonly levelCalls: number | null;
}

/** Open days that make the level, and over which posted letters are counted. */
const recentDays = 20;
/** Days after the day asked for that are looked at to see a closure coming. */
const lookAheadDays = 14;

/**
 * Traits of the open days from the first of the history to the day asked for.
 * @param date an open day @param knowledgeDate nothing later is used: calls from it on, letters announced after it
 * @param history calls per day, in order of date
 */
export function dayTraits(input: {
  readonly contract: Contract;
  readonly date: LocalDate;
  readonly knowledgeDate: LocalDate;
  readonly history: readonly DailyCalls[];
  readonly mailings: readonly Mailing[];
  readonly events: readonly KnownEvent[];
}): readonly DayTraits[] {
  const { contract, date, knowledgeDate } = input;
  const known = input.history.filter((day) => day.date.isBefore(knowledgeDate));
  const first = known[0]?.date.isBefore(date) ? known[0].date : date;
  const dates = openDates(contract, first, date.plusDays(lookAheadDays));
  const wanted = dates.filter((day) => !day.isAfter(date));
  const features = dayFeatures(dates, wanted.length, [], []);
  const letters = lettersOf(input, dates);
  const calls = new Map(known.map((day) => [day.date.toEpochDay(), day.calls]));
  const recent: number[] = [];
  return wanted.map((day, number): DayTraits => {
    const feature = features[number]!;
    const levelCalls =
      recent.length > 0 ? recent.reduce((sum, value) => sum + value, 0) / recent.length : null;
    const own = calls.get(day.toEpochDay());
    if (own !== undefined) recent.push(own);
    if (recent.length > recentDays) recent.shift();
    return {
      date: day,
      weekday: feature.weekday,
      sinceClosure: Math.min(2, feature.sinceClosure),
      isBeforeClosure: feature.isBeforeClosure,
      fromMonthStart: Math.min(5, feature.fromMonthStart),
      toMonthEnd: Math.min(5, feature.toMonthEnd),
      letters: letters.posted[number]!,
      letterCalls: letters.calls[number]!,
      events: input.events
        .filter((event) => event.date.equals(day) && !event.announcedOn?.isAfter(knowledgeDate))
        .map(({ name }) => name)
        .sort(),
      levelCalls,
    };
  });
}

/** Letters posted lately and calls from letters, per open day. */
function lettersOf(
  {
    contract,
    knowledgeDate,
    ...input
  }: {
    readonly contract: Contract;
    readonly knowledgeDate: LocalDate;
    readonly mailings: readonly Mailing[];
  },
  dates: readonly LocalDate[],
): { readonly posted: readonly number[]; readonly calls: readonly number[] } {
  const mailings = input.mailings
    .filter((mailing) => !mailing.announcedOn.isAfter(knowledgeDate))
    .map(({ callsPerLetter, phoneFraction, bookingOpensOn, ...mailing }) => ({
      ...mailing,
      callsPerLetter: callsPerLetter * phoneFraction,
      opensOn: bookingOpensOn,
    }));
  const openPerWeek = new Set(contract.opening.hours.flatMap(({ weekdays }) => weekdays)).size;
  const batches = placeBatches(mailings, dates, openPerWeek);
  const posted: number[] = dates.map(() => 0);
  const calls: number[] = dates.map(() => 0);
  for (const { letters, postings } of batches) {
    for (const { firstPlace, fraction } of postings) {
      const end = Math.min(dates.length, firstPlace + recentDays);
      for (let place = Math.max(0, firstPlace); place < end; place++) posted[place]! += letters * fraction;
    }
  }
  const answering = { count: dates.length, weekdayFactors: dates.map(() => 1), lengths: null };
  for (const { batch, from, letters } of batchCourses(batches, publishedShape, answering)) {
    letters.forEach((answered, index) => {
      calls[from + index]! += answered * batch.assumedCallsPerLetter;
    });
  }
  return { posted, calls };
}

function openDates(contract: Contract, from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  for (let day = from; !day.isAfter(to); day = day.plusDays(1)) {
    if (openingOf(contract.opening, day).kind === 'open') dates.push(day);
  }
  return dates;
}
