import { factorise, solveLower, solveUpper } from './cholesky.ts';
import { covarianceOf, type Grams, type Variances } from './covariance.ts';
import { leadingFactors } from './leading-factors.ts';

/** How a day's calls spread over its parts, for days past and ahead. */
export interface DayProfile {
  /** Shares per day ahead, one per part; sum 1. */
  readonly ahead: readonly Float64Array[];
  /** First day of history by which courses are told. */
  readonly from: number;
  /** Shares of a past day, not before `from`, as they would have been forecast a number of open days before. */
  readonly past: (place: number, daysAhead: number) => Float64Array;
}

/** Days of the end of the history by which courses are told; all of it tells their mean. */
const mostDays = 200;
/** Most factors that a profile may vary by. */
const mostFactors = 10;
/** Single scores beyond so many standard deviations of chance and of the factor are cut. */
const mostDeviations = 4;

/**
 * What a factor's course may be made of: shares of its variance, each 1 after 100 days for the walk of the level. A
 * factor is judged by all of them, weighted by how well each foretold its past (model averaging: Hoeting et al.,
 * Statistical Science 14, 1999).
 */
const compositions: readonly Partial<Variances>[] = [
  { weekday: 0.6, walk: 0.002, spell: 0.1, closure: 0.1, special: 0.1 },
  { weekday: 0.2, walk: 0.006, spell: 0.2, closure: 0.1, special: 0.1 },
  { weekday: 0.2, walk: 0.001, spell: 0.6, closure: 0.1, special: 0.1 },
  { weekday: 0.1, walk: 0.001, spell: 0.1, closure: 0.5, special: 0.5, specialName: 0.2 },
];
/** Share of a factor's variance that comes and goes with single days. */
const dayShares: readonly number[] = [0.1, 0.5];
/** Variance of a factor as a multiple of the chance of counts on an average day. */
const strengths: readonly number[] = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100];
const nothing: Variances = {
  walk: 0,
  trend: 0,
  spell: 0,
  weekday: 0,
  closure: 0,
  backlog: 0,
  month: 0,
  special: 0,
  specialName: 0,
  specialDay: 0,
  driver: 0,
};

/**
 * Profile of each day by a low-rank model: square roots of shares deviate from their mean by few factors (Shen & Huang,
 * Ann. Appl. Stat. 2, 2008), whose scores follow weekday, closures, special days and time, and are shrunk to 0 as far
 * as the chance of counts explains them.
 *
 * The deviation of √p is taken as (y − n p̄) ÷ (2 n √p̄), which unlike √y has no bias when calls are few; its variance
 * is 1 ÷ (4 n) for every part alike.
 * @param slots calls per day of history and part, rows of equal length; all 0 where the parts are not known
 */
export function dayProfile(
  grams: Grams,
  slots: readonly Float64Array[],
  options: {
    readonly isLowRank: boolean;
    readonly isShrunk: boolean;
    /** Calls per part that are taken as seen before any history, > 0. */
    readonly priorCalls: Float64Array;
  },
): DayProfile {
  const from = Math.max(0, slots.length - mostDays);
  const recent = slots.slice(from);
  const known = recent.length;
  const width = slots[0]!.length;
  const totals = recent.map((row) => row.reduce((sum, value) => sum + value, 0));
  const mean = meanShares(slots, options.priorCalls);
  const roots = mean.map(Math.sqrt);
  const chance = totals.map((total) => 1 / (4 * Math.max(total, 1)));
  const seen = chance.filter((_, day) => totals[day]! > 0);
  const usualChance = seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length);
  const rows = recent.map((row, day) => {
    const total = totals[day]!;
    return row.map((value, slot) =>
      total > 0 ? (value - total * mean[slot]!) / (2 * total * roots[slot]!) : 0,
    );
  });
  const weighted = rows.map((row, day) => row.map((value) => value * Math.sqrt(usualChance / chance[day]!)));
  const factors = options.isLowRank && seen.length > 0 ? leadingFactors(weighted, mostFactors) : [];
  const scores = factors.map((factor) => {
    const raw = Float64Array.from(rows, (row) =>
      row.reduce((sum, value, slot) => sum + value * factor[slot]!, 0),
    );
    const spread = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0) / known);
    return raw.map((value, day) => {
      const most = mostDeviations * Math.max(spread, Math.sqrt(chance[day]!));
      return Math.max(-most, Math.min(most, value));
    });
  });
  const courses = scoreCourses({ grams, from, scores, chance, usualChance, isShrunk: options.isShrunk });
  const sharesOf = (own: readonly number[]): Float64Array => {
    const shares = Float64Array.from({ length: width }, (_, slot) => {
      let root = roots[slot]!;
      for (let k = 0; k < factors.length; k++) root += own[k]! * factors[k]![slot]!;
      return Math.max(root, 0.1 * roots[slot]!) ** 2;
    });
    const sum = shares.reduce((total, value) => total + value, 0);
    return shares.map((value) => value / sum);
  };
  return {
    ahead: Array.from({ length: grams.size - slots.length }, (_, i) =>
      sharesOf(courses.map((course) => course.ahead[i]!)),
    ),
    from,
    past: (place, daysAhead) => sharesOf(courses.map((course) => course.past(place - from, daysAhead))),
  };
}

