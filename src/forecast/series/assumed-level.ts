/** Calls without letters that are assumed of some open days together. */
export interface AssumedBase {
  /** > 0 */
  readonly calls: number;
  /** Per open day: whether it is one of them. */
  readonly isMeant: readonly boolean[];
  /** How far the level may easily lie from that: standard deviation ÷ mean, > 0. */
  readonly cvFraction: number;
}

/** The level at which days of the assumed effects bring the assumed calls. */
export function assumedCentre({ calls, isMeant }: AssumedBase, effects: readonly number[]): number {
  const usual = effects.reduce((sum, value, i) => sum + (isMeant[i] ? Math.exp(value) : 0), 0);
  return Math.log(Math.max(calls, 1e-6) / Math.max(usual, 1e-6));
}

/** Degrees of freedom of the level's prior: the fewer, the sooner days that contradict the assumption are believed. */
const levelFreedom = 4;

/**
 * Variance of the logarithm of the level around what is assumed, widened as a prior of Student's t is where the days lie
 * far from it for more than chance (scale mixture: West, Biometrika 74, 1987).
 */
export function startVariance(
  cvFraction: number,
  guesses: readonly (number | null)[],
  effects: readonly number[],
  centre: number,
): number {
  const variance = Math.log1p(cvFraction ** 2);
  const offsets = guesses.flatMap((guess, i) => (guess === null ? [] : [guess - effects[i]! - centre]));
  if (offsets.length === 0) return variance;
  const mean = offsets.reduce((sum, value) => sum + value, 0) / offsets.length;
  const spread = offsets.reduce((sum, value) => sum + (value - mean) ** 2, singleDayVariance);
  const error = spread / offsets.length ** 2;
  const deviations = Math.max(0, mean * mean - error) / variance;
  return (variance * (levelFreedom + deviations)) / (levelFreedom + Math.min(1, deviations));
}

/** Variance of the logarithm of a single day, before there are others to see it by. */
const singleDayVariance = 0.1;
