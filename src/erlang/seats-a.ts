import type { AnswerTimes } from './answer-times.ts';
import { deviation } from './near-balance.ts';
import { lnPoissonWeight } from './poisson-weight.ts';
import { freeToBusy, queueFate } from './queue-ratios.ts';
import { fastMargin, leastSeats } from './seat-search.ts';

/** Load and patience, and the exact answer whether a number of seats meets the goal, asked only near a tie. */
export interface HastyGoal {
  /** Erlangs, > 0. */
  readonly load: number;
  /** Mean handling time over mean patience, > 0. */
  readonly impatience: number;
  /** No fewer seats meet the goal. */
  readonly least: number;
  readonly meets: (seats: number) => boolean;
}

/** Smallest number of seats with which at most a share of the calls hangs up. @param mostLost 0 (excluded) to 1 (included) */
export function leastSeatsForLoss(goal: HastyGoal, mostLost: number): number {
  const { load, impatience, least, meets } = goal;
  const room = Math.sqrt(load);
  const beta = inverseNormalLoss(mostLost * room);
  return leastSeats({
    least,
    guess: Math.ceil(load + beta * room),
    slope: -(beta + Math.sqrt(beta * beta + 6.28)) / (2 * room),
    excess: (seats) => Math.log(lossA(seats, load, impatience) / mostLost),
    margin: fastMargin,
    meets,
  });
}

/** Share that hangs up in Erlang A; relative error below 1e-13, NaN where that cannot be. Real seats, >= 0. */
export function lossA(seats: number, load: number, impatience: number): number {
  if (seats === 0) return 1;
  const free = freeToBusy(seats, load);
  const { sum, lost } = queueFate(seats, load, impatience);
  return sum === Infinity ? lost : (sum / (free + sum)) * lost;
}

/** About the β with E[(Z - β)⁺] = loss for a standard normal Z: a first guess, within 0.1 from -2 to 5. */
function inverseNormalLoss(loss: number): number {
  return loss > 0.4 ? 0.16 / loss - loss : 1.17 * (Math.sqrt(-2 * Math.log(loss / 1.2)) - 1.46);
}

/** A service level to reach in a time. */
export interface LevelGoal extends HastyGoal {
  /** The time in mean handling times, >= 0. */
  readonly services: number;
  /** The share, 0 (excluded) to 1 (excluded). */
  readonly level: number;
  readonly measure: keyof AnswerTimes;
}

/** Smallest number of seats with which a measure of the service level reaches a share. */
export function leastSeatsForLevel(goal: LevelGoal): number {
  const { load, level, impatience, services } = goal;
  const room = Math.sqrt(load);
  const odds = level / (1 - level);
  // Large systems: calls wait until the load that is left equals the seats, so the level jumps where that takes the time.
  const jump = load * Math.exp(-impatience * services);
  const beyondJump = goal.measure !== 'virtualWithin' && load * level > jump + 2 * room;
  const steep = 1.7 + Math.min(1, services * room);
  return leastSeats({
    least: goal.least,
    guess: Math.ceil(beyondJump ? load * level : jump + (Math.log(odds) / steep) * room),
    slope: beyondJump ? -1 / (load * level * (1 - level)) : -steep / room,
    // Log-odds, which are nearly straight in the seats.
    excess: (seats) => {
      const reached = levelA(seats, goal);
      if (reached < 1e-10 && level > 1e-9) return Infinity;
      return Math.log((odds * (1 - reached)) / reached);
    },
    // An error of 1e-11 in the level itself, of which up to 1e-12 was found.
    margin: fastMargin / (level * (1 - level)),
    meets: goal.meets,
  });
}

/** A measure of the service level in Erlang A, absolute error below 1e-12, NaN where that cannot be. Seats > 0. See `answerTimesA`. */
function levelA(seats: number, { load, impatience, services, measure }: LevelGoal): number {
  const free = freeToBusy(seats, load);
  const now = queueFate(seats, load, impatience);
  const stillThere = Math.exp(-impatience * services);
  const later = queueFate(seats, load * stillThere, impatience);
  const waits = now.sum === Infinity ? 1 : now.sum / (free + now.sum);
  const atOnce = now.sum === Infinity ? 0 : free / (free + now.sum);
  const scale = tailScale(seats, load, { impatience, services, sum: now.sum });
  const beyond = later.sum === Infinity ? waits : waits * scale * later.sum;
  const late = (seats / load) * (later.sum === Infinity ? waits : waits * scale * (later.sum - 1));
  const inTime = atOnce + waits * now.served - late;
  switch (measure) {
    case 'offeredWithin':
      return inTime;
    case 'virtualWithin':
      return 1 - beyond;
    case 'answeredWithin':
      return inTime / (inTime + late);
    case 'withoutShortAbandons':
      return inTime / (inTime + beyond * stillThere);
    default:
      return Number.NaN;
  }
}

/** Poisson weight of s at the load still there, over that at the load and the sum there: turns a sum at t into a share. */
function tailScale(
  seats: number,
  load: number,
  queue: { readonly impatience: number; readonly services: number; readonly sum: number },
): number {
  const s = seats / queue.impatience;
  const reach = queue.impatience * queue.services;
  const loadLater = load * Math.exp(-reach);
  // A load far below the seats is lost in its difference from them, and its logarithm may be far below the double range.
  const later =
    loadLater < seats / 2
      ? (loadLater - seats) / queue.impatience - s * (Math.log(load / seats) - reach)
      : deviation(s, (loadLater - seats) / queue.impatience);
  if (queue.sum < Infinity) {
    return Math.exp(deviation(s, (load - seats) / queue.impatience) - later) / queue.sum;
  }
  // Above the double range the sum is the inverse of the weight, to all digits.
  return Math.exp(lnPoissonWeight(s, 0) - later);
}
