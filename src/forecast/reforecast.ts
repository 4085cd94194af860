import { SekisuError } from '../errors.ts';
import { type Bounds, smoothQuantiles } from './count-quantiles.ts';
import { varianceSplit } from './reforecast-day.ts';
import {
  type PosteriorPoint,
  type ReforecastDay,
  type ReforecastPrior,
  reforecastPosterior,
} from './reforecast-posterior.ts';

/** Calls still to come. */
export interface Outlook {
  /** Expected calls, ≥ 0. */
  readonly calls: number;
  readonly bounds: Bounds;
}

/** What is to come of one day. */
export interface DayOutlook extends Outlook {
  /** Expected calls ÷ those planned for the same time; 1 where nothing is planned. */
  readonly factor: number;
  /** The same for a part of the rest of the day. @param shareFraction planned share of the whole day, 0 to the rest */
  readonly partOf: (shareFraction: number) => Outlook;
}

/** One way the rest may turn out, to average over. */
export interface OutlookScenario {
  readonly weight: number;
  /** Factor of each day's planned calls, in the order of the days. */
  readonly factors: readonly number[];
}

/** What the rest of a span is expected to bring after what came. */
export interface Reforecast extends Outlook {
  /** In the order of the days given. */
  readonly days: readonly DayOutlook[];
  /** What the days share, in some fifteen steps of equal weight from few calls to many. */
  readonly scenarios: readonly OutlookScenario[];
  /** Each day's own variation around the scenarios: standard deviation ÷ mean. */
  readonly ownCvFractions: readonly number[];
}

/**
 * What is assumed beyond what a plan says, chosen on the part of the public series before any day that they are judged
 * by (`bench/reforecast.ts --train`).
 */
export const assumedReforecast: Omit<ReforecastPrior, 'volumeCvFraction'> = {
  letterCvRatio: 4,
  partVarianceFraction: 0.25,
  memoryFraction: 0.7,
};

const scenarioCount = 15;
const tails: readonly number[] = [0.025, 0.1, 0.9, 0.975];

/**
 * The rest of a day and of a span of days, from the plan's forecast and what came: the posterior mean, and bounds of 80 and
 * 95 % of the calls that are still to come (`reforecastPosterior`, `factorPoints`). Mean and variance are those of the
 * mixture over the posterior; the bounds are the gamma-Poisson quantiles of that mean and variance. With nothing come the
 * means are the plan's. More calls in a part of a day never lower the rest of that day; without letters they lower no
 * day. With letters they may: what the level explains, the letters need not.
 * @throws SekisuError `number.out-of-range`
 */
export function reforecast(days: readonly ReforecastDay[], prior: ReforecastPrior): Reforecast {
  check(days, prior);
  const points = reforecastPosterior(days, prior);
  const planned = days.map((day) => day.calls * day.restFraction);
  const moments = days.map((_, index) => momentsOf(points, index));
  const outlooks = days.map((day, index): DayOutlook => {
    const { mean, square } = moments[index]!;
    const { parts } = varianceSplit(day.cvFraction, prior.partVarianceFraction);
    const partOf = (shareFraction: number): Outlook => {
      const calls = day.calls * shareFraction;
      // The square holds the variance of all the rest; a part of it varies more.
      const restParts = day.restFraction > 0 ? parts / day.restFraction : 0;
      const partSquare = (square / (1 + restParts)) * (1 + (shareFraction > 0 ? parts / shareFraction : 0));
      return outlookOf(calls * mean, calls ** 2 * Math.max(0, partSquare - mean ** 2));
    };
    const calls = planned[index]!;
    const spread = calls ** 2 * Math.max(0, square - mean ** 2);
    return { ...outlookOf(calls * mean, spread), factor: mean, partOf };
  });
  const mean = outlooks.reduce((sum, day) => sum + day.calls, 0);
  const variance = points.reduce((sum, point) => {
    let pointMean = 0;
    let own = 0;
    point.factors.forEach((factor, index) => {
      pointMean += planned[index]! * factor;
      own += planned[index]! ** 2 * Math.max(0, point.squares[index]! - factor ** 2);
    });
    return sum + point.weight * ((pointMean - mean) ** 2 + own);
  }, 0);
  const scenarios = scenariosOf(points, planned);
  return {
    ...outlookOf(mean, variance),
    days: outlooks,
    scenarios,
    ownCvFractions: moments.map(({ ownSquare, mean: factor }) =>
      factor > 0 ? Math.sqrt(Math.max(0, ownSquare)) / factor : 0,
    ),
  };
}

