import { seededRandom, shuffled } from '../random.ts';
import { Arms } from './arms.ts';
import { Block } from './block.ts';
import { construct } from './construct.ts';
import { dive } from './dive.ts';
import { relaxKinds } from './kind-relaxation.ts';
import { kindsOf, spreadProblem } from './kinds.ts';
import type { OpenLp } from './live-lp.ts';
import { isLong, localSearch } from './local-search.ts';
import { type Change, changeSince, replay } from './merge.ts';
import { expectedUnits, type Move, movesFor, placeOf } from './moves.ts';
import { improve } from './neighbourhood.ts';
import { off, type RosterProblem } from './problem.ts';
import { type Crew, crewOf, RosterState } from './roster-state.ts';
import { daysBetween } from './window.ts';

/** What one lane of a search is told. */
export interface LaneOptions {
  readonly openLp: OpenLp;
  readonly seed: number;
  /** Which of how many lanes this is. */
  readonly lane: number;
  readonly lanes: number;
  /** A legal roster to start from, or null. */
  readonly start: Int16Array | null;
  /** How far over the bound a roster may cost to be good enough, relative, ≥ 0; 0: as cheap as there is. */
  readonly gap: number;
}

/** What lanes tell each other when they have done the same work. */
export interface Report {
  readonly cost: number;
  readonly schedule: Int16Array;
  /** What this lane changed since its last report. */
  readonly changes: readonly Change[];
  readonly bound: number;
  /** Work done so far, in units of about three to five nanoseconds. */
  readonly units: number;
  /** Whether nothing better exists: this is the lane's last report. */
  readonly isDone: boolean;
}

/** What a lane says on its way. After a report it waits for those of all lanes. */
export type LaneEvent =
  | { readonly kind: 'tick'; readonly units: number }
  | { readonly kind: 'best'; readonly cost: number; readonly schedule: Int16Array }
  | { readonly kind: 'bound'; readonly bound: number }
  /** People for whom no legal schedule was found; they stay off every day, whatever their rules say. */
  | { readonly kind: 'without'; readonly people: readonly string[] }
  | { readonly kind: 'report'; readonly report: Report };

/** Longest time whose relaxation is solved as a whole. */
const longestRoot = 100;
/** People × cells up to which every lane has a relaxation of its own. */
const smallRoot = 4500;
/** People × cells from which on a bound by kinds must do, and how near it must be to do below that, relative. */
const largeRoot = 70_000;
const nearGap = 0.1;
/** People for each kind of them from which on a relaxation by kinds is worth its time. */
const leastAlike = 3;
/** Times the expected work after which a neighbourhood is given up. */
const longestMove = 5;
const firstEpochUnits = 2e7;
const longestEpochUnits = 4e8;
/** Work without gain after which another beginning is worth a try, at least. */
const leastPatienceUnits = 8e8;

/**
 * One lane of the search for a roster: a first roster, local search, the whole relaxation (its value is the proven
 * bound) rounded by a dive, then neighbourhoods solved by the same means for as long as it is driven. Lanes that are driven
 * with the same reports give the same rosters, whatever the clock says.
 */
export function* searchLane(
  problem: RosterProblem,
  options: LaneOptions,
): Generator<LaneEvent, void, readonly Report[] | undefined> {
  const lane = new Lane(problem, options);
  try {
    yield* lane.run();
  } finally {
    lane.dispose();
  }
}

class Lane {
  readonly #problem: RosterProblem;
  readonly #options: LaneOptions;
  readonly #crew: Crew;
  readonly #state: RosterState;
  readonly #random: () => number;
  #bestCost = Infinity;
  #best: Int16Array;
  #bound = -Infinity;
  #reportAt = firstEpochUnits;
  #epochUnits = firstEpochUnits;
  /** Changes since the last report, and since the last merge. */
  #unsent: Change[] = [];
  #unmerged: Change[] = [];
  #received: Report[] = [];
  #root: Block | null = null;
  /** Work after which the best roster was found, and since which nothing else was tried than making it cheaper. */
  #improvedAt = 0;
  #calmSince = 0;

  constructor(problem: RosterProblem, options: LaneOptions) {
    this.#problem = problem;
    this.#options = options;
    this.#crew = crewOf(problem);
    this.#random = seededRandom(options.seed * 1009 + options.lane * 7919 + 17);
    this.#state = new RosterState(problem, options.start ?? undefined);
    this.#best = this.#state.schedule.slice();
  }

