import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { DailyCalls } from './daily-calls.ts';
import { type DayTraits, dayTraits } from './day-traits.ts';
import type { KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';

/** In what two days can differ. */
export type DayDifference =
  | 'weekday'
  | 'afterClosure'
  | 'beforeClosure'
  | 'monthPlace'
  | 'letters'
  | 'events'
  | 'level';

/**
 * What each difference adds to the distance of two days. Weekday, days around a closure and events: once when they are
 * not the same. Place in the month: by the mean share of five working days between them. Letters and level: once per
 * doubling, letters' calls each with the usual ones added, so that few beside none are no difference.
 */
export const differenceWeights: Readonly<Record<DayDifference, number>> = {
  weekday: 1,
  afterClosure: 1,
  beforeClosure: 0.5,
  monthPlace: 0.5,
  letters: 1,
  events: 2,
  level: 1,
};

/** A difference that adds less than this is not worth a word. */
const worthTelling = 0.25;

/** A past day like another. */
export interface SimilarDay {
  readonly date: LocalDate;
  /** Calls offered on it. */
  readonly calls: number;
  /** ≥ 0, by `differenceWeights`; 0 for a day of the very same traits. */
  readonly distance: number;
  /** What makes up most of the distance, the heaviest first; empty when nothing adds a quarter or more. */
  readonly differences: readonly DayDifference[];
  readonly traits: DayTraits;
}

/** A day and the past days most like it. */
export interface SimilarDays {
  readonly traits: DayTraits;
  /** Nearest first, of the same distance the latest first. */
  readonly days: readonly SimilarDay[];
  /** Mean calls of these days; null for none. */
  readonly meanCalls: number | null;
}

/**
 * The past days most like a day, by what was known ahead of each: weekday, closures around it, place in the month,
 * letters, events, and the level of calls before it. It explains a forecast and is no part of it.
 * @param input.date an open day of the contract @param input.knowledgeDate only days before it, and before the day
 * itself, are compared @param input.history calls per day, in order of date @param input.count most days, whole, ≥ 1
 */
export function similarDays(input: {
  readonly contract: Contract;
  readonly date: LocalDate;
  readonly knowledgeDate: LocalDate;
  readonly history: readonly DailyCalls[];
  readonly mailings: readonly Mailing[];
  readonly events: readonly KnownEvent[];
  readonly count: number;
}): SimilarDays {
  const all = dayTraits(input);
  const traits = all.at(-1)!;
  const calls = new Map(input.history.map((day) => [day.date.toEpochDay(), day.calls]));
  const past = all.filter(
    ({ date }) =>
      date.isBefore(input.date) && date.isBefore(input.knowledgeDate) && calls.has(date.toEpochDay()),
  );
  const usualLetterCalls = past.reduce((sum, day) => sum + day.letterCalls, 0) / Math.max(1, past.length);
  const days = past
    .map((day): SimilarDay => {
      const parts = differencesOf(traits, day, usualLetterCalls);
      return {
        date: day.date,
        calls: calls.get(day.date.toEpochDay())!,
        distance: parts.reduce((sum, { adds }) => sum + adds, 0),
        differences: parts
          .filter(({ adds }) => adds >= worthTelling)
          .sort((a, b) => b.adds - a.adds)
          .map(({ difference }) => difference),
        traits: day,
      };
    })
    .sort((a, b) => a.distance - b.distance || b.date.compareTo(a.date))
    .slice(0, input.count);
  const sum = days.reduce((total, day) => total + day.calls, 0);
  return { traits, days, meanCalls: days.length > 0 ? sum / days.length : null };
}

function differencesOf(
  a: DayTraits,
  b: DayTraits,
  usualLetterCalls: number,
): { readonly difference: DayDifference; readonly adds: number }[] {
  const unlike = (isUnlike: boolean): number => (isUnlike ? 1 : 0);
  const place = Math.abs(a.fromMonthStart - b.fromMonthStart) + Math.abs(a.toMonthEnd - b.toMonthEnd);
  const shares: Readonly<Record<DayDifference, number>> = {
    weekday: unlike(a.weekday !== b.weekday),
    afterClosure: Math.abs(a.sinceClosure - b.sinceClosure) / 2,
    beforeClosure: unlike(a.isBeforeClosure !== b.isBeforeClosure),
    monthPlace: place / 10,
    letters: doublings(a.letterCalls + usualLetterCalls, b.letterCalls + usualLetterCalls),
    events: unlike(a.events.join('\n') !== b.events.join('\n')),
    level: doublings(a.levelCalls ?? 0, b.levelCalls ?? 0),
  };
  return (Object.keys(shares) as DayDifference[]).map((difference) => ({
    difference,
    adds: differenceWeights[difference] * shares[difference],
  }));
}

/** How many doublings lie between two quantities, ≥ 0; none between nothing and nothing, at most ten. */
function doublings(a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) return a > 0 || b > 0 ? 1 : 0;
  return Math.min(10, Math.abs(Math.log2(a / b)));
}
