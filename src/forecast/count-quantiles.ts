/** Bounds within which a number of calls will lie with 80 % and with 95 % probability, whole calls. */
export interface Bounds {
  readonly low95: number;
  readonly low80: number;
  readonly high80: number;
  readonly high95: number;
}

/**
 * Bounds of a number of calls of given mean and variance, by the quantiles 2.5, 10, 90 and 97.5 % of the
 * gamma-Poisson (negative binomial) distribution; of the Poisson distribution when the variance is not above the
 * mean. Widened to enclose the mean, so that low95 ≤ low80 ≤ mean ≤ high80 ≤ high95 also for means far below 1.
 * Check: Poisson of mean 35 gives 24 to 47, of mean 700 gives 649 to 752.
 * @param mean calls, ≥ 0 @param variance calls squared, ≥ 0
 */
export function countBounds(mean: number, variance: number): Bounds {
  if (!(mean > 0)) return { low95: 0, low80: 0, high80: 0, high95: 0 };
  const [low95, low80, high80, high95] = countQuantiles(mean, variance, [0.025, 0.1, 0.9, 0.975]);
  return {
    low95: Math.min(low95!, mean),
    low80: Math.min(low80!, mean),
    high80: Math.max(high80!, mean),
    high95: Math.max(high95!, mean),
  };
}

/**
 * Smallest whole numbers whose cumulated gamma-Poisson probability reaches each level. Sums the probabilities by
 * their recursion p(k+1) = p(k) (k+r)/(k+1) q from ten standard deviations below the mean.
 * @param mean > 0 @param variance of the count; not above the mean means Poisson
 * @param levels probabilities in (0, 1), ascending
 */
export function countQuantiles(mean: number, variance: number, levels: readonly number[]): number[] {
  return quantilesOf(mean, variance, levels).map(({ count }) => count);
}

/**
 * Quantiles of the gamma-Poisson distribution with each whole number's probability spread evenly over half a call to
 * both sides, not below 0: a whole number lies within such bounds exactly if more than half of it does.
 * @param mean > 0 @param variance of the count; not above the mean means Poisson
 * @param levels probabilities in (0, 1), ascending
 */
export function smoothQuantiles(mean: number, variance: number, levels: readonly number[]): number[] {
  return quantilesOf(mean, variance, levels).map(({ count, probability, cumulated, level }) =>
    Math.max(0, count + 0.5 - (probability > 0 ? Math.max(0, (cumulated - level) / probability) : 0.5)),
  );
}

function quantilesOf(
  mean: number,
  variance: number,
  levels: readonly number[],
): {
  readonly count: number;
  readonly probability: number;
  readonly cumulated: number;
  readonly level: number;
}[] {
  const excess = variance - mean;
  const isPoisson = !(excess > mean * 1e-6);
  const size = isPoisson ? Number.POSITIVE_INFINITY : (mean * mean) / excess;
  const ratio = isPoisson ? mean : mean / (size + mean);
  let count = Math.max(0, Math.floor(mean - 10 * Math.sqrt(Math.max(variance, mean))));
  let probability = Math.exp(
    isPoisson
      ? count * Math.log(mean) - mean - logGamma(count + 1)
      : logGamma(count + size) -
          logGamma(size) -
          logGamma(count + 1) -
          size * Math.log1p(mean / size) +
          count * Math.log(ratio),
  );
  const last = mean + 40 * Math.sqrt(Math.max(variance, mean)) + 40;
  let cumulated = probability;
  return levels.map((level) => {
    while (cumulated < level && count < last) {
      probability *= ((isPoisson ? 1 : count + size) * ratio) / (count + 1);
      count += 1;
      cumulated += probability;
    }
    return { count, probability, cumulated, level };
  });
}

/** Coefficients of Lanczos' approximation, g = 7, n = 9 (Godfrey); relative error below 1e-13 for x ≥ 0.5. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function, x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const series = lanczos.reduce(
    (sum, coefficient, index) => sum + (index === 0 ? coefficient : coefficient / (shifted + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}
