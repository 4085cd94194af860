import { erlangA, offeredLoadErlangs, serviceLevelC } from '../erlang/index.ts';

/** How calls are handled, the same in every interval. */
export interface Handling {
  /** Length of an interval in seconds, > 0. */
  readonly intervalSeconds: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Mean patience of a caller, exponential, in seconds, > 0. */
  readonly patienceSeconds: number;
}

/** Expected shares of offered calls, 0 to 1. */
export interface Service {
  /** 応答率: answered ÷ offered, whatever the wait. */
  readonly answerRate: number;
  /** Answered within the threshold ÷ offered, as if nobody hung up: the figure by which service levels are agreed. */
  readonly serviceLevel: number;
}

/** Service per interval, and over all of them weighted by calls. */
export interface ExpectedService extends Service {
  readonly intervals: readonly Service[];
}

/**
 * Expected service at given seats, each interval in its own steady state: 応答率 by Erlang A, service level by Erlang C,
 * the formula by which the seats were sized, 0 where the load is not under the seats. Without seats nothing is
 * answered; without calls the shares are 1 and weigh nothing, so a span without any calls has 1.
 * Intervals of several days may be given one after another.
 * @throws SekisuError `number.out-of-range` for seats that are not whole or numbers out of range
 */
export function expectedService(
  input: Handling & {
    /** Expected calls offered per interval, ≥ 0. */
    readonly callsPerInterval: readonly number[];
    /** Operators on the phone per interval, whole, ≥ 0; as long as the calls. */
    readonly scheduledSeats: readonly number[];
    /** Threshold of the service level in seconds, ≥ 0. */
    readonly withinSeconds: number;
  },
): ExpectedService {
  const { ahtSeconds, patienceSeconds, withinSeconds, callsPerInterval } = input;
  const intervals = callsPerInterval.map((calls, index): Service => {
    const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds: input.intervalSeconds, ahtSeconds });
    const seats = input.scheduledSeats[index] ?? 0;
    if (trafficErlangs === 0) return { answerRate: 1, serviceLevel: 1 };
    if (seats === 0) return { answerRate: 0, serviceLevel: 0 };
    return {
      answerRate: erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds }).answerRate,
      serviceLevel: serviceLevelC({ seats, trafficErlangs, ahtSeconds, withinSeconds }),
    };
  });
  const calls = callsPerInterval.reduce((sum, value) => sum + value, 0);
  const weighted = (share: (service: Service) => number) =>
    calls > 0
      ? intervals.reduce((sum, service, index) => sum + callsPerInterval[index]! * share(service), 0) / calls
      : 1;
  return {
    intervals,
    answerRate: weighted((service) => service.answerRate),
    serviceLevel: weighted((service) => service.serviceLevel),
  };
}

/** One interval of a day: what is expected and who is there. */
export interface StaffedInterval {
  /** Expected calls offered, ≥ 0. */
  readonly calls: number;
  /** Operators on the phone, whole, ≥ 0. */
  readonly scheduledSeats: number;
}

/** Standard normal points at which the month's volume is tried: -3.5, -3, …, 3.5. */
const volumePoints: readonly number[] = Array.from({ length: 15 }, (_, index) => index / 2 - 3.5);
/** Gauss-Hermite points and weights of a standard normal variable, three points. */
const dayPoints: readonly (readonly [number, number])[] = [
  [-Math.sqrt(3), 1 / 6],
  [0, 2 / 3],
  [Math.sqrt(3), 1 / 6],
];

/**
 * Probability that a month's measured 応答率, answered ÷ offered, reaches the target f.
 *
 * The month's volume is its expectation times V, gamma of mean 1 and the given variation; each day's volume again
 * times X_d, independent, of mean 1. Given both, the offered calls of an interval are Poisson of mean
 * λ = calls·V·X_d and each is answered with p, Erlang A at λ. Then D = answered - f·offered has
 *   mean Σ λ(p - f), variance Σ λ[p(1-f)² + (1-p)f²],
 * to which each day adds the variance of its mean over X_d (three-point Gauss-Hermite). The target is met when
 * D ≥ 0, with probability Φ(u) + γ/6 (u² - 1) φ(u), u = mean/√variance: the central limit theorem with Edgeworth's
 * first correction, γ being the skewness Σ λ[p(1-f)³ - (1-p)f³] / variance^1.5. Averaged over V at 15 points, its
 * quantiles by Wilson and Hilferty (PNAS 17, 1931). Never under e^-(expected calls lost), the
 * chance that none is lost. A month in which nobody calls meets every target.
 *
 * The steady state within an interval is what it leaves out, and a rest of the approximation: below 0.01 against
 * the exact distribution from some 100 expected calls on.
 * @throws SekisuError `number.out-of-range` for seats that are not whole or numbers out of range
 */
export function probabilityTargetMet(
  input: MonthRiskTerms & {
    /** The month's days, each with its intervals. */
    readonly days: readonly (readonly StaffedInterval[])[];
    /** Hang-ups of each day relative to those of its steady states, ≥ 0; 1 unless told. */
    readonly lostFactors?: readonly number[];
  },
): number {
  return probabilityOfDays(
    input,
    input.days.map((day, index) => dayRisk(input, day, input.lostFactors?.[index])),
  );
}

/** What the days of a month have in common when its risk is asked for. */
export interface MonthRiskTerms extends Handling {
  /** f, 0 to 1. */
  readonly targetFraction: number;
  /** Standard deviation of the month's volume as a fraction, chance left out, ≥ 0; the forecast's `volumeCvFraction`. */
  readonly volumeCvFraction: number;
  /** The same of one day around the month's volume, ≥ 0; the forecast's `dayCvFraction`. */
  readonly dayCvFraction: number;
}

