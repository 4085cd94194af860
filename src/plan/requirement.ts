import type { Contract } from '../contract/index.ts';
import { offeredLoadErlangs, seatsForTargets } from '../erlang/index.ts';
import { rounded } from './rounding.ts';

/** What decides how many operators an interval needs. */
export type RequiredBy = 'minimumPresence' | 'answerRate' | 'serviceLevel' | 'dayTarget' | 'monthTarget';

/** Operators that one interval needs on the phone, after breaks and rests. */
export interface IntervalRequirement {
  /** Whole seats, ≥ the contract's minimum. */
  readonly requiredSeats: number;
  /** The first that reaches the most, in the order minimumPresence, answerRate, serviceLevel; or the day's or month's target. */
  readonly requiredBy: RequiredBy;
  /** Real number of seats that just meets the interval's targets, before rounding; null when no interval has targets. */
  readonly exactSeats: number | null;
}

/** In this order of two that need the same the first is named. */
const namedFirst = [
  ['minimumSeats', 'minimumPresence'],
  ['answerRate', 'answerRate'],
  ['serviceLevel', 'serviceLevel'],
] as const;

/**
 * Operators needed in each interval: the most of the contract's minimum presence, the seats that answer the target
 * share of calls when callers hang up (Erlang A: 応答率), and the seats that answer the assumed share within the
 * assumed time when nobody does (Erlang C: service level), both over the uncertain load. An interval without calls needs
 * the minimum presence. Rounded up once, from the most of the real numbers of seats.
 * @throws SekisuError `number.out-of-range` for negative calls, and for a share of 1, which no number of seats reaches
 */
export function requirementFor(demand: {
  readonly contract: Contract;
  /** Expected calls offered per planning interval, ≥ 0. */
  readonly callsPerInterval: readonly number[];
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Uncertainty of the load beyond chance: standard deviation ÷ mean, 0 to 2. */
  readonly loadCvFraction: number;
}): IntervalRequirement[] {
  const { contract, ahtSeconds, loadCvFraction } = demand;
  const { patienceSeconds, serviceLevel } = contract.assumptions;
  const intervalSeconds = contract.intervalMinutes * 60;
  return demand.callsPerInterval.map((calls) => {
    const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds, ahtSeconds });
    const { seats, realSeats, needs } = seatsForTargets({
      trafficErlangs,
      loadCvFraction,
      ahtSeconds,
      patienceSeconds,
      targets: {
        minimumSeats: contract.minimumOperators,
        answerRate: contract.target.fraction,
        serviceLevel,
      },
    });
    const [, requiredBy] = namedFirst.find(([target]) =>
      needs.some((need) => need.target === target && need.seats === seats),
    )!;
    return { requiredSeats: seats, requiredBy, exactSeats: rounded(realSeats, 3) };
  });
}
