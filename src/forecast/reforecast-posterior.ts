import { dayLikelihood, type FactorPoints, factorPoints } from './reforecast-day.ts';

/** One day of the span that is reforecast, as planned and as it came so far. */
export interface ReforecastDay {
  /** Planned calls of the whole day, ≥ 0. */
  readonly calls: number;
  /** Share of them that letters bring, 0 to 1. */
  readonly letterFraction: number;
  /** The day's own variation beyond chance: standard deviation ÷ mean, ≥ 0. */
  readonly cvFraction: number;
  /**
   * What came in the part of the day that is over: the share of the planned calls that was due in it, in (0, 1], and the
   * calls counted, ≥ 0; null while nothing is known of the day.
   */
  readonly came: { readonly dueFraction: number; readonly calls: number } | null;
  /** Share of the planned calls still to come, 0 to 1: 1 less what was due, or 0 where nothing more can come. */
  readonly restFraction: number;
}

/** How sure the plan is of what its days share, and what is assumed of it. */
export interface ReforecastPrior {
  /** Standard deviation ÷ mean of the level and response that all days share, ≥ 0: the forecast's `volumeCvFraction`. */
  readonly volumeCvFraction: number;
  /** Standard deviation of the letters' response ÷ that of the level, ≥ 0. */
  readonly letterCvRatio: number;
  /** Share of a day's own variance that each of its parts has by itself, in (0, 1]. */
  readonly partVarianceFraction: number;
  /** Weight of a day's evidence relative to that of the day after it, in (0, 1]; 1 forgets nothing. */
  readonly memoryFraction: number;
}

/** A point of what the days share, with what it makes of each day. */
export interface PosteriorPoint {
  /** All points together weigh 1. */
  readonly weight: number;
  /** Expected factor of each day's rest, and the expected square of it; in the order of the days. */
  readonly factors: Float64Array;
  readonly squares: Float64Array;
}

/** Points of an axis, most rounds in which the axes are moved to where the weight is, and standard deviations that they reach. */
const pointCount = 33;
const mostRounds = 9;
const reach = 6;

/**
 * What the month's level U and the letters' response W are after what came: the factor of a day is
 * U (1 - l + l W), l being its letters' share. U and W are log-normal of mean 1 and independent before anything came, their
 * variances cᵤ² and (ρ cᵤ)² such that the month's volume varies by V: cᵤ² = V² ÷ (1 + s² ρ²), s the letters' share of
 * the month. Each day multiplies by its likelihood (`dayLikelihood`) to the power δ^age, the discounting of West and Harrison
 * (Bayesian Forecasting and Dynamic Models, 1997, ch. 6): a level that drifts makes old days tell less.
 * The posterior is summed on a grid of log U and log W that is moved until it lies where the weight is.
 */
export function reforecastPosterior(
  days: readonly ReforecastDay[],
  prior: ReforecastPrior,
): readonly PosteriorPoint[] {
  const { level, letters } = priorDeviations(days, prior);
  const evidence = days.map((day) => factorPoints(day, prior.partVarianceFraction));
  const newest = days.findLastIndex((day) => day.came !== null);
  const memory = days.map((_, index) => prior.memoryFraction ** Math.max(0, newest - index));
  let axes = [axisAround(-(level ** 2) / 2, level), axisAround(-(letters ** 2) / 2, letters)] as const;
  for (let round = 1; ; round++) {
    const { points, logs } = weigh(days, evidence, memory, { axes, level, letters });
    const next = [moved(axes[0], logs, 0), moved(axes[1], logs, 1)] as const;
    const isSettled = axes.every((axis, which) => isNear(axis, next[which]!));
    if (isSettled || round === mostRounds) return drifted(points, days, newest, prior.memoryFraction);
    axes = next;
  }
}

/** Whether an axis would hardly be moved: by less than a step, and by less than a third in width. */
function isNear(axis: readonly number[], next: readonly number[]): boolean {
  if (axis.length === 1) return true;
  const step = axis[1]! - axis[0]!;
  const ratio = (next[1]! - next[0]!) / step;
  const middle = (points: readonly number[]) => (points[0]! + points.at(-1)!) / 2;
  return Math.abs(middle(next) - middle(axis)) < step && ratio > 3 / 4 && ratio < 4 / 3;
}

/** Standard deviations of log U and log W before anything came. */
function priorDeviations(
  days: readonly ReforecastDay[],
  prior: ReforecastPrior,
): { readonly level: number; readonly letters: number } {
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  const fromLetters = days.reduce((sum, day) => sum + day.calls * day.letterFraction, 0);
  const share = calls > 0 ? fromLetters / calls : 0;
  const ratio = share > 0 ? prior.letterCvRatio : 0;
  const levelCv = prior.volumeCvFraction / Math.hypot(1, share * ratio);
  const deviation = (cv: number) => Math.sqrt(Math.log1p(cv ** 2));
  return { level: deviation(levelCv), letters: deviation(ratio * levelCv) };
}

