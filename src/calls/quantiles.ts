import { lnPoissonWeight } from '../erlang/poisson-weight.ts';

/** 97.5 % quantile of the standard normal distribution: half the width of a 95 % interval. */
export const normal975 = 1.959963984540054;

/**
 * Quantile of the chi-square distribution, relative error below 1e-10.
 *
 * Bisection of the regularised incomplete gamma function P(degrees/2, x/2), which is summed as a series below its
 * middle and as a continued fraction above. Source: M. Abramowitz and I. Stegun, 6.5.29 and 6.5.31, 26.4.19.
 * @param probability in (0, 1), both excluded @param degrees of freedom, > 0, up to about 1e7
 */
export function chiSquareQuantile(probability: number, degrees: number): number {
  const shape = degrees / 2;
  let low = 0;
  let high = shape + 10 * Math.sqrt(shape) + 40;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (lowerGamma(shape, middle) < probability) low = middle;
    else high = middle;
  }
  return low + high;
}

/** Chance that a gamma variable of the shape and scale 1 is at most x; both > 0. */
function lowerGamma(shape: number, x: number): number {
  const weight = Math.exp(lnPoissonWeight(shape, Math.log(x / shape)));
  if (x < shape + 1) {
    let term = 1;
    let sum = 1;
    for (let step = 1; term > 1e-17 * sum; step++) {
      term *= x / (shape + step);
      sum += term;
    }
    return weight * sum;
  }
  // Lentz's method on 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- …))).
  let base = x + 1 - shape;
  let above = Infinity;
  let below = 1 / base;
  let fraction = below;
  for (let step = 1; ; step++) {
    const numerator = -step * (step - shape);
    base += 2;
    below = 1 / (numerator * below + base);
    above = base + numerator / above;
    const change = above * below;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return 1 - weight * shape * fraction;
}

/**
 * 97.5 % quantile of Student's t, absolute error below 0.004: exact for one and two degrees, Fisher's expansion above.
 * Source: M. Abramowitz and I. Stegun, 26.7.5. @param degrees of freedom, whole, >= 1
 */
export function student975(degrees: number): number {
  if (degrees === 1) return Math.tan(0.475 * Math.PI);
  if (degrees === 2) return 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
  const x = normal975;
  const terms = [
    (x ** 3 + x) / 4,
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96,
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384,
    (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92160,
  ];
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), x);
}

/**
 * 95 % bounds of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936); the lower one is 0 for no event.
 * @param count events, whole, >= 0
 */
export function poissonBounds(count: number): { readonly low95: number; readonly high95: number } {
  return {
    low95: count === 0 ? 0 : chiSquareQuantile(0.025, 2 * count) / 2,
    high95: chiSquareQuantile(0.975, 2 * count + 2) / 2,
  };
}
