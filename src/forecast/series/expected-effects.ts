import type { CovariancePart, Grams } from './covariance.ts';
import type { Settings } from './variances.ts';

/** Expectation of one part of the logarithm, per open day from a place on. @param weights α of the process */
export function partEffects(
  grams: Grams,
  settings: Settings,
  weights: ArrayLike<number>,
  part: CovariancePart,
  from: number,
): number[] {
  const sum = new Float64Array(grams.size);
  for (const effect of grams.effects) {
    if (effect.part === part) addEffect(sum, grams, settings, weights, effect, from);
  }
  return [...sum.subarray(from)];
}

/** Expectation of one effect on the logarithm, per day of history. @param weights α of the process */
export function effectOf(
  grams: Grams,
  settings: Settings,
  weights: ArrayLike<number>,
  name: keyof Settings['variances'],
): Float64Array {
  const sum = new Float64Array(grams.size);
  for (const effect of grams.effects) {
    if (effect.name === name) addEffect(sum, grams, settings, weights, effect, 0);
  }
  return sum.subarray(0, weights.length);
}

/** Adds variance × Gram matrix × weights from a place on; the lower triangle is read row by row, once for both its sides. */
function addEffect(
  sum: Float64Array,
  grams: Grams,
  settings: Settings,
  weights: ArrayLike<number>,
  effect: Grams['effects'][number],
  from: number,
): void {
  const variance = effect.fixed ?? settings.variances[effect.name as keyof Settings['variances']];
  if (!(variance > 0)) return;
  const { values } = effect;
  const known = weights.length;
  for (let i = from; i < grams.size; i++) {
    const row = i * grams.size;
    const own = i < known ? variance * weights[i]! : 0;
    let left = 0;
    const end = Math.min(i, known);
    for (let j = 0; j < end; j++) {
      const value = values[row + j]!;
      left += value * weights[j]!;
      sum[j]! += own * value;
    }
    sum[i]! += variance * left + own * values[row + i]!;
  }
}
