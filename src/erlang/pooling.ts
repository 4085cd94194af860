import { erlangA } from './erlang-a.ts';
import { outOfRange, requireNonNegative, requirePositive } from './preconditions.ts';
import { type SeatTargets, seatsForTargets } from './targets.ts';

/** Calls of one subject: by their number or by their load. */
export type PooledQueue = {
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
} & ({ /** >= 0 */ readonly callsPerHour: number } | { /** >= 0 */ readonly trafficErlangs: number });

/** Seats of one group and what they achieve. */
export interface GroupOutcome {
  /** Load in erlangs. */
  readonly trafficErlangs: number;
  /** Mean handling time in seconds; of a pool the mean over its calls. */
  readonly ahtSeconds: number;
  /** Seats that meet the targets. */
  readonly seats: number;
  /** Share of calls answered with them, however late (応答率); 1 without calls. */
  readonly answerRate: number;
}

/** What it buys when everybody takes every call. */
export interface Pooling {
  readonly split: {
    /** Sum over the queues. */
    readonly seats: number;
    /** Mean over all calls. */
    readonly answerRate: number;
    /** In the order given. */
    readonly queues: readonly GroupOutcome[];
  };
  readonly pooled: GroupOutcome;
  /** Seats split less seats pooled. */
  readonly savedSeats: number;
}

/**
 * Seats and answer rate of several queues, each with seats of its own and all with the same seats, for the same targets.
 * In the pool loads add up and handling times are weighted with calls, as if the mixture were one exponential; a group keeps
 * `minimumSeats` for itself, so that the pool needs it once. @throws number.out-of-range, also without a queue
 */
export function poolQueues(centre: {
  /** At least one. */
  readonly queues: readonly PooledQueue[];
  /** Mean patience in seconds, > 0; null when callers never hang up. */
  readonly patienceSeconds: number | null;
  readonly targets: SeatTargets;
}): Pooling {
  const { patienceSeconds, targets } = centre;
  if (centre.queues.length === 0) throw outOfRange('queues', '[]', '[{…}, …]');
  const outcome = ({ trafficErlangs, ahtSeconds }: Group): GroupOutcome => {
    const demand = { trafficErlangs, ahtSeconds, patienceSeconds };
    const { seats } = seatsForTargets({ ...demand, targets });
    return { trafficErlangs, ahtSeconds, seats, answerRate: erlangA({ ...demand, seats }).answerRate };
  };
  const groups = centre.queues.map(group);
  const queues = groups.map(outcome);
  const calls = (one: Group): number => one.trafficErlangs / one.ahtSeconds;
  const allCalls = sum(groups, calls);
  const trafficErlangs = sum(groups, (one) => one.trafficErlangs);
  const pooled = outcome({
    trafficErlangs,
    ahtSeconds: allCalls === 0 ? groups[0]!.ahtSeconds : trafficErlangs / allCalls,
  });
  const seats = sum(queues, (queue) => queue.seats);
  const answered = sum(queues, (queue) => calls(queue) * queue.answerRate);
  return {
    split: { seats, answerRate: allCalls === 0 ? 1 : answered / allCalls, queues },
    pooled,
    savedSeats: seats - pooled.seats,
  };
}

interface Group {
  readonly trafficErlangs: number;
  readonly ahtSeconds: number;
}

function group(queue: PooledQueue): Group {
  const ahtSeconds = requirePositive('ahtSeconds', queue.ahtSeconds);
  const trafficErlangs =
    'callsPerHour' in queue
      ? (requireNonNegative('callsPerHour', queue.callsPerHour) * ahtSeconds) / 3600
      : requireNonNegative('trafficErlangs', queue.trafficErlangs);
  return { trafficErlangs, ahtSeconds };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
