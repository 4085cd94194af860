import { type AnswerTimes, answerTimesA } from './answer-times.ts';
import { congestion, requireQueue } from './erlang-a.ts';
import { erlangB } from './erlang-b.ts';
import { meanWaitSecondsC, serviceLevelC, waitTailC } from './erlang-c.ts';
import {
  outOfRange,
  requireAllowedLoss,
  requireNonNegative,
  requirePositive,
  requireReachableShare,
} from './preconditions.ts';
import { leastSeatsForLevel, leastSeatsForLoss } from './seats-a.ts';
import { leastSeatsForMeanWait, leastSeatsForTail } from './seats-c.ts';

/** Load and handling time to size for. */
export interface Demand {
  /** Load in erlangs, >= 0; 0 needs 0 seats. */
  readonly trafficErlangs: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
}

/** Demand of callers who hang up. */
export interface ImpatientDemand extends Demand {
  /** Mean patience in seconds, > 0; null when callers never hang up. */
  readonly patienceSeconds: number | null;
}

/**
 * Smallest number of seats, above the load, that answers a share of the calls within a time. Nobody hangs up in
 * Erlang C, so it overstaffs where callers do.
 * @throws number.out-of-range, also for a share of 1, which no number of seats reaches
 */
export function minSeatsForServiceLevelC(
  goal: Demand & {
    /** Time in seconds, >= 0. */
    readonly withinSeconds: number;
    /** Share to answer within it, 0 (included) to 1 (excluded). */
    readonly answeredFraction: number;
    /** Most a seat may be busy, 0 (excluded) to 1 (included); 1 unless told. */
    readonly maxOccupancyFraction?: number;
  },
): number {
  const { trafficErlangs, answeredFraction, maxOccupancyFraction = 1 } = goal;
  requireReachableShare('answeredFraction', answeredFraction);
  const forOccupancy = Math.ceil(
    trafficErlangs / requireAllowedLoss('maxOccupancyFraction', maxOccupancyFraction),
  );
  requireDemandC(goal);
  if (trafficErlangs === 0) return 0;
  const withinSeconds = requireNonNegative('withinSeconds', goal.withinSeconds);
  const seats = leastSeatsForTail({
    load: trafficErlangs,
    services: withinSeconds / goal.ahtSeconds,
    mostLate: 1 - answeredFraction,
    // The tail keeps its digits where the level is nearly 1.
    meets: (some) =>
      answeredFraction < 0.5
        ? serviceLevelC({ ...goal, seats: some }) >= answeredFraction
        : waitTailC({ ...goal, seats: some }) <= 1 - answeredFraction,
  });
  return Math.max(forOccupancy, seats);
}

/** Smallest number of seats with a mean wait (ASA) of at most a time, when nobody hangs up. @throws number.out-of-range */
export function minSeatsForMeanWaitC(
  goal: Demand & { /** > 0 */ readonly maxMeanWaitSeconds: number },
): number {
  const maxMeanWaitSeconds = requirePositive('maxMeanWaitSeconds', goal.maxMeanWaitSeconds);
  requireDemandC(goal);
  if (goal.trafficErlangs === 0) return 0;
  return leastSeatsForMeanWait({
    load: goal.trafficErlangs,
    services: maxMeanWaitSeconds / goal.ahtSeconds,
    meets: (seats) => meanWaitSecondsC({ ...goal, seats }) <= maxMeanWaitSeconds,
  });
}

/**
 * Smallest number of seats or lines that blocks at most a share of the calls when none may wait; 0 without load.
 * @param trafficErlangs >= 0 @param maxBlockedFraction 0 (excluded) to 1 (included) @throws number.out-of-range
 */
export function minSeatsForBlockingB(trafficErlangs: number, maxBlockedFraction: number): number {
  requireAllowedLoss('maxBlockedFraction', maxBlockedFraction);
  if (requireNonNegative('trafficErlangs', trafficErlangs) === 0) return 0;
  const least = atLeastForLoss(trafficErlangs, maxBlockedFraction);
  return smallest(least, (seats) => erlangB(seats, trafficErlangs) <= maxBlockedFraction);
}

/**
 * Smallest number of seats that answers a share of the offered calls, however late (応答率), when callers hang up.
 * It may be below the load.
 * @throws number.out-of-range, also for a rate of 1, which no number of seats reaches
 */
