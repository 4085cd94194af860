import type { MoveTable } from './move-table.ts';
import { mostUnits, type PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { WindowEdges } from './window.ts';

/**
 * What every search of one window shares: which units of work can have been done before each day in each state, so that
 * nothing else is looked at. A row is `state × weekends + weekend`.
 */
export interface SearchFrame {
  readonly rules: PersonRules;
  readonly edges: WindowEdges;
  readonly length: number;
  readonly rows: number;
  readonly weekendWidth: number;
  /** Weekend of each day of the whole time, -1 everywhere where the window cannot pass the most weekends. */
  readonly weekendOf: readonly number[];
  /** Different numbers of units of work that are told apart, from 0. */
  readonly unitWidth: number;
  /** Whether all units from the last on are one: the most cannot be passed, so only the least matters. */
  readonly isOpen: boolean;
  /** Least and most units before a day from which the window can still be ended, `step × rows + row`; least over most: none. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Cheapest duty of each group of moves on each day, with its price. */
export interface GroupPrices {
  readonly prices: Float64Array;
  readonly duties: Int16Array;
}

/** Prices of groups, `step × groups + group`; Infinity where none of the group's duties is possible. */
export function groupPrices(
  table: MoveTable,
  price: Float64Array,
  length: number,
  stride: number,
): GroupPrices {
  const count = table.groups.length;
  const prices = new Float64Array(length * count);
  const duties = new Int16Array(length * count);
  for (let group = 0; group < count; group += 1) {
    const members = table.groups[group]!.duties;
    for (let step = 0; step < length; step += 1) {
      let best = Infinity;
      let bestDuty = off;
      for (let index = 0; index < members.length; index += 1) {
        const cost = price[step * stride + members[index]! + 1]!;
        if (cost < best) {
          best = cost;
          bestDuty = members[index]!;
        }
      }
      prices[step * count + group] = best;
      duties[step * count + group] = bestDuty;
    }
  }
  return { prices, duties };
}

/**
 * The frame of a window, or null when no schedule can have its minutes or weekends.
 * @param offPrices @param groups what is possible on each day: whatever costs less than Infinity
 */
export function searchFrame(
  rules: PersonRules,
  calendar: readonly number[],
  edges: WindowEdges,
  table: MoveTable,
  offPrices: Float64Array,
  groups: GroupPrices,
): SearchFrame | null {
  const length = edges.to - edges.from;
  const met = new Set(calendar.slice(edges.from, edges.to).filter((weekend) => weekend >= 0));
  const isCounted = edges.later !== undefined || edges.weekendsLeft < met.size + edges.weekendAfterOff;
  const weekendOf = isCounted ? calendar : noWeekends(calendar.length);
  const weekendWidth = isCounted ? edges.weekendsLeft + 1 : 1;
  const most = mostUnits(rules, length);
  // Where minutes cost something all of them are told apart.
  const isOpen = edges.endCosts === undefined && edges.maximumUnits >= most;
  const maximumUnits = Math.min(edges.maximumUnits, most);
  const unitWidth = isOpen ? Math.max(0, edges.minimumUnits) + 1 : maximumUnits + 1;
  if (weekendWidth <= 0 || unitWidth <= 0) return null;
  if (edges.later === undefined && edges.minimumUnits > most) return null;
  const { stateCount } = rules;
  const rows = stateCount * weekendWidth;
  const cells = (length + 1) * rows;
  const low = new Int32Array(cells).fill(1);
  const high = new Int32Array(cells);
  const moves = possibleMoves(rules, weekendOf, edges, table, offPrices, groups);
  // Least and most units that the days from each place on can add, backwards; most < 0: the window cannot be ended.
  const leastLater = new Int32Array(cells);
  const mostLater = new Int32Array(cells).fill(-1);
  for (let state = 0; state < stateCount; state += 1) {
    const adds = isCounted && state < rules.offStates ? edges.weekendAfterOff : 0;
    for (let weekend = 0; edges.mayEnd[state] === 1 && weekend + adds < weekendWidth; weekend += 1) {
      const row = state * weekendWidth + weekend;
      mostLater[length * rows + row] = edges.later?.most[row] ?? 0;
      leastLater[length * rows + row] = edges.later?.least[row] ?? 0;
    }
  }
  for (let at = moves.count - 1; at >= 0; at -= 1) {
    const step = moves.step[at]!;
    const here = step * rows + moves.from[at]! * weekendWidth;
    const there = (step + 1) * rows + moves.to[at]! * weekendWidth + moves.adds[at]!;
    const units = moves.units[at]!;
    for (let weekend = weekendWidth - 1 - moves.adds[at]!; weekend >= 0; weekend -= 1) {
      const later = mostLater[there + weekend]!;
      if (later < 0) continue;
      const least = leastLater[there + weekend]! + units;
      if (mostLater[here + weekend]! < 0 || least < leastLater[here + weekend]!)
        leastLater[here + weekend] = least;
      if (later + units > mostLater[here + weekend]!) mostLater[here + weekend] = later + units;
    }
  }
  const last = unitWidth - 1;
  const { minimumUnits } = edges;
  const first = edges.startState * weekendWidth;
  if (mostLater[first]! < minimumUnits || mostLater[first]! < 0) return null;
  if (!isOpen && leastLater[first]! > maximumUnits) return null;
  low[first] = 0;
  for (let at = 0; at < moves.count; at += 1) {
    const step = moves.step[at]!;
    const here = step * rows + moves.from[at]! * weekendWidth;
    const there = (step + 1) * rows + moves.to[at]! * weekendWidth + moves.adds[at]!;
    const units = moves.units[at]!;
    for (let weekend = weekendWidth - 1 - moves.adds[at]!; weekend >= 0; weekend -= 1) {
      const from = low[here + weekend]!;
      const to = high[here + weekend]!;
      if (from > to) continue;
      const target = there + weekend;
      const later = mostLater[target]!;
      if (later < 0) continue;
      let least = from + units > minimumUnits - later ? from + units : minimumUnits - later;
      let greatest = to + units;
      if (!isOpen && greatest > maximumUnits - leastLater[target]!)
        greatest = maximumUnits - leastLater[target]!;
      if (least > greatest) continue;
      if (least > last) least = last;
      if (greatest > last) greatest = last;
      if (low[target]! > high[target]!) {
        low[target] = least;
        high[target] = greatest;
        continue;
      }
      if (least < low[target]!) low[target] = least;
      if (greatest > high[target]!) high[target] = greatest;
    }
  }
  return { rules, edges, length, rows, weekendWidth, weekendOf, unitWidth, isOpen, low, high };
}

/** Moves between states that can be met, in order of day. */
interface Moves {
  readonly count: number;
  readonly step: Int16Array;
  readonly from: Int16Array;
  readonly to: Int16Array;
  readonly adds: Uint8Array;
  readonly units: Int32Array;
}

function possibleMoves(
  rules: PersonRules,
  weekendOf: readonly number[],
  edges: WindowEdges,
  table: MoveTable,
  offPrices: Float64Array,
  groups: GroupPrices,
): Moves {
  const length = edges.to - edges.from;
  const { stateCount } = rules;
  const groupCount = table.groups.length;
  const moves = memoryOf(length * stateCount * (groupCount + 1));
  const isMet = new Uint8Array((length + 1) * stateCount);
  isMet[edges.startState] = 1;
  let count = 0;
  for (let step = 0; step < length; step += 1) {
    const day = edges.from + step;
    for (let state = 0; state < stateCount; state += 1) {
      if (isMet[step * stateCount + state] === 0) continue;
      const next = table.next[state]!;
      const adds = addsWeekend(weekendOf, rules, state, day);
      const rests = offPrices[step]! < Infinity && mayRest(rules, state, day);
      for (let index = rests ? -1 : 0; index < next.length; index += 1) {
        if (index >= 0 && groups.prices[step * groupCount + next[index]!]! === Infinity) continue;
        const to = index < 0 ? restState(rules, state) : table.target[state]![index]!;
        isMet[(step + 1) * stateCount + to] = 1;
        moves.step[count] = step;
        moves.from[count] = state;
        moves.to[count] = to;
        moves.adds[count] = index < 0 ? 0 : adds;
        moves.units[count] = index < 0 ? 0 : table.groups[next[index]!]!.units;
        count += 1;
      }
    }
  }
  return { ...moves, count };
}

let memory: Omit<Moves, 'count'> | null = null;

/** Working memory, kept from search to search; nothing in it outlives a search. */
function memoryOf(size: number): Omit<Moves, 'count'> {
  if (memory === null || memory.step.length < size) {
    memory = {
      step: new Int16Array(size),
      from: new Int16Array(size),
      to: new Int16Array(size),
      adds: new Uint8Array(size),
      units: new Int32Array(size),
    };
  }
  return memory;
}

let none: readonly number[] = [];

function noWeekends(days: number): readonly number[] {
  if (none.length !== days) none = Array.from({ length: days }, () => -1);
  return none;
}

/** Whether a day off may follow a state on a day; a run that began with the time itself has no least length. */
export function mayRest(rules: PersonRules, state: number, day: number): boolean {
  if (state < rules.offStates) return true;
  const run = ((state - rules.offStates) % rules.maximumRun) + 1;
  return run >= rules.person.minimumRun || run === day + (rules.person.before?.run ?? 0);
}

/** State after a day off. */
export function restState(rules: PersonRules, state: number): number {
  return state < rules.offStates ? Math.min(state + 1, rules.offStates - 1) : 0;
}

/** Whether work on a day is the first of its weekend when it follows a state. */
export function addsWeekend(
  weekendOf: readonly number[],
  rules: PersonRules,
  state: number,
  day: number,
): 0 | 1 {
  const weekend = weekendOf[day]!;
  if (weekend < 0) return 0;
  const isSecond = day > 0 && weekendOf[day - 1] === weekend;
  return !isSecond || state < rules.offStates ? 1 : 0;
}
