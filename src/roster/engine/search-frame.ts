import type { GroupPrices } from './group-prices.ts';
import type { MoveTable } from './move-table.ts';
import { mostUnits, type PersonRules } from './person-rules.ts';
import { type CountedWeekends, type Moves, possibleMoves } from './possible-moves.ts';
import type { WindowEdges } from './window.ts';

/**
 * What every search of one window shares: which units of work can have been done before each day in each state, so that
 * nothing else is looked at. A row is `state × weekends + weekend`, a place `step × rows + row`.
 */
export interface SearchFrame {
  readonly rules: PersonRules;
  readonly edges: WindowEdges;
  readonly length: number;
  readonly rows: number;
  readonly weekendWidth: number;
  readonly weekends: CountedWeekends;
  /** Different numbers of units of work that are told apart, from 0. */
  readonly unitWidth: number;
  /** Whether all units from the last on are one: the most cannot be passed, so only the least matters. */
  readonly isOpen: boolean;
  /** Least and most units at a place from which the window can still be ended; least over most: none. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/**
 * The frame of a window, or null when no schedule can have its minutes or weekends.
 * @param prices what is possible on each day: whatever costs less than Infinity
 * @returns with the moves that it was made of, which hold until the next frame is made
 */
export function searchFrame(
  rules: PersonRules,
  calendar: readonly number[],
  edges: WindowEdges,
  table: MoveTable,
  prices: GroupPrices,
): { readonly frame: SearchFrame; readonly moves: Moves } | null {
  const { length } = edges.days;
  const isCounted = edges.later !== undefined || edges.weekendsLeft < mostWeekends(calendar, edges);
  const weekends = { calendar: isCounted ? calendar : noWeekends(calendar.length), isCounted };
  const weekendWidth = isCounted ? edges.weekendsLeft + 1 : 1;
  const most = mostUnits(rules, edges.days);
  // Where minutes cost something all of them are told apart.
  const isOpen = edges.endCosts === undefined && edges.maximumUnits >= most;
  const maximumUnits = Math.min(edges.maximumUnits, most);
  const unitWidth = isOpen ? Math.max(0, edges.minimumUnits) + 1 : maximumUnits + 1;
  if (weekendWidth <= 0 || unitWidth <= 0) return null;
  if (edges.later === undefined && edges.minimumUnits > most) return null;
  const { stateCount } = rules;
  const rows = stateCount * weekendWidth;
  const places = (length + 1) * rows;
  const low = new Int32Array(places).fill(1);
  const high = new Int32Array(places);
  const moves = possibleMoves(rules, weekends, edges, table, prices);
  // Least and most units that the days from each place on can add, backwards; most < 0: the window cannot be ended.
  const leastLater = new Int32Array(places);
  const mostLater = new Int32Array(places).fill(-1);
  for (let row = 0; row < rows; row += 1) {
    mostLater[length * rows + row] = edges.later?.most[row] ?? 0;
    leastLater[length * rows + row] = edges.later?.least[row] ?? 0;
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
  const frame = { rules, edges, length, rows, weekendWidth, weekends, unitWidth, isOpen, low, high };
  return { frame, moves };
}

/** Most weekends that a window, and what its days make of those that stay, can have work in. */
function mostWeekends(calendar: readonly number[], { days, gaps }: WindowEdges): number {
  let most = 0;
  let last = -1;
  for (let step = 0; step < days.length; step += 1) {
    const weekend = calendar[days[step]!]!;
    if (weekend >= 0 && weekend !== last) {
      most += 1;
      last = weekend;
    }
    if (gaps[step] !== null) most += gaps[step]!.addsAfterOff;
  }
  return most;
}

let none: readonly number[] = [];

function noWeekends(days: number): readonly number[] {
  if (none.length !== days) none = Array.from({ length: days }, () => -1);
  return none;
}
