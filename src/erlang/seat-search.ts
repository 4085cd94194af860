/** A goal that seats meet from some number on, in a fast form and an exact one. */
export interface SeatGoal {
  /** No fewer seats meet the goal. Whole. */
  readonly least: number;
  /** Where to look first. */
  readonly guess: number;
  /** About by how much `excess` changes per seat, < 0. */
  readonly slope: number;
  /** How far a number of seats is from the goal: above 0 where it misses it, below where it meets it, falling. */
  readonly excess: (seats: number) => number;
  /** Largest error of `excess`, or more. */
  readonly margin: number;
  /** Whether a number of seats meets the goal: asked only when `excess` is within its margin, or not a number. */
  readonly meets: (seats: number) => boolean;
}

/** Error below which the fast forms of the measures stay, relative to the measure; a hundred times what was found. */
export const fastMargin = 1e-11;

/** Smallest whole number of seats, >= `least`, that meets a goal: the secant method, kept inside what is known. */
export function leastSeats(goal: SeatGoal): number {
  const { least, excess } = goal;
  let below = least - 1;
  let enough = Infinity;
  let { slope } = goal;
  let seats = goal.guess >= least ? Math.round(goal.guess) : least;
  let last = Number.NaN;
  let lastExcess = Number.NaN;
  for (let tries = 1; ; tries++) {
    const now = excess(seats);
    if (Math.abs(now) > goal.margin ? now < 0 : goal.meets(seats)) enough = seats;
    else below = seats;
    if (enough - below <= 1) return enough;
    const secant = (now - lastExcess) / (seats - last);
    if (secant < 0 && secant > -Infinity) slope = secant;
    last = seats;
    lastExcess = now;
    seats = nextSeats(below, enough, Math.ceil(seats - Math.max(-12, Math.min(12, now)) / slope), tries);
  }
}

/** The candidate if it can still be the answer; else the neighbour of a bound; halving or doubling when that takes long. */
function nextSeats(below: number, enough: number, candidate: number, tries: number): number {
  if (tries > 6 || !Number.isFinite(candidate)) {
    return enough < Infinity ? Math.floor((below + enough) / 2) : below + 2 ** tries;
  }
  return candidate <= below ? below + 1 : candidate >= enough ? enough - 1 : candidate;
}
