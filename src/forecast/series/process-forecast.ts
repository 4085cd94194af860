import { batchCalls, batchCovariance, expectedMail } from './batch-effects.ts';
import { solveLower } from './cholesky.ts';
import { covarianceOf } from './covariance.ts';
import type { DayProcess } from './day-process.ts';
import { partEffects } from './expected-effects.ts';
import { addShapeCovariance } from './shape-effects.ts';

/** What a process says of one day ahead. */
export interface ProcessDay {
  /** Expected calls, ≥ 0. */
  readonly mean: number;
  /** Standard deviation of the calls ÷ expected calls, chance of counts left out. */
  readonly cvFraction: number;
  /** Logarithmic effects and calls per batch. */
  readonly level: number;
  readonly weekday: number;
  readonly season: number;
  readonly events: number;
  readonly mail: readonly { readonly mailing: number; readonly calls: number }[];
}

/** The days after the history. */
export interface ProcessForecast {
  readonly days: readonly ProcessDay[];
  /** Covariance of two days' calls ÷ the product of their means, chance left out: by rows, days × days, symmetric. */
  readonly covariance: Float64Array;
}

/** The days after the history, and how their errors hang together. */
export function processForecast(fit: DayProcess): ProcessForecast {
  const { grams, settings, weights, courses, rates, delays, spread, centre, assumed } = fit;
  const count = weights.length;
  const width = grams.size;
  const parts = (['level', 'weekday', 'season', 'events'] as const).map((part) =>
    partEffects(grams, settings, weights, part, count),
  );
  const eta = Float64Array.from({ length: width - count }, (_, i) =>
    parts.reduce(
      (sum, part) => sum + part[i]!,
      centre + assumed.weekday[count + i]! + assumed.season[count + i]!,
    ),
  );
  const base = new Float64Array(width);
  base.set(fit.base);
  base.set(eta.map(Math.exp), count);
  const rows = { from: count, to: width };
  const covariance = covarianceOf(grams, settings.variances, rows);
  if (courses.length > 0) {
    const own = batchCovariance(courses, spread, base, rows);
    addShapeCovariance(fit.shapes, base, own, rows);
    for (let i = 0; i < own.length; i++) covariance[i]! += own[i]!;
  }
  const mail = expectedMail(courses, rates, delays, width);
  const ahead = width - count;
  const rowsKnown = Array.from({ length: ahead }, (_, i) =>
    solveLower(fit.factor, covariance.subarray(i * width, i * width + count)),
  );
  // What the logarithms and responses leave open, as shares of each day's calls.
  const sharesOf = Float64Array.from(
    { length: ahead },
    (_, i) => base[count + i]! / (base[count + i]! + mail[count + i]!),
  );
  const relative = new Float64Array(ahead * ahead);
  for (let i = 0; i < ahead; i++) {
    for (let j = 0; j <= i; j++) {
      let value = covariance[i * width + count + j]!;
      const one = rowsKnown[i]!;
      const other = rowsKnown[j]!;
      for (let k = 0; k < count; k++) value -= one[k]! * other[k]!;
      if (i === j) value = Math.max(value, 0);
      value *= sharesOf[i]! * sharesOf[j]!;
      relative[i * ahead + j] = i === j ? value + settings.day : value;
      relative[j * ahead + i] = relative[i * ahead + j]!;
    }
  }
  const days = Array.from({ length: ahead }, (_, i): ProcessDay => {
    const place = count + i;
    return {
      // Left at the median: the mean of what is known by its logarithm alone grows without bound with the days ahead.
      mean: base[place]! + mail[place]!,
      cvFraction: Math.sqrt(relative[i * ahead + i]!),
      level: parts[0]![i]! + centre,
      weekday: parts[1]![i]! + assumed.weekday[place]!,
      season: parts[2]![i]! + assumed.season[place]!,
      events: parts[3]![i]!,
      mail: courses.flatMap((course, index) => {
        const calls = batchCalls(course, rates[index]!, delays[index]!, place);
        return calls > 0 ? [{ mailing: course.batch.mailing, calls }] : [];
      }),
    };
  });
  return { days, covariance: relative };
}

/** A past day as forecast some days before. */
export interface PastForecast {
  /** Place of the day, and how many open days before it was forecast. */
  readonly place: number;
  readonly daysAhead: number;
  readonly mean: number;
  readonly cvFraction: number;
}

/**
 * Days of the history as the process, with its settings of today, would have forecast them: by the rows of the factor
 * the forecast of day j from day i is the sum of the innovations up to i.
 */
export function pastForecasts(
  fit: DayProcess,
  daysAhead: readonly number[],
  leastDaysBefore: number,
): PastForecast[] {
  const { factor, innovations, responses, noise, weights, base, expected, settings } = fit;
  const { size, values } = factor;
  const past: PastForecast[] = [];
  for (let j = leastDaysBefore; j < size; j++) {
    if (!fit.isKnown[j]) continue;
    const smooth = responses[j]! - noise[j]! * weights[j]!;
    let forecast = responses[j]!;
    let variance = 0;
    let back = 0;
    for (const ahead of daysAhead) {
      if (j - ahead + 1 < leastDaysBefore) break;
      for (; back < ahead; back++) {
        const part = values[j * size + j - back]!;
        forecast -= part * innovations[j - back]!;
        variance += part * part;
      }
      const share = base[j]! / expected[j]!;
      past.push({
        place: j,
        daysAhead: ahead,
        mean: expected[j]! * Math.exp(share * (forecast - smooth)),
        cvFraction: Math.sqrt(Math.max(variance - noise[j]!, 0) * share * share + settings.day),
      });
    }
  }
  return past;
}
