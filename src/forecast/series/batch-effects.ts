import type { BatchCourse } from './letters.ts';

/** How far the response of a kind may easily lie from a contract's assumption, and from no assumption at all. */
const contractKindCvFraction = 0.35;
const unknownKindCvFraction = 1;

/**
 * Variance of the open days by which a batch comes later or earlier than usual: one in ten is posted a day after the date
 * that was noted.
 */
const delayVariance = 0.3 ** 2;

/** Variances of the responses to letters. */
export interface BatchSpread {
  readonly batchCvFraction: number;
  /** Calls per letter of each kind as far as known: batches vary around it in proportion. */
  readonly kindRates: ReadonlyMap<string, number>;
}

/** Assumed calls of all batches together, per open day. */
export function assumedCalls(courses: readonly BatchCourse[], count: number): Float64Array {
  const calls = new Float64Array(count);
  for (const { batch, from, letters } of courses) {
    letters.forEach((value, index) => {
      calls[from + index]! += batch.assumedCallsPerLetter * value;
    });
  }
  return calls;
}

/** Calls of a batch on one open day, ≥ 0. @param delay calls per letter × days by which it comes later than usual */
export function batchCalls(
  { from, letters }: BatchCourse,
  rate: number,
  delay: number,
  place: number,
): number {
  const value = letters[place - from];
  if (value === undefined) return 0;
  return Math.max(0, rate * value + delay * ((letters[place - from - 1] ?? 0) - value));
}

/** Expected calls of all batches together, per open day. @param delays see `batchCalls` */
export function expectedMail(
  courses: readonly BatchCourse[],
  rates: readonly number[],
  delays: readonly number[],
  count: number,
): Float64Array {
  return mailOf(courses, { rates, delays, least: 0 }, count);
}

/** What the responses' deviations from their assumption bring to the calls of each open day. @param delays see `batchCalls` */
export function mailDeviation(
  courses: readonly BatchCourse[],
  rates: readonly number[],
  delays: readonly number[],
  count: number,
): Float64Array {
  const differences = rates.map((rate, index) => rate - courses[index]!.batch.assumedCallsPerLetter);
  return mailOf(courses, { rates: differences, delays, least: Number.NEGATIVE_INFINITY }, count);
}

function mailOf(
  courses: readonly BatchCourse[],
  batches: { readonly rates: readonly number[]; readonly delays: readonly number[]; readonly least: number },
  count: number,
): Float64Array {
  const { rates, delays, least } = batches;
  const sum = new Float64Array(count);
  courses.forEach(({ from, letters }, index) => {
    const rate = rates[index]!;
    const delay = delays[index]!;
    let before = 0;
    for (let i = 0; i < letters.length && from + i < count; i++) {
      const value = letters[i]!;
      sum[from + i]! += Math.max(least, rate * value + delay * (before - value));
      before = value;
    }
  });
  return sum;
}

/**
 * Covariance, between open days, of what the responses' deviations from their assumption bring, relative to each
 * day's calls without letters: a kind's response varies around the assumption, a batch's around its kind's, and its
 * days around the usual ones.
 * @param base calls without letters per open day @param rows rows wanted, each up to the column `to`
 */
