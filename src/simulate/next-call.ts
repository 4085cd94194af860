import { rowOf } from './day-counts.ts';
import { drawSeconds } from './durations.ts';
import type { Centre, PreparedDay } from './prepare.ts';
import { startRedial } from './streams.ts';

/** One call as it went, for those who look at calls one by one. */
export interface TracedCall {
  readonly queue: number;
  /** Place of the caller's first call among the day's. */
  readonly call: number;
  /** 0 for the first call, 1 for the call after hanging up once, … */
  readonly attempt: number;
  readonly arrivalSecond: number;
  readonly handlingSeconds: number;
  readonly patienceSeconds: number;
  readonly outcome: 'answered' | 'abandoned' | 'automatic' | 'lost';
  /** Place of who answered among the day's people; -1 for nobody. */
  readonly person: number;
  /** When the wait ended. */
  readonly leaveSecond: number;
}

/** The call at hand: one object for all calls of a day, filled anew for each. */
export type CallAtHand = { -readonly [Name in keyof TracedCall]: TracedCall[Name] } & {
  /** Where its interval is counted. */
  row: number;
  firstCallsSoFar: number;
};

/** No call yet. */
export function noCallYet(): CallAtHand {
  return {
    ...{ queue: 0, call: 0, attempt: 0, person: -1, row: 0, firstCallsSoFar: 0 },
    // Not whole, so that these fields hold real numbers from the beginning.
    ...{ arrivalSecond: 0.5, handlingSeconds: 0.5, patienceSeconds: 0.5, leaveSecond: 0.5 },
    outcome: 'lost',
  };
}

/** Goes to the next call in order of time, a new one or somebody who tries again; false after the last. */
export function nextCall(centre: Centre, day: PreparedDay, at: CallAtHand): boolean {
  const { arrivals, redials, streams } = centre;
  if (redials.firstSecond < arrivals.atSecond) {
    redials.take();
    at.queue = redials.queue;
    at.call = redials.call;
    at.attempt = redials.attempt;
    at.arrivalSecond = redials.atSecond;
    at.handlingSeconds = redials.handlingSeconds;
    at.patienceSeconds = redials.patienceSeconds;
    const { openSecond, intervalSeconds, intervals } = day.place;
    // Just before closing, rounding could give an interval too many.
    const interval = Math.floor((redials.atSecond - openSecond) / intervalSeconds);
    at.row = rowOf(day.place, Math.min(intervals - 1, interval));
    return true;
  }
  if (arrivals.atSecond === Infinity) return false;
  at.queue = arrivals.queue;
  at.call = at.firstCallsSoFar++;
  at.attempt = 0;
  at.arrivalSecond = arrivals.atSecond;
  at.handlingSeconds = drawSeconds(centre.handling[at.queue]!, streams.handling);
  at.patienceSeconds = drawSeconds(centre.patience[at.queue]!, streams.patience);
  at.row = rowOf(day.place, arrivals.interval);
  arrivals.next();
  return true;
}

/** Whether and when somebody who hung up calls again; about the same matter, so the handling time stays. */
export function mayTryAgain(centre: Centre, day: PreparedDay, at: CallAtHand): void {
  const { redialFraction, redialSeconds } = centre.input.redial;
  if (redialFraction === 0) return;
  const stream = startRedial(centre.streams, at.call, at.attempt);
  if (stream.uniform() >= redialFraction) return;
  const atSecond = at.leaveSecond + redialSeconds * stream.exponential();
  if (atSecond >= day.closeSecond) return;
  const patienceSeconds = drawSeconds(centre.patience[at.queue]!, stream);
  const { queue, call, handlingSeconds } = at;
  centre.redials.add({ atSecond, queue, handlingSeconds, patienceSeconds, call, attempt: at.attempt + 1 });
}
