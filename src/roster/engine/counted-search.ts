import type { Counts, MoveTable } from './move-table.ts';
import { off } from './problem.ts';
import { addsWeekend, type GroupPrices, mayRest, restState, type SearchFrame } from './search-frame.ts';
import type { ValueToGo } from './value-to-go.ts';

/**
 * The cheapest schedule under a cutoff with counts told apart: forwards over (state, weekends, counts, units), leaving out
 * whatever costs the cutoff or more together with what the rest costs at least (`ValueToGo`).
 * @returns null when nothing is cheaper than the cutoff
 */
export function countedSearch(input: {
  readonly frame: SearchFrame;
  readonly table: MoveTable;
  readonly counts: Counts;
  readonly prices: GroupPrices;
  readonly offPrices: Float64Array;
  /** What the rest costs at least with prices on the limits, and those prices per limit and period. */
  readonly toGo: ValueToGo;
  readonly limitPrices: readonly Float64Array[];
  readonly cutoff: number;
}):
  | { readonly value: number; readonly duties: Int16Array; readonly work: number }
  | { readonly work: number } {
  const { frame, table, counts, prices, offPrices, toGo, limitPrices, cutoff } = input;
  const { rules, edges, length, weekendWidth, weekendOf, unitWidth, isOpen } = frame;
  const countWidth = counts.width;
  const lastUnit = unitWidth - 1;
  const groupCount = table.groups.length;
  const segments = rules.stateCount * weekendWidth * countWidth;
  const size = segments * unitWidth;
  const memory = memoryOf(size, segments, length);
  let { current, next, low, high, nextLow, nextHigh } = memory;
  const { back } = memory;
  low.fill(unitWidth, 0, segments);
  high.fill(-1, 0, segments);
  const start = edges.startState * weekendWidth * countWidth;
  current[start * unitWidth] = 0;
  low[start] = 0;
  high[start] = 0;
  let work = 0;
  for (let step = 0; step < length; step += 1) {
    const day = edges.from + step;
    nextLow.fill(unitWidth, 0, segments);
    nextHigh.fill(-1, 0, segments);
    const after = counts.after(day, table);
    const there = (step + 1) * toGo.size;
    const credit = counts.credit(day, limitPrices);
    const backAt = step * size;
    let isAlive = false;
    for (let state = 0; state < rules.stateCount; state += 1) {
      const firstSegment = state * weekendWidth * countWidth;
      if (!hasAny(high, firstSegment, firstSegment + weekendWidth * countWidth)) continue;
      const rests = offPrices[step]! < Infinity && mayRest(rules, state, day);
      const groups = table.next[state]!;
      const adds = addsWeekend(weekendOf, rules, state, day);
      for (let weekend = 0; weekend < weekendWidth; weekend += 1) {
        const moves = weekend + adds < weekendWidth ? groups.length : 0;
        for (let count = 0; count < countWidth; count += 1) {
          const segment = (state * weekendWidth + weekend) * countWidth + count;
          const from = low[segment]!;
          const to = high[segment]!;
          if (from > to) continue;
          const base = segment * unitWidth;
          for (let index = rests ? -1 : 0; index < moves; index += 1) {
            const group = index < 0 ? -1 : groups[index]!;
            const cost = group < 0 ? offPrices[step]! : prices.prices[step * groupCount + group]!;
            if (cost === Infinity) continue;
            const countAfter = after[group + 1]![count]!;
            if (countAfter < 0) continue;
            const units = group < 0 ? 0 : table.groups[group]!.units;
            const targetState = group < 0 ? restState(rules, state) : table.target[state]![index]!;
            const row = targetState * weekendWidth + (group < 0 ? weekend : weekend + adds);
            const target = row * countWidth + countAfter;
            const targetBase = target * unitWidth;
            const met = (step + 1) * frame.rows + row;
            const bound = there + row * unitWidth;
            const least = frame.low[met]!;
            const most = frame.high[met]!;
            if (least > most) continue;
            const worth = cutoff + credit[countAfter]!;
            for (let unit = from; unit <= to; unit += 1) {
              let unitAfter = unit + units;
              if (unitAfter > lastUnit) {
                if (!isOpen) break;
                unitAfter = lastUnit;
              }
              if (unitAfter < least || unitAfter > most) continue;
              const value = current[base + unit]! + cost;
              work += 1;
              if (value + toGo.values[bound + unitAfter]! >= worth) continue;
              if (nextHigh[target]! < 0) next.fill(Infinity, targetBase, targetBase + unitWidth);
              if (unitAfter < nextLow[target]!) nextLow[target] = unitAfter;
              if (unitAfter > nextHigh[target]!) nextHigh[target] = unitAfter;
              isAlive = true;
              if (value < next[targetBase + unitAfter]!) {
                next[targetBase + unitAfter] = value;
                back[backAt + targetBase + unitAfter] = (base + unit) * (groupCount + 1) + group + 1;
              }
            }
          }
        }
      }
    }
    if (!isAlive) return { work };
    [current, next] = [next, current];
    [low, nextLow] = [nextLow, low];
    [high, nextHigh] = [nextHigh, high];
  }
  // What is left has a finite rest, so it may end.
  let value = Infinity;
  let at = -1;
  for (let segment = 0; segment < segments; segment += 1) {
    for (let unit = low[segment]!; unit <= high[segment]!; unit += 1) {
      const total = current[segment * unitWidth + unit]! + (edges.endCosts?.[unit] ?? 0);
      if (total >= value) continue;
      value = total;
      at = segment * unitWidth + unit;
    }
  }
  const duties = new Int16Array(length);
  for (let step = length - 1; step >= 0; step -= 1) {
    const code = back[step * size + at]!;
    const group = (code % (groupCount + 1)) - 1;
    duties[step] = group < 0 ? off : prices.duties[step * groupCount + group]!;
    at = Math.floor(code / (groupCount + 1));
  }
  return { value, duties, work };
}

function hasAny(high: Int32Array, from: number, to: number): boolean {
  for (let segment = from; segment < to; segment += 1) if (high[segment]! >= 0) return true;
  return false;
}

interface Memory {
  readonly current: Float64Array;
  readonly next: Float64Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly nextLow: Int32Array;
  readonly nextHigh: Int32Array;
  /** Where each cell was reached from and by which move: `cell before × (groups + 1) + move`. */
  readonly back: Int32Array;
}

let shared: Memory | null = null;

/** Working memory, kept from search to search as it is large; nothing in it outlives a search. */
function memoryOf(size: number, segments: number, length: number): Memory {
  if (
    shared === null ||
    shared.current.length < size ||
    shared.low.length < segments ||
    shared.back.length < size * length
  ) {
    const cells = Math.max(size, shared?.current.length ?? 0);
    const rows = Math.max(segments, shared?.low.length ?? 0);
    shared = {
      current: new Float64Array(cells),
      next: new Float64Array(cells),
      low: new Int32Array(rows),
      high: new Int32Array(rows),
      nextLow: new Int32Array(rows),
      nextHigh: new Int32Array(rows),
      back: new Int32Array(Math.max(size * length, shared?.back.length ?? 0)),
    };
  }
  return shared;
}