  *run(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const { people, dayCount } = this.#problem;
    const isSpread = yield* this.#spread();
    if (this.#options.start === null && !isSpread) yield* this.#construct();
    yield* this.#noteBest(null);
    yield* this.#warmUp(isSpread);
    yield* this.#noteBest(null);
    const size = people.length * this.#problem.cells.length;
    // Where a bound by kinds is near, whole columns of many people would only make it dearer.
    const isNear = this.#state.cost - this.#bound <= nearGap * Math.abs(this.#state.cost);
    const isBounded = this.#bound > -Infinity && (isNear || size > largeRoot);
    const isRoot = size <= smallRoot || (this.#options.lane === 0 && !isBounded);
    if (dayCount <= longestRoot && isRoot) yield* this.#solveRoot();
    const arms = new Arms(movesFor(this.#problem, longestRoot, this.#root !== null), (move) =>
      expectedUnits(this.#problem, move),
    );
    while (!this.#isDone()) {
      yield* this.#merge();
      yield* this.#tryOneOf(arms);
      const calm = this.#crew.meter.units - this.#calmSince;
      if (calm > Math.max(leastPatienceUnits, this.#improvedAt)) yield* this.#detour(arms, calm);
    }
    yield { kind: 'report', report: this.#report() };
  }

  *#tryOneOf(arms: Arms<Move>): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const arm = arms.draw(this.#random);
    const before = this.#state.cost;
    const start = this.#crew.meter.units;
    yield* this.#move(arm.kind);
    arms.note(arm, before - this.#state.cost, this.#crew.meter.units - start);
  }

  /**
   * Where nothing has helped for as long as the best roster took, another one is built from nothing and made cheaper for as
   * much work; the better of the two stays. What lies between good rosters is more than moves can cross.
   */
  *#detour(arms: Arms<Move>, units: number): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const home = this.#state.schedule.slice();
    const homeCost = this.#state.cost;
    const start = this.#crew.meter.units;
    this.#state.adopt(new Int16Array(home.length).fill(off));
    // Somebody without a schedule is no beginning; that everybody has one is known from home.
    const isBegun = this.#constructed().length === 0;
    if (isBegun) yield* this.#warmUp(false);
    while (
      isBegun &&
      this.#crew.meter.units - start < units &&
      this.#state.cost >= homeCost &&
      !this.#isDone()
    ) {
      yield* this.#tryOneOf(arms);
    }
    if (!isBegun || this.#state.cost >= homeCost) this.#state.adopt(home);
    this.#calmSince = this.#crew.meter.units - units / 2;
  }

  *#warmUp(isSpread: boolean): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const { people, dayCount } = this.#problem;
    const units = Math.min(dayCount > longestRoot ? 2e9 : 2e8, people.length * dayCount * 1e5);
    yield* this.#drive(
      localSearch(this.#state, this.#crew, {
        units,
        startTemperature: isSpread ? 2 : isLong(this.#problem) ? 20 : 12,
        endTemperature: isSpread ? 0.5 : 1,
        random: this.#random,
      }),
    );
  }

  *#construct(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const without = this.#constructed();
    if (without.length > 0) yield { kind: 'without', people: without.toSorted() };
  }

  /** A roster from nothing. @returns ids of people for whom none was found */
  #constructed(): string[] {
    const everybody = this.#problem.people.map((_, index) => index);
    const order = shuffled(everybody, this.#random);
    return construct(this.#state, this.#crew, order, this.#random);
  }

  /** Where many people are alike: a bound by kinds, and a first roster as it says. @returns whether that is where it begins */
  *#spread(): Generator<LaneEvent, boolean, readonly Report[] | undefined> {
    const problem = this.#problem;
    const kinds = kindsOf(problem);
    if (kinds.length * leastAlike > problem.people.length) return false;
    const relaxation = relaxKinds(problem, kinds, this.#options.openLp);
    if (relaxation === null) return false;
    const { meter } = this.#crew;
    meter.units += relaxation.units;
    this.#bound = Math.max(this.#bound, relaxation.bound);
    yield { kind: 'bound', bound: this.#provenCost() };
    if (this.#options.start !== null) return false;
    const spread = spreadProblem(problem, kinds, relaxation.shares);
    const crew = crewOf(spread, meter);
    const state = new RosterState(spread);
    const order = shuffled(
      problem.people.map((_, index) => index),
      this.#random,
    );
    if (construct(state, crew, order, this.#random).length > 0) return false;
    const units = problem.people.length * problem.dayCount * 3e4;
    const warmth = { startTemperature: 2, endTemperature: 0.2, random: this.#random };
    yield* this.#drive(localSearch(state, crew, { units, ...warmth }));
    this.#state.adopt(state.schedule);
    return true;
  }

  dispose(): void {
    this.#root?.dispose();
  }

  *#move(move: Move): Generator<LaneEvent, void, readonly Report[] | undefined> {
    if (move.kind === 'dive') {
      yield* this.#diveRoot();
      return;
    }
    const state = this.#state;
    const random = this.#random;
    const before = state.schedule.slice();
    if (move.kind === 'polish') {
      const units = Math.max(move.units, move.share * this.#crew.meter.units);
      const warmth = { startTemperature: move.temperature, endTemperature: 0.5 };
      yield* this.#drive(localSearch(state, this.#crew, { units, ...warmth, random }));
    } else {
      const work = improve(state, this.#crew, placeOf(state, move, random), {
        openLp: this.#options.openLp,
        random,
        least: this.#problem.grain,
        fraction: 0.2 + 0.2 * random(),
        mostUnits: longestMove * expectedUnits(this.#problem, move),
      });
      yield* this.#drive(work);
    }
    yield* this.#noteBest(before);
  }

  /** The whole relaxation and its first dive. */
  *#solveRoot(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const { people, dayCount, grain } = this.#problem;
    const everybody = people.map((_, index) => index);
    const root = new Block(
      this.#state,
      this.#crew,
      { people: everybody, days: daysBetween(0, dayCount) },
      this.#options.openLp,
    );
    this.#root = root;
    const goal = { cutoff: Infinity, maximumRounds: 1000, tolerance: grain * 0.3, isSmoothed: true };
    const relaxation = root.relax(goal);
    for (;;) {
      const step = relaxation.next();
      if (root.bound > this.#bound) {
        this.#bound = root.bound;
        yield { kind: 'bound', bound: this.#provenCost() };
      }
      if (step.done === true || this.#isDone()) break;
      yield* this.#tick();
      // What other lanes found makes better columns than none.
      for (const { schedule } of this.#received) root.addSchedule(schedule);
    }
    yield* this.#merge();
    yield* this.#diveRoot();
  }

  *#diveRoot(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const root = this.#root!;
    const { grain } = this.#problem;
    root.unfix();
    root.addSchedule(this.#state.schedule);
    const tolerance = grain * 0.3;
    yield* this.#drive(root.relax({ cutoff: Infinity, maximumRounds: 20, tolerance, isSmoothed: false }));
    const chosen = yield* this.#drive(
      dive(root, {
        fraction: 0.15 + 0.25 * this.#random(),
        rounds: 5 + Math.floor(this.#random() * 6),
        cutoff: this.#state.cost - grain * (1 - 1e-6),
        tolerance,
        noise: 0.05,
        random: this.#random,
      }),
    );
    if (chosen === null) return;
    const saved = this.#state.schedule.slice();
    const before = this.#state.cost;
    root.apply(this.#state, chosen);
    if (this.#state.cost < before - 1e-9) {
      yield* this.#noteBest(saved);
    } else this.#state.adopt(saved);
  }

  /** Runs a piece of work to its end, with a tick wherever it yields. */
  *#drive<Result>(
    piece: Generator<void, Result>,
  ): Generator<LaneEvent, Result, readonly Report[] | undefined> {
    for (;;) {
      const step = piece.next();
      if (step.done === true) return step.value;
      yield* this.#tick();
    }
  }

  *#tick(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    if (this.#options.lanes === 1 || this.#crew.meter.units < this.#reportAt) {
      yield { kind: 'tick', units: this.#crew.meter.units };
      return;
    }
    const reports = yield { kind: 'report', report: this.#report() };
    this.#unsent = [];
    this.#epochUnits = Math.min(longestEpochUnits, this.#epochUnits * 1.5);
    this.#reportAt += this.#epochUnits;
    for (const [lane, report] of (reports ?? []).entries()) {
      if (lane === this.#options.lane) continue;
      this.#received.push(report);
      this.#bound = Math.max(this.#bound, report.bound);
    }
  }

  /** Takes over what other lanes reported: the cheaper roster, and on it the changes of the other. */
  *#merge(): Generator<LaneEvent, void, readonly Report[] | undefined> {
    const received = this.#received.splice(0);
    if (received.length === 0) return;
    const before = this.#state.cost;
    for (const report of received) {
      if (report.cost < this.#state.cost) {
        this.#state.adopt(report.schedule);
        replay(this.#state, this.#crew, this.#unmerged);
      } else replay(this.#state, this.#crew, report.changes);
    }
    this.#unmerged = [];
    if (this.#state.cost < before - 1e-9) yield* this.#noteBest(null);
  }

  *#noteBest(before: Int16Array | null): Generator<LaneEvent, void, readonly Report[] | undefined> {
    if (this.#state.cost >= this.#bestCost) return;
    this.#bestCost = this.#state.cost;
    this.#best = this.#state.schedule.slice();
    this.#improvedAt = this.#crew.meter.units;
    this.#calmSince = this.#improvedAt;
    if (before !== null) {
      const change = changeSince(before, this.#state);
      this.#unsent.push(change);
      this.#unmerged.push(change);
    }
    yield { kind: 'best', cost: this.#bestCost, schedule: this.#best };
  }

  #report(): Report {
    return {
      cost: this.#bestCost,
      schedule: this.#best,
      changes: this.#unsent,
      bound: this.#provenCost(),
      units: this.#crew.meter.units,
      isDone: this.#isDone(),
    };
  }

  /** The least that a roster can cost, as far as is proven: bounds are rounded up to what a cost can be. */
  #provenCost(): number {
    const { grain } = this.#problem;
    return Math.ceil(this.#bound / grain - 1e-4) * grain;
  }

  #isDone(): boolean {
    const proven = this.#provenCost();
    return this.#bestCost <= proven + Math.abs(proven) * this.#options.gap + 1e-6;
  }
}
