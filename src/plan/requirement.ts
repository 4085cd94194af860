import type { Contract } from '../contract/index.ts';
import { minSeatsForAnswerRateA, minSeatsForServiceLevelC, offeredLoadErlangs } from '../erlang/index.ts';

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

/**
 * Operators needed in each interval: the most of the contract's minimum presence, the seats that answer the target
 * share of calls when callers hang up (Erlang A: 応答率), and the seats that answer the assumed share within the
 * assumed time when nobody does (Erlang C: service level). An interval without calls needs the minimum presence.
 * @throws SekisuError `number.out-of-range` for negative calls, and for a share of 1, which no number of seats reaches
 */
export function requirementFor(demand: {
  readonly contract: Contract;
  /** Expected calls offered per planning interval, ≥ 0. */
  readonly callsPerInterval: readonly number[];
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
}): IntervalRequirement[] {
  const { contract, ahtSeconds } = demand;
  const { patienceSeconds, serviceLevel } = contract.assumptions;
  const intervalSeconds = contract.intervalMinutes * 60;
  return demand.callsPerInterval.map((calls) => {
    const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds, ahtSeconds });
    if (trafficErlangs === 0) {
      return { requiredSeats: contract.minimumOperators, requiredBy: 'minimumPresence', exactSeats: 0 };
    }
    const load = { trafficErlangs, ahtSeconds };
    const answerRate = contract.target.fraction;
    const needs: readonly (readonly [RequiredBy, number])[] = [
      ['minimumPresence', contract.minimumOperators],
      ['answerRate', minSeatsForAnswerRateA({ ...load, patienceSeconds, answerRate })],
      ['serviceLevel', minSeatsForServiceLevelC({ ...load, ...serviceLevel })],
    ];
    const requiredSeats = Math.max(...needs.map(([, seats]) => seats));
    const [requiredBy] = needs.find(([, seats]) => seats === requiredSeats)!;
    return { requiredSeats, requiredBy, exactSeats: null };
  });
}
