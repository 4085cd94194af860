import { type CallRecord, requireSeconds } from './call-record.ts';
import { chiSquareQuantile, student975 } from './quantiles.ts';

/** Shorter calls are mostly no conversations: lines that drop, operators who clear a call (Brown et al. 2005, 4.1). */
const shortestSeconds = 10;

/** A figure with its 95 % bounds. */
export interface Estimate {
  readonly value: number;
  /** Bounds; null when one call alone gives none. */
  readonly low95: number | null;
  readonly high95: number | null;
}

/** How long calls take. */
export interface Handling {
  /** Answered calls with a recorded handling time. */
  readonly calls: number;
  /** Of these, calls below 10 s. They take seats, so they count in the mean, but not in the log-normal. */
  readonly shortCalls: number;
  /** Mean of all calls in seconds, bounds by Student's t, the lower one not below 0. */
  readonly meanSeconds: Estimate;
  /** The middle call, or the mean of the two in the middle. */
  readonly medianSeconds: number;
  /** Standard deviation ÷ mean: 1 for exponential handling times; null for a single call and when all take 0 s. */
  readonly cv: number | null;
  /** Fit to the calls of 10 s and more; null when there are none. */
  readonly logNormal: LogNormal | null;
}

/** A log-normal distribution of handling times. */
export interface LogNormal {
  readonly calls: number;
  /** Mean of the natural logarithms of seconds, bounds by Student's t. */
  readonly logMean: Estimate;
  /** Standard deviation of the logarithms, bounds by chi-square; null for a single call. */
  readonly logSd: Estimate | null;
  /** Mean that the fit implies: exp(logMean + logSd²/2) seconds. Far from the calls' own mean, the fit is poor. */
  readonly meanSeconds: number;
}

/**
 * Mean, spread and log-normal fit of handling times; null without any.
 * Source: L. Brown et al., JASA 100 (2005), section 4: log-normal handling times.
 * @param seconds handling times, >= 0 @throws SekisuError `number.out-of-range`
 */
export function summarizeHandling(seconds: readonly number[]): Handling | null {
  if (seconds.length === 0) return null;
  for (const value of seconds) requireSeconds('serviceSeconds', value);
  const sorted = seconds.toSorted((one, other) => one - other);
  const { mean, sd } = momentsOf(sorted);
  const half = sorted.length / 2;
  const logs = sorted.filter((value) => value >= shortestSeconds).map(Math.log);
  return {
    calls: sorted.length,
    shortCalls: sorted.length - logs.length,
    meanSeconds: notNegative(meanEstimate(sorted.length, mean, sd)),
    medianSeconds: (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2,
    cv: sd === null || mean === 0 ? null : sd / mean,
    logNormal: logs.length === 0 ? null : logNormalOf(logs),
  };
}

/** Handling times of all calls, by queue and by hour of arrival; parts without a handling time are left out. */
export interface HandlingByPart {
  readonly all: Handling | null;
  /** In order of their first call; null is the calls that name no queue. */
  readonly queues: readonly { readonly queueId: string | null; readonly handling: Handling }[];
  /** In order of the day; `hour` 0 to 23 is the clock hour in which calls arrived. */
  readonly hours: readonly { readonly hour: number; readonly handling: Handling }[];
}

/** Handling times of answered calls as they were recorded. @throws SekisuError `number.out-of-range` */
export function handlingByPart(records: readonly CallRecord[]): HandlingByPart {
  const handled = records.filter((record) => record.outcome === 'answered' && record.serviceSeconds !== null);
  const summarize = (part: readonly CallRecord[]): Handling | null =>
    summarizeHandling(part.map((record) => record.serviceSeconds!));
  const queues = Map.groupBy(handled, (record) => record.queueId);
  const hours = Map.groupBy(handled, (record) => record.arrivesAt.hour());
  return {
    all: summarize(handled),
    queues: [...queues].map(([queueId, part]) => ({ queueId, handling: summarize(part)! })),
    hours: [...hours]
      .toSorted(([one], [other]) => one - other)
      .map(([hour, part]) => ({ hour, handling: summarize(part)! })),
  };
}

/** Mean and standard deviation (n - 1); the latter null for a single value. */
function momentsOf(values: readonly number[]): { readonly mean: number; readonly sd: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, sd: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

function meanEstimate(count: number, mean: number, sd: number | null): Estimate {
  if (sd === null) return { value: mean, low95: null, high95: null };
  const half = (student975(count - 1) * sd) / Math.sqrt(count);
  return { value: mean, low95: mean - half, high95: mean + half };
}

/** Few calls of very different length would give a lower bound below 0. */
function notNegative(estimate: Estimate): Estimate {
  return { ...estimate, low95: estimate.low95 === null ? null : Math.max(0, estimate.low95) };
}

function logNormalOf(logs: readonly number[]): LogNormal {
  const { mean, sd } = momentsOf(logs);
  const degrees = logs.length - 1;
  const bound = (probability: number): number =>
    sd! * Math.sqrt(degrees / chiSquareQuantile(probability, degrees));
  return {
    calls: logs.length,
    logMean: meanEstimate(logs.length, mean, sd),
    logSd: sd === null ? null : { value: sd, low95: bound(0.975), high95: bound(0.025) },
    meanSeconds: Math.exp(mean + (sd ?? 0) ** 2 / 2),
  };
}
