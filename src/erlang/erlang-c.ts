import { blocking } from './erlang-b.ts';
import { outOfRange, requireNonNegative, requirePositive, requireWhole } from './preconditions.ts';

/** A queue whose callers never hang up. */
export interface PatientQueue {
  /** Seats, whole, >= 0. */
  readonly seats: number;
  /** Load in erlangs, >= 0. */
  readonly trafficErlangs: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
}

/** Chance to wait, in the three forms the other formulas need. */
interface Waiting {
  readonly waits: number;
  readonly answeredAtOnce: number;
  readonly lnWaits: number;
}

/**
 * Erlang C: the share of calls that waits when nobody hangs up; 1 when the load is not below the seats.
 * Formula: C = nB / (n - a(1-B)); A. K. Erlang (1917). Relative error below 1e-12 up to 1e6 seats.
 * @param seats whole, >= 0 @param trafficErlangs >= 0 @throws number.out-of-range
 */
export function erlangC(seats: number, trafficErlangs: number): number {
  return waiting(requireWhole('seats', seats), requireNonNegative('trafficErlangs', trafficErlangs)).waits;
}

/** Natural logarithm of Erlang C; -Infinity where C is 0. Arguments as in `erlangC`. @throws number.out-of-range */
export function lnErlangC(seats: number, trafficErlangs: number): number {
  return waiting(requireWhole('seats', seats), requireNonNegative('trafficErlangs', trafficErlangs)).lnWaits;
}

/** Erlang C for a real number of seats, with `erlangBOfRealSeats`. @param seats real, > trafficErlangs @throws number.out-of-range */
export function erlangCOfRealSeats(seats: number, trafficErlangs: number): number {
  requireNonNegative('trafficErlangs', trafficErlangs);
  if (!(requireNonNegative('seats', seats) > trafficErlangs)) {
    throw outOfRange('seats', seats, `x > ${trafficErlangs}`);
  }
  return waiting(seats, trafficErlangs).waits;
}

/** Share of calls answered within a time: P(W <= t) = 1 - C e^{-(n-a)t/aht}; 0 when the load is not below the seats. @throws number.out-of-range */
export function serviceLevelC(queue: PatientQueue & { /** >= 0 */ readonly withinSeconds: number }): number {
  const { spareSeats, decay } = answerTimes(queue);
  if (queue.trafficErlangs === 0) return 1;
  if (spareSeats <= 0) return 0;
  const { waits, answeredAtOnce } = waiting(queue.seats, queue.trafficErlangs);
  // The textbook 1 - C e^-x loses its digits when both are near 1; these two parts are positive.
  // Their sum may be 1 and a last digit, which min takes back.
  return Math.min(1, answeredAtOnce + waits * -Math.expm1(-decay));
}

/** Share of calls that waits longer than a time: 1 - `serviceLevelC`, but accurate when tiny. @throws number.out-of-range */
export function waitTailC(queue: PatientQueue & { /** >= 0 */ readonly withinSeconds: number }): number {
  const { spareSeats, decay } = answerTimes(queue);
  if (queue.trafficErlangs === 0) return 0;
  if (spareSeats <= 0) return 1;
  return waiting(queue.seats, queue.trafficErlangs).waits * Math.exp(-decay);
}

/** Mean wait over all calls in seconds (ASA): C·aht/(n-a); Infinity when the load is not below the seats, 0 without load. @throws number.out-of-range */
export function meanWaitSecondsC(queue: PatientQueue): number {
  const ahtSeconds = requirePositive('ahtSeconds', queue.ahtSeconds);
  return waitPerHandling(queue.seats, queue.trafficErlangs) * ahtSeconds;
}

/**
 * Mean number of waiting calls: C·a/(n-a); Infinity when the load is not below the seats, 0 without load.
 * @param seats whole, >= 0 @param trafficErlangs >= 0 @throws number.out-of-range
 */
export function queueLengthC(seats: number, trafficErlangs: number): number {
  const wait = waitPerHandling(seats, trafficErlangs);
  return trafficErlangs === 0 ? 0 : wait * trafficErlangs;
}

/** Share of the seats' time spent on calls: min(1, a/n); 0 without load. @throws number.out-of-range */
export function occupancyC(seats: number, trafficErlangs: number): number {
  requireWhole('seats', seats);
  return requireNonNegative('trafficErlangs', trafficErlangs) === 0 ? 0 : Math.min(1, trafficErlangs / seats);
}

/**
 * Smallest time in seconds within which at least a share of the calls is answered; 0 when that many do not wait,
 * Infinity when no time is enough. Formula: T = aht/(n-a) · ln(C/(1-p)).
 * @throws number.out-of-range
 */
export function waitQuantileSecondsC(
  queue: PatientQueue & { /** p, 0 to 1, both included. */ readonly answeredFraction: number },
): number {
  const { seats, trafficErlangs, answeredFraction } = queue;
  requirePositive('ahtSeconds', queue.ahtSeconds);
  if (!(answeredFraction >= 0 && answeredFraction <= 1)) {
    throw outOfRange('answeredFraction', answeredFraction, '0 ≤ x ≤ 1');
  }
  const lnExcess = lnErlangC(seats, trafficErlangs) - Math.log1p(-answeredFraction);
  if (trafficErlangs === 0 || answeredFraction === 0 || lnExcess <= 0) return 0;
  return seats > trafficErlangs ? (queue.ahtSeconds / (seats - trafficErlangs)) * lnExcess : Infinity;
}

/** Mean wait in mean handling times: C/(n-a). */
function waitPerHandling(seats: number, load: number): number {
  const waits = erlangC(seats, load);
  if (load === 0) return 0;
  return seats > load ? waits / (seats - load) : Infinity;
}

function answerTimes(queue: PatientQueue & { readonly withinSeconds: number }): {
  readonly spareSeats: number;
  readonly decay: number;
} {
  const ahtSeconds = requirePositive('ahtSeconds', queue.ahtSeconds);
  const withinSeconds = requireNonNegative('withinSeconds', queue.withinSeconds);
  const spareSeats =
    requireWhole('seats', queue.seats) - requireNonNegative('trafficErlangs', queue.trafficErlangs);
  return { spareSeats, decay: (spareSeats * withinSeconds) / ahtSeconds };
}

function waiting(seats: number, load: number): Waiting {
  if (load >= seats) return { waits: 1, answeredAtOnce: 0, lnWaits: 0 };
  if (load === 0) return { waits: 0, answeredAtOnce: 1, lnWaits: -Infinity };
  const { blocked, carried, lnBlocked } = blocking(seats, load);
  const spareSeats = seats - load;
  const free = spareSeats + load * blocked;
  const answeredAtOnce = (spareSeats / free) * carried;
  const lnWaits = answeredAtOnce < 0.5 ? Math.log1p(-answeredAtOnce) : lnBlocked + Math.log(seats / free);
  // Near the end of the double range B has lost digits that its logarithm still has.
  const waits = blocked > 1e-290 ? (seats / free) * blocked : Math.exp(lnWaits);
  return { waits, answeredAtOnce, lnWaits };
}
