import { departureTails } from './departures.ts';
import { type ImpatientQueue, requireQueue, shareOfWaiting } from './erlang-a.ts';
import { outOfRange, requireNonNegative, requireWhole } from './preconditions.ts';
import { sumUnit } from './queue-series.ts';

/** A queue with room for a limited number of calls; calls that find it full get a busy tone. */
export interface FiniteLineQueue extends ImpatientQueue {
  /** Most calls in the system, on the phones and waiting together: whole, seats to seats + 1e8, both included. */
  readonly callLimit: number;
}

/** What a limited queue does in the long run. Shares are of offered calls unless the name says otherwise. */
export interface FiniteLine {
  /** Share that finds the line full. */
  readonly blockedFraction: number;
  /** Share that is let in and waits. */
  readonly waitProbability: number;
  /** Share of the calls let in that waits; 0 when none is let in. */
  readonly waitGivenAccepted: number;
  /** Share that is let in and hangs up. */
  readonly abandonedFraction: number;
  /** Share that is answered, however late (応答率). */
  readonly answerRate: number;
  /** Mean number of waiting calls. */
  readonly queueLength: number;
  /** Mean wait in seconds of calls let in; 0 when none is let in. */
  readonly meanWaitAcceptedSeconds: number;
  /** Share of the seats' time spent on calls. */
  readonly occupancyFraction: number;
}

/** Answered within the time, as shares of offered calls and of the calls let in. */
export interface FiniteLineServiceLevel {
  readonly offeredWithin: number;
  /** 0 when no call is let in. */
  readonly acceptedWithin: number;
}

/**
 * A queue with a limit on its length, with hang-ups (M/M/n/K+M) or without (M/M/n/K, patience null).
 * Steps: callLimit - seats. Formula: the birth-death chain; A. Mandelbaum and S. Zeltyn (2007), section 3.
 * @throws number.out-of-range
 */
export function finiteLine(queue: FiniteLineQueue): FiniteLine {
  const { seats, trafficErlangs: load, ahtSeconds } = requireLine(queue);
  const chain = waitingRoom(queue, null);
  const accepted = chain.atOnce + chain.waits * chain.notFull;
  const answerRate = load === 0 ? 1 - chain.waits * chain.full : chain.atOnce + chain.waits * chain.served;
  // Sums of shares may come to 1 and a last digit; min(1, …) takes that back.
  const queueLength = chain.waits * chain.meanLength;
  return {
    blockedFraction: chain.waits * chain.full,
    waitProbability: Math.min(1, chain.waits * chain.notFull),
    waitGivenAccepted: accepted === 0 ? 0 : (chain.waits * chain.notFull) / accepted,
    abandonedFraction: load === 0 ? 0 : Math.min(1, chain.waits * chain.lost),
    answerRate,
    queueLength,
    meanWaitAcceptedSeconds: queueLength === 0 ? 0 : (queueLength / load / accepted) * ahtSeconds,
    occupancyFraction: seats === 0 ? 0 : Math.min(1, (load / seats) * answerRate),
  };
}

/** Share of calls answered within a time when the queue is limited. @throws number.out-of-range */
export function serviceLevelFiniteLine(
  queue: FiniteLineQueue & { /** >= 0 */ readonly withinSeconds: number },
): FiniteLineServiceLevel {
  const { trafficErlangs: load } = requireLine(queue);
  const services = requireNonNegative('withinSeconds', queue.withinSeconds) / queue.ahtSeconds;
  const chain = waitingRoom(queue, services);
  const accepted = chain.atOnce + chain.waits * chain.notFull;
  const offeredWithin =
    load === 0 ? 1 - chain.waits * chain.full : chain.atOnce + chain.waits * chain.answeredInTime;
  return { offeredWithin, acceptedWithin: accepted === 0 ? 0 : offeredWithin / accepted };
}

/** The state an arriving call finds; all but the first two are shares or means of arrivals that find all seats busy. */
interface WaitingRoom {
  readonly waits: number;
  readonly atOnce: number;
  readonly full: number;
  readonly notFull: number;
  /** Let in, and later hangs up. */
  readonly lost: number;
  /** Let in, and later answered. */
  readonly served: number;
  /** Let in, and answered within the time. */
  readonly answeredInTime: number;
  readonly meanLength: number;
}

/** Nests the sums of the queue from its full end, as `queueSeries` does; here no length may be left out. */
function waitingRoom(queue: FiniteLineQueue, services: number | null): WaitingRoom {
  const { seats, trafficErlangs: load, ahtSeconds, patienceSeconds } = queue;
  const impatience = patienceSeconds === null ? 0 : ahtSeconds / patienceSeconds;
  const room = queue.callLimit - seats;
  const inTime = services === null ? null : departureTails({ seats, impatience, services, most: room });
  let sum = sumUnit;
  let full = 1;
  let notFull = 0;
  let lost = 0;
  let served = 0;
  let answeredInTime = 0;
  let meanLength = 0;
  for (let j = room; j >= 1; j--) {
    const leaving = seats + j * impatience;
    const excess = load === 0 ? 0 : (load / leaving) * sum;
    sum = sumUnit + excess;
    const shorter = sumUnit / sum;
    const longer = sum < Infinity ? excess / sum : 1;
    const answered = leaving > 0 ? (shorter * seats) / leaving : 0;
    full *= longer;
    notFull = longer * notFull + shorter;
    lost = longer * lost + (leaving > 0 ? (shorter * j * impatience) / leaving : 0);
    served = longer * served + answered;
    answeredInTime = longer * answeredInTime + answered * (inTime?.[j] ?? 0);
    meanLength = longer * (meanLength + 1);
  }
  return { ...shareOfWaiting(seats, load, sum), full, notFull, lost, served, answeredInTime, meanLength };
}

function requireLine(queue: FiniteLineQueue): FiniteLineQueue {
  requireQueue(queue);
  requireWhole('callLimit', queue.callLimit, queue.seats);
  if (queue.callLimit - queue.seats > 1e8) {
    throw outOfRange('callLimit', queue.callLimit, `${queue.seats} ≤ x ≤ ${queue.seats + 1e8}`);
  }
  return queue;
}
