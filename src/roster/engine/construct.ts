import { marginalPrices } from './marginal-prices.ts';
import { mostUnits } from './person-rules.ts';
import { off } from './problem.ts';
import type { Crew, RosterState } from './roster-state.ts';
import { openEdges, windowEdges } from './window.ts';

/** Longest time that is searched in one piece; beyond it schedules are made a part at a time. */
const longestPiece = 200;
/** Cells of the search's table above which even a shorter time is made in parts. */
const largestTable = 400_000;
const pieceDays = 28;
const keptDays = 14;

/**
 * A first legal schedule for every person, each where it is worth most given those before it.
 * @returns ids of people for whom no legal schedule was found; they stay off on every day
 */
export function construct(state: RosterState, crew: Crew, order: readonly number[]): string[] {
  const { problem } = state;
  const price = new Float64Array(problem.dayCount * (problem.duties.length + 1));
  const without: string[] = [];
  for (const person of order) {
    const rules = crew.rules[person]!;
    const table = rules.stateCount * (rules.person.maximumWeekends + 1) * (rules.maximumUnits + 1);
    const isWhole = problem.dayCount <= longestPiece && table <= largestTable;
    const isPlaced = isWhole
      ? placeWhole(state, crew, person, price)
      : placeInParts(state, crew, person, price);
    if (!isPlaced) without.push(rules.person.id);
  }
  return without;
}

function placeWhole(state: RosterState, crew: Crew, person: number, price: Float64Array): boolean {
  const { problem } = state;
  const at = person * problem.dayCount;
  const edges = windowEdges(problem, crew.rules[person]!, state.schedule, at, 0, problem.dayCount);
  marginalPrices(state, person, 0, problem.dayCount, price);
  const found = crew.searches[person]!.find(edges, price, Infinity);
  if (found === null) return false;
  found.duties.forEach((duty, day) => {
    state.set(person, day, duty);
  });
  return true;
}

/** Makes a long schedule a part at a time; hours and weekends are shared out over the time beforehand. */
function placeInParts(state: RosterState, crew: Crew, person: number, price: Float64Array): boolean {
  const { problem } = state;
  const { dayCount } = problem;
  const rules = crew.rules[person]!;
  const at = person * dayCount;
  for (let from = 0; from < dayCount; from += keptDays) {
    const to = Math.min(dayCount, from + pieceDays);
    const edges = openEdges(problem, rules, state.schedule, at, from, to);
    const share = to / dayCount;
    const left = mostUnits(rules, dayCount - to);
    const isLast = to === dayCount;
    // Enough that the rest can still reach the least, and no more than a fair part of the most.
    const fair = Math.max(0, Math.ceil(rules.minimumUnits * share) - rules.longestUnits);
    const piece = {
      ...edges,
      minimumUnits:
        (isLast ? rules.minimumUnits : Math.max(fair, rules.minimumUnits - left)) - edges.unitsBefore,
      maximumUnits: (isLast ? rules.maximumUnits : Math.ceil(rules.maximumUnits * share)) - edges.unitsBefore,
      weekendsLeft: Math.ceil(rules.person.maximumWeekends * share) - edges.weekendsBefore,
    };
    marginalPrices(state, person, from, to, price);
    let found = crew.searches[person]!.find(piece, price, Infinity);
    // Where the fair share cannot be kept the limits of the whole time decide.
    found ??= crew.searches[person]!.find(
      {
        ...edges,
        maximumUnits: rules.maximumUnits - edges.unitsBefore,
        minimumUnits: rules.minimumUnits - left - edges.unitsBefore,
      },
      price,
      Infinity,
    );
    if (found === null) {
      for (let day = 0; day < dayCount; day += 1) state.set(person, day, off);
      return false;
    }
    const kept = isLast ? to : from + keptDays;
    for (let day = from; day < kept; day += 1) state.set(person, day, found.duties[day - from]!);
    if (isLast) return true;
  }
  return true;
}
