/** A past forecast of every method for one day, and what came. */
export interface PastComparison {
  /** Calls, ≥ 0. */
  readonly actual: number;
  /** Expected calls per method, ≥ 0. */
  readonly means: readonly number[];
  /** Standard deviation of the calls as it was stated then, > 0: errors count in multiples of it. */
  readonly deviation: number;
}

/** Methods' shares of a forecast. */
export interface Blend {
  /** Sum 1. */
  readonly weights: readonly number[];
  /** Absolute error ÷ calls of each method in the past; null when there was none. */
  readonly errors: readonly (number | null)[];
}

/** What the assumed weights are worth in independent past errors. */
const assumedErrors = 10;
/** Past errors overlap: this many rows count as one. */
const rowsPerError = 8;
/** A single error counts at most this many deviations, so that no outlier decides. */
const mostDeviations = 4;

/**
 * Weights of methods that would have made the squared error of past forecasts, in multiples of its deviation, least:
 * non-negative, sum 1, shrunk to the assumed weights (Bates & Granger, Operational Research Quarterly 20, 1969; shrunk
 * because estimated weights seldom beat assumed ones: Smith & Wallis, Oxford Bulletin 71, 2009). By exchanging weight
 * between pairs of methods.
 */
export function blendOf(past: readonly PastComparison[], assumed: readonly number[]): Blend {
  const count = assumed.length;
  const calls = past.reduce((sum, row) => sum + row.actual, 0);
  if (!(calls > 0)) return { weights: assumed, errors: assumed.map(() => null) };
  const errors = assumed.map(
    (_, method) => past.reduce((sum, row) => sum + Math.abs(row.means[method]! - row.actual), 0) / calls,
  );
  const clip = (error: number) => Math.max(-mostDeviations, Math.min(mostDeviations, error));
  const rows = past.map((row) => row.means.map((mean) => clip((mean - row.actual) / row.deviation)));
  const moments = assumed.map((_, a) =>
    assumed.map((__, b) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0) / rowsPerError),
  );
  const weights = [...assumed];
  const slope = (method: number) =>
    2 * moments[method]!.reduce((sum, value, other) => sum + value * weights[other]!, 0) +
    2 * assumedErrors * (weights[method]! - assumed[method]!);
  for (let round = 0; round < 50; round++) {
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < a; b++) {
        const curvature = 2 * (moments[a]![a]! + moments[b]![b]! - 2 * moments[a]![b]!) + 4 * assumedErrors;
        const step = (slope(b) - slope(a)) / curvature;
        const moved = Math.max(-weights[a]!, Math.min(weights[b]!, step));
        weights[a]! += moved;
        weights[b]! -= moved;
      }
    }
  }
  return { weights, errors };
}
