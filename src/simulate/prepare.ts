import { Arrivals, type CallCurve, callCurve } from './arrivals.ts';
import { type Crew, newCrew } from './crew.ts';
import type { DayCounts } from './day-counts.ts';
import { type Durations, handlingDurations, patienceDurations } from './durations.ts';
import type { SimulationInput } from './input.ts';
import { Redials } from './redials.ts';
import { type DayStreams, newStreams } from './streams.ts';
import { TimeHeap } from './time-heap.ts';

/** A day, made ready to be run many times. */
export interface PreparedDay {
  readonly curve: CallCurve;
  readonly crew: Crew;
  readonly place: DayCounts;
  readonly closeSecond: number;
}

/** Everything that runs of days share, so that a call allocates nothing. */
export interface Centre {
  readonly input: SimulationInput;
  readonly handling: readonly Durations[];
  readonly patience: readonly Durations[];
  /** The overflow rules with Infinity for never. */
  readonly supervisorAfterSeconds: number;
  readonly automaticAfterSeconds: number;
  readonly waitingLimit: number;
  readonly streams: DayStreams;
  readonly arrivals: Arrivals;
  readonly redials: Redials;
  /** When the calls that wait leave the queue; kept only where there is a waiting limit. */
  readonly waiting: TimeHeap;
  readonly days: readonly PreparedDay[];
}

/** @param counts rows of a month's counts, which the runs add to */
export function prepare(input: SimulationInput, counts: Float64Array): Centre {
  let firstRow = 0;
  const days = input.days.map((day): PreparedDay => {
    const { openSecond, callsPerInterval, people } = day;
    const { intervalSeconds } = input;
    const curve = callCurve({ openSecond, intervalSeconds, callsPerInterval });
    const place = { counts, firstRow, openSecond, intervalSeconds, intervals: curve.intervals };
    firstRow += curve.intervals;
    const closeSecond = openSecond + curve.intervals * intervalSeconds;
    return { curve, crew: newCrew(people, input.queues.length), place, closeSecond };
  });
  return {
    input,
    handling: input.queues.map((queue) => handlingDurations(queue.handling)),
    patience: input.queues.map((queue) => patienceDurations(queue.patience)),
    supervisorAfterSeconds: input.overflow.supervisorAfterSeconds ?? Infinity,
    automaticAfterSeconds: input.overflow.automaticAfterSeconds ?? Infinity,
    waitingLimit: input.overflow.waitingLimit ?? Infinity,
    streams: newStreams(),
    arrivals: new Arrivals(),
    redials: new Redials(),
    waiting: new TimeHeap(),
    days,
  };
}
