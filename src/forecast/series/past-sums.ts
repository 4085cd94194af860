import type { DayProcess } from './day-process.ts';

/** Open days that a past sum goes over: about a month. */
const sumDays = 20;
/** What the stated deviation of sums is worth in past sums, and beyond how many deviations an error counts no further. */
const assumedSums = 8;
const mostDeviations = 3;

/**
 * By what the stated standard deviation of sums over a month's days is to be multiplied: the root mean square of the past
 * sums' errors in multiples of what was stated, chance included, shrunk to 1. The sums lie end to end, each forecast from
 * the days before it alone, by the rows of the factor.
 * @param calls per day of history; null where unknown @param leastDaysBefore days before the first sum
 */
export function sumFactor(
  fit: DayProcess,
  calls: readonly (number | null)[],
  leastDaysBefore: number,
): number {
  let squares = assumedSums;
  let count = assumedSums;
  for (let from = calls.length - sumDays; from >= leastDaysBefore; from -= sumDays) {
    const sum = pastSum(fit, calls, from);
    if (sum === null) continue;
    const deviations = sum.error / Math.sqrt(sum.variance);
    squares += Math.min(mostDeviations ** 2, deviations ** 2);
    count += 1;
  }
  return Math.sqrt(squares / count);
}

/** Error and stated variance of the sum of the days from a place on; null when fewer than half of them are known. */
function pastSum(
  fit: DayProcess,
  calls: readonly (number | null)[],
  from: number,
): { readonly error: number; readonly variance: number } | null {
  const { factor, innovations, responses, noise, weights, base, expected, settings } = fit;
  const { size, values } = factor;
  const places = Array.from({ length: sumDays }, (_, day) => from + day).filter(
    (place) => fit.isKnown[place],
  );
  if (places.length < sumDays / 2) return null;
  let error = 0;
  let variance = 0;
  // The sum's part of each innovation since the day of the forecast: they are independent, of variance 1.
  const parts = new Float64Array(sumDays);
  for (const place of places) {
    let forecast = responses[place]!;
    for (let back = from; back <= place; back++)
      forecast -= values[place * size + back]! * innovations[back]!;
    const smooth = responses[place]! - noise[place]! * weights[place]!;
    const mean = expected[place]! * Math.exp((base[place]! / expected[place]!) * (forecast - smooth));
    error += calls[place]! - mean;
    // Noise of the response is the day's own and chance together, told again in calls here.
    const scale = (mean * base[place]!) / expected[place]!;
    for (let back = from; back <= place; back++) parts[back - from]! += scale * values[place * size + back]!;
    variance += mean + settings.day * mean * mean - noise[place]! * scale * scale;
  }
  for (const part of parts) variance += part * part;
  return { error, variance: Math.max(variance, 1) };
}
