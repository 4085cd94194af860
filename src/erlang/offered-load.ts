import { requireNonNegative, requirePositive } from './preconditions.ts';

/**
 * Load of an interval in erlangs: calls × handling time / length. Zero calls give 0.
 * @throws number.out-of-range for negative or infinite values, or a length that is not > 0
 */
export function offeredLoadErlangs(demand: {
  /** Calls offered in the interval, >= 0; may be a forecast with a fraction. */
  readonly calls: number;
  /** Length of the interval in seconds, > 0. */
  readonly intervalSeconds: number;
  /** Mean handling time in seconds, >= 0. */
  readonly ahtSeconds: number;
}): number {
  const calls = requireNonNegative('calls', demand.calls);
  const ahtSeconds = requireNonNegative('ahtSeconds', demand.ahtSeconds);
  return requireNonNegative(
    'trafficErlangs',
    (calls * ahtSeconds) / requirePositive('intervalSeconds', demand.intervalSeconds),
  );
}
