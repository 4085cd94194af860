import { blocking } from './erlang-b.ts';
import { erlangC, meanWaitSecondsC, occupancyC, queueLengthC } from './erlang-c.ts';
import { outOfRange, requireNonNegative, requirePositive, requireWhole } from './preconditions.ts';
import { freeToBusy, queueFate } from './queue-ratios.ts';
import { type QueueSeries, queueSeries, sumUnit } from './queue-series.ts';

/** A queue whose callers hang up after a while. */
export interface ImpatientQueue {
  /** Seats, whole, >= 0; fewer than the load is a normal case. */
  readonly seats: number;
  /** Load in erlangs, >= 0. */
  readonly trafficErlangs: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Mean time a caller is ready to wait, in seconds, > 0 (exponential); null when callers never hang up. */
  readonly patienceSeconds: number | null;
}

/** What a queue with hang-ups does in the long run. Shares are of offered calls. */
export interface ErlangA {
  /** Share that finds all seats busy. */
  readonly waitProbability: number;
  /** Share that hangs up. */
  readonly abandonedFraction: number;
  /** Share that is answered, however late (応答率). */
  readonly answerRate: number;
  /** Mean wait in seconds over all calls, answered or not. */
  readonly meanWaitSeconds: number;
  /** Share of the seats' time spent on calls. */
  readonly occupancyFraction: number;
  /** Mean number of waiting calls. */
  readonly queueLength: number;
}

/**
 * Erlang A (M/M/n+M): waiting, hanging up and answering when callers have exponential patience.
 *
 * Without patience limit and with the load not below the seats the queue grows for ever: waits are Infinity, nobody
 * hangs up, and seats/load of the calls are ever answered. Relative error below 1e-12, tried to 1e6 seats and loads.
 * Source: C. Palm (1943); A. Mandelbaum and S. Zeltyn, "Service engineering in action" (2007), section 3.
 * @throws number.out-of-range
 */
export function erlangA(queue: ImpatientQueue): ErlangA {
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds } = requireQueue(queue);
  if (patienceSeconds === null) return withoutHangUps(queue);
  const { waits, atOnce, lost, served } = crowding(queue, ahtSeconds / patienceSeconds);
  const abandonedFraction = trafficErlangs === 0 ? 0 : waits * lost;
  const answerRate = trafficErlangs === 0 ? 1 : atOnce + waits * served;
  const meanWaitSeconds = abandonedFraction * patienceSeconds;
  return {
    waitProbability: waits,
    abandonedFraction,
    answerRate,
    meanWaitSeconds,
    // The product may be 1 and a last digit, which min takes back.
    occupancyFraction:
      seats === 0 ? Math.sign(trafficErlangs) : Math.min(1, (trafficErlangs / seats) * answerRate),
    queueLength: (trafficErlangs / ahtSeconds) * meanWaitSeconds,
  };
}

/** Means under a condition; null where no call meets it. */
export interface ConditionalA {
  /** Share of the waiting calls that hangs up. */
  readonly abandonedGivenWait: number;
  /** Mean wait in seconds of answered calls. */
  readonly meanWaitAnsweredSeconds: number | null;
  /** Mean wait in seconds of calls that hang up. */
  readonly meanWaitAbandonedSeconds: number | null;
}

/**
 * Who waits how long in Erlang A: waiting, answered and abandoned calls each for themselves. Without load all waits
 * are 0. A call that finds j waiting is answered in the mean after Σ_{i<=j+1} aht/(n + i·aht/patience).
 * @throws number.out-of-range
 */
export function conditionalErlangA(queue: ImpatientQueue): ConditionalA {
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds } = requireQueue(queue);
  if (patienceSeconds === null) {
    const wait = meanWaitSecondsC(queue);
    return { abandonedGivenWait: 0, meanWaitAnsweredSeconds: wait, meanWaitAbandonedSeconds: null };
  }
  const { waits, atOnce, lost, served, series, load } = congestion(queue);
  if (trafficErlangs === 0) {
    return { abandonedGivenWait: lost, meanWaitAnsweredSeconds: 0, meanWaitAbandonedSeconds: 0 };
  }
  const answered = atOnce + waits * served;
  const answeredWait = waits * (seats / load) * series.meanTurn * ahtSeconds;
  return {
    abandonedGivenWait: lost,
    meanWaitAnsweredSeconds: seats === 0 ? null : answeredWait / answered,
    meanWaitAbandonedSeconds: ((ahtSeconds / load) * series.meanLoss) / lost,
  };
}

