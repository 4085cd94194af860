import { type Bounds, countBounds } from './count-quantiles.ts';

/** Expected calls and the standard deviations of what moves them, all in calls. */
export interface UncertainCalls {
  readonly calls: number;
  /** Error of the level, shared by every day and queue. */
  readonly levelDeviation: number;
  /** Error of each batch's response, by the batch's position, shared by its days and queues. */
  readonly batchDeviations: readonly number[];
  /** What moves this one day, shared by its queues. */
  readonly dayDeviation: number;
}

/** A share of uncertain calls: an interval of a day. */
export function shareOf(whole: UncertainCalls, fraction: number): UncertainCalls {
  return {
    calls: whole.calls * fraction,
    levelDeviation: whole.levelDeviation * fraction,
    batchDeviations: whole.batchDeviations.map((deviation) => deviation * fraction),
    dayDeviation: whole.dayDeviation * fraction,
  };
}

/** Calls of one day together, over queues: everything but chance moves them alike, so deviations add up. */
export function sumWithinDay(parts: readonly UncertainCalls[]): UncertainCalls {
  return {
    ...sumOfShared(parts),
    dayDeviation: parts.reduce((sum, part) => sum + part.dayDeviation, 0),
  };
}

/** Calls of several days together: level and batches move the days alike, the days' own variation averages out. */
export function sumOverDays(days: readonly UncertainCalls[]): UncertainCalls {
  return {
    ...sumOfShared(days),
    dayDeviation: Math.hypot(...days.map((day) => day.dayDeviation)),
  };
}

/** Standard deviation in calls of what days share: level and batches, independent of each other. */
export function sharedDeviation(uncertain: UncertainCalls): number {
  return Math.hypot(uncertain.levelDeviation, ...uncertain.batchDeviations);
}

/**
 * Bounds of a number of calls: gamma-Poisson of variance calls + level² + sum of batch² + day². The sum of the
 * independent deviations is taken as one gamma; that approximation and the estimates' own errors are what the
 * bounds leave out.
 */
export function boundsOf(uncertain: UncertainCalls): Bounds {
  const variance = uncertain.calls + sharedDeviation(uncertain) ** 2 + uncertain.dayDeviation ** 2;
  return countBounds(uncertain.calls, variance);
}

function sumOfShared(parts: readonly UncertainCalls[]): Omit<UncertainCalls, 'dayDeviation'> {
  const batchCount = parts[0]?.batchDeviations.length ?? 0;
  return {
    calls: parts.reduce((sum, part) => sum + part.calls, 0),
    levelDeviation: parts.reduce((sum, part) => sum + part.levelDeviation, 0),
    batchDeviations: Array.from({ length: batchCount }, (_, batch) =>
      parts.reduce((sum, part) => sum + part.batchDeviations[batch]!, 0),
    ),
  };
}
