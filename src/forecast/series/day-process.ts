import { type AssumedBase, assumedCentre, startVariance } from './assumed-level.ts';
import {
  assumedCalls,
  type BatchSpread,
  batchCovariance,
  batchRates,
  expectedMail,
  mailDeviation,
} from './batch-effects.ts';
import { type Factor, factorise, inverseDiagonal, solveLower, solveUpper } from './cholesky.ts';
import { covarianceOf, type Grams, withStartVariance } from './covariance.ts';
import { effectOf, partEffects } from './expected-effects.ts';
import {
  type BatchCourse,
  batchCourses,
  type PlacedBatch,
  publishedShape,
  type ResponseShape,
} from './letters.ts';
import { bestStart, compositeLikelihood, searchSettings } from './settings-search.ts';
import {
  addShapeCovariance,
  movedShape,
  type ShapeEffect,
  shapeCalls,
  shapeEffects,
  shapeMoves,
} from './shape-effects.ts';
import { dialsOf, type Settings } from './variances.ts';

/** What a process is fitted to. */
export interface DayProblem {
  /** Of all open days, the history first. */
  readonly grams: Grams;
  /** Calls per day of history, ≥ 0; null where they are unknown. */
  readonly calls: readonly (number | null)[];
  /** Per day of history: whether it may not be doubted. */
  readonly isTrusted: readonly boolean[];
  readonly batches: readonly PlacedBatch[];
  /** Per open day: opening ÷ usual opening; null when all are usual. */
  readonly lengths: readonly number[] | null;
  /** What is assumed of the logarithm of each open day's calls, around which effects are shrunk. */
  readonly assumed: AssumedEffects;
  /** What is assumed of the level; null when nothing is. */
  readonly assumedBase: AssumedBase | null;
  /** Days of the end of the history by which settings are searched; all are used for the last fit. */
  readonly searchDays: number;
  readonly sweeps: number;
}

/** Logarithms that are assumed of each open day, in two parts that add up. */
export interface AssumedEffects {
  readonly weekday: readonly number[];
  /** Closures, and openings other than usual. */
  readonly season: readonly number[];
}

/** A fitted process: log calls without letters are Gaussian, letters' responses too, calls vary around their sum. */
export interface DayProcess {
  /** Of all open days, with the start variance that was used. */
  readonly grams: Grams;
  readonly settings: Settings;
  /** Logarithm of calls around which the process is. */
  readonly centre: number;
  /** Working responses around the centre, and the variance of each around its expectation. */
  readonly responses: Float64Array;
  readonly noise: Float64Array;
  readonly factor: Factor;
  /** L⁻¹ responses, and K⁻¹ responses. */
  readonly innovations: Float64Array;
  readonly weights: Float64Array;
  /** Calls without letters per day of history, and all expected calls, around which responses are linear. */
  readonly base: Float64Array;
  readonly expected: Float64Array;
  readonly courses: readonly BatchCourse[];
  readonly shapes: readonly ShapeEffect[];
  readonly spread: BatchSpread;
  readonly rates: readonly number[];
  readonly delays: readonly number[];
  readonly assumed: AssumedEffects;
  /** Per day of history: whether its calls are known. */
  readonly isKnown: readonly boolean[];
  /** Per day of history, how far it is left out because the others contradict it, 0 to 1. */
  readonly doubts: readonly number[];
}

const fewestCalls = 0.5;
/** Variance of the logarithm of a day that nothing is known of: it tells nothing of the others. */
const unknownNoise = 1e6;
/** A day that lies further than this many standard deviations from all others' view of it is doubted. */
const doubtedDeviations = 4;

/** Rounds in which the point of linearity follows the expectation, per sweep. */
const linearRounds = 3;
/** A largest move of any logarithm below which no further round is needed. */
const settledStep = 0.03;

/** The point around which responses are linear. */
interface Course {
  eta: Float64Array;
  /**
   * What spells add to the logarithm, left out of `eta` when there are letters: a base that follows the letters' own
   * noise upwards would count more on those very days and so take the letters' calls.
   */
  spells: Float64Array;
  rates: readonly number[];
  delays: readonly number[];
  kindRates: ReadonlyMap<string, number>;
  weekdayFactors: readonly number[];
  shape: ResponseShape;
  courses: readonly BatchCourse[];
  shapes: readonly ShapeEffect[];
  /** Calls from letters per open day as expected, and as assumed of the published rates and shape: the model's zero. */
  mail: Float64Array;
  assumedMail: Float64Array;
  /** The batches' covariance for settings and a first day, computed once for as long as neither they nor the point move. */
  batchCovariance: Remembered;
  /** The logarithms' covariance, the same for as long as their variances are. */
  readonly covariance: Remembered;
}

/** The last covariance that was computed, for settings and a first day; not to be changed. */
type Remembered = (settings: Settings, from: number, compute: () => Float64Array) => Float64Array;

function remembered(keyOf: (settings: Settings) => unknown): Remembered {
  let last: { readonly key: unknown; readonly from: number; readonly values: Float64Array } | null = null;
  return (settings, from, compute) => {
    const key = keyOf(settings);
    if (last?.from !== from || last.key !== key) last = { key, from, values: compute() };
    return last.values;
  };
}