function check(days: readonly ReforecastDay[], prior: ReforecastPrior): void {
  const within = (name: string, value: number, least: number, most: number) => {
    if (value >= least && value <= most && Number.isFinite(value)) return;
    throw new SekisuError('number.out-of-range', { name, value, expected: `${least}–${most}` });
  };
  within('volumeCvFraction', prior.volumeCvFraction, 0, 10);
  within('letterCvRatio', prior.letterCvRatio, 0, 100);
  within('partVarianceFraction', prior.partVarianceFraction, 1e-6, 1);
  within('memoryFraction', prior.memoryFraction, 1e-6, 1);
  for (const day of days) {
    within('calls', day.calls, 0, 1e12);
    within('letterFraction', day.letterFraction, 0, 1);
    within('cvFraction', day.cvFraction, 0, 10);
    within('restFraction', day.restFraction, 0, 1 + 1e-9);
    if (day.came === null) continue;
    within('came.calls', day.came.calls, 0, 1e12);
    within('came.dueFraction', day.came.dueFraction, 1e-9, 1 + 1e-9);
  }
}

/** Moments of a day's factor over the posterior: mean, mean square, and the variance within its points. */
function momentsOf(
  points: readonly PosteriorPoint[],
  index: number,
): { readonly mean: number; readonly square: number; readonly ownSquare: number } {
  let [mean, square, ownSquare] = [0, 0, 0];
  for (const { weight, factors, squares } of points) {
    mean += weight * factors[index]!;
    square += weight * squares[index]!;
    ownSquare += weight * (squares[index]! - factors[index]! ** 2);
  }
  return { mean, square, ownSquare };
}

/** @param spread variance beyond chance, in calls squared */
function outlookOf(calls: number, spread: number): Outlook {
  if (!(calls > 0)) return { calls: 0, bounds: { low95: 0, low80: 0, high80: 0, high95: 0 } };
  const [low95, low80, high80, high95] = smoothQuantiles(calls, calls + spread, tails);
  return {
    calls,
    bounds: {
      low95: Math.min(low95!, calls),
      low80: Math.min(low80!, calls),
      high80: Math.max(high80!, calls),
      high95: Math.max(high95!, calls),
    },
  };
}

/** Points sorted by what they make of the rest, cut into steps of equal weight and averaged within them. */
function scenariosOf(points: readonly PosteriorPoint[], planned: readonly number[]): OutlookScenario[] {
  const sorted = points
    .map((point) => ({
      ...point,
      rest: planned.reduce((sum, calls, index) => sum + calls * point.factors[index]!, 0),
    }))
    .sort((a, b) => a.rest - b.rest);
  const sums = Array.from({ length: scenarioCount }, () => ({
    weight: 0,
    factors: new Float64Array(planned.length),
  }));
  let before = 0;
  for (const { weight, factors } of sorted) {
    const step = Math.min(scenarioCount - 1, Math.floor((before + weight / 2) * scenarioCount));
    const own = sums[step]!;
    own.weight += weight;
    factors.forEach((factor, index) => {
      own.factors[index]! += weight * factor;
    });
    before += weight;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ weight, factors }) => ({ weight, factors: [...factors].map((factor) => factor / weight) }));
}
