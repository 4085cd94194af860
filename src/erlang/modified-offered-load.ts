import { outOfRange, requireNonNegative, requirePositive } from './preconditions.ts';

/**
 * Mean number of busy seats at one moment when the demand changes from interval to interval and seats suffice:
 * calls of earlier intervals still being handled count, so the peak comes later and lower than `offeredLoadErlangs` says.
 *
 * Starts empty. Formula: m(t) = Σ_i λ_i · aht · (e^{-(t-end_i)/aht} - e^{-(t-start_i)/aht}), the mean of M_t/M/∞;
 * S. G. Eick, W. A. Massey and W. Whitt, "The physics of the M_t/G/∞ queue" (1993), theorem 1.
 * @throws number.out-of-range
 */
export function modifiedOfferedLoadErlangs(demand: {
  /** Calls offered in each interval, >= 0, in order of time. */
  readonly callsByInterval: readonly number[];
  /** Length of each interval in seconds, > 0. */
  readonly intervalSeconds: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** The moment, in seconds from the start of the first interval: 0 to the end of the last, both included. */
  readonly atSeconds: number;
}): number {
  const { callsByInterval, atSeconds } = demand;
  const intervalSeconds = requirePositive('intervalSeconds', demand.intervalSeconds);
  const ahtSeconds = requirePositive('ahtSeconds', demand.ahtSeconds);
  const lengthSeconds = callsByInterval.length * intervalSeconds;
  if (!(atSeconds >= 0 && atSeconds <= lengthSeconds)) {
    throw outOfRange('atSeconds', atSeconds, `0 ≤ x ≤ ${lengthSeconds}`);
  }
  let busy = 0;
  for (const [index, calls] of callsByInterval.entries()) {
    requireNonNegative(`callsByInterval[${index}]`, calls);
    const startsAt = index * intervalSeconds;
    if (startsAt >= atSeconds) continue;
    const endsAt = Math.min(startsAt + intervalSeconds, atSeconds);
    const steady = (calls * ahtSeconds) / intervalSeconds;
    busy +=
      steady * Math.exp(-(atSeconds - endsAt) / ahtSeconds) * -Math.expm1(-(endsAt - startsAt) / ahtSeconds);
  }
  return busy;
}
