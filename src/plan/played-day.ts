import type { Contract } from '../contract/index.ts';
import { playDay } from '../simulate/index.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { simulationOf, takesPart } from './simulation-input.ts';

/** One call of a day that was played. */
export interface PlayedCall {
  readonly queueId: string;
  /** Since midnight. */
  readonly atSecond: number;
  /** Talk and after-call work; 0 where nobody answered. */
  readonly handlingSeconds: number;
  /** What became of it; the automatic answer is no answer (A2). */
  readonly outcome: 'answered' | 'abandoned' | 'automatic';
  /** Who answered, or null. */
  readonly staffId: string | null;
}

/**
 * The calls of a day as they might have been, under the roster as it stands: everybody comes who is in it.
 * @param expectedCalls calls per queue of the contract, in its order, and interval; null = as forecast
 * @param seed the same plays the same day
 */
export function playedDay(
  content: Pick<PlanContent, 'staff' | 'assumptions'>,
  day: PlanDay,
  contract: Contract,
  expectedCalls: readonly (readonly number[])[] | null,
  seed: number,
): PlayedCall[] {
  const traits = { isVolumeUncertain: false, isHandlingReal: true, isAttendanceReal: false };
  const input = simulationOf({ ...content, days: [day] }, contract, traits);
  const own = input.days[0]!;
  const people = day.shifts.filter((shift) => takesPart(shift, content.staff, contract));
  const calls = playDay({
    ...input,
    days: [{ ...own, callsPerInterval: expectedCalls ?? own.callsPerInterval }],
    seed,
  });
  return calls.map(({ queue, arrivalSecond, handlingSeconds, outcome, person }) => ({
    queueId: contract.queues[queue]!.id,
    atSecond: Math.floor(arrivalSecond),
    handlingSeconds: outcome === 'answered' ? Math.max(1, Math.round(handlingSeconds)) : 0,
    // Who waits until after closing hangs up in the end.
    outcome: outcome === 'lost' ? 'abandoned' : outcome,
    staffId: person < 0 ? null : people[person]!.staffId,
  }));
}
