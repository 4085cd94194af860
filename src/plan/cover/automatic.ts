import type { Contract } from '../../contract/index.ts';
import { offeredLoadErlangs } from '../../erlang/index.ts';
import { overflow } from '../../erlang/overflow.ts';
import type { PlanContent } from '../format.ts';

/**
 * Expected calls of a day that end at the automatic answer because as many wait as the contract lets wait; null where it sets
 * no limit. Each interval in its own steady state; without operators every call ends there.
 * @param calls per interval @param seats operators on the phone, as long as the calls
 */
export function automaticCalls(
  contract: Pick<Contract, 'overflow' | 'intervalMinutes'>,
  { ahtSeconds, patienceSeconds }: Pick<PlanContent['assumptions'], 'ahtSeconds' | 'patienceSeconds'>,
  calls: readonly number[],
  seats: readonly number[],
): number | null {
  const { waitingLimit } = contract.overflow;
  if (waitingLimit === null) return null;
  const intervalSeconds = contract.intervalMinutes * 60;
  return calls.reduce((sum, offered, interval) => {
    const trafficErlangs = offeredLoadErlangs({ calls: offered, intervalSeconds, ahtSeconds });
    if (trafficErlangs === 0) return sum;
    if (seats[interval] === 0) return sum + offered;
    const { automatic } = overflow({
      seats: seats[interval]!,
      trafficErlangs,
      ahtSeconds,
      patienceSeconds,
      supervisors: 0,
      waitingBeforeSupervisors: waitingLimit,
      waitingLimit,
    });
    return sum + offered * automatic;
  }, 0);
}
