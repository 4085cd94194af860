import type { Factor } from './cholesky.ts';
import type { Dial, Settings } from './variances.ts';

/** Days ahead whose errors count equally in the search for settings. */
const scoredDaysAhead: readonly number[] = [1, 2, 4, 7, 14, 28];
const leastDaysBefore = 10;

/** Standard deviations of single days that a search may begin with. */
const startingDeviations: readonly number[] = [0.15, 0.3];

/**
 * Where a search begins: what single days have of their own as assumed or larger, whichever is likelier. A search that
 * moves one dial at a time would otherwise take single days' variation for spells and never come back.
 */
export function bestStart(
  initial: Settings,
  dials: readonly Dial[],
  likelihoodOf: (settings: Settings) => number,
): Settings {
  let best = initial;
  let most = posteriorOf(initial, dials, likelihoodOf);
  for (const deviation of startingDeviations) {
    const tried = { ...initial, day: deviation ** 2 };
    const result = posteriorOf(tried, dials, likelihoodOf);
    if (result > most) {
      most = result;
      best = tried;
    }
  }
  return best;
}

/**
 * Settings of the highest likelihood and prior together, one dial after another, each as far as it helps; steps halve from
 * sweep to sweep.
 */
export function searchSettings(
  initial: Settings,
  dials: readonly Dial[],
  sweep: number,
  likelihoodOf: (settings: Settings) => number,
): Settings {
  let settings = initial;
  let best = posteriorOf(settings, dials, likelihoodOf);
  for (const dial of dials) {
    const step = dial.step / 2 ** sweep;
    for (const direction of [1, -1]) {
      const start = settings;
      for (;;) {
        const value = dial.of(settings) + direction * step;
        if (value > dial.most + 1e-9 || value < dial.least - 1e-9) break;
        const tried = dial.set(settings, value);
        const result = posteriorOf(tried, dials, likelihoodOf);
        if (!(result > best)) break;
        best = result;
        settings = tried;
      }
      if (settings !== start) break;
    }
  }
  return settings;
}

/**
 * Sum over days of the mean log density of their response as forecast 1, 2, 4, … open days before. By the factor's
 * rows: the forecast of day j from day i has the innovations up to i, the rest is its error.
 */
export function compositeLikelihood({
  factor,
  innovations,
}: {
  readonly factor: Factor;
  readonly innovations: Float64Array;
}): number {
  const { size, values } = factor;
  let sum = 0;
  for (let j = 0; j < size; j++) {
    let error = 0;
    let variance = 0;
    let back = 0;
    let own = 0;
    let scored = 0;
    for (const ahead of scoredDaysAhead) {
      if (ahead > 1 && j - ahead < leastDaysBefore) break;
      for (; back < ahead && back <= j; back++) {
        const part = values[j * size + j - back]!;
        error += part * innovations[j - back]!;
        variance += part * part;
      }
      own += -0.5 * Math.log(variance) - (0.5 * error * error) / variance;
      scored += 1;
    }
    sum += own / scored;
  }
  return sum;
}

/** Logarithm of likelihood × prior, up to a constant. */
function posteriorOf(
  settings: Settings,
  dials: readonly Dial[],
  likelihoodOf: (settings: Settings) => number,
): number {
  const penalty = dials.reduce(
    (sum, dial) => sum + ((dial.of(settings) - dial.guess) / dial.deviation) ** 2,
    0,
  );
  return likelihoodOf(settings) - 0.5 * penalty;
}
