import { type Bounds, countBounds } from './count-quantiles.ts';
import { calibratedBounds } from './series/bounds.ts';
import type { PastError, Width } from './series/series.ts';

/** Calls of one queue, day or part of one, and how far they may be off. */
export interface UncertainCalls {
  /** Expected calls, ≥ 0. */
  readonly calls: number;
  /** Standard deviation beyond the chance of counts, in calls, ≥ 0. */
  readonly deviation: number;
  readonly width: Width;
}

/** What the correlation of queues' errors is assumed to be, and how many past errors that is worth. */
const assumedCorrelation = 0.5;
const assumedErrors = 30;
/** Past errors overlap: this many rows count as one. */
const rowsPerError = 6;

/**
 * Correlation, between queues, of the errors that are not chance: moments of errors of the same day made as many days
 * ahead, shrunk to one half. Chance is independent between queues, so it leaves the products of errors alone.
 * @returns 0 to 1
 */
export function queueCorrelation(queues: readonly (readonly PastError[])[]): number {
  const sums = new Map<string, { error: number; squared: number; deviation: number; squares: number }>();
  for (const errors of queues) {
    for (const { epochDay, daysAhead, error, deviation } of errors) {
      const key = `${epochDay} ${daysAhead}`;
      const sum = sums.get(key) ?? { error: 0, squared: 0, deviation: 0, squares: 0 };
      sum.error += error;
      sum.squared += error * error;
      sum.deviation += deviation;
      sum.squares += deviation * deviation;
      sums.set(key, sum);
    }
  }
  let products = 0;
  let rows = 0;
  for (const { error, squared, deviation, squares } of sums.values()) {
    const own = deviation * deviation - squares;
    if (!(own > 0)) continue;
    // Each day counts by what it states, so that a few heavy days do not decide alone.
    products += Math.max(-9, Math.min(9, (error * error - squared) / own));
    rows += 1;
  }
  const errors = rows / rowsPerError;
  if (rows === 0) return assumedCorrelation;
  const found = products / rows;
  const shrunk = (errors * found + assumedErrors * assumedCorrelation) / (errors + assumedErrors);
  return Math.max(0, Math.min(1, shrunk));
}

/** Variance of a sum over queues of equally correlated parts. @param deviations one per queue, ≥ 0 */
export function sumVariance(deviations: readonly number[], correlation: number): number {
  const sum = deviations.reduce((total, value) => total + value, 0);
  const squares = deviations.reduce((total, value) => total + value * value, 0);
  return (1 - correlation) * squares + correlation * sum * sum;
}

/** Calls of several queues at the same time. */
export function sumOverQueues(parts: readonly UncertainCalls[], correlation: number): UncertainCalls {
  const calls = parts.reduce((sum, part) => sum + part.calls, 0);
  const factor = (name: keyof Width) =>
    Math.exp(
      parts.reduce((sum, part) => sum + part.calls * Math.log(part.width[name]), 0) / Math.max(calls, 1e-9),
    );
  return {
    calls,
    deviation: Math.sqrt(
      sumVariance(
        parts.map((part) => part.deviation),
        correlation,
      ),
    ),
    width: { factor80: factor('factor80'), factor95: factor('factor95') },
  };
}

/** Bounds of a day or a part of one. */
export function boundsOf({ calls, deviation, width }: UncertainCalls): Bounds {
  return calibratedBounds(calls, calls > 0 ? deviation / calls : 0, width);
}

/**
 * Variance beyond chance of a sum over days and queues.
 * @param queues per queue: calls per day, and the covariance of days ÷ the product of their calls, by rows, and
 * by what its deviation is multiplied
 * @param days numbers of the days that are summed @param correlation of queues' errors, 0 to 1
 */
export function varianceOfDays(
  queues: readonly {
    readonly calls: readonly number[];
    readonly covariance: Float64Array;
    readonly sumFactor: number;
  }[],
  days: readonly number[],
  correlation: number,
): number {
  let sum = 0;
  for (const i of days) {
    for (const j of days) {
      let own = 0;
      let roots = 0;
      for (const { calls, covariance, sumFactor } of queues) {
        const value = sumFactor * sumFactor * covariance[i * calls.length + j]! * calls[i]! * calls[j]!;
        own += value;
        roots += Math.sqrt(Math.max(0, value));
      }
      sum += (1 - correlation) * own + correlation * roots * roots;
    }
  }
  return Math.max(0, sum);
}

/** Bounds of a sum over days. @param variance beyond chance, in calls squared */
export function boundsOfSum(calls: number, variance: number): Bounds {
  return countBounds(calls, calls + variance);
}
