import type { BatchCourse } from './letters.ts';

/** How far the response of a kind may easily lie from a contract's assumption, and from no assumption at all. */
const contractKindCvFraction = 0.35;
const unknownKindCvFraction = 1;

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

/**
 * Covariance, between open days, of what the responses' deviations from their assumption bring, relative to each
 * day's calls without letters: a kind's response varies around the assumption, a batch's around its kind's.
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
 * its kind's and its own deviation, not below a twentieth of the assumption.
 */
export function batchRates(
  courses: readonly BatchCourse[],
  spread: BatchSpread,
  base: ArrayLike<number>,
  weights: ArrayLike<number>,
): { readonly rates: number[]; readonly kindRates: ReadonlyMap<string, number> } {
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
  return { rates, kindRates };
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
