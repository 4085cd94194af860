import { scheduleCost } from './cheapest-schedule.ts';
import { marginalPrices } from './marginal-prices.ts';
import { off } from './problem.ts';
import type { Crew, RosterState } from './roster-state.ts';
import { daysBetween, windowEdges } from './window.ts';

/** How long and how warm a local search is. */
export interface LocalSearchOptions {
  /** Work after which it ends, in the meter's units. */
  readonly units: number;
  readonly startTemperature: number;
  readonly endTemperature: number;
  readonly random: () => number;
}

const mostPeople = 4;
/** Longest time in which a person's whole schedule is placed anew. */
const longestWhole = 56;

/**
 * Takes a few people out of a window, puts them back one by one where they are worth most (with some noise the first time),
 * keeps the result when it is better or, while it is warm, a little worse. Ends with the best roster seen in `state`.
 * Yields now and then, so that whoever drives it can stop it.
 */
export function* localSearch(
  state: RosterState,
  crew: Crew,
  options: LocalSearchOptions,
): Generator<void, void> {
  const { problem } = state;
  const { dayCount } = problem;
  const people = problem.people.length;
  const { random, startTemperature, endTemperature } = options;
  const price = new Float64Array(dayCount * (problem.duties.length + 1));
  const saved = new Int16Array(mostPeople * dayCount);
  const start = crew.meter.units;
  let best = state.cost;
  let bestSchedule = state.schedule.slice();
  for (let round = 1; crew.meter.units - start < options.units; round += 1) {
    if (round % 64 === 0) yield;
    const done = (crew.meter.units - start) / options.units;
    const temperature = startTemperature * (endTemperature / startTemperature) ** done;
    const count = Math.min(people, 1 + Math.floor(random() * mostPeople));
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(Math.floor(random() * people));
    const isWhole = dayCount <= longestWhole && random() < 0.4;
    const width = isWhole ? dayCount : Math.min(dayCount, 7 * (1 + Math.floor(random() * 4)));
    const from = Math.floor(random() * (dayCount - width + 1));
    const to = from + width;
    const before = state.cost;
    let at = 0;
    for (const person of chosen) {
      saved.set(state.schedule.subarray(person * dayCount + from, person * dayCount + to), at);
      at += width;
    }
    let isLegal = true;
    for (const person of chosen)
      isLegal &&= reinsert(state, crew, person, from, to, price, () => (random() - 0.5) * temperature * 0.5);
    if (chosen.size > 1)
      for (const person of chosen) isLegal &&= reinsert(state, crew, person, from, to, price, null);
    const change = state.cost - before;
    if (isLegal && (change <= 0 || random() < Math.exp(-change / temperature))) {
      if (state.cost < best - 1e-9) {
        best = state.cost;
        bestSchedule = state.schedule.slice();
      }
      continue;
    }
    at = 0;
    for (const person of chosen) {
      for (let day = from; day < to; day += 1) state.set(person, day, saved[at + day - from]!);
      at += width;
    }
  }
  state.adopt(bestSchedule);
}

/** Places a person's days of a window anew; false when nothing legal exists. */
function reinsert(
  state: RosterState,
  crew: Crew,
  person: number,
  from: number,
  to: number,
  price: Float64Array,
  noise: (() => number) | null,
): boolean {
  const { problem } = state;
  const edges = windowEdges(
    problem,
    crew.rules[person]!,
    state.schedule,
    person * problem.dayCount,
    daysBetween(from, to),
  );
  const { dayCount } = problem;
  const before = state.schedule.slice(person * dayCount + from, person * dayCount + to);
  for (let day = from; day < to; day += 1) state.set(person, day, off);
  marginalPrices(state, person, from, to, price);
  if (noise !== null) {
    const size = (to - from) * (problem.duties.length + 1);
    for (let index = 0; index < size; index += 1) price[index]! += noise();
  }
  // What the person did before is legal, so nothing dearer need be looked at.
  const known = scheduleCost(crew.rules[person]!, edges, before, price) + 1e-6;
  const found = crew.searches[person]!.find(edges, price, known);
  if (found === null) return false;
  for (let day = from; day < to; day += 1) state.set(person, day, found.duties[day - from]!);
  return true;
}
