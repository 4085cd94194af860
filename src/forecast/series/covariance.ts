import { closureFade, type DayFeatures } from './day-features.ts';

/** Variances of what moves the logarithm of a day's expected calls. */
export interface Variances {
  /** Of the step of the level from day to day: a random walk. */
  readonly walk: number;
  /** Of the step of a trend that dies out. */
  readonly trend: number;
  /** Of what lasts some days, see `memory`. */
  readonly spell: number;
  readonly weekday: number;
  /** Of the effects of the day after and the day before a closure. */
  readonly closure: number;
  /** Of the effect of days closed just before, weekends too: per unit of ln(1 + days). */
  readonly backlog: number;
  /** Of the effects of the place in the month. */
  readonly month: number;
  /** Of what special days have in common, of what those of one name have in common, of each on its own. */
  readonly special: number;
  readonly specialName: number;
  readonly specialDay: number;
  /** Of the effect of a driver that moves by its usual spread. */
  readonly driver: number;
}

/** One independent effect: the covariance of the days when its variance is 1. */
interface Effect {
  readonly name: keyof Variances | 'start' | 'year';
  readonly part: CovariancePart;
  /** Of two days by their places, the first not before the second. */
  readonly of: (i: number, j: number) => number;
}

/** The parts of a forecast that effects belong to. */
export type CovariancePart = 'level' | 'weekday' | 'season' | 'events';

/** Effects of all days on each other, lower triangles by rows. */
export interface Grams {
  readonly size: number;
  readonly effects: readonly {
    readonly name: Effect['name'];
    readonly part: CovariancePart;
    /** Variance of an effect that is not estimated. */
    readonly fixed: number | undefined;
    readonly values: Float64Array;
  }[];
}

/** Variance of the level on the first day around a guess that rests on nothing: practically unknown. */
const unknownStartVariance = 4;
/** Variance of the effect of the time of the year, and how far it reaches, as a fraction of a radian. */
const yearVariance = 0.05 ** 2;
const yearReach = 0.5;
const yearDays = 365.2425;
/** History in days from which the time of the year can be told from the level. */
const leastYearDays = 400;
/** Open days after which half of what a weekday has of its own at a time is forgotten. */
const weekdayForgetDays = 120;
/** Open days over which neighbours in the month are alike. */
const monthReachDays = 3;
/** Autocorrelation of a spell, and share of a trend that is left, from one open day to the next. */
const spellMemory = 0.8;
const trendMemory = 0.9;

/**
 * Covariance of the logarithms of the expected calls of open days, as a sum of independent effects, each shrunk to
 * nothing as far as its variance is small (best linear unbiased prediction: Robinson, Statistical Science 6, 1991;
 * as a Gaussian process: Rasmussen & Williams, 2006, ch. 2).
 * @param days all open days, the past first
 */
