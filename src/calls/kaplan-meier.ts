import { requireSeconds } from './call-record.ts';
import { normal975 } from './quantiles.ts';

/** A wait and how it ended: hanging up is the event, an answer censors what the caller would still have waited. */
export interface Wait {
  /** Seconds, >= 0. */
  readonly seconds: number;
  readonly isAbandoned: boolean;
}

/** Share of callers still waiting after some time, with 95 % bounds. */
export interface SurvivalPoint {
  /** Share that is still patient, 0 to 1. */
  readonly fraction: number;
  /** Greenwood's standard error of the share; 0 while it is 1 and when it has become 0. */
  readonly standardError: number;
  /** Bounds by the log-minus-log transformation; equal to the share while it is 1 and when it has become 0. */
  readonly low95: number;
  readonly high95: number;
}

/** A wait after which somebody hung up, and the curve right after it. */
export interface SurvivalStep extends SurvivalPoint {
  readonly seconds: number;
  /** Calls that waited at least so long. */
  readonly atRisk: number;
  /** Calls that hung up after exactly so long, >= 1. */
  readonly abandoned: number;
}

/** The patience of callers as a curve that falls at every hang-up. */
export interface SurvivalCurve {
  readonly calls: number;
  readonly abandoned: number;
  /** Longest wait of all, answered or not; nothing is known beyond it. 0 without calls. */
  readonly longestSeconds: number;
  /** In order of time. */
  readonly steps: readonly SurvivalStep[];
}

const untouched: SurvivalPoint = { fraction: 1, standardError: 0, low95: 1, high95: 1 };

/**
 * Kaplan and Meier's estimate of the share of callers that wait longer than t without hanging up.
 *
 * Of waits of equal length hanging up comes before being answered. Formula: S(t) = Π (1 - d_i/n_i), standard error
 * S·√(Σ d_i/(n_i(n_i - d_i))). Source: E. L. Kaplan and P. Meier, JASA 53 (1958), M. Greenwood (1926); bounds
 * J. D. Kalbfleisch and R. L. Prentice (1980), S^exp(±1.96·σ/ln S).
 * @throws SekisuError `number.out-of-range`
 */
export function survivalCurve(waits: readonly Wait[]): SurvivalCurve {
  for (const wait of waits) requireSeconds('seconds', wait.seconds);
  const sorted = waits.toSorted((one, other) => one.seconds - other.seconds);
  const steps: SurvivalStep[] = [];
  let fraction = 1;
  let relativeVariance = 0;
  for (let first = 0; first < sorted.length; ) {
    const { seconds } = sorted[first]!;
    const atRisk = sorted.length - first;
    let abandoned = 0;
    for (; first < sorted.length && sorted[first]!.seconds === seconds; first++) {
      if (sorted[first]!.isAbandoned) abandoned++;
    }
    if (abandoned === 0) continue;
    fraction *= (atRisk - abandoned) / atRisk;
    relativeVariance += abandoned / (atRisk * (atRisk - abandoned));
    steps.push({ seconds, atRisk, abandoned, ...pointOf(fraction, Math.sqrt(relativeVariance)) });
  }
  return {
    calls: sorted.length,
    abandoned: steps.reduce((sum, step) => sum + step.abandoned, 0),
    longestSeconds: sorted.at(-1)?.seconds ?? 0,
    steps,
  };
}

function pointOf(fraction: number, relativeError: number): SurvivalPoint {
  if (fraction === 0) return { fraction, standardError: 0, low95: 0, high95: 0 };
  const width = Math.exp((normal975 * relativeError) / Math.log(fraction));
  return {
    fraction,
    standardError: fraction * relativeError,
    // The logarithm is negative, so the exponent below 1 belongs to the upper bound.
    low95: fraction ** (1 / width),
    high95: fraction ** width,
  };
}

/**
 * The curve after a wait; null where no call waited so long and some caller was still patient, since nothing is known
 * there. @param seconds >= 0; a hang-up after exactly so long has been counted
 */
export function survivalAt(curve: SurvivalCurve, seconds: number): SurvivalPoint | null {
  const next = curve.steps.findIndex((step) => step.seconds > seconds);
  const last = curve.steps.at(next < 0 ? -1 : next - 1);
  const point = next === 0 || last === undefined ? untouched : last;
  if (seconds > curve.longestSeconds && point.fraction > 0) return null;
  const { fraction, standardError, low95, high95 } = point;
  return { fraction, standardError, low95, high95 };
}

/** Wait after which half of the callers have hung up, in seconds; null when the curve does not fall so far. */
export function medianSeconds(curve: SurvivalCurve): number | null {
  // One hang-up of two gives exactly 1/2, but 1/2 as a product of fractions may be a last digit above.
  return curve.steps.find((step) => step.fraction <= 0.5 + 1e-12)?.seconds ?? null;
}

/** Mean of min(patience, limit): the area below the curve. */
export interface RestrictedMean {
  /** The limit, not above the longest wait. */
  readonly untilSeconds: number;
  readonly meanSeconds: number;
  readonly standardErrorSeconds: number;
}

/**
 * Mean patience up to a limit, for which no shape of the distribution is assumed; the limit becomes the longest wait
 * if it lies beyond it. Source: J. P. Klein and M. L. Moeschberger, "Survival Analysis" (2003), 4.5.1 and 4.5.2.
 * @param untilSeconds >= 0 @throws SekisuError `number.out-of-range`
 */
export function restrictedMean(curve: SurvivalCurve, untilSeconds: number): RestrictedMean {
  const limit = Math.min(requireSeconds('untilSeconds', untilSeconds), curve.longestSeconds);
  const steps = curve.steps.filter((step) => step.seconds < limit);
  let area = 0;
  let variance = 0;
  // From the end, because a step's share of the variance is the area behind it.
  for (let index = steps.length - 1; index >= 0; index--) {
    const { seconds, fraction, atRisk, abandoned } = steps[index]!;
    area += fraction * ((steps[index + 1]?.seconds ?? limit) - seconds);
    if (atRisk > abandoned) variance += (area * area * abandoned) / (atRisk * (atRisk - abandoned));
  }
  return {
    untilSeconds: limit,
    meanSeconds: area + (steps[0]?.seconds ?? limit),
    standardErrorSeconds: Math.sqrt(variance),
  };
}
