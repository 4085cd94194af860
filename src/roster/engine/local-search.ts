import { scheduleCost } from './cheapest-schedule.ts';
import { marginalPrices } from './marginal-prices.ts';
import { off, type RosterProblem } from './problem.ts';
import type { Crew, RosterState } from './roster-state.ts';
import { daysBetween, type WindowEdges, windowEdges } from './window.ts';

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
/** In a longer time: most spans of days that one person is taken out of at once, and most weeks of them all. */
const mostSpans = 8;
const mostWeeks = 16;

/** Whether a time is so long that a person is taken out of weeks far apart rather than of days in a row. */
export function isLong({ dayCount }: RosterProblem): boolean {
  return dayCount > longestWhole;
}

/**
 * Takes a few people out of a window, puts them back one by one where they are worth most (with some noise the first time),
 * or in a long time one person out of weeks far apart, which may trade hours, weekends and counts of the whole time. It
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
  const isFarApart = isLong(problem);
  const start = crew.meter.units;
  let best = state.cost;
  let bestSchedule = state.schedule.slice();
  for (let round = 1; crew.meter.units - start < options.units; round += 1) {
    if (round % 64 === 0) yield;
    const done = (crew.meter.units - start) / options.units;
    const temperature = startTemperature * (endTemperature / startTemperature) ** done;
    const count = isFarApart ? 1 : Math.min(people, 1 + Math.floor(random() * mostPeople));
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(Math.floor(random() * people));
    const days = isFarApart ? weeksApart(dayCount, random) : oneSpan(dayCount, random);
    const before = state.cost;
    let at = 0;
    for (const person of chosen) {
      for (const day of days) {
        saved[at] = state.schedule[person * dayCount + day]!;
        at += 1;
      }
    }
    // What stays of a person is the same both times, and so is what a search makes of it first.
    const places = Array.from(chosen, (person) => ({
      person,
      edges: windowEdges(problem, crew.rules[person]!, state.schedule, person * dayCount, days),
    }));
    let isLegal = true;
    for (const place of places)
      isLegal &&= reinsert(state, crew, place, price, () => (random() - 0.5) * temperature * 0.5);
    if (places.length > 1) for (const place of places) isLegal &&= reinsert(state, crew, place, price, null);
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
      for (const day of days) {
        state.set(person, day, saved[at]!);
        at += 1;
      }
    }
  }
  state.adopt(bestSchedule);
}

/** The whole time, or some weeks in a row anywhere in it. */
function oneSpan(dayCount: number, random: () => number): number[] {
  const isWhole = random() < 0.4;
  const width = isWhole ? dayCount : Math.min(dayCount, 7 * (1 + Math.floor(random() * 4)));
  return spanOf(dayCount, width, random);
}

/** Some spans of weeks anywhere; those that meet are one. */
function weeksApart(dayCount: number, random: () => number): number[] {
  const spans = 1 + Math.floor(random() * mostSpans);
  const weeks = Math.min(mostWeeks, Math.floor(dayCount / 14));
  const longest = Math.max(1, Math.floor(weeks / spans));
  const days = new Set<number>();
  for (let span = 0; span < spans; span += 1) {
    const width = 7 * (1 + Math.floor(random() * longest));
    for (const day of spanOf(dayCount, width, random)) days.add(day);
  }
  return [...days].sort((a, b) => a - b);
}

function spanOf(dayCount: number, width: number, random: () => number): number[] {
  const from = Math.floor(random() * (dayCount - width + 1));
  return daysBetween(from, from + width);
}

/** Places a person's days of a window anew; false when nothing legal exists. */
function reinsert(
  state: RosterState,
  crew: Crew,
  { person, edges }: { readonly person: number; readonly edges: WindowEdges },
  price: Float64Array,
  noise: (() => number) | null,
): boolean {
  const { problem } = state;
  const { days } = edges;
  const at = person * problem.dayCount;
  const before = Int16Array.from(days, (day) => state.schedule[at + day]!);
  for (const day of days) state.set(person, day, off);
  marginalPrices(state, person, days, price);
  if (noise !== null) {
    const size = days.length * (problem.duties.length + 1);
    for (let index = 0; index < size; index += 1) price[index]! += noise();
  }
  // What the person did before is legal, so nothing dearer need be looked at.
  const known = scheduleCost(crew.rules[person]!, edges, before, price) + 1e-6;
  const found = crew.searches[person]!.find(edges, price, known);
  if (found === null) return false;
  for (let step = 0; step < days.length; step += 1) state.set(person, days[step]!, found.duties[step]!);
  return true;
}