function axisAround(middle: number, deviation: number): readonly number[] {
  if (!(deviation > 0)) return [middle];
  const step = (2 * reach * deviation) / (pointCount - 1);
  return Array.from({ length: pointCount }, (_, index) => middle + (index - (pointCount - 1) / 2) * step);
}

interface WeighedLogs {
  readonly values: readonly [Float64Array, Float64Array];
  readonly weights: Float64Array;
}

function weigh(
  days: readonly ReforecastDay[],
  evidence: readonly FactorPoints[],
  memory: readonly number[],
  grid: {
    readonly axes: readonly [readonly number[], readonly number[]];
    readonly level: number;
    readonly letters: number;
  },
): { readonly points: readonly PosteriorPoint[]; readonly logs: WeighedLogs } {
  const [levels, responses] = grid.axes;
  const count = levels.length * responses.length;
  const values = [new Float64Array(count), new Float64Array(count)] as const;
  const logWeights = new Float64Array(count);
  const raw: { factors: Float64Array; squares: Float64Array }[] = [];
  levels.forEach((logLevel, i) => {
    responses.forEach((logResponse, j) => {
      const index = i * responses.length + j;
      values[0][index] = logLevel;
      values[1][index] = logResponse;
      const [level, response] = [Math.exp(logLevel), Math.exp(logResponse)];
      const own = { factors: new Float64Array(days.length), squares: new Float64Array(days.length) };
      let log = priorLog(logLevel, grid.level) + priorLog(logResponse, grid.letters);
      days.forEach((day, number) => {
        const shared = level * (1 - day.letterFraction + day.letterFraction * response);
        const { logLikelihood, mean, square } = dayLikelihood(day, evidence[number]!, shared);
        log += memory[number]! * logLikelihood;
        own.factors[number] = shared * mean;
        own.squares[number] = shared * shared * square;
      });
      logWeights[index] = log;
      raw.push(own);
    });
  });
  const most = logWeights.reduce((a, b) => Math.max(a, b));
  const weights = logWeights.map((log) => Math.exp(log - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  const points = raw.map((own, index) => ({ weight: weights[index]! / sum, ...own }));
  return { points, logs: { values, weights: weights.map((weight) => weight / sum) } };
}

/** Logarithm of the density of log X, X being log-normal of mean 1, up to a constant. */
function priorLog(log: number, deviation: number): number {
  return deviation > 0 ? -((log + deviation ** 2 / 2) ** 2) / (2 * deviation ** 2) : 0;
}

/**
 * The points with what the days share made less sure the further a day lies ahead: a level whose evidence is discounted by δ
 * drifts on by (1 - δ)/δ of its variance a day (West and Harrison, as above). Means stay.
 */
function drifted(
  points: readonly PosteriorPoint[],
  days: readonly ReforecastDay[],
  newest: number,
  memoryFraction: number,
): readonly PosteriorPoint[] {
  if (newest < 0 || memoryFraction === 1) return points;
  days.forEach((_, index) => {
    if (index <= newest) return;
    const stretch = Math.sqrt(1 + ((index - newest) * (1 - memoryFraction)) / memoryFraction);
    let [mean, powered] = [0, 0];
    for (const { weight, factors } of points) {
      mean += weight * factors[index]!;
      powered += weight * factors[index]! ** stretch;
    }
    for (const { factors, squares } of points) {
      const before = factors[index]!;
      factors[index] = (mean / powered) * before ** stretch;
      squares[index]! *= (factors[index]! / before) ** 2;
    }
  });
  return points;
}

/** The axis around where the weight is; never narrower than the last step could have hidden, and as wide where it is at an end. */
function moved(axis: readonly number[], logs: WeighedLogs, which: 0 | 1): readonly number[] {
  if (axis.length === 1) return axis;
  const values = logs.values[which];
  const mean = values.reduce((sum, value, index) => sum + value * logs.weights[index]!, 0);
  const variance = values.reduce((sum, value, index) => sum + (value - mean) ** 2 * logs.weights[index]!, 0);
  const step = axis[1]! - axis[0]!;
  const isAtEnd = Math.min(mean - axis[0]!, axis.at(-1)! - mean) < 3 * step;
  const least = isAtEnd ? (step * (pointCount - 1)) / (2 * reach) : step / 3;
  return axisAround(mean, Math.max(Math.sqrt(variance), least));
}