export function minSeatsForAnswerRateA(
  goal: ImpatientDemand & { /** 0 (included) to 1 (excluded) */ readonly answerRate: number },
): number {
  requireReachableShare('answerRate', goal.answerRate);
  return seatsForLossA(goal, 1 - goal.answerRate);
}

/** Smallest number of seats, >= 0, with which at most a share of the calls hangs up. @throws number.out-of-range */
export function minSeatsForAbandonmentA(
  goal: ImpatientDemand & { /** 0 (excluded) to 1 (included) */ readonly maxAbandonedFraction: number },
): number {
  return seatsForLossA(goal, requireAllowedLoss('maxAbandonedFraction', goal.maxAbandonedFraction));
}

function seatsForLossA(demand: ImpatientDemand, mostLost: number): number {
  const { trafficErlangs, ahtSeconds, patienceSeconds } = demand;
  if (requireNonNegative('trafficErlangs', trafficErlangs) === 0) return 0;
  const least = atLeastForLoss(trafficErlangs, mostLost);
  requireLeast(demand, least);
  if (patienceSeconds === null) {
    // Without a limit of patience the calls that are never answered count as lost.
    return smallest(least, (seats) => 1 - Math.min(1, seats / trafficErlangs) <= mostLost);
  }
  const meets = (seats: number): boolean => {
    const { waits, lost } = congestion({ trafficErlangs, ahtSeconds, patienceSeconds, seats });
    return waits * lost <= mostLost;
  };
  return leastSeatsForLoss(
    { load: trafficErlangs, impatience: ahtSeconds / patienceSeconds, least, meets },
    mostLost,
  );
}

/** The ways to count a service level when callers hang up; see `AnswerTimes`. */
export type ServiceLevelMeasure = keyof Pick<
  AnswerTimes,
  'offeredWithin' | 'answeredWithin' | 'virtualWithin' | 'withoutShortAbandons'
>;

/** Smallest number of seats, >= 1 (0 without load), with which a measure of the service level reaches a share. @throws number.out-of-range */
export function minSeatsForServiceLevelA(
  goal: ImpatientDemand & {
    /** Time in seconds, >= 0. */
    readonly withinSeconds: number;
    /** Share to reach, 0 (included) to 1 (excluded). */
    readonly answeredFraction: number;
    readonly measure: ServiceLevelMeasure;
  },
): number {
  const { trafficErlangs, answeredFraction, measure } = goal;
  requireReachableShare('answeredFraction', answeredFraction);
  if (requireNonNegative('trafficErlangs', trafficErlangs) === 0) return 0;
  requireLeast(goal, 1);
  const withinSeconds = requireNonNegative('withinSeconds', goal.withinSeconds);
  const meets = (seats: number): boolean => answerTimesA({ ...goal, seats })[measure] >= answeredFraction;
  if (goal.patienceSeconds === null || answeredFraction === 0) return smallest(1, meets);
  return leastSeatsForLevel({
    load: trafficErlangs,
    impatience: goal.ahtSeconds / goal.patienceSeconds,
    services: withinSeconds / goal.ahtSeconds,
    level: answeredFraction,
    least: 1,
    measure,
    meets,
  });
}

function requireDemandC(goal: Demand): void {
  const load = requireNonNegative('trafficErlangs', goal.trafficErlangs);
  requirePositive('ahtSeconds', goal.ahtSeconds);
  if (!(load < mostSeats)) throw outOfRange('trafficErlangs', Math.floor(load) + 1, '< 1e12');
}

function requireLeast({ trafficErlangs, ahtSeconds, patienceSeconds }: ImpatientDemand, seats: number): void {
  if (!(seats < mostSeats)) throw outOfRange('trafficErlangs', seats, '< 1e12');
  requireQueue({ trafficErlangs, ahtSeconds, patienceSeconds, seats });
}

const mostSeats = 1e12;

/** No fewer seats can keep a loss: n seats carry at most n erlangs. One less, for the rounding of the product. */
function atLeastForLoss(load: number, maxLoss: number): number {
  return Math.max(0, Math.ceil(load * (1 - maxLoss)) - 1);
}

/** Smallest whole number from `least` on that meets a goal which, once met, stays met: doubling steps, then halving. */
function smallest(least: number, meets: (seats: number) => boolean): number {
  if (!(least < mostSeats)) throw outOfRange('trafficErlangs', least, '< 1e12');
  if (meets(least)) return least;
  let below = least;
  let step = 1;
  while (!meets(below + step)) {
    below += step;
    step *= 2;
  }
  let enough = below + step;
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (meets(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
