import { type Bounds, smoothQuantiles } from '../count-quantiles.ts';
import type { Width } from './series.ts';

/** A past forecast and what came. */
export interface PastDeviation {
  /** Open days from the day that was forecast to the end of the history, ≥ 0. */
  readonly ageDays: number;
  readonly actual: number;
  readonly mean: number;
  /** Standard deviation that was stated ÷ mean, beyond the chance of counts. */
  readonly cvFraction: number;
}

/** What the stated deviation is worth in past errors, and how many overlapping rows count as one. */
const assumedErrors = 6;
const rowsPerError = 6;
/** Open days after which a past error counts half. */
const halfLifeDays = 30;
/** Rows looked at at most; the normal distribution is close enough from so many calls on. */
const mostRows = 1500;
const manyCalls = 30;
/** Errors of days have longer tails than the normal distribution: by so much the outer bounds are wider. */
const outerFactor = 1.05;
/** Factors lie between this and its inverse. */
const leastFactor = 0.3;
const rounds = 9;
const normal80 = 1.2816;
const normal95 = 1.96;

/**
 * How much wider or narrower than stated the bounds should have been to cover 80 and 95 % of the past, recent days more
 * than old ones, shrunk to 1 (conformal calibration: Vovk, Gammerman & Shafer, 2005, with a prior, because past errors
 * overlap).
 * @param isTogether whether one factor serves both, the outer bounds a little wider: for errors so few that each pair of bounds
 * tells the other's width as well as its own
 */
export function widthOf(past: readonly PastDeviation[], isTogether: boolean): Width {
  const every = Math.ceil(past.length / mostRows);
  const own = past.filter((_, index) => index % every === 0);
  const weights = own.map(({ ageDays }) => 2 ** (-ageDays / halfLifeDays));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const errors = (total * every) / rowsPerError;
  const trust = own.length === 0 ? 0 : errors / (errors + assumedErrors);
  const shrunk = (level: number, normal: number): number => {
    const coverage = (factor: number) =>
      own.reduce((sum, row, index) => sum + (isWithin(row, factor, normal) ? weights[index]! : 0), 0);
    let low = Math.log(leastFactor);
    let high = -low;
    for (let round = 0; round < rounds; round++) {
      const middle = (low + high) / 2;
      if (coverage(Math.exp(middle)) < level * total) low = middle;
      else high = middle;
    }
    return Math.exp((trust * (low + high)) / 2);
  };
  if (!isTogether) return { factor80: shrunk(0.8, normal80), factor95: shrunk(0.95, normal95) };
  const common = Math.sqrt(shrunk(0.8, normal80) * shrunk(0.95, outerFactor * normal95));
  return { factor80: common, factor95: outerFactor * common };
}

/** Whether a past count lay within bounds of so wide a deviation; by the normal distribution where calls are many. */
function isWithin(row: PastDeviation, factor: number, normal: number): boolean {
  const { mean, actual } = row;
  const variance = Math.max(mean, 0.01) + (row.cvFraction * mean) ** 2;
  if (mean > manyCalls) return Math.abs(actual - mean) <= normal * factor * Math.sqrt(variance);
  const tail = normalTail(normal * factor);
  const [low, high] = smoothQuantiles(Math.max(mean, 0.01), variance, [tail, 1 - tail]);
  return actual >= Math.min(low!, mean) && actual <= Math.max(high!, mean);
}

/**
 * Bounds of a count: quantiles of the gamma-Poisson distribution at the probabilities at which a normal one lies so many
 * times its usual bounds away, between whole numbers where calls are few.
 * @param mean calls, ≥ 0 @param cvFraction beyond the chance of counts
 */
export function calibratedBounds(mean: number, cvFraction: number, width: Width): Bounds {
  if (!(mean > 0)) return { low95: 0, low80: 0, high80: 0, high95: 0 };
  const variance = mean + (cvFraction * mean) ** 2;
  const tail80 = normalTail(normal80 * width.factor80);
  const tail95 = Math.min(tail80, normalTail(normal95 * width.factor95));
  const levels = [tail95, tail80, 1 - tail80, 1 - tail95];
  const [low95, low80, high80, high95] = smoothQuantiles(mean, variance, levels);
  return {
    low95: Math.min(low95!, mean),
    low80: Math.min(low80!, mean),
    high80: Math.max(high80!, mean),
    high95: Math.max(high95!, mean),
  };
}

/**
 * Probability beyond z ≥ 0 standard deviations of the normal distribution, by Abramowitz & Stegun 26.2.17: absolute error
 * below 7.5e-8. Not below 1e-4, further out than which no bound is asked for.
 */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.max(1e-4, (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));
}