const batchKey = (settings: Settings): unknown => settings.batchCvFraction;

/**
 * Fits the process by penalised quasi-likelihood: y = exp(η) + Σ rate × letters × share + noise is made linear around
 * the last expectation (Breslow & Clayton, JASA 88, 1993), and the Gaussian process of η and the rates is solved
 * exactly. Settings maximise the composite likelihood of forecasts 1 to 28 days ahead (Varin, Reid & Firth, Statistica
 * Sinica 21, 2011) with log-normal priors, by coordinate search. Days far from what all others say of them lose weight.
 */
export function fitProcess(problem: DayProblem, initial: Settings): DayProcess {
  const { calls, batches, assumed, lengths } = problem;
  const count = calls.length;
  const size = problem.grams.size;
  const dials = dialsOf(initial, problem.grams, batches.length > 0);
  const doubt = new Float64Array(count);
  let doubts: readonly number[] = calls.map(() => 0);
  const weekdayFactors = assumed.weekday.map(Math.exp);

  const firstCourses = batchCourses(batches, publishedShape, { count: size, weekdayFactors, lengths });
  const firstMail = assumedCalls(firstCourses, size);
  const effects = assumed.season.map((value, i) => value + assumed.weekday[i]!);
  const typical = median(calls.flatMap((value) => (value === null ? [] : [Math.max(value, fewestCalls)])));
  const guesses = calls.map((value, i) => {
    if (value === null) return null;
    const leastBase = firstMail[i]! > 0 ? typical / 4 : 0;
    return Math.log(Math.max(value - firstMail[i]!, fewestCalls, leastBase));
  });
  const base = problem.assumedBase;
  const centre =
    base === null ? median(guesses.filter((value) => value !== null)) : assumedCentre(base, effects);
  const grams =
    base === null
      ? problem.grams
      : withStartVariance(problem.grams, startVariance(base.cvFraction, guesses, effects, centre));
  const course: Course = {
    eta: Float64Array.from(guesses, (value, i) => value ?? centre + effects[i]!),
    spells: new Float64Array(count),
    rates: batches.map((batch) => batch.assumedCallsPerLetter),
    delays: batches.map(() => 0),
    kindRates: new Map(),
    weekdayFactors,
    shape: publishedShape,
    courses: [],
    shapes: [],
    mail: firstMail,
    assumedMail: firstMail,
    batchCovariance: remembered(batchKey),
    covariance: remembered(({ variances }) => variances),
  };

  placeLetters(course, problem, initial);

  const solve = (settings: Settings, from: number): Solution | null =>
    solved({ problem: { ...problem, grams }, course, settings, centre, doubt, from });
  const searchFrom = Math.max(0, count - problem.searchDays);
  let settings = initial;
  let whole = solve(settings, 0)!;
  const settle = (): void => {
    for (let round = 0; round < linearRounds; round++) {
      const moved = follow(course, whole, { ...problem, grams });
      whole = solve(settings, 0) ?? whole;
      if (moved < settledStep) break;
    }
  };
  for (let sweep = 0; sweep < problem.sweeps; sweep++) {
    settle();
    if (sweep > 0) doubts = doubtOutliers(whole, doubt, problem.isTrusted);
    const likelihoodOf = (own: Settings): number => {
      const solution = solve(own, searchFrom);
      return solution === null ? Number.NEGATIVE_INFINITY : compositeLikelihood(solution);
    };
    const start = sweep === 0 ? bestStart(settings, dials, likelihoodOf) : settings;
    settings = searchSettings(start, dials, sweep, likelihoodOf);
    whole = solve(settings, 0) ?? whole;
  }
  settle();
  return { ...processOf(whole), grams, assumed, isKnown: calls.map((value) => value !== null), doubts };
}

/** Courses of the batches, the slopes along their shape and what they bring, at the point. */
function placeLetters(course: Course, problem: DayProblem, settings: Settings): void {
  const { batches, grams, lengths } = problem;
  const days = { count: grams.size, weekdayFactors: course.weekdayFactors, lengths };
  course.courses = batchCourses(batches, course.shape, days);
  course.shapes = settings.isFixed === true ? [] : shapeEffects({ ...course, batches, days });
  course.mail = expectedMail(course.courses, course.rates, course.delays, grams.size);
  const moved = course.shapes.map((effect) => effect.moved);
  const shaped = shapeCalls(course.shapes, moved, grams.size);
  course.assumedMail = assumedCalls(course.courses, grams.size).map((calls, i) => calls - shaped[i]!);
  course.batchCovariance = remembered(batchKey);
}

interface Solution {
  readonly settings: Settings;
  readonly centre: number;
  readonly factor: Factor;
  readonly responses: Float64Array;
  readonly noise: Float64Array;
  readonly innovations: Float64Array;
  readonly base: Float64Array;
  readonly expected: Float64Array;
  readonly courses: readonly BatchCourse[];
  readonly shapes: readonly ShapeEffect[];
  readonly spread: BatchSpread;
  readonly rates: readonly number[];
  readonly delays: readonly number[];
}