/** What an arriving call finds, and the fate of calls that wait. */
export interface Crowding {
  /** Share that finds all seats busy. */
  readonly waits: number;
  /** 1 - waits without cancellation. */
  readonly atOnce: number;
  /** Share of waiting calls that hangs up, and 1 minus it without cancellation. */
  readonly lost: number;
  readonly served: number;
}

/** `congestion` without its sums, in a time that hardly grows with the seats. */
function crowding(queue: ImpatientQueue, impatience: number): Crowding {
  const { seats, trafficErlangs } = queue;
  const free = seats > 0 && trafficErlangs > 0 ? freeToBusy(seats, trafficErlangs) : Infinity;
  // Past this the share that waits is so small that only logarithms keep its digits.
  if (!(free < 1e280)) return congestion(queue);
  const { sum, lost, served } = queueFate(seats, trafficErlangs, impatience);
  if (sum === Infinity) return { waits: 1, atOnce: 0, lost, served };
  return { waits: sum / (free + sum), atOnce: free / (free + sum), lost, served };
}

/** The queue's state as an arriving call finds it, with the sums it comes from. */
export interface Congestion extends Crowding {
  /** Sums over the queue, at `load`. */
  readonly series: QueueSeries;
  /** The load, or 1e-200 if it is below: what happens to calls that wait does not change any more down there. */
  readonly load: number;
  /** Mean handling time over mean patience. */
  readonly impatience: number;
}

/** Erlang A's state for a queue that was checked and has a patience. */
export function congestion(queue: ImpatientQueue): Congestion {
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds } = queue;
  const impatience = ahtSeconds / (patienceSeconds ?? Infinity);
  const load = Math.max(trafficErlangs, 1e-200);
  const series = queueSeries({ seats, load, impatience });
  const served = (seats / load) * (series.sum === Infinity ? 1 : series.excess / series.sum);
  const lost = load > seats ? (load - seats) / load + (seats / load) * (sumUnit / series.sum) : series.lost;
  return { ...shareOfWaiting(seats, trafficErlangs, series.sum), lost, served, series, load, impatience };
}

/**
 * Share of arriving calls that finds all seats busy, and its complement, from the queue's sum D:
 * D·B / (1 - B + D·B). @param scaledSum D·sumUnit, may be Infinity
 */
export function shareOfWaiting(
  seats: number,
  load: number,
  scaledSum: number,
): { readonly waits: number; readonly atOnce: number } {
  const { blocked, carried, lnBlocked } = blocking(seats, load);
  if (carried === 0 || scaledSum === Infinity) return { waits: 1, atOnce: 0 };
  // A large D comes only with more load than seats, where B is no small number; a small one can be scaled back.
  const unit = scaledSum < 1 ? 1 : sumUnit;
  const sum = scaledSum < 1 ? scaledSum / sumUnit : scaledSum;
  // Near the end of the double range B has lost digits that its logarithm still has.
  const busy = blocked > 1e-290 ? sum * blocked : Math.exp(lnBlocked + Math.log(sum));
  const free = carried * unit;
  return { waits: busy / (free + busy), atOnce: free / (free + busy) };
}

/** Returns the queue if all its numbers are within their ranges. @throws number.out-of-range */
export function requireQueue<Q extends ImpatientQueue>(queue: Q): Q {
  requireWhole('seats', queue.seats);
  requireNonNegative('trafficErlangs', queue.trafficErlangs);
  requirePositive('ahtSeconds', queue.ahtSeconds);
  if (queue.patienceSeconds === null) return queue;
  requirePositive('patienceSeconds', queue.patienceSeconds);
  // The sums take about 10·sqrt(load·patience/aht) steps; past this they would take seconds.
  const longest = (1e12 / Math.max(1, queue.seats, queue.trafficErlangs)) * queue.ahtSeconds;
  const shortest = queue.ahtSeconds / 1e12;
  if (!(queue.patienceSeconds >= shortest && queue.patienceSeconds <= longest)) {
    throw outOfRange('patienceSeconds', queue.patienceSeconds, `${shortest} ≤ x ≤ ${longest}`);
  }
  return queue;
}

function withoutHangUps(queue: ImpatientQueue): ErlangA {
  const { seats, trafficErlangs } = queue;
  return {
    waitProbability: erlangC(seats, trafficErlangs),
    abandonedFraction: 0,
    answerRate: trafficErlangs > seats ? seats / trafficErlangs : 1,
    meanWaitSeconds: meanWaitSecondsC(queue),
    occupancyFraction: occupancyC(seats, trafficErlangs),
    queueLength: queueLengthC(seats, trafficErlangs),
  };
}
