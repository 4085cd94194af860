import { marginalPrices } from './marginal-prices.ts';
import type { PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { Crew, RosterState } from './roster-state.ts';
import type { SearchFrame } from './search-frame.ts';
import { daysBetween, type OpenEdges, openEdges, type WindowEdges, windowEdges } from './window.ts';

/** Cells of the search's table up to which a schedule is searched in one piece; a larger one is made a part at a time. */
const largestTable = 4_000_000;
const pieceDays = 28;
/** Days of a part that are kept, and random changes of the prices, attempt by attempt: another way where one was a dead end. */
const attempts = [14, 21, 7, 28, 14, 21, 7, 14, 21, 7, 14, 21].map((keptDays, attempt) => ({
  keptDays,
  noise: attempt * 20,
}));

/**
 * A first legal schedule for every person, each where it is worth most given those before it.
 * @returns ids of people for whom no legal schedule was found; they stay off on every day
 */
export function construct(
  state: RosterState,
  crew: Crew,
  order: readonly number[],
  random: () => number,
): string[] {
  const { problem } = state;
  const price = new Float64Array(problem.dayCount * (problem.duties.length + 1));
  const without: string[] = [];
  for (const person of order) {
    const rules = crew.rules[person]!;
    const cells =
      problem.dayCount * rules.stateCount * (rules.person.maximumWeekends + 1) * (rules.maximumUnits + 1);
    const isWhole = cells <= largestTable;
    const isPlaced =
      (isWhole && placeWhole(state, crew, person, price)) ||
      attempts.some((attempt) => placeInParts(state, crew, person, price, { ...attempt, random }));
    if (!isPlaced) without.push(rules.person.id);
  }
  return without;
}

function placeWhole(state: RosterState, crew: Crew, person: number, price: Float64Array): boolean {
  const { problem } = state;
  const at = person * problem.dayCount;
  const everyDay = daysBetween(0, problem.dayCount);
  const edges = windowEdges(problem, crew.rules[person]!, state.schedule, at, everyDay);
  marginalPrices(state, person, everyDay, price);
  const found = crew.searches[person]!.find(edges, price, Infinity);
  if (found === null) return false;
  found.duties.forEach((duty, day) => {
    state.set(person, day, duty);
  });
  return true;
}

/**
 * Makes a long schedule a part at a time. What the frame of the whole time says of a part's end keeps the rest possible;
 * hours are shared out over the time beforehand, as far as that leaves a way.
 */
function placeInParts(
  state: RosterState,
  crew: Crew,
  person: number,
  price: Float64Array,
  attempt: { readonly keptDays: number; readonly noise: number; readonly random: () => number },
): boolean {
  const { keptDays, noise, random } = attempt;
  const { problem } = state;
  const { dayCount } = problem;
  const rules = crew.rules[person]!;
  const search = crew.searches[person]!;
  const at = person * dayCount;
  const everyDay = daysBetween(0, dayCount);
  marginalPrices(state, person, everyDay, price);
  const whole = search.frame(windowEdges(problem, rules, state.schedule, at, everyDay), price);
  if (whole === null) return false;
  for (let from = 0; from < dayCount; from += keptDays) {
    const to = Math.min(dayCount, from + pieceDays);
    const edges = openEdges(problem, rules, state.schedule, at, from, to);
    const share = to / dayCount;
    const fair: [number, number] = [
      Math.floor(rules.minimumUnits * share) - rules.longestUnits,
      Math.ceil(rules.maximumUnits * share) + rules.longestUnits,
    ];
    marginalPrices(state, person, edges.days, price);
    if (noise > 0)
      for (let index = 0; index < price.length; index += 1) price[index]! += (random() - 0.5) * noise;
    const found =
      search.find(withShares(pieceEdges(whole, edges, to, fair), rules, dayCount), price, Infinity) ??
      search.find(
        withShares(pieceEdges(whole, edges, to, [0, rules.maximumUnits]), rules, dayCount),
        price,
        Infinity,
      ) ??
      search.find(pieceEdges(whole, edges, to, [0, rules.maximumUnits]), price, Infinity);
    if (found === null) {
      for (let day = 0; day < dayCount; day += 1) state.set(person, day, off);
      return false;
    }
    const kept = to === dayCount ? to : from + keptDays;
    for (let day = from; day < kept; day += 1) state.set(person, day, found.duties[day - from]!);
    if (to === dayCount) break;
  }
  return true;
}

/** What limits of the whole time leave until a part's end when they are shared out evenly, a little more allowed. */
function withShares(edges: WindowEdges, rules: PersonRules, dayCount: number): WindowEdges {
  const limitsLeft = edges.limitsLeft.map((left, limit) => {
    const { most } = rules.limits[limit]!;
    if (most.length > 1) return left;
    const later = Math.floor((most[0]! * (dayCount - edges.days.at(-1)! - 1)) / dayCount);
    return [Math.max(0, left[0]! - Math.max(0, later - 1))];
  });
  return { ...edges, limitsLeft };
}

/** A part's edges with what the frame of the whole time allows at its end, within some units of work by then. */
function pieceEdges(
  whole: SearchFrame,
  edges: OpenEdges,
  to: number,
  [fewest, greatest]: readonly [number, number],
): WindowEdges {
  const { stateCount } = whole.rules;
  const width = edges.weekendsLeft + 1;
  const least = new Int32Array(stateCount * width).fill(1);
  const most = new Int32Array(stateCount * width).fill(-1);
  const ranges = new Map<number, readonly [low: number, high: number]>();
  for (let state = 0; state < stateCount; state += 1) {
    for (let weekend = 0; weekend < width; weekend += 1) {
      const weekendRow = Math.min(whole.weekendWidth - 1, edges.weekendsBefore + weekend);
      const row = to * whole.rows + state * whole.weekendWidth + weekendRow;
      const low = Math.max(whole.low[row]!, fewest);
      const isTop = whole.isOpen && whole.high[row] === whole.unitWidth - 1;
      const high = Math.min(isTop ? greatest : whole.high[row]!, greatest);
      if (whole.low[row]! > whole.high[row]! || low > high || high < edges.unitsBefore) continue;
      ranges.set(state * width + weekend, [low - edges.unitsBefore, high - edges.unitsBefore]);
    }
  }
  const minimumUnits = Math.max(0, ...[...ranges.values()].map(([low]) => low));
  const maximumUnits = Math.max(0, ...[...ranges.values()].map(([, high]) => high));
  for (const [row, [low, high]] of ranges) {
    most[row] = minimumUnits - Math.max(0, low);
    least[row] = maximumUnits - high;
  }
  return { ...edges, minimumUnits, maximumUnits, later: { least, most } };
}