export function gramsOf(days: readonly DayFeatures[]): Grams {
  const size = days.length;
  const reach = Math.max(...days.map((day) => Math.max(day.fromMonthStart, day.toMonthEnd)), 0) + 1;
  const spell = powers(spellMemory, size);
  const forget = powers(2 ** (-1 / weekdayForgetDays), size);
  const month = powers(Math.exp(-1 / monthReachDays), reach);
  const trend = integratedTrend(size);
  const effects: Effect[] = [
    { name: 'start', part: 'level', of: () => 1 },
    { name: 'walk', part: 'level', of: (_, j) => j },
    { name: 'trend', part: 'level', of: trend },
    { name: 'spell', part: 'level', of: (i, j) => spell[i - j]! },
    {
      name: 'weekday',
      part: 'weekday',
      of: (i, j) => (days[i]!.weekday === days[j]!.weekday ? 0.5 + 0.5 * forget[i - j]! : 0),
    },
  ];
  const after = days.map((day) => closureFade ** day.sinceClosure);
  if (days.some((day, i) => after[i]! > 0 || day.isBeforeClosure)) {
    effects.push({
      name: 'closure',
      part: 'season',
      of: (i, j) => after[i]! * after[j]! + (days[i]!.isBeforeClosure && days[j]!.isBeforeClosure ? 1 : 0),
    });
  }
  const gaps = days.map((day) => Math.log1p(day.closedBefore));
  effects.push({ name: 'backlog', part: 'weekday', of: (i, j) => gaps[i]! * gaps[j]! });
  effects.push({
    name: 'month',
    part: 'season',
    of: (i, j) =>
      0.5 * month[Math.abs(days[i]!.fromMonthStart - days[j]!.fromMonthStart)]! +
      0.5 * month[Math.abs(days[i]!.toMonthEnd - days[j]!.toMonthEnd)]!,
  });
  if (size > 0 && days[size - 1]!.epochDay - days[0]!.epochDay > leastYearDays) {
    effects.push({
      name: 'year',
      part: 'season',
      of: (i, j) => {
        const chord = Math.sin((Math.PI * (days[i]!.epochDay - days[j]!.epochDay)) / yearDays) / yearReach;
        return Math.exp(-2 * chord * chord);
      },
    });
  }
  if (days.some((day) => day.special >= 0)) {
    const special = (i: number, j: number) => days[i]!.special >= 0 && days[j]!.special >= 0;
    effects.push(
      { name: 'special', part: 'events', of: (i, j) => (special(i, j) ? 1 : 0) },
      {
        name: 'specialName',
        part: 'events',
        of: (i, j) => (special(i, j) && days[i]!.special === days[j]!.special ? 1 : 0),
      },
      { name: 'specialDay', part: 'events', of: (i, j) => (i === j && special(i, j) ? 1 : 0) },
    );
  }
  if ((days[0]?.drivers.length ?? 0) > 0) {
    const of = (i: number, j: number) =>
      days[i]!.drivers.reduce((sum, value, index) => sum + value * days[j]!.drivers[index]!, 0);
    effects.push({ name: 'driver', part: 'events', of });
  }
  return {
    size,
    effects: effects.map(({ name, part, of }) => {
      const values = new Float64Array(size * size);
      for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) values[i * size + j] = of(i, j);
      const fixed = name === 'start' ? unknownStartVariance : name === 'year' ? yearVariance : undefined;
      return { name, part, fixed, values };
    }),
  };
}

/** The same with another variance of the logarithm of the level on the first day around its guess. */
export function withStartVariance(grams: Grams, variance: number): Grams {
  const effects = grams.effects.map((effect) =>
    effect.name === 'start' ? { ...effect, fixed: variance } : effect,
  );
  return { ...grams, effects };
}

/**
 * Rows of the covariance of the days, by rows, each from a first column up to its diagonal; the rest is 0.
 * @param rows first row, included, and last, excluded, which is also the width before the first column is taken off
 * @param isCentred leaves out the unknown start and the time of the year, for what varies around a known mean
 */
export function covarianceOf(
  grams: Grams,
  variances: Variances,
  rows: { readonly from: number; readonly to: number },
  firstColumn = 0,
  isCentred = false,
): Float64Array {
  const { size } = grams;
  const width = rows.to - firstColumn;
  const sum = new Float64Array((rows.to - rows.from) * width);
  for (const { name, fixed, values } of grams.effects) {
    if (isCentred && fixed !== undefined) continue;
    const variance = fixed ?? variances[name as keyof Variances];
    if (!(variance > 0)) continue;
    for (let i = rows.from; i < rows.to; i++) {
      const target = (i - rows.from) * width - firstColumn;
      const source = i * size;
      for (let j = firstColumn; j <= i; j++) sum[target + j]! += variance * values[source + j]!;
    }
  }
  return sum;
}

function powers(base: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => base ** index);
}

/**
 * Covariance of a level that follows a trend b(t+1) = m b(t) + ε, var ε = 1, b stationary, which starts at 0:
 * sum over s < i, r < j of m^|s−r| ÷ (1 − m²), by the closed form of geometric sums. A random walk once m is 0.
 */
function integratedTrend(size: number): (i: number, j: number) => number {
  const m = trendMemory;
  const geometric = (count: number) => (1 - m ** count) / (1 - m);
  const square = Float64Array.from(
    { length: size },
    (_, n) => (n * (1 + m)) / (1 - m) - (2 * m * (1 - m ** n)) / (1 - m) ** 2,
  );
  return (i, j) => (square[j]! + m * geometric(j) * geometric(i - j)) / (1 - m * m);
}
