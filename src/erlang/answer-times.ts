import { type Congestion, congestion, type ImpatientQueue, requireQueue } from './erlang-a.ts';
import { inverseBlockingExcess } from './erlang-b.ts';
import { serviceLevelC, waitTailC } from './erlang-c.ts';
import { expExcess, lnLoadRatio, lnPoissonWeight } from './poisson-weight.ts';
import { requireNonNegative } from './preconditions.ts';
import { queueSeries, sumUnit } from './queue-series.ts';

/** A queue with hang-ups and a time to be answered within. */
export interface TimedQueue extends ImpatientQueue {
  /** The time in seconds, >= 0, included. */
  readonly withinSeconds: number;
}

/** Shares of calls around a time t, each as centres define it. W is the wait of a call, V the wait of one that never hangs up. */
export interface AnswerTimes {
  /** P(V <= t). */
  readonly virtualWithin: number;
  /** P(V > t), accurate when tiny. */
  readonly virtualBeyond: number;
  /** Answered within t, of all offered. */
  readonly offeredWithin: number;
  /** Answered within t, of all answered; 0 when no call is answered. */
  readonly answeredWithin: number;
  /** Answered within t, of all but the calls that hung up within t. */
  readonly withoutShortAbandons: number;
  /** Answered later than t, of all offered, accurate when tiny. */
  readonly answeredLate: number;
}

/** Share of offered calls answered within a time when callers hang up; calls that hung up count as not answered. @throws number.out-of-range */
export function serviceLevelA(queue: TimedQueue): number {
  return answerTimesA(queue).offeredWithin;
}

/**
 * Shares of calls answered within a time, and later, in Erlang A.
 *
 * With y = load·patience/aht, s = seats·patience/aht and y' = y e^{-t/patience}, the wait V of waiting calls has
 * P(V > t) = γ(s, y')/γ(s, y) (A. Mandelbaum and S. Zeltyn, 2007, section 4). Both are used as sums of positive
 * terms: γ as the queue's own sum D at load·e^{-t/patience} while that load is below the seats, and its complement
 * as 1/B at s seats while it is above, where the sums would leave the double range.
 * @throws number.out-of-range
 */
export function answerTimesA(queue: TimedQueue): AnswerTimes {
  const { seats, trafficErlangs: load, patienceSeconds } = requireQueue(queue);
  const withinSeconds = requireNonNegative('withinSeconds', queue.withinSeconds);
  if (patienceSeconds === null) return withoutHangUps(queue);
  if (load === 0) return answerTimes(1, 0, 1, 0, 0);
  if (seats === 0) return answerTimes(0, 1, 0, 0, Math.exp(-withinSeconds / patienceSeconds));
  const state = congestion(queue);
  const { waits, atOnce, served } = state;
  const stillThere = Math.exp(-withinSeconds / patienceSeconds);
  const tail = waitTail(queue, state);
  if (load * stillThere > seats && (load * stillThere) / state.impatience >= 1) {
    // More than half of the calls that wait do so for longer, so here the complements lose nothing.
    const { virtualHead, answeredHead } = headsWhileOverloaded(queue, state, tail.scale);
    const answeredLate = atOnce + waits * served - answeredHead;
    return answerTimes(
      virtualHead,
      1 - virtualHead,
      answeredHead,
      answeredLate,
      (1 - virtualHead) * stillThere,
    );
  }
  const beyond = waits * tail.virtual;
  return answerTimes(
    atOnce + waits * (1 - tail.virtual),
    beyond,
    atOnce + waits * (served - tail.answered),
    waits * tail.answered,
    beyond * stillThere,
  );
}

function answerTimes(
  virtualWithin: number,
  virtualBeyond: number,
  offeredWithin: number,
  answeredLate: number,
  stillWaiting: number,
): AnswerTimes {
  return {
    // Sums of two shares may be 1 and a last digit, which min takes back.
    virtualWithin: Math.min(1, virtualWithin),
    virtualBeyond,
    offeredWithin: Math.min(1, offeredWithin),
    answeredWithin: offeredWithin === 0 ? 0 : offeredWithin / (offeredWithin + answeredLate),
    withoutShortAbandons: offeredWithin === 0 ? 0 : offeredWithin / (offeredWithin + stillWaiting),
    answeredLate,
  };
}

/** Of waiting calls: P(V > t), P(V > t and answered), and e^{E(t)}/D, the weight that turns a sum at t into a share. */
interface WaitTail {
  readonly virtual: number;
  readonly answered: number;
  readonly scale: number;
}

function waitTail(queue: TimedQueue, { series, load, impatience }: Congestion): WaitTail {
  const { seats } = queue;
  const services = queue.withinSeconds / queue.ahtSeconds;
  const loadLater = load * Math.exp(-impatience * services);
  const later = queueSeries({ seats, load: loadLater, impatience });
  if (later.sum === Infinity) return { virtual: 1, answered: seats / load, scale: 0 };
  // ∫_0^t (arrivals still waiting - departures); written with the difference of load and seats, which is exact.
  const growth = (load - seats) * services - (load / impatience) * expExcess(-impatience * services);
  // In halves, because e^growth may pass the double range before the quotient does.
  const scaledScale =
    series.sum === Infinity
      ? Math.exp(lnPoissonWeight(seats / impatience, lnLoadRatio(load, seats) - impatience * services)) /
        sumUnit
      : (Math.exp(growth / 2) / series.sum) * Math.exp(growth / 2);
  return {
    virtual: scaledScale * later.sum,
    answered: (seats / load) * scaledScale * later.excess,
    scale: scaledScale * sumUnit,
  };
}

/** P(V <= t) and P(V <= t and answered) while the load that still waits exceeds the seats: both may be tiny. */
function headsWhileOverloaded(
  queue: TimedQueue,
  { waits, atOnce, series, impatience }: Congestion,
  scale: number,
): { readonly virtualHead: number; readonly answeredHead: number } {
  const { seats, trafficErlangs: load } = queue;
  const loadLater = load * Math.exp((-impatience * queue.withinSeconds) / queue.ahtSeconds);
  const now = inverseBlockingExcess(seats / impatience, load / impatience);
  const later = inverseBlockingExcess(seats / impatience, loadLater / impatience);
  const share = sumUnit / series.sum;
  return {
    virtualHead: atOnce + waits * (scale * later - share * now),
    answeredHead: atOnce + waits * (seats / load) * (scale * (1 + later) - share * (1 + now)),
  };
}

function withoutHangUps(queue: TimedQueue): AnswerTimes {
  const within = serviceLevelC(queue);
  const beyond = waitTailC(queue);
  return answerTimes(within, beyond, within, beyond, beyond);
}