/** Calls per part ÷ all calls, those taken as seen before included. */
function meanShares(slots: readonly Float64Array[], priorCalls: Float64Array): Float64Array {
  const sums = priorCalls.slice();
  for (const row of slots) for (let slot = 0; slot < sums.length; slot++) sums[slot]! += row[slot]!;
  const all = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((value) => value / all);
}

interface ScoreCourse {
  readonly ahead: Float64Array;
  /** @param place among the days that have scores */
  readonly past: (place: number, daysAhead: number) => number;
}

/** Days ahead up to which a score's past forecasts are kept. */
const keptDaysAhead: readonly number[] = [1, 4, 7, 10];

function scoreCourses(input: {
  readonly grams: Grams;
  /** First day of history that has scores. */
  readonly from: number;
  readonly scores: readonly Float64Array[];
  readonly chance: readonly number[];
  readonly usualChance: number;
  readonly isShrunk: boolean;
}): ScoreCourse[] {
  const { grams, from, scores, chance, usualChance } = input;
  const known = chance.length;
  const count = grams.size - from - known;
  interface Candidate {
    readonly likelihood: number;
    readonly ahead: Float64Array;
    readonly errors: readonly Float64Array[];
  }
  const candidates: Candidate[][] = scores.map((score) =>
    input.isShrunk ? [unmoved(score, chance, count)] : [],
  );
  if (scores.length > 0) {
    for (const composition of compositions) {
      for (const dayShare of dayShares) {
        for (const strength of input.isShrunk ? strengths : strengths.slice(-1)) {
          const scale = strength * usualChance;
          const variances = Object.fromEntries(
            Object.entries({ ...nothing, ...composition }).map(([name, share]) => [
              name,
              (1 - dayShare) * scale * share,
            ]),
          ) as unknown as Variances;
          const values = covarianceOf(grams, variances, { from, to: from + known }, from, true);
          for (let i = 0; i < known; i++) values[i * known + i]! += chance[i]! + dayShare * scale;
          const factor = factorise(values, known);
          if (factor === null) continue;
          const rows = { from: from + known, to: grams.size };
          const future = covarianceOf(grams, variances, rows, from, true);
          const width = grams.size - from;
          scores.forEach((score, k) => {
            const innovations = solveLower(factor, score);
            const weights = solveUpper(factor, innovations);
            candidates[k]!.push({
              ...pastErrors(factor.values, innovations),
              ahead: Float64Array.from({ length: count }, (_, i) => {
                let sum = 0;
                for (let day = 0; day < known; day++) sum += future[i * width + day]! * weights[day]!;
                return sum;
              }),
            });
          });
        }
      }
    }
  }
  return candidates.map((own, k) => {
    const best = Math.max(...own.map((candidate) => candidate.likelihood));
    const weights = own.map((candidate) => Math.exp(candidate.likelihood - best));
    const sum = weights.reduce((total, value) => total + value, 0);
    const ahead = new Float64Array(count);
    const errors = keptDaysAhead.map(() => new Float64Array(known));
    own.forEach((candidate, index) => {
      const weight = weights[index]! / sum;
      if (weight < 1e-4) return;
      for (let i = 0; i < count; i++) ahead[i]! += weight * candidate.ahead[i]!;
      errors.forEach((row, index2) => {
        const source = candidate.errors[index2]!;
        for (let i = 0; i < known; i++) row[i]! += weight * source[i]!;
      });
    });
    return {
      ahead,
      past: (place, daysAhead) => scores[k]![place]! - errors[keptDaysAhead.indexOf(daysAhead)]![place]!,
    };
  });
}

function unmoved(score: Float64Array, chance: readonly number[], count: number) {
  const likelihood = score.reduce(
    (sum, value, i) => sum - 0.5 * Math.log(chance[i]!) - (0.5 * value * value) / chance[i]!,
    0,
  );
  return { likelihood, ahead: new Float64Array(count), errors: keptDaysAhead.map(() => score) };
}

/** Errors of forecasts of past scores, and their mean log density over the days ahead that are kept. */
function pastErrors(
  values: Float64Array,
  innovations: Float64Array,
): { readonly likelihood: number; readonly errors: Float64Array[] } {
  const size = innovations.length;
  const errors = keptDaysAhead.map(() => new Float64Array(size));
  let likelihood = 0;
  for (let j = 0; j < size; j++) {
    let error = 0;
    let variance = 0;
    let back = 0;
    for (let index = 0; index < keptDaysAhead.length; index++) {
      for (; back < keptDaysAhead[index]! && back <= j; back++) {
        const part = values[j * size + j - back]!;
        error += part * innovations[j - back]!;
        variance += part * part;
      }
      errors[index]![j] = error;
      likelihood += (-0.5 * Math.log(variance) - (0.5 * error * error) / variance) / keptDaysAhead.length;
    }
  }
  return { likelihood, errors };
}
