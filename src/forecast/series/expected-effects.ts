import type { CovariancePart, Grams } from './covariance.ts';
import type { Settings } from './variances.ts';

/** Expectation of one part of the logarithm, per open day from a place on. */
export function partEffects(
  grams: Grams,
  settings: Settings,
  weights: ArrayLike<number>,
  part: CovariancePart,
  from: number,
): number[] {
  return Array.from({ length: grams.size - from }, (_, index) => {
    const i = index + from;
    let sum = 0;
    for (const effect of grams.effects) {
      if (effect.part !== part) continue;
      const variance = effect.fixed ?? settings.variances[effect.name as keyof Settings['variances']];
      if (!(variance > 0)) continue;
      let own = 0;
      for (let j = 0; j < weights.length; j++) {
        own += effect.values[j <= i ? i * grams.size + j : j * grams.size + i]! * weights[j]!;
      }
      sum += variance * own;
    }
    return sum;
  });
}

/** Expectation of one effect on the logarithm, per day of history. */
export function effectOf(
  grams: Grams,
  settings: Settings,
  weights: ArrayLike<number>,
  name: keyof Settings['variances'],
): Float64Array {
  const sum = new Float64Array(weights.length);
  for (const effect of grams.effects) {
    if (effect.name !== name) continue;
    for (let i = 0; i < sum.length; i++) {
      for (let j = 0; j < sum.length; j++) {
        sum[i]! += effect.values[j <= i ? i * grams.size + j : j * grams.size + i]! * weights[j]!;
      }
      sum[i]! *= settings.variances[name];
    }
  }
  return sum;
}
