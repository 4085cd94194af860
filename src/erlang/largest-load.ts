import { blocking } from './erlang-b.ts';
import { serviceLevelC, waitTailC } from './erlang-c.ts';
import { requireInnerFraction, requireNonNegative, requirePositive, requireWhole } from './preconditions.ts';

/**
 * Largest load in erlangs of which a number of seats answers a share within a time, when nobody hangs up; 0 with no seats.
 * @throws number.out-of-range
 */
export function maxLoadForServiceLevelC(goal: {
  /** Whole, >= 0. */
  readonly seats: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Time in seconds, >= 0. */
  readonly withinSeconds: number;
  /** Share to answer within it, between 0 and 1, both excluded. */
  readonly answeredFraction: number;
}): number {
  const { answeredFraction } = goal;
  requireInnerFraction('answeredFraction', answeredFraction);
  requirePositive('ahtSeconds', goal.ahtSeconds);
  requireNonNegative('withinSeconds', goal.withinSeconds);
  return largest(requireWhole('seats', goal.seats), (trafficErlangs) =>
    answeredFraction < 0.5
      ? serviceLevelC({ ...goal, trafficErlangs }) >= answeredFraction
      : waitTailC({ ...goal, trafficErlangs }) <= 1 - answeredFraction,
  );
}

/**
 * Load in erlangs of which a number of seats blocks just a share when no call may wait; 0 with no seats.
 * @param seats whole, >= 0 @param blockedFraction between 0 and 1, both excluded @throws number.out-of-range
 */
export function maxLoadForBlockingB(seats: number, blockedFraction: number): number {
  requireInnerFraction('blockedFraction', blockedFraction);
  // n seats carry at most n erlangs, so a(1 - B) <= n bounds the load.
  return largest(requireWhole('seats', seats) / (1 - blockedFraction), (load) => {
    const { blocked, carried } = blocking(seats, load);
    return blockedFraction < 0.5 ? blocked <= blockedFraction : carried >= 1 - blockedFraction;
  });
}

/** Largest double from 0 to `most` that meets a goal which, once missed, stays missed: halving to the last digit. */
function largest(most: number, meets: (load: number) => boolean): number {
  let met = 0;
  let missed = most;
  while (true) {
    const middle = met + (missed - met) / 2;
    if (middle <= met || middle >= missed) return met;
    if (meets(middle)) met = middle;
    else missed = middle;
  }
}
