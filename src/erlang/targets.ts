import {
  outOfRange,
  requireAllowedLoss,
  requireNonNegative,
  requirePositive,
  requireReachableShare,
  requireWhole,
} from './preconditions.ts';
import {
  lossOf,
  realSeats,
  realSeatsForAnswerRateA,
  realSeatsForMeanWaitC,
  realSeatsForOccupancy,
  realSeatsForServiceLevelC,
  tailC,
} from './real-seats.ts';
import { leastSeats } from './seat-search.ts';
import type { ImpatientDemand } from './seats.ts';
import { meanOverLoads } from './uncertain-load.ts';

/** What seats are to achieve; each of them on its own may be left out. */
export interface SeatTargets {
  /** Share of calls to answer within a time if nobody hung up (Erlang C). */
  readonly serviceLevel?: {
    /** 0 (included) to 1 (excluded). */
    readonly answeredFraction: number;
    /** >= 0 */
    readonly withinSeconds: number;
  };
  /** Largest mean wait (ASA) in seconds, > 0, if nobody hung up (Erlang C). */
  readonly meanWaitSeconds?: number;
  /** Share of calls to answer, however late (応答率, Erlang A), 0 (included) to 1 (excluded). */
  readonly answerRate?: number;
  /** Most a seat may be busy, 0 (excluded) to 1 (included), if nobody hung up: load over seats. */
  readonly maxOccupancyFraction?: number;
  /** Seats there are in any case, whole, >= 0. */
  readonly minimumSeats?: number;
}

/** One target by its name, and the seats it needs by itself. */
export interface TargetNeed {
  readonly target: keyof SeatTargets;
  /** Where the target is just met. */
  readonly realSeats: number;
  /** `realSeats` rounded up. */
  readonly seats: number;
}

/** Seats for several targets at once. */
export interface SeatNeed {
  /** Smallest whole number that meets every target. */
  readonly seats: number;
  /** The largest of the targets' own, not rounded: for adding up intervals before rounding once. */
  readonly realSeats: number;
  /** The target that needs most; of equals the first in the order of `SeatTargets`; null without targets. */
  readonly boundBy: keyof SeatTargets | null;
  /** One entry for each target given, in the order of `SeatTargets`. */
  readonly needs: readonly TargetNeed[];
}

/** Demand whose load may be uncertain, with what is to be achieved. */
export interface TargetedDemand extends ImpatientDemand {
  readonly targets: SeatTargets;
  /**
   * Standard deviation of the load over its mean, 0 to 2, 0 unless told. Service level and answer rate are then means over
   * all calls, as in `uncertain-load.ts`; mean wait and occupancy are kept at the mean load, because the mean of Erlang C's wait over loads has no end.
   */
  readonly loadCvFraction?: number;
}

/** Smallest number of seats that meets several targets, what each needs, and which binds. No calls need only `minimumSeats`. @throws number.out-of-range */
export function seatsForTargets(demand: TargetedDemand): SeatNeed {
  requireNonNegative('trafficErlangs', demand.trafficErlangs);
  requirePositive('ahtSeconds', demand.ahtSeconds);
  const needs: TargetNeed[] = [];
  for (const target of order) {
    if (demand.targets[target] === undefined) continue;
    const real = realSeatsFor[target](demand);
    needs.push({ target, realSeats: real, seats: Math.ceil(real) });
  }
  let binding: TargetNeed | null = null;
  for (const need of needs) if (binding === null || need.realSeats > binding.realSeats) binding = need;
  return {
    seats: binding?.seats ?? 0,
    realSeats: binding?.realSeats ?? 0,
    boundBy: binding?.target ?? null,
    needs,
  };
}

const order = [
  'serviceLevel',
  'meanWaitSeconds',
  'answerRate',
  'maxOccupancyFraction',
  'minimumSeats',
] as const;

const realSeatsFor: Readonly<Record<keyof SeatTargets, (demand: TargetedDemand) => number>> = {
  serviceLevel: (demand) => {
    const { answeredFraction, withinSeconds } = demand.targets.serviceLevel!;
    if (!isUncertain(demand))
      return realSeatsForServiceLevelC({ ...demand, answeredFraction, withinSeconds });
    requireReachableShare('answeredFraction', answeredFraction);
    const services = requireNonNegative('withinSeconds', withinSeconds) / demand.ahtSeconds;
    return realSeatsUncertain(demand, answeredFraction, (seats, load) => tailC(seats, load, services));
  },
  meanWaitSeconds: (demand) =>
    realSeatsForMeanWaitC({ ...demand, maxMeanWaitSeconds: demand.targets.meanWaitSeconds! }),
  answerRate: (demand) => {
    const answerRate = demand.targets.answerRate!;
    // Checks the demand for the uncertain case too.
    const whenKnown = realSeatsForAnswerRateA({ ...demand, answerRate });
    if (!isUncertain(demand)) return whenKnown;
    const { ahtSeconds, patienceSeconds } = demand;
    return realSeatsUncertain(demand, answerRate, (seats, load) =>
      lossOf(seats, load, ahtSeconds, patienceSeconds),
    );
  },
  maxOccupancyFraction: ({ trafficErlangs, targets }) =>
    realSeatsForOccupancy(
      trafficErlangs,
      requireAllowedLoss('maxOccupancyFraction', targets.maxOccupancyFraction!),
    ),
  minimumSeats: ({ targets }) => requireWhole('minimumSeats', targets.minimumSeats!),
};

function isUncertain({ trafficErlangs, loadCvFraction = 0 }: TargetedDemand): boolean {
  if (!(loadCvFraction >= 0 && loadCvFraction <= 2))
    throw outOfRange('loadCvFraction', loadCvFraction, '0 ≤ x ≤ 2');
  return loadCvFraction > 0 && trafficErlangs > 0;
}

/** Seats at which the call-weighted mean of a share that goes wrong is just 1 - share. */
function realSeatsUncertain(
  demand: TargetedDemand,
  share: number,
  wrong: (seats: number, load: number) => number,
): number {
  if (share === 0) return 0;
  const { trafficErlangs, loadCvFraction = 0 } = demand;
  const excess = (seats: number): number => {
    const mean = meanOverLoads({ trafficErlangs, loadCvFraction }, seats, (load) => wrong(seats, load));
    return Math.log(mean / (1 - share));
  };
  const room = Math.hypot(Math.sqrt(trafficErlangs), loadCvFraction * trafficErlangs);
  const whole = leastSeats({
    least: 1,
    guess: Math.ceil(trafficErlangs),
    slope: -1.3 / room,
    excess,
    margin: 0,
    meets: () => true,
  });
  return realSeats(whole, 0, excess);
}
