import { Block, type Schedule } from './block.ts';
import type { Neighbourhood } from './block-rows.ts';
import { dive } from './dive.ts';
import type { OpenLp } from './live-lp.ts';
import { cellCost, type RosterProblem } from './problem.ts';
import type { Crew, RosterState } from './roster-state.ts';

/** How a neighbourhood is solved. */
export interface ImproveOptions {
  readonly openLp: OpenLp;
  readonly random: () => number;
  /** Smallest gain in cost that matters. */
  readonly least: number;
  /** Share of the open days that are fixed at once, 0 to 1. */
  readonly fraction: number;
  /** Work after which it is given up, in the meter's units. */
  readonly mostUnits: number;
}

/** Solves a neighbourhood anew; the roster becomes better or stays. @returns the gain, 0 when there was none */
export function* improve(
  state: RosterState,
  crew: Crew,
  where: Neighbourhood,
  options: ImproveOptions,
): Generator<void, number> {
  const latest = crew.meter.units + options.mostUnits;
  const block = new Block(state, crew, where, options.openLp);
  try {
    const before = state.cost;
    const chosen = yield* untilUnits(crew, latest, cheaper(block, before, options));
    if (chosen === null) return 0;
    const saved = state.schedule.slice();
    block.apply(state, chosen);
    if (state.cost < before - 1e-6) return before - state.cost;
    state.adopt(saved);
    return 0;
  } finally {
    block.dispose();
  }
}

/** Schedules that cost less than the present ones do, or null. */
function* cheaper(
  block: Block,
  cost: number,
  { least, fraction, random }: ImproveOptions,
): Generator<void, Schedule[] | null> {
  const cutoff = cost - least * (1 - 1e-6);
  const tolerance = least * 0.3;
  const ended = yield* block.relax({ cutoff, maximumRounds: 60, tolerance, isSmoothed: true });
  if (ended === 'hopeless' || ended === 'infeasible') return null;
  return yield* dive(block, { fraction, rounds: 5, cutoff, tolerance, noise: 0.05, random });
}

/** Runs a piece of work to its end; null when it takes more than it may. */
function* untilUnits<Result>(
  crew: Crew,
  latest: number,
  piece: Generator<void, Result>,
): Generator<void, Result | null> {
  for (;;) {
    const step = piece.next();
    if (step.done === true) return step.value;
    if (crew.meter.units > latest) return null;
    yield;
  }
}

/** So many people, most of them able to work where somebody is missing or too many are; days anywhere. */
export function peopleAround(
  state: RosterState,
  count: number,
  from: number,
  to: number,
  random: () => number,
): number[] {
  const { problem } = state;
  const everybody = problem.people.length;
  if (count >= everybody) return problem.people.map((_, index) => index);
  const chosen = new Set<number>();
  const cell = painfulCell(state, from, to, random);
  if (cell >= 0) {
    const able = problem.people.flatMap((_, person) => (canCover(problem, person, cell) ? [person] : []));
    const wanted = Math.min(able.length, Math.round(count * 0.6));
    while (chosen.size < wanted) chosen.add(able[Math.floor(random() * able.length)]!);
  }
  while (chosen.size < count) chosen.add(Math.floor(random() * everybody));
  return [...chosen].sort((a, b) => a - b);
}

/** A day on which a cell costs something, drawn by what it costs; any day when none does. */
export function painfulDay(state: RosterState, random: () => number): number {
  const { cells, dayCount } = state.problem;
  const cell = painfulCell(state, 0, dayCount, random);
  return cell < 0 ? Math.floor(random() * dayCount) : cells[cell]!.day;
}

/** A cell of some days, drawn by what it costs; -1 when none costs anything. */
function painfulCell(state: RosterState, from: number, to: number, random: () => number): number {
  const { problem, cover } = state;
  const costs = problem.cells.map((each, index) => {
    if (each.day < from || each.day >= to) return 0;
    const people = cover[index]!;
    const cost = cellCost(each, people);
    // What one more would save; what one fewer would save counts less, as it seldom matters.
    const more = cost - cellCost(each, people + 1);
    const fewer = people > 0 ? cost - cellCost(each, people - 1) : 0;
    return Math.max(0, more, fewer * 0.2);
  });
  let left = random() * costs.reduce((sum, cost) => sum + cost, 0);
  if (left <= 0) return -1;
  return costs.findIndex((cost) => {
    left -= cost;
    return cost > 0 && left <= 0;
  });
}

function canCover(problem: RosterProblem, person: number, cell: number): boolean {
  const { dutyPrice, group } = problem.people[person]!;
  const { day } = problem.cells[cell]!;
  return problem.duties.some((_, duty) => {
    const at = day * problem.duties.length + duty;
    return dutyPrice[at]! < Infinity && problem.footprints[group]![at]!.cells.includes(cell);
  });
}
