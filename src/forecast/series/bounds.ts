import { type Bounds, countBounds } from '../count-quantiles.ts';

/** A past error as a multiple of the deviation that was stated. */
export interface PastDeviation {
  readonly daysAhead: number;
  readonly actual: number;
  readonly mean: number;
  /** Beyond the chance of counts. */
  readonly cvFraction: number;
}

/** By what the stated deviation is multiplied for each pair of bounds, up to a number of days ahead. */
export interface Width {
  readonly untilDaysAhead: number;
  readonly factor80: number;
  readonly factor95: number;
}

/** Ranges of days ahead that are calibrated together. */
const ranges: readonly number[] = [7, 14, Number.POSITIVE_INFINITY];
/** What the stated deviation is worth in past errors, and how many overlapping rows count as one. */
const assumedErrors = 8;
const rowsPerError = 6;
const normal80 = 1.2816;
const normal95 = 1.96;

/**
 * How much wider or narrower than stated the bounds should have been to cover 80 and 95 % of the past, shrunk to 1
 * (conformal calibration: Vovk, Gammerman & Shafer, 2005, with a prior, because past errors overlap).
 */
export function widthsOf(past: readonly PastDeviation[]): Width[] {
  let from = 0;
  return ranges.map((untilDaysAhead) => {
    const own = past
      .filter(({ daysAhead }) => daysAhead > from && daysAhead <= untilDaysAhead)
      .map(({ actual, mean, cvFraction }) => {
        const variance = Math.max(mean, 0.5) + (cvFraction * mean) ** 2;
        return Math.abs(actual - mean) / Math.sqrt(variance);
      })
      .sort((a, b) => a - b);
    from = untilDaysAhead;
    const errors = own.length / rowsPerError;
    const shrunk = (level: number, normal: number): number => {
      if (own.length === 0) return 1;
      const seen = own[Math.min(own.length - 1, Math.floor(level * own.length))]! / normal;
      const trust = errors / (errors + assumedErrors);
      return Math.exp(trust * Math.log(Math.min(4, Math.max(0.3, seen))));
    };
    return { untilDaysAhead, factor80: shrunk(0.8, normal80), factor95: shrunk(0.95, normal95) };
  });
}

/** Bounds of a count: gamma-Poisson, the deviation of each pair stretched by its factor. */
export function calibratedBounds(mean: number, cvFraction: number, width: Width): Bounds {
  const variance = mean + (cvFraction * mean) ** 2;
  const own80 = countBounds(mean, variance * width.factor80 ** 2);
  const own95 = countBounds(mean, variance * width.factor95 ** 2);
  return {
    low95: Math.min(own95.low95, own80.low80),
    low80: own80.low80,
    high80: own80.high80,
    high95: Math.max(own95.high95, own80.high80),
  };
}
