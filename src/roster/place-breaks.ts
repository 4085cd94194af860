import type { Contract } from '../contract/index.ts';
import { type AbsencePrice, type BreakSeeker, cheapestBreaks } from './break-path.ts';
import { type BoardPerson, type BoardSeat, DayBoard } from './day-board.ts';
import type { DayDemand } from './demand.ts';
import { seededRandom, shuffled } from './random.ts';
import type { Break } from './roster.ts';

/** Where everybody's breaks lie on one day, and what is still missing. */
export interface BreakPlacement {
  /** Breaks per staff id. */
  readonly breaks: ReadonlyMap<string, readonly Break[]>;
  /** People for whom no legal breaks exist at all (a shift too short for its meal, for example). */
  readonly unplaceable: readonly string[];
  /**
   * Operator-minutes missing over the day, Σ max(0, required − on the phone); where skills are needed too, at any time
   * the largest of these over the total and the skills.
   */
  readonly shortMinutes: number;
}

/** What `placeBreaks` works on. */
export interface BreakProblem {
  /** Need per interval; outside the opening hours nobody is needed. */
  readonly demand: DayDemand;
  /** People on duty; everybody counts for the total, and for the skilled needs that they answer. */
  readonly people: readonly (BreakSeeker & BoardPerson)[];
  readonly rules: Contract['breaks'];
  /** Seed of the search order; the same seed gives the same placement. */
  readonly seed: number;
  /** Most fresh starts, ≥ 1; the search gives up sooner when several running bring nothing better. */
  readonly attempts: number;
}

/** Prices begin over a twentieth of the day's peak, then sharpen by half as much again, down to a third of a person. */
const widestShare = 1 / 20;
const sharpenBy = 1.5;
const sharpestPeople = 0.3;
const mostRepairs = 30;
/** Repairs without gain after which a start is taken to be as good as it gets. */
const patienceRepairs = 5;
/** Fresh starts without gain after which a day is; the more people, the less a start depends on chance. */
const patienceStarts = (people: number): number => Math.min(20, Math.floor(400 / people));

/**
 * Breaks and rests of all people of one day so that as many as needed stay on the phone. Coordinate descent: each
 * person in turn gets the exact cheapest breaks against the others (`cheapestBreaks`), first at prices that rise
 * gently towards a shortage and then ever more sharply, at last only around what is still short; from several seeded
 * starts where one leaves a shortage that might be avoided.
 */
export function placeBreaks(problem: BreakProblem): BreakPlacement {
  const random = seededRandom(problem.seed);
  const patience = patienceStarts(problem.people.length);
  let best: BreakPlacement | null = null;
  let bestAttempt = 0;
  for (let attempt = 0; attempt < problem.attempts && attempt - bestAttempt <= patience; attempt += 1) {
    const search = startDay(problem, random);
    const unavoidable = search.board.shortMinutes;
    const placement = placementAfter(search);
    if (best === null || placement.shortMinutes < best.shortMinutes) {
      best = placement;
      bestAttempt = attempt;
    }
    if (best.shortMinutes === unavoidable) break;
  }
  return best!;
}

/** Rounds over the people who are away where somebody is missing, at most. */
const mostMends = 4;

/**
 * A day's breaks changed only where somebody is missing: who has a break there gets the cheapest breaks beside the others, as
 * long as that leaves fewer missing. Everybody else keeps theirs. Quick, and seldom as good as `placeBreaks`.
 * @param current everybody's breaks as they are, by staff id
 */
export function mendBreaks(
  problem: Pick<BreakProblem, 'demand' | 'rules' | 'people'>,
  current: ReadonlyMap<string, readonly Break[]>,
): BreakPlacement {
  const board = new DayBoard(problem, problem.people.length);
  const everybody = problem.people.map((person) => {
    const breaks = current.get(person.staffId) ?? person.keptBreaks;
    const seat = board.seat(person, breaks);
    return { person, seat, priceOf: board.priceFor(seat), breaks };
  });
  for (let round = 0, least = Infinity; round < mostMends && board.shortMinutes < least; round += 1) {
    least = board.shortMinutes;
    for (const placed of everybody) {
      const { person, seat, priceOf, breaks } = placed;
      if (!breaks.some((entry) => board.isShortIn(entry))) continue;
      const before = board.shortMinutes;
      const found = cheapestBreaks(person, problem.rules, priceOf);
      if (found === null) continue;
      board.move(seat, found);
      if (board.shortMinutes < before) placed.breaks = found;
      else board.move(seat, breaks);
    }
  }
  return {
    breaks: new Map(everybody.map(({ person, breaks }) => [person.staffId, breaks])),
    unplaceable: [],
    shortMinutes: board.shortMinutes,
  };
}