/** Moments of a day's surplus answered − f·offered, one entry per point of the month's volume. */
export type DayRisk = readonly {
  readonly mean: number;
  readonly variance: number;
  readonly thirdMoment: number;
  /** Expected calls lost. */
  readonly lost: number;
}[];

/**
 * What a day adds to its month's risk (`probabilityTargetMet`), to be kept while other days change.
 * @param lostFactor hang-ups relative to those of its steady states, ≥ 0
 * @throws SekisuError `number.out-of-range` for seats that are not whole or numbers out of range
 */
export function dayRisk(terms: MonthRiskTerms, day: readonly StaffedInterval[], lostFactor = 1): DayRisk {
  const points = terms.dayCvFraction > 0 ? dayPoints : ([[0, 1]] as const);
  return volumeFactors(terms.volumeCvFraction).map(([volume]) => {
    const outcomes = points.map(([point, weight]) => {
      const factor = volume * Math.max(0, 1 + point * terms.dayCvFraction);
      return { weight, ...surplusOfDay(terms, day, factor, lostFactor) };
    });
    const sum = (of: (outcome: (typeof outcomes)[number]) => number): number =>
      outcomes.reduce((total, outcome) => total + outcome.weight * of(outcome), 0);
    const mean = sum((outcome) => outcome.mean);
    return {
      mean,
      variance: sum((outcome) => outcome.variance + (outcome.mean - mean) ** 2),
      thirdMoment: sum((outcome) => outcome.thirdMoment),
      lost: sum((outcome) => outcome.lost),
    };
  });
}

/** `probabilityTargetMet` from the risks of its days, made on the same terms. */
export function probabilityOfDays(
  { volumeCvFraction }: Pick<MonthRiskTerms, 'volumeCvFraction'>,
  days: readonly DayRisk[],
): number {
  // The weights may add up to 1 and a last digit.
  return Math.min(
    1,
    volumeFactors(volumeCvFraction).reduce(
      (sum, [, weight], point) => sum + weight * probabilityAtSurplus(days.map((day) => day[point]!)),
      0,
    ),
  );
}

/**
 * Probability that days whose surplus is only known by its moments, at one volume of the month, end with none lacking.
 * @param surplusCalls answered − f·offered of what is already counted
 */
export function probabilityAtSurplus(days: readonly DayRisk[number][], surplusCalls = 0): number {
  const sum = (of: (day: DayRisk[number]) => number): number =>
    days.reduce((total, day) => total + of(day), 0);
  const mean = surplusCalls + sum((day) => day.mean);
  const variance = sum((day) => day.variance);
  // A month that loses no call meets its target, for certain: where few calls are expected this says more than the limit.
  const nothingLost = surplusCalls >= 0 ? Math.exp(-sum((day) => day.lost)) : 0;
  // A billionth for sums of counted calls that a last digit keeps below 0.
  if (variance <= 1e-100) return mean >= -1e-9 ? 1 : nothingLost;
  const deviation = mean / Math.sqrt(variance);
  const density = Math.exp(-(deviation ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const skewness = sum((day) => day.thirdMoment) / variance ** 1.5;
  const correction = (skewness / 6) * (deviation ** 2 - 1) * density;
  return Math.min(1, Math.max(nothingLost, normalProbability(deviation) + correction));
}

/** Mean, variance and third central moment of answered - f·offered over a day's intervals at a multiple of the expected calls. */
function surplusOfDay(
  input: MonthRiskTerms,
  day: readonly StaffedInterval[],
  factor: number,
  lostFactor: number,
): DayRisk[number] {
  const { ahtSeconds, patienceSeconds, intervalSeconds, targetFraction } = input;
  let mean = 0;
  let variance = 0;
  let thirdMoment = 0;
  let lost = 0;
  for (const { calls: expected, scheduledSeats: seats } of day) {
    const calls = expected * factor;
    const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds, ahtSeconds });
    if (trafficErlangs === 0) continue;
    const { abandonedFraction } = erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds });
    const answerRate = Math.max(0, 1 - lostFactor * abandonedFraction);
    lost += calls * (1 - answerRate);
    mean += calls * (answerRate - targetFraction);
    variance += calls * (answerRate * (1 - targetFraction) ** 2 + (1 - answerRate) * targetFraction ** 2);
    thirdMoment += calls * (answerRate * (1 - targetFraction) ** 3 - (1 - answerRate) * targetFraction ** 3);
  }
  return { mean, variance, thirdMoment, lost };
}

/** Points and weights of a gamma variable of mean 1. */
function volumeFactors(cvFraction: number): readonly (readonly [number, number])[] {
  if (!(cvFraction > 0)) return [[1, 1]];
  const ninth = cvFraction ** 2 / 9;
  const values = volumePoints.map((point) => Math.max(0, 1 - ninth + point * Math.sqrt(ninth)) ** 3);
  const weights = volumePoints.map((point) => Math.exp(-(point ** 2) / 2));
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / weightSum;
  return values.map((value, index) => [value / mean, weights[index]! / weightSum]);
}

/**
 * Φ, by the rational approximation 26.2.17 of Abramowitz and Stegun, Handbook of Mathematical Functions; absolute
 * error below 7.5e-8.
 */
function normalProbability(deviation: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(deviation));
  const coefficients = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const polynomial = coefficients.reduceRight((sum, coefficient) => (sum + coefficient) * t, 0);
  const tail = (Math.exp(-(deviation ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return deviation > 0 ? 1 - tail : tail;
}