function solved(input: {
  readonly problem: DayProblem;
  readonly course: Course;
  readonly settings: Settings;
  readonly centre: number;
  readonly doubt: Float64Array;
  /** First day of history that is used. */
  readonly from: number;
}): Solution | null {
  const { problem, course, settings, centre, from } = input;
  const { grams, calls } = problem;
  const count = calls.length;
  const base = course.eta.map(Math.exp);
  const { courses, shapes, spells, mail, assumedMail } = course;
  const responses = new Float64Array(count);
  const noise = new Float64Array(count);
  const expected = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const own = base[i]!;
    const mean = own * Math.max(1 + spells[i]!, 0.1) + mail[i]!;
    expected[i] = mean;
    const value = calls[i] ?? null;
    const effect = problem.assumed.weekday[i]! + problem.assumed.season[i]!;
    responses[i] = course.eta[i]! - centre - effect + ((value ?? mean) - own - assumedMail[i]!) / own;
    noise[i] =
      (Math.max(mean, fewestCalls) + settings.day * mean * mean) / (own * own) +
      (value === null ? unknownNoise : input.doubt[i]!);
  }
  const spread: BatchSpread = { batchCvFraction: settings.batchCvFraction, kindRates: course.kindRates };
  const values = course
    .covariance(settings, from, () => covarianceOf(grams, settings.variances, { from, to: count }, from))
    .slice();
  const size = count - from;
  if (courses.length > 0) {
    const own = course.batchCovariance(settings, from, () => {
      const sum = batchCovariance(courses, spread, base, { from, to: count });
      addShapeCovariance(shapes, base, sum, { from, to: count });
      return sum;
    });
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) values[i * size + j]! += own[i * count + j + from]!;
    }
  }
  for (let i = 0; i < size; i++) values[i * size + i]! += noise[i + from]!;
  const factor = factorise(values, size);
  if (factor === null) return null;
  const innovations = solveLower(factor, from === 0 ? responses : responses.subarray(from));
  return {
    settings,
    centre,
    factor,
    responses,
    noise,
    innovations,
    base,
    expected,
    courses,
    shapes,
    spread,
    rates: course.rates,
    delays: course.delays,
  };
}

/**
 * Moves the point around which responses are linear to the expectation of a solution over the whole history.
 * @returns the largest move of a logarithm
 */
function follow(course: Course, solution: Solution, problem: DayProblem): number {
  const { grams, assumed } = problem;
  const { factor, innovations, responses, noise, courses, shapes, spread, base } = solution;
  const weights = solveUpper(factor, innovations);
  const { rates, delays, kindRates } = batchRates(courses, spread, base, weights);
  const moves = shapeMoves(shapes, base, weights);
  const beyond = shapeCalls(shapes, moves, weights.length);
  mailDeviation(courses, rates, delays, weights.length).forEach((calls, i) => {
    beyond[i]! += calls;
  });
  if (courses.length > 0) course.spells = effectOf(grams, solution.settings, weights, 'spell');
  const centre = solution.centre;
  const before = course.eta;
  course.eta = weights.map((weight, i) => {
    const effect = assumed.weekday[i]! + assumed.season[i]!;
    const moved =
      centre + effect + responses[i]! - noise[i]! * weight - beyond[i]! / base[i]! - course.spells[i]!;
    // A step of more than e² at once is a sign of poor linearity; the next round goes on from there.
    return Math.min(Math.max(moved, Math.log(base[i]!) - 2), Math.log(base[i]!) + 2);
  });
  course.rates = rates;
  course.delays = delays;
  course.kindRates = kindRates;
  if (courses.length > 0) {
    course.weekdayFactors = partEffects(grams, solution.settings, weights, 'weekday', 0).map((value, i) =>
      Math.exp(value + assumed.weekday[i]!),
    );
    if (moves.length > 0) course.shape = movedShape(moves);
    placeLetters(course, problem, solution.settings);
  }
  return course.eta.reduce((most, value, i) => Math.max(most, Math.abs(value - before[i]!)), 0);
}

/**
 * Widens days that the others contradict by their own deviation, so that they hardly count; by the errors of each day as
 * seen by all others (Rasmussen & Williams, 2006, 5.4.2). @returns how far each day is doubted, 0 to 1
 */
function doubtOutliers(solution: Solution, doubt: Float64Array, isTrusted: readonly boolean[]): number[] {
  const weights = solveUpper(solution.factor, solution.innovations);
  const precision = inverseDiagonal(solution.factor);
  return Array.from(weights, (weight, i) => {
    // What was widened before is judged by its width without that.
    const own = Math.max(1 / precision[i]! - doubt[i]!, 1e-9);
    const error = weight / precision[i]!;
    if (isTrusted[i]) return 0;
    const share = Math.min(1, Math.max(0, Math.abs(error) / Math.sqrt(own) - doubtedDeviations));
    doubt[i] = share * error * error;
    return share;
  });
}

function processOf(solution: Solution) {
  return { ...solution, weights: solveUpper(solution.factor, solution.innovations) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
