import { freeToBusy } from './queue-ratios.ts';
import { fastMargin, leastSeats } from './seat-search.ts';

/** Up to so many seats every count from the load on is tried: the chance to wait comes from a recursion over them anyway. */
const stepwise = 128;

/** A share of calls, at most, to wait longer than a time, when nobody hangs up. */
export interface TailGoal {
  /** Erlangs, > 0. */
  readonly load: number;
  /** The time in mean handling times, >= 0. */
  readonly services: number;
  /** The share, 0 (excluded) to 1 (included). */
  readonly mostLate: number;
  /** Whether a number of seats above the load meets the goal, exactly; asked only near a tie. */
  readonly meets: (seats: number) => boolean;
}

/**
 * Smallest number of seats above the load at which C e^{-(n-a)t} keeps a share. With X = 1/B - 1, C = n/(n + (n-a)X); X and
 * e^{-(n-a)t} go from seat to seat by a product each. From 129 seats on X is made once, near the answer.
 */
export function leastSeatsForTail(goal: TailGoal): number {
  const { load, services, mostLate } = goal;
  const least = Math.floor(load) + 1;
  if (least > stepwise) return nearSeatsForTail(goal, least);
  const perLoad = 1 / load;
  let free = 0;
  for (let k = 1; k <= least; k++) free = k * perLoad * (1 + free);
  let decay = Math.exp((load - least) * services);
  const decayPerSeat = Math.exp(-services);
  for (let seats = least; ; ) {
    const late = seats * decay;
    const allowed = mostLate * (seats + (seats - load) * free);
    if (late < allowed * (1 - fastMargin)) return seats;
    // Written so that numbers that are none, or too near a tie, are left to the exact form.
    if (!(late > allowed * (1 + fastMargin)) && goal.meets(seats)) return seats;
    seats++;
    free = seats * perLoad * (1 + free);
    decay *= decayPerSeat;
  }
}

function nearSeatsForTail(goal: TailGoal, least: number): number {
  const { load, services, mostLate } = goal;
  const room = Math.sqrt(load);
  // -ln C ≈ 1.2533 β + 0.28 β² for β = (n-a)/√a, from Halfin and Whitt (1981); the next step mends what that misses.
  const linear = 1.2533 + room * services;
  const wanted = -Math.log(mostLate);
  const beta = (2 * wanted) / (linear + Math.sqrt(linear * linear + 4 * 0.28 * wanted));
  let seats = Math.max(least, Math.ceil(load + beta * room));
  let free = freeToBusy(seats, load);
  for (let round = 0; round < 3; round++) {
    const spare = seats - load;
    const waits = seats / (seats + spare * free);
    const slope = services + (waits * free + spare) / load;
    const step = Math.ceil((Math.log(waits / mostLate) - spare * services) / slope);
    const next = Math.max(least, seats + step);
    if (!(Math.abs(next - seats) > 8)) break;
    seats = next;
    free = freeToBusy(seats, load);
  }
  return stepToTail(goal, { least, seats, free });
}

/** Down while one seat fewer is enough, else up until enough. */
function stepToTail(goal: TailGoal, from: { least: number; seats: number; free: number }): number {
  const { load, services } = goal;
  let { seats, free } = from;
  const decayPerSeat = Math.exp(-services);
  let decay = Math.exp((load - seats) * services);
  if (keepsTail(goal, seats, free, decay)) {
    while (seats > from.least) {
      free = (load / seats) * free - 1;
      seats--;
      decay = Math.exp((load - seats) * services);
      if (!keepsTail(goal, seats, free, decay)) return seats + 1;
    }
    return seats;
  }
  do {
    seats++;
    free = (seats / load) * (1 + free);
    decay *= decayPerSeat;
  } while (!keepsTail(goal, seats, free, decay));
  return seats;
}

function keepsTail(goal: TailGoal, seats: number, free: number, decay: number): boolean {
  const late = seats * decay;
  const allowed = goal.mostLate * (seats + (seats - goal.load) * free);
  return Math.abs(late - allowed) > fastMargin * allowed ? late < allowed : goal.meets(seats);
}

/** A mean wait, at most, when nobody hangs up. */
export interface MeanWaitGoal {
  /** Erlangs, > 0. */
  readonly load: number;
  /** The mean wait in mean handling times, > 0. */
  readonly services: number;
  /** Whether a number of seats above the load meets the goal, exactly; asked only near a tie. */
  readonly meets: (seats: number) => boolean;
}

/** Smallest number of seats above the load at which C/(n-a) keeps a mean wait. */
export function leastSeatsForMeanWait(goal: MeanWaitGoal): number {
  const { load, services } = goal;
  const room = Math.sqrt(load);
  // C <= 1, so 1/services spare seats are always enough; C by the same two terms as above.
  let beta = Math.min(1 / (services * room), 2);
  for (let round = 0; round < 3; round++) {
    const excess = (1.2533 + 0.28 * beta) * beta + Math.log(beta * room * services);
    beta = Math.max(beta / 4, beta - excess / (1.2533 + 0.56 * beta + 1 / beta));
  }
  return leastSeats({
    least: Math.floor(load) + 1,
    guess: load + beta * room,
    slope: -(1.2533 + 0.56 * beta + 1 / beta) / room,
    excess: (seats) => {
      const spare = seats - load;
      return Math.log(seats / (seats + spare * freeToBusy(seats, load)) / (spare * services));
    },
    margin: fastMargin,
    meets: goal.meets,
  });
}
