import { RandomStream } from './random.ts';

/**
 * What a stream is for. One stream per purpose and day: the same calls with the same handling and patience come
 * whoever is there, so two plans of a day can be compared call by call (common random numbers).
 */
const purposes = { month: 0, day: 1, arrivals: 2, handling: 3, patience: 4, people: 5, redials: 6 } as const;

/** The streams of one day of one month; started again for each, without allocation. */
export interface DayStreams {
  readonly volume: RandomStream;
  readonly arrivals: RandomStream;
  readonly handling: RandomStream;
  readonly patience: RandomStream;
  readonly people: RandomStream;
  readonly redials: RandomStream;
  /** The key of the day that is running; a redial starts its own stream from it. */
  key: { seed: number; replication: number; day: number };
}

/** Streams that are not started yet. */
export function newStreams(): DayStreams {
  return {
    volume: new RandomStream(),
    arrivals: new RandomStream(),
    handling: new RandomStream(),
    patience: new RandomStream(),
    people: new RandomStream(),
    redials: new RandomStream(),
    key: { seed: 0, replication: 0, day: 0 },
  };
}

/** The factor of a month's volume. @param cvFraction standard deviation over mean, >= 0 */
export function volumeFactor(
  streams: DayStreams,
  seed: number,
  replication: number,
  cvFraction: number,
): number {
  streams.volume.start(seed, purposes.month, replication);
  return streams.volume.factor(cvFraction);
}

/** Starts the streams of a day and gives the factor of its volume. @param cvFraction as for the month */
export function startDay(
  streams: DayStreams,
  key: { readonly seed: number; readonly replication: number; readonly day: number },
  cvFraction: number,
): number {
  const { seed, replication, day } = key;
  streams.key.seed = seed;
  streams.key.replication = replication;
  streams.key.day = day;
  streams.arrivals.start(seed, purposes.arrivals, replication, day);
  streams.handling.start(seed, purposes.handling, replication, day);
  streams.patience.start(seed, purposes.patience, replication, day);
  streams.people.start(seed, purposes.people, replication, day);
  streams.volume.start(seed, purposes.day, replication, day);
  return streams.volume.factor(cvFraction);
}

/**
 * The stream of what a caller does after hanging up, the same whenever that is.
 * @param call place of the caller's first call among the day's @param attempt 0 after the first call
 */
export function startRedial(streams: DayStreams, call: number, attempt: number): RandomStream {
  const { seed, replication, day } = streams.key;
  streams.redials.start(seed, purposes.redials + 8 * attempt, replication, day, call);
  return streams.redials;
}
