import { boundsOfSum, varianceOfDays } from './combined-calls.ts';
import type { Bounds } from './count-quantiles.ts';
import type { DayForecast, MonthForecast, WeekForecast } from './month-forecast.ts';

/** What a month's sums are made from. */
export interface MonthSumsInput {
  /** All days of the month, those before the day of the forecast first. */
  readonly days: readonly DayForecast[];
  /** Per queue: calls of the days from the day of the forecast on, and how their errors hang together. */
  readonly queues: Parameters<typeof varianceOfDays>[0];
  /** Correlation of queues' errors, 0 to 1. */
  readonly correlation: number;
  /** The forecast that the days before the day of the forecast are from; null when there are none. */
  readonly before: MonthForecast | null;
}

/** Bounds of a month's sums, and the spread that its days share. */
export interface MonthSums
  extends Pick<MonthForecast, 'bounds' | 'weeks' | 'volumeCvFraction' | 'dayCvFraction'> {
  /** In the order of the queues. */
  readonly queueBounds: readonly Bounds[];
}

/**
 * Sums over days with bounds. The spread is told as two numbers, what all days share (V) and what each has of its own (D):
 * with calls mᵢ, V² (Σ mᵢ)² + D² Σ mᵢ² is the variance of the month and (V² + D²) Σ mᵢ² the sum of those of the days.
 */
export function sumsOf(input: MonthSumsInput): MonthSums {
  const { days, queues, correlation, before } = input;
  const pastCount = before?.days.length ?? 0;
  const own = days.slice(pastCount);
  const every = own.map((_, number) => number);
  const variance = (numbers: readonly number[]) => varianceOfDays(queues, numbers, correlation);
  const { volume, day } = sharedSpread(
    own.map((entry) => entry.calls),
    variance,
  );
  const isWhole = own.some((entry) => entry.calls > 0);

  /** Days that are past are as spread as the month was when they were forecast. */
  const pastVariance = (past: readonly number[]) => {
    if (before === null) return 0;
    const sum = past.reduce((total, value) => total + value, 0);
    const squared = past.reduce((total, value) => total + value ** 2, 0);
    return (before.volumeCvFraction * sum) ** 2 + before.dayCvFraction ** 2 * squared;
  };
  const boundsOf = (numbers: readonly number[]) => {
    const past = numbers.filter((number) => number < pastCount);
    const ahead = numbers.filter((number) => number >= pastCount).map((number) => number - pastCount);
    const sum = numbers.reduce((total, number) => total + days[number]!.calls, 0);
    const spread = variance(ahead) + pastVariance(past.map((number) => days[number]!.calls));
    return { calls: sum, bounds: boundsOfSum(sum, spread) };
  };
  return {
    bounds: boundsOf(days.map((_, number) => number)).bounds,
    queueBounds: (days[0]?.queues ?? []).map((_, position) => {
      const past = days.slice(0, pastCount).map((entry) => entry.queues[position]!.calls);
      const sum = days.reduce((total, entry) => total + entry.queues[position]!.calls, 0);
      const ahead = every.length === 0 ? 0 : varianceOfDays([queues[position]!], every, 1);
      return boundsOfSum(sum, ahead + pastVariance(past));
    }),
    weeks: weeksOf(days).map(
      (numbers): WeekForecast => ({
        start: days[numbers[0]!]!.date,
        end: days[numbers.at(-1)!]!.date,
        ...boundsOf(numbers),
      }),
    ),
    volumeCvFraction: isWhole ? Math.sqrt(volume) : (before?.volumeCvFraction ?? 0),
    dayCvFraction: isWhole ? Math.sqrt(day) : (before?.dayCvFraction ?? 0),
  };
}

/**
 * What all days share, V², and what each has of its own, D², as fractions squared; see `sumsOf`.
 * @param calls per day @param variance beyond chance of the sum of some days, by their numbers
 */
export function sharedSpread(
  calls: readonly number[],
  variance: (numbers: readonly number[]) => number,
): { readonly volume: number; readonly day: number } {
  const every = calls.map((_, number) => number);
  const whole = variance(every);
  const single = every.reduce((sum, number) => sum + variance([number]), 0);
  const sum = calls.reduce((total, own) => total + own, 0);
  const squares = calls.reduce((total, own) => total + own ** 2, 0);
  const volume = sum ** 2 > squares * (1 + 1e-9) ? Math.max(0, (whole - single) / (sum ** 2 - squares)) : 0;
  return { volume, day: squares > 0 ? Math.max(0, single / squares - volume) : 0 };
}

/** Numbers of the days of each week from Monday to Sunday. */
function weeksOf(days: readonly DayForecast[]): number[][] {
  const weeks = Map.groupBy(
    days.map((_, number) => number),
    (number) => Math.floor((days[number]!.date.toEpochDay() + 3) / 7),
  );
  return [...weeks.values()];
}