export function batchCovariance(
  courses: readonly BatchCourse[],
  spread: BatchSpread,
  base: ArrayLike<number>,
  rows: { readonly from: number; readonly to: number },
): Float64Array {
  const width = rows.to;
  const sum = new Float64Array((rows.to - rows.from) * width);
  const addOuter = (from: number, effect: ArrayLike<number>, variance: number): void => {
    const end = Math.min(from + effect.length, rows.to);
    for (let i = Math.max(from, rows.from); i < end; i++) {
      const factor = variance * effect[i - from]!;
      if (factor === 0) continue;
      const target = (i - rows.from) * width;
      for (let j = from; j <= i; j++) sum[target + j]! += factor * effect[j - from]!;
    }
  };
  const kinds = new Map<string, { effect: Float64Array; variance: number }>();
  for (const { batch, from, letters } of courses) {
    const effect = letters.map((value, index) => value / base[from + index]!);
    addOuter(from, effect, batchVariance(spread, batch));
    addOuter(from, delayed(letters, from, base), delayVariance * kindRateOf(spread, batch) ** 2);
    let kind = kinds.get(batch.kind);
    if (kind === undefined) {
      kind = { effect: new Float64Array(width), variance: kindVariance(batch) };
      kinds.set(batch.kind, kind);
    }
    for (let i = 0; i < effect.length && from + i < width; i++) kind.effect[from + i]! += effect[i]!;
  }
  for (const { effect, variance } of kinds.values()) addOuter(0, effect, variance);
  return sum;
}

/**
 * Calls per letter of every batch, given the weights of the responses (α of the process): assumption + expectation of
 * its kind's and its own deviation, not below a twentieth of the assumption; and its delay, see `batchCalls`.
 */
export function batchRates(
  courses: readonly BatchCourse[],
  spread: BatchSpread,
  base: ArrayLike<number>,
  weights: ArrayLike<number>,
): {
  readonly rates: number[];
  readonly delays: number[];
  readonly kindRates: ReadonlyMap<string, number>;
} {
  const moments = courses.map(({ from, letters }) => {
    let sum = 0;
    for (let i = 0; i < letters.length && from + i < weights.length; i++) {
      sum += (letters[i]! / base[from + i]!) * weights[from + i]!;
    }
    return sum;
  });
  const kindMoments = new Map<string, number>();
  courses.forEach(({ batch }, index) => {
    kindMoments.set(batch.kind, (kindMoments.get(batch.kind) ?? 0) + moments[index]!);
  });
  const kindRates = new Map<string, number>();
  const rates = courses.map(({ batch }, index) => {
    const assumed = batch.assumedCallsPerLetter;
    const least = assumed / 20;
    const kindRate = Math.max(least, assumed + kindVariance(batch) * kindMoments.get(batch.kind)!);
    kindRates.set(batch.kind, kindRate);
    return Math.max(least, kindRate + batchVariance(spread, batch) * moments[index]!);
  });
  const delays = courses.map(({ batch, from, letters }) => {
    const effect = delayed(letters, from, base);
    let sum = 0;
    for (let i = 0; i < letters.length && from + i < weights.length; i++) {
      sum += effect[i]! * weights[from + i]!;
    }
    return delayVariance * kindRateOf(spread, batch) ** 2 * sum;
  });
  return { rates, delays, kindRates };
}

/**
 * Variance of a batch's calls per expected letter around its kind's. That a batch of chance c may not be posted at all adds
 * to its spread: variance ((1 + cv²) ÷ c − 1) × rate².
 */
function batchVariance(spread: BatchSpread, batch: BatchCourse['batch']): number {
  const { chanceFraction: chance } = batch;
  return (kindRateOf(spread, batch) ** 2 * (spread.batchCvFraction ** 2 + 1 - chance)) / chance;
}

function kindRateOf(spread: BatchSpread, batch: BatchCourse['batch']): number {
  return spread.kindRates.get(batch.kind) ?? batch.assumedCallsPerLetter;
}

function kindVariance(batch: BatchCourse['batch']): number {
  const cv = batch.isAssumedByContract ? contractKindCvFraction : unknownKindCvFraction;
  return (cv * batch.assumedCallsPerLetter) ** 2;
}

/** What a delay by a day changes per day, relative to the calls without letters, at a response of 1 per letter. */
function delayed(letters: ArrayLike<number>, from: number, base: ArrayLike<number>): Float64Array {
  return Float64Array.from(
    { length: letters.length },
    (_, index) => ((letters[index - 1] ?? 0) - letters[index]!) / base[from + index]!,
  );
}
