import { LocalDate } from '@js-joda/core';
import type { SeriesDay, SeriesInput, SeriesMailing } from '../../../src/forecast/index.ts';
import { poisson, uniformNumbers } from '../build.ts';

/** Weekdays from a day on, as many as asked for, without those left out. */
export function weekdaysFrom(first: string, count: number, closed: readonly string[] = []): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = LocalDate.parse(first); dates.length < count; date = date.plusDays(1)) {
    if (date.dayOfWeek().value() <= 5 && !closed.includes(date.toString())) dates.push(date);
  }
  return dates;
}

/** Weekly shape of the drawn series, Monday to Friday. */
export const weekdayFactors: readonly number[] = [1.15, 1.03, 0.95, 0.94, 0.93];

/** What a series is drawn from. */
export interface SeriesTruth {
  readonly seed?: number;
  readonly level?: number;
  /** Open days of history, and ahead. */
  readonly known?: number;
  readonly ahead?: number;
  readonly mailings?: readonly SeriesMailing[];
  /** Calls of each mailing per letter. */
  readonly rate?: number;
  /** Shares of a batch's calls by open days after posting. */
  readonly shares?: readonly number[];
  /** Factor on a day of history. */
  readonly factorOf?: (index: number) => number;
  readonly slots?: readonly number[];
}

/** A series of Poisson calls and the days after it. */
export function drawnSeries(truth: SeriesTruth = {}): SeriesInput {
  const { seed = 1, level = 35, known = 120, ahead = 28, mailings = [], rate = 0.05 } = truth;
  const shares = truth.shares ?? [];
  const starts = truth.slots ?? [];
  const dates = weekdaysFrom('2024-04-01', known + ahead);
  const uniform = uniformNumbers(seed);
  const history = dates.slice(0, known).map((date, index): SeriesDay => {
    const mail = mailings.reduce((sum, { postedOn, letters }) => {
      const first = dates.findIndex((other) => other.isAfter(postedOn));
      return sum + letters * rate * (shares[index - first] ?? 0);
    }, 0);
    const factor = weekdayFactors[date.dayOfWeek().value() - 1]!;
    const mean = (level + mail) * factor * (truth.factorOf?.(index) ?? 1);
    if (starts.length === 0) return { date, calls: drawn(mean, uniform), slots: [] };
    const slots = starts.map((startMinute) => ({ startMinute, calls: drawn(mean / starts.length, uniform) }));
    return { date, calls: slots.reduce((sum, slot) => sum + slot.calls, 0), slots };
  });
  return {
    history,
    openDays: dates.slice(known).map((date) => ({ date, startMinutes: starts })),
    specialDays: [],
    mailings,
    drivers: [],
    seasonDays: 5,
  };
}

/** A batch without any assumption on its response. */
export function batch(postedOn: string, letters: number, kind = 'notice'): SeriesMailing {
  return { postedOn: LocalDate.parse(postedOn), letters, kind, callsPerLetter: null, opensOn: null };
}

/** Poisson in parts of at most 100, so that the limit of multiplied uniform numbers is never met. */
function drawn(mean: number, uniform: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 100) count += poisson(Math.min(left, 100), uniform);
  return count;
}
