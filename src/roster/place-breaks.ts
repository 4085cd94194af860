import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type BreakSeeker, cheapestBreaks } from './break-path.ts';
import type { DayDemand } from './demand.ts';
import { seededRandom, shuffled } from './random.ts';
import type { Break } from './roster.ts';

/** Where everybody's breaks lie on one day, and what is still missing. */
export interface BreakPlacement {
  /** Breaks per staff id. */
  readonly breaks: ReadonlyMap<string, readonly Break[]>;
  /** People for whom no legal breaks exist at all (a shift too short for its meal, for example). */
  readonly unplaceable: readonly string[];
  /** Operator-minutes missing over the day, Σ max(0, required − on the phone). */
  readonly shortMinutes: number;
}

/** What `placeBreaks` works on. */
export interface BreakProblem {
  /** Need per interval; outside the opening hours nobody is needed. */
  readonly demand: DayDemand;
  readonly people: readonly BreakSeeker[];
  readonly rules: Contract['breaks'];
  /** Seed of the search order; the same seed gives the same placement. */
  readonly seed: number;
  /** Most fresh starts, ≥ 1; the search gives up sooner when several running bring nothing better. */
  readonly attempts: number;
}

/** Price of one missing operator for one step; the second missing one costs more than the first. */
const shortPrice = 100;
const maximumSweeps = 12;
/** Fresh starts without gain after which a day is taken to be as good as it gets. */
const patienceAttempts = 20;

/**
 * Breaks and rests of all people of one day so that as many as needed stay on the phone. Coordinate descent: each
 * person in turn gets the exact cheapest breaks against the others (`cheapestBreaks`) until nobody improves, from
 * several seeded orders; stops at the first placement without a shortage.
 */
export function placeBreaks(problem: BreakProblem): BreakPlacement {
  const random = seededRandom(problem.seed);
  let best: BreakPlacement | null = null;
  let bestAttempt = 0;
  for (
    let attempt = 0;
    attempt < problem.attempts && attempt - bestAttempt <= patienceAttempts;
    attempt += 1
  ) {
    const placement = descend(
      problem,
      attempt === 0 ? [...problem.people] : shuffled(problem.people, random),
      random,
    );
    if (best === null || placement.shortMinutes < best.shortMinutes) {
      best = placement;
      bestAttempt = attempt;
    }
    if (best.shortMinutes === 0) break;
  }
  return best!;
}

/**
 * The cheapest legal breaks of one person beside others, whose breaks stay where they are (`cheapestBreaks`); null when
 * no legal placement exists.
 * @param problem need that person and others have in common
 */
export function placeBreaksBeside(
  problem: Pick<BreakProblem, 'demand' | 'rules'>,
  person: BreakSeeker,
  others: readonly (TimeRange & { readonly breaks: readonly Break[] })[],
): readonly Break[] | null {
  const board = new DayBoard(problem);
  for (const other of others) board.add(other, other.breaks);
  return cheapestBreaks(person, problem.rules, (minute) => board.priceAt(minute));
}

function descend(problem: BreakProblem, order: readonly BreakSeeker[], random: () => number): BreakPlacement {
  const board = new DayBoard(problem);
  const breaks = new Map<string, readonly Break[]>();
  const unplaceable: string[] = [];
  for (const person of problem.people) board.add(person, person.keptBreaks);
  for (const person of problem.people) breaks.set(person.staffId, person.keptBreaks);

  let lastShort = Number.POSITIVE_INFINITY;
  let people = order;
  for (let sweep = 0; sweep < maximumSweeps; sweep += 1) {
    for (const person of people) {
      if (unplaceable.includes(person.staffId)) continue;
      board.remove(person, breaks.get(person.staffId)!);
      const noise = sweep === 0 ? 1 : 0;
      const found = cheapestBreaks(
        person,
        problem.rules,
        (minute) => board.priceAt(minute) + noise * random(),
      );
      if (found === null) unplaceable.push(person.staffId);
      const chosen = found ?? person.keptBreaks;
      breaks.set(person.staffId, chosen);
      board.add(person, chosen);
    }
    const short = board.shortMinutes();
    // The first two sweeps also settle the preferences; after that only a smaller shortage is worth another sweep.
    if (sweep >= 1 && (short === 0 || short >= lastShort)) break;
    lastShort = short;
    people = shuffled(order, random);
  }
  return { breaks, unplaceable, shortMinutes: board.shortMinutes() };
}

/** How many people are on the phone in each step of the open day, against the need. */
class DayBoard {
  readonly #onPhone: Int16Array;
  readonly #required: Int16Array;
  readonly #openMinute: number;
  readonly #stepMinutes: number;

  constructor(problem: Pick<BreakProblem, 'demand' | 'rules'>) {
    const { demand, rules } = problem;
    this.#stepMinutes = rules.stepMinutes;
    this.#openMinute = demand.startMinute;
    const steps = Math.ceil((demand.endMinute - demand.startMinute) / this.#stepMinutes);
    this.#onPhone = new Int16Array(steps);
    this.#required = Int16Array.from({ length: steps }, (_, step) => {
      const interval = Math.floor((step * this.#stepMinutes) / demand.intervalMinutes);
      return demand.requiredSeats[interval] ?? 0;
    });
  }

  add(person: TimeRange, breaks: readonly Break[]): void {
    this.#count(person, breaks, 1);
  }

  remove(person: TimeRange, breaks: readonly Break[]): void {
    this.#count(person, breaks, -1);
  }

  /** Price of one more person away in the step that starts at a minute, the person not being counted on the board. */
  priceAt(minute: number): number {
    const step = Math.floor((minute - this.#openMinute) / this.#stepMinutes);
    if (step < 0 || step >= this.#required.length) return 0;
    const spare = this.#onPhone[step]! - this.#required[step]!;
    return spare < 0 ? shortPrice * -spare : 1 / (1 + spare);
  }

  shortMinutes(): number {
    let sum = 0;
    for (let step = 0; step < this.#required.length; step += 1) {
      sum += Math.max(0, this.#required[step]! - this.#onPhone[step]!) * this.#stepMinutes;
    }
    return sum;
  }

  #count(person: TimeRange, breaks: readonly Break[], sign: 1 | -1): void {
    for (let step = 0; step < this.#onPhone.length; step += 1) {
      const minute = this.#openMinute + step * this.#stepMinutes;
      const isOnShift = minute >= person.startMinute && minute + this.#stepMinutes <= person.endMinute;
      const isAway = breaks.some(
        (entry) => minute < entry.endMinute && minute + this.#stepMinutes > entry.startMinute,
      );
      if (isOnShift && !isAway) this.#onPhone[step]! += sign;
    }
  }
}
