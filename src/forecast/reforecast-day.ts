import type { ReforecastDay } from './reforecast-posterior.ts';

/** A day's own factor X as points of a grid, and how its parts vary around it. */
export interface FactorPoints {
  /** Points of X with their weights before anything came; only for a day that is partly over. */
  readonly points: readonly { readonly factor: number; readonly weight: number }[];
  /** Size of the gamma-Poisson distribution of what came; infinite where it is Poisson. */
  readonly size: number;
  /** E(X²) before anything came: the day's own factor with its part's, of a day that has not begun. */
  readonly priorSquare: number;
}

/** What a day says of a factor that it shares with others. */
export interface DayLikelihood {
  /** Up to a constant. */
  readonly logLikelihood: number;
  /** Expected own factor of the day's rest, and the expected square of it. */
  readonly mean: number;
  readonly square: number;
}

/** Points of X, and how many standard deviations they reach. */
const pointCount = 61;
const reach = 5;

/**
 * How a day varies of its own. Its calls are Poisson of mean calls × shared factor × X × G: X, gamma of mean 1, is shared
 * by all of the day, and G is that of a gamma process: a part with the share p of the day has its own, gamma of mean 1 and
 * variance τ²/p, independent of the other parts'. The day as a whole varies by its D: (1 + x²)(1 + τ²) = 1 + D², τ² being
 * the given part of D². So counts of parts are gamma-Poisson given X, and of several parts their sum says all
 * (Johnson, Kemp & Kotz, Univariate Discrete Distributions, 2005, ch. 5).
 * @param partVarianceFraction τ² ÷ D², in (0, 1]
 */
export function factorPoints(day: ReforecastDay, partVarianceFraction: number): FactorPoints {
  const { came, cvFraction } = day;
  const { own, parts } = varianceSplit(cvFraction, partVarianceFraction);
  if (came === null || day.restFraction === 0 || cvFraction === 0) {
    // A day that is over: what it says of the shared factor is gamma-Poisson of the whole variation.
    const variance = came === null ? cvFraction ** 2 : (1 + own) * (1 + parts / came.dueFraction) - 1;
    return { points: [], size: 1 / variance, priorSquare: 1 + own + rest(day, own, parts) };
  }
  const deviation = Math.sqrt(Math.log1p(own));
  const step = (2 * reach * deviation) / (pointCount - 1);
  const points = Array.from({ length: own > 0 ? pointCount : 1 }, (_, index) => {
    const log = own > 0 ? (index - (pointCount - 1) / 2) * step : 0;
    const factor = Math.exp(log);
    // Density of log X: x^k e^(-k x), k = 1 ÷ variance.
    return { factor, weight: own > 0 ? Math.exp((log - factor + 1) / own) : 1 };
  });
  return { points, size: came.dueFraction / parts, priorSquare: 1 };
}

/** Variances of X and of G over a whole day. */
export function varianceSplit(
  cvFraction: number,
  partVarianceFraction: number,
): { readonly own: number; readonly parts: number } {
  const parts = partVarianceFraction * cvFraction ** 2;
  return { own: (1 + cvFraction ** 2) / (1 + parts) - 1, parts };
}

/** What the parts add to E(X²) of a day's rest. */
function rest(day: ReforecastDay, own: number, parts: number): number {
  return day.restFraction > 0 ? ((1 + own) * parts) / day.restFraction : 0;
}

/** What a day says at a value of the shared factor, and what its rest is then. */
export function dayLikelihood(day: ReforecastDay, evidence: FactorPoints, shared: number): DayLikelihood {
  const { came } = day;
  if (came === null) return { logLikelihood: 0, mean: 1, square: evidence.priorSquare };
  const due = day.calls * came.dueFraction * shared;
  if (evidence.points.length === 0) {
    const logLikelihood = countLog(came.calls, due, evidence.size);
    return { logLikelihood, mean: 1, square: evidence.priorSquare };
  }
  const logs = evidence.points.map(({ factor }) => countLog(came.calls, due * factor, evidence.size));
  const most = Math.max(...logs);
  let [sum, mean, square, prior] = [0, 0, 0, 0];
  evidence.points.forEach(({ factor, weight }, index) => {
    const posterior = weight * Math.exp(logs[index]! - most);
    prior += weight;
    sum += posterior;
    mean += posterior * factor;
    square += posterior * factor * factor;
  });
  const parts = day.restFraction > 0 ? came.dueFraction / (evidence.size * day.restFraction) : 0;
  return {
    logLikelihood: most + Math.log(sum / prior),
    mean: mean / sum,
    square: (square / sum) * (1 + parts),
  };
}

/** Logarithm of a gamma-Poisson probability, without what does not depend on the mean. */
function countLog(count: number, mean: number, size: number): number {
  if (!(mean > 0)) return count > 0 ? -1e9 : 0;
  if (size === Number.POSITIVE_INFINITY) return count * Math.log(mean) - mean;
  // Divided by the size, so that sizes near infinity come near the Poisson distribution.
  return count * Math.log(mean) - (count + size) * Math.log1p(mean / size);
}
