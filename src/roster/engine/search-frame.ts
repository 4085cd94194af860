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
  const weekendOf = isCounted ? calendar : calendar.map(() => -1);
  const weekendWidth = isCounted ? edges.weekendsLeft + 1 : 1;
  const most = mostUnits(rules, length);
  const isOpen = edges.maximumUnits >= most;
  const unitWidth = isOpen ? Math.max(0, edges.minimumUnits) + 1 : edges.maximumUnits + 1;
  if (weekendWidth <= 0 || unitWidth <= 0) return null;
  if (edges.later === undefined && edges.minimumUnits > most) return null;
  const { stateCount } = rules;
  const rows = stateCount * weekendWidth;
  const cells = (length + 1) * rows;
  const low = new Int32Array(cells).fill(1);
  const high = new Int32Array(cells);
  // Least and most units that the days from each place on can add, backwards; most < 0: the window cannot be ended.
  const leastLater = new Int32Array(cells);
  const mostLater = new Int32Array(cells).fill(-1);
  const groupCount = table.groups.length;
  const eachMove = (
    step: number,
    state: number,
    visit: (target: number, adds: number, units: number) => void,
  ): void => {
    const day = edges.from + step;
    if (offPrices[step]! < Infinity && mayRest(rules, state, day)) visit(restState(rules, state), 0, 0);
    const next = table.next[state]!;
    const adds = addsWeekend(weekendOf, rules, state, day);
    for (let index = 0; index < next.length; index += 1) {
      const group = next[index]!;
      if (groups.prices[step * groupCount + group]! === Infinity) continue;
      visit(table.target[state]![index]!, adds, table.groups[group]!.units);
    }
  };
  for (let state = 0; state < stateCount; state += 1) {
    const adds = isCounted && state < rules.offStates ? edges.weekendAfterOff : 0;
    for (let weekend = 0; edges.mayEnd[state] === 1 && weekend + adds < weekendWidth; weekend += 1) {
      const row = state * weekendWidth + weekend;
      mostLater[length * rows + row] = edges.later?.most[row] ?? 0;
      leastLater[length * rows + row] = edges.later?.least[row] ?? 0;
    }
  }
  for (let step = length - 1; step >= 0; step -= 1) {
    for (let state = 0; state < stateCount; state += 1) {
      const here = step * rows + state * weekendWidth;
      leastLater.fill(unitWidth, here, here + weekendWidth);
      eachMove(step, state, (target, adds, units) => {
        const there = (step + 1) * rows + target * weekendWidth + adds;
        for (let weekend = 0; weekend + adds < weekendWidth; weekend += 1) {
          const later = mostLater[there + weekend]!;
          if (later < 0) continue;
          if (later + units > mostLater[here + weekend]!) mostLater[here + weekend] = later + units;
          const least = leastLater[there + weekend]! + units;
          if (least < leastLater[here + weekend]!) leastLater[here + weekend] = least;
        }
      });
    }
  }
  const last = unitWidth - 1;
  const enter = (at: number, from: number, to: number): void => {
    if (mostLater[at]! < 0) return;
    let least = Math.max(from, edges.minimumUnits - mostLater[at]!);
    let greatest = isOpen ? to : Math.min(to, edges.maximumUnits - leastLater[at]!);
    if (least > greatest) return;
    least = Math.min(least, last);
    greatest = Math.min(greatest, last);
    if (low[at]! > high[at]!) {
      low[at] = least;
      high[at] = greatest;
      return;
    }
    if (least < low[at]!) low[at] = least;
    if (greatest > high[at]!) high[at] = greatest;
  };
  enter(edges.startState * weekendWidth, 0, 0);
  for (let step = 0; step < length; step += 1) {
    for (let state = 0; state < stateCount; state += 1) {
      const here = step * rows + state * weekendWidth;
      if (!isAnyMet(low, high, here, weekendWidth)) continue;
      eachMove(step, state, (target, adds, units) => {
        const there = (step + 1) * rows + target * weekendWidth + adds;
        for (let weekend = 0; weekend + adds < weekendWidth; weekend += 1) {
          if (low[here + weekend]! <= high[here + weekend]!) {
            enter(there + weekend, low[here + weekend]! + units, high[here + weekend]! + units);
          }
        }
      });
    }
  }
  return { rules, edges, length, rows, weekendWidth, weekendOf, unitWidth, isOpen, low, high };
}

function isAnyMet(low: Int32Array, high: Int32Array, from: number, count: number): boolean {
  for (let at = from; at < from + count; at += 1) if (low[at]! <= high[at]!) return true;
  return false;
}

/** Whether a day off may follow a state on a day; a run that began with the time itself has no least length. */
export function mayRest(rules: PersonRules, state: number, day: number): boolean {
  if (state < rules.offStates) return true;
  const run = ((state - rules.offStates) % rules.maximumRun) + 1;
  return run >= rules.person.minimumRun || run === day;
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
