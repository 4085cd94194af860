import { blocking } from './erlang-b.ts';
import { inverseWeight, leastBalanced, mostDeviations, sumOfFree, sumOfQueue } from './near-balance.ts';
import { lnLoadRatio, lnPoissonWeight } from './poisson-weight.ts';

/** What happens to a call that finds all seats busy, and how much more often than just so they are busy. */
export interface QueueFate {
  /** D: chance of all seats busy over that of all seats busy and nobody waiting; Infinity above the double range. */
  readonly sum: number;
  /** Share of these calls that hangs up. */
  readonly lost: number;
  /** Share of these calls that is answered, without cancellation. */
  readonly served: number;
}

/** Up to so many seats a recursion from none is as fast as anything else. */
const fewSeats = 128;

/**
 * 1/B - 1, without cancellation: chance of a free seat over that of none when no call waits. Infinity above the double
 * range. Relative error below 1e-13 while the result is below 1e50; time does not grow with the seats.
 * Formula: (1/B - 1)(n) = n/a · (1/B)(n-1) up to 128 seats, which only adds; above them `near-balance.ts` or a
 * continued fraction of positive terms. @param seats >= 0, real @param load > 0 in erlangs
 */
export function freeToBusy(seats: number, load: number): number {
  if (seats <= fewSeats) return freeToBusyStepwise(seats, load);
  const excess = load - seats;
  const reach = mostDeviations * Math.sqrt(seats);
  if (excess <= reach && excess >= -reach) return sumOfFree(seats, excess);
  if (excess > 0) return freeWhenOverloaded(seats, load);
  return inverseWeight(seats, excess) - queueFateBySlack(seats, load, -excess).sum;
}

function freeToBusyStepwise(seats: number, load: number): number {
  const whole = Math.floor(seats);
  const part = seats - whole;
  let free = 0;
  if (part > 0) {
    const { carried, blocked } = blocking(part, load);
    free = carried / blocked;
  }
  const perLoad = 1 / load;
  for (let k = 1; k <= whole; k++) free = (part + k) * perLoad * (1 + free);
  return free;
}

/** Legendre's continued fraction of Γ(s+1, y), from where a limit stands for its rest; for y - s >= 4·sqrt(s). */
function freeWhenOverloaded(s: number, load: number): number {
  const slack = load - s;
  // Twice as many terms change nothing, tried for s from 100 to 1e8.
  const terms = 4 + Math.ceil((76 * Math.sqrt(s)) / slack);
  let tail = limitTail(slack + 2 * terms, terms * s);
  for (let i = terms; i >= 1; i--) tail = (i * (s + 1 - i)) / (slack + 2 * i + tail);
  return (s - tail) / (slack + tail);
}

/** The root t of t = p/(b + t), which a continued fraction with slowly changing terms tends to. */
function limitTail(b: number, p: number): number {
  return (2 * p) / (b + Math.sqrt(b * b + 4 * p));
}

/**
 * D and the fate of calls that wait, with s = seats/impatience and y = load/impatience.
 * Relative error below 1e-13 of all three while D is below 1e50. Time is that of about sqrt(y) additions up to s = 100
 * or so, and constant above.
 * @param seats > 0, real @param load >= 0 in erlangs @param impatience mean handling time over mean patience, > 0
 */
export function queueFate(seats: number, load: number, impatience: number): QueueFate {
  const s = seats / impatience;
  // From the difference of the two, which is exact; that of two rounded quotients is not.
  const excess = (load - seats) / impatience;
  if (s < leastBalanced) {
    const y = load / impatience;
    if (y <= 2 * leastBalanced) return queueFateBySum(s, y);
    return whenOverloaded(seats, load, Math.exp(-lnPoissonWeight(s, lnLoadRatio(load, seats))));
  }
  const reach = mostDeviations * Math.sqrt(s);
  if (excess < -reach) return queueFateBySlack(s, load / impatience, -excess);
  if (excess > reach) {
    return whenOverloaded(seats, load, inverseWeight(s, excess) - freeWhenOverloaded(s, load / impatience));
  }
  const sum = sumOfQueue(s, excess);
  const lost = (load - seats + seats / sum) / load;
  return { sum, lost, served: (seats / load) * (1 - 1 / sum) };
}

function whenOverloaded(seats: number, load: number, sum: number): QueueFate {
  return { sum, lost: (load - seats + seats / sum) / load, served: (seats / load) * (1 - 1 / sum) };
}

/** Term by term; the terms add up, and so do their products with the length. */
function queueFateBySum(s: number, y: number): QueueFate {
  let term = 1 / (s + 1);
  let sum = term;
  let lengths = term;
  for (let j = 2; term > 1e-18 * sum; j++) {
    term *= y / (s + j);
    sum += term;
    lengths += j * term;
  }
  const all = 1 + y * sum;
  return { sum: all, lost: lengths / all, served: (s * sum) / all };
}

/**
 * Seats to spare: with b = s - y, the share lost is 1/(b+1 + 2y/(b+2 + 3y/(b+3 + …))), all positive, and D = s/(b + y·lost).
 * Source: NIST Digital Library of Mathematical Functions, 13.17 (the fraction of M(1, s+1, y)).
 */
function queueFateBySlack(s: number, y: number, slack: number): QueueFate {
  // Twice as many terms change nothing, tried for s from 100 to 1e8.
  const terms = 5 + Math.ceil((88 * Math.sqrt(y)) / slack);
  let tail = limitTail(slack + terms, terms * y);
  for (let j = terms; j >= 2; j--) tail = (j * y) / (slack + j + tail);
  const lost = 1 / (slack + 1 + tail);
  return { sum: s / (slack + y * lost), lost, served: (slack + tail) * lost };
}