/**
 * The cheapest legal breaks of one person beside others, whose breaks stay where they are (`cheapestBreaks`); null when
 * no legal placement exists. Asked of one person after another, each as if the ones before had not been asked.
 * @param problem need that person and others have in common @param others who is there; the person asked about is left out
 */
export function breaksBeside(
  problem: Pick<BreakProblem, 'demand' | 'rules'>,
  others: readonly (BoardPerson & { readonly staffId: string; readonly breaks: readonly Break[] })[],
): (person: BreakSeeker & BoardPerson) => readonly Break[] | null {
  const board = new DayBoard(problem, others.length + 1);
  const seats = new Map(
    others.map((other) => [other.staffId, { other, seat: board.seat(other, other.breaks) }]),
  );
  const wholeDay: Break = { kind: 'rest', startMinute: 0, endMinute: 1440 };
  return (person) => {
    const own = seats.get(person.staffId);
    if (own !== undefined) board.move(own.seat, [wholeDay]);
    const seat = board.seat(person, person.keptBreaks);
    const found = cheapestBreaks(person, problem.rules, board.priceFor(seat));
    board.move(seat, [wholeDay]);
    if (own !== undefined) board.move(own.seat, own.other.breaks);
    return found;
  };
}

/** One person of a day that is being placed. */
interface Placed {
  readonly person: BreakSeeker;
  readonly seat: BoardSeat;
  readonly priceOf: AbsencePrice;
  breaks: readonly Break[];
  isPlaceable: boolean;
}

/** A day that is being placed. */
interface DaySearch {
  readonly board: DayBoard;
  readonly everybody: readonly Placed[];
  readonly rules: Contract['breaks'];
  readonly random: () => number;
}

/** Everybody on the phone but for the breaks that they keep. */
function startDay(problem: BreakProblem, random: () => number): DaySearch {
  const board = new DayBoard(problem, problem.people.length);
  const everybody = problem.people.map((person) => {
    const seat = board.seat(person, person.keptBreaks);
    return { person, seat, priceOf: board.priceFor(seat), breaks: person.keptBreaks, isPlaceable: true };
  });
  return { board, everybody, rules: problem.rules, random };
}

function placementAfter(search: DaySearch): BreakPlacement {
  const { board, everybody } = search;
  let noise: 0 | 1 = 1;
  let share = widestShare;
  do {
    board.sharpen(share, sharpestPeople);
    sweep(search, everybody, noise);
    noise = 0;
    share /= sharpenBy;
  } while (share * board.peakSeats > sharpestPeople);
  board.sharpen(0, 0);
  sweep(search, everybody, 0);
  repair(search);
  return {
    breaks: new Map(everybody.map(({ person, breaks }) => [person.staffId, breaks])),
    unplaceable: everybody.flatMap(({ person, isPlaceable }) => (isPlaceable ? [] : [person.staffId])),
    shortMinutes: board.shortMinutes,
  };
}

/** Gives each of some people the cheapest breaks beside the others, in random order. */
function sweep({ board, rules, random }: DaySearch, people: readonly Placed[], noise: 0 | 1): void {
  for (const placed of shuffled(people, random)) {
    if (!placed.isPlaceable) continue;
    const { person, priceOf } = placed;
    const found = cheapestBreaks(
      person,
      rules,
      noise === 0 ? priceOf : (minute) => priceOf(minute) + random(),
    );
    placed.isPlaceable = found !== null;
    placed.breaks = found ?? person.keptBreaks;
    board.move(placed.seat, placed.breaks);
  }
}

/**
 * Moves the people on shift when somebody is missing, with a little chance among what costs about the same, as long as
 * that brings something; ends with the best, made comfortable again.
 */
function repair(search: DaySearch): void {
  const { board, everybody } = search;
  let best = keep(search);
  let bestSweep = -1;
  for (let count = 0; count < mostRepairs && best.shortMinutes > 0; count += 1) {
    if (count - bestSweep > patienceRepairs) break;
    const around = everybody.filter(({ seat }) => board.isShortOnShift(seat));
    sweep(search, around, 1);
    if (board.shortMinutes >= best.shortMinutes) continue;
    best = keep(search);
    bestSweep = count;
  }
  restore(search, best);
  if (bestSweep < 0) return;
  sweep(search, everybody, 0);
  if (board.shortMinutes > best.shortMinutes) restore(search, best);
}

interface Kept {
  readonly shortMinutes: number;
  readonly breaks: readonly (readonly Break[])[];
}

function keep({ board, everybody }: DaySearch): Kept {
  return { shortMinutes: board.shortMinutes, breaks: everybody.map(({ breaks }) => breaks) };
}

function restore({ board, everybody }: DaySearch, { breaks }: Kept): void {
  for (const [index, placed] of everybody.entries()) {
    placed.breaks = breaks[index]!;
    board.move(placed.seat, placed.breaks);
  }
}
