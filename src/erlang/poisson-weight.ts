/**
 * Poisson weights for real counts, in the saddle-point form that keeps its relative accuracy far into the tail.
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), sections 2 and 3.
 */

/**
 * Natural logarithm of y^s e^-y / Γ(s+1), where y = s·e^logRatio.
 *
 * Written with the ratio because load and seats often differ by far less than either: the two terms y and
 * s·ln(y/s) would cancel. Absolute error about 3e-16 of the magnitude, tried for s from 1e-6 to 1e8.
 * @param count s, > 0 @param logRatio ln(y/s), finite
 */
export function lnPoissonWeight(count: number, logRatio: number): number {
  return -count * expExcess(logRatio) - stirlingError(count) - 0.5 * Math.log(2 * Math.PI * count);
}

/** ln(load / seats) for load > 0 and seats > 0, without loss when the two are close or far apart. */
export function lnLoadRatio(load: number, seats: number): number {
  if (Math.abs(load - seats) < seats / 2) return Math.log1p((load - seats) / seats);
  const ratio = load / seats;
  // A subnormal ratio has lost digits; two logarithms have not.
  return ratio < 1e-300 ? Math.log(load) - Math.log(seats) : Math.log(ratio);
}

/** e^x - 1 - x, which is >= 0, with full relative accuracy near 0. */
export function expExcess(x: number): number {
  if (Math.abs(x) > 1) return Math.expm1(x) - x;
  let term = (x * x) / 2;
  let sum = 0;
  for (let power = 3; Math.abs(term) > 1e-18 * sum; power++) {
    sum += term;
    term *= x / power;
  }
  return sum;
}

/** ln Γ(s+1) - ((s + 1/2) ln s - s + ln(2π)/2): what Stirling's formula leaves out, for s > 0. */
function stirlingError(count: number): number {
  let s = count;
  let shift = 0;
  // The series below is exact to a double from 16 on; under it Γ(s+1) = Γ(s+2)/(s+1) climbs there.
  for (; s < 16; s++) {
    const lnStep = s < 1 ? Math.log1p(s) - Math.log(s) : Math.log1p(1 / s);
    shift += (s + 0.5) * lnStep - 1;
  }
  const q = 1 / (s * s);
  const series =
    (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) / s;
  return shift + series;
}
