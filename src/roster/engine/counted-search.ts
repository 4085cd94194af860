import type { Counts } from './counts.ts';
import type { GroupPrices } from './group-prices.ts';
import type { MoveTable } from './move-table.ts';
import { possibleMoves } from './possible-moves.ts';
import type { SearchFrame } from './search-frame.ts';
import type { Transitions } from './transitions.ts';

/**
 * The cheapest schedule under a cutoff with counts told apart: forwards over (state, weekends, counts, units), leaving out
 * whatever costs the cutoff or more together with what the rest costs at least. A segment is one (state, weekends, counts).
 * @returns null when nothing is cheaper than the cutoff
 */
export function countedSearch(input: {
  readonly frame: SearchFrame;
  readonly transitions: Transitions;
  readonly table: MoveTable;
  readonly counts: Counts;
  readonly prices: GroupPrices;
  /** What the rest costs at least with the counts' prices on the limits, where the transitions say. */
  readonly toGo: Float64Array;
  readonly cutoff: number;
}):
  | { readonly value: number; readonly duties: Int16Array; readonly work: number }
  | { readonly work: number } {
  const { frame, transitions, table, counts, prices, toGo, cutoff } = input;
  const { rules, edges, length, rows, weekendWidth, unitWidth, isOpen } = frame;
  const { stateCount } = rules;
  const countWidth = counts.width;
  const lastUnit = unitWidth - 1;
  const width = table.groups.length + 1;
  const moves = possibleMoves(rules, frame.weekends, edges, table, prices);
  const size = stateCount * weekendWidth * countWidth * unitWidth;
  const memory = memoryOf(size, stateCount * weekendWidth * countWidth, length);
  let { now, next } = memory;
  const { back } = memory;
  const start = edges.startState * weekendWidth * countWidth;
  reach(now, start, 0, unitWidth);
  now.values[start * unitWidth] = 0;
  let work = 0;
  for (let step = 0; step < length; step += 1) {
    counts.turnTo(step);
    const backAt = step * size;
    for (let index = 0; index < now.count; index += 1) {
      const segment = now.segments[index]!;
      const from = now.low[segment]!;
      const to = now.high[segment]!;
      now.high[segment] = -1;
      const count = segment % countWidth;
      const row = (segment - count) / countWidth;
      const weekend = row % weekendWidth;
      const base = segment * unitWidth;
      const at = step * stateCount + (row - weekend) / weekendWidth;
      for (let move = moves.first[at]!; move < moves.first[at + 1]!; move += 1) {
        const weekendAfter = weekend + moves.adds[move]!;
        if (weekendAfter >= weekendWidth) continue;
        const group = moves.group[move]!;
        const rowAfter = moves.to[move]! * weekendWidth + weekendAfter;
        const place = (step + 1) * rows + rowAfter;
        const least = frame.low[place]!;
        const most = frame.high[place]!;
        if (least > most) continue;
        const countAfter = counts.after(count, group);
        if (countAfter < 0) continue;
        const units = moves.units[move]!;
        const cost = prices.prices[step * width + group]!;
        const target = rowAfter * countWidth + countAfter;
        const targetBase = target * unitWidth;
        const origin = transitions.origin[place]!;
        const worth = cutoff + counts.credit(countAfter) - cost;
        for (let unit = from; unit <= to; unit += 1) {
          let unitAfter = unit + units;
          if (unitAfter > lastUnit) {
            if (!isOpen) break;
            unitAfter = lastUnit;
          }
          if (unitAfter < least || unitAfter > most) continue;
          work += 1;
          const before = now.values[base + unit]!;
          if (before + toGo[origin + unitAfter]! >= worth) continue;
          reach(next, target, unitAfter, unitWidth);
          const value = before + cost;
          if (value < next.values[targetBase + unitAfter]!) {
            next.values[targetBase + unitAfter] = value;
            back[backAt + targetBase + unitAfter] = (base + unit) * width + group;
          }
        }
      }
    }
    now.count = 0;
    [now, next] = [next, now];
    if (now.count === 0) return { work };
  }
  // What is left has a finite rest, so it may end.
  let value = Infinity;
  let at = -1;
  for (let index = 0; index < now.count; index += 1) {
    const segment = now.segments[index]!;
    for (let unit = now.low[segment]!; unit <= now.high[segment]!; unit += 1) {
      const total = now.values[segment * unitWidth + unit]! + (edges.endCosts?.[unit] ?? 0);
      if (total >= value) continue;
      value = total;
      at = segment * unitWidth + unit;
    }
    now.high[segment] = -1;
  }
  now.count = 0;
  const duties = new Int16Array(length);
  for (let step = length - 1; step >= 0; step -= 1) {
    const code = back[step * size + at]!;
    const group = code % width;
    duties[step] = prices.duties[step * width + group]!;
    at = (code - group) / width;
  }
  return { value, duties, work };
}

/** Segments that can be met before one day, with the values of their units. */
interface Layer {
  readonly values: Float64Array;
  /** Least and most units of each segment; -1: not met. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly segments: Int32Array;
  count: number;
}

/** Notes that a segment can be met with so many units. */
function reach(layer: Layer, segment: number, unit: number, unitWidth: number): void {
  const { low, high, values } = layer;
  if (high[segment]! < 0) {
    layer.segments[layer.count] = segment;
    layer.count += 1;
    values.fill(Infinity, segment * unitWidth, (segment + 1) * unitWidth);
    low[segment] = unit;
    high[segment] = unit;
    return;
  }
  if (unit < low[segment]!) low[segment] = unit;
  if (unit > high[segment]!) high[segment] = unit;
}

interface Memory {
  readonly now: Layer;
  readonly next: Layer;
  /** Where each value was reached from and by which move: `value before × (groups + 1) + move`. */
  readonly back: Int32Array;
}

let shared: Memory | null = null;

/** Working memory, kept from search to search as it is large; every search leaves its layers empty. */
function memoryOf(size: number, segments: number, length: number): Memory {
  if (
    shared === null ||
    shared.now.values.length < size ||
    shared.now.low.length < segments ||
    shared.back.length < size * length
  ) {
    const values = Math.max(size, shared?.now.values.length ?? 0);
    const places = Math.max(segments, shared?.now.low.length ?? 0);
    const back = Math.max(size * length, shared?.back.length ?? 0);
    shared = { now: layerOf(values, places), next: layerOf(values, places), back: new Int32Array(back) };
  }
  return shared;
}

function layerOf(values: number, segments: number): Layer {
  return {
    values: new Float64Array(values),
    low: new Int32Array(segments),
    high: new Int32Array(segments).fill(-1),
    segments: new Int32Array(segments),
    count: 0,
  };
}
