import type { Meter } from './meter.ts';
import { mostUnits, type PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { WindowEdges } from './window.ts';

/** What a search costs besides its transitions, in the meter's units. */
const unitsPerSearch = 1000;
const unitsPerDay = 100;

/** Moves of one kind: duties that differ in nothing but their price, or a day off (class -1). */
interface MoveGroup {
  readonly duties: readonly number[];
  readonly cls: number;
  readonly units: number;
  /** Place of the counted duty among the counters, or -1. */
  readonly counter: number;
}

interface MoveTable {
  readonly groups: readonly MoveGroup[];
  /** Per state: groups that may follow (work only), and the state that each leads to. */
  readonly next: readonly Int32Array[];
  readonly target: readonly Int32Array[];
}

/** A cheapest schedule of a window. */
export interface CheapestSchedule {
  readonly value: number;
  /** Duty or `off` per day of the window; not copied, valid until the next search. */
  readonly duties: Int16Array;
}

/**
 * The cheapest schedule of one person in a window, given a price for each duty on each day: a shortest path over
 * (state of the rules, weekends worked, minutes worked). Exact. Limits per duty are left out first and counted only where the
 * answer breaks them (decremental state-space relaxation).
 */
export class CheapestScheduleSearch {
  readonly #rules: PersonRules;
  readonly #dutyCount: number;
  readonly #weekendOf: readonly number[];
  readonly #tables = new Map<string, MoveTable>();
  /** Duties whose limits bound before; they are counted from the start. */
  #counted: number[] = [];
  readonly #meter: Meter;

  constructor(rules: PersonRules, weekendOf: readonly number[], meter: Meter) {
    this.#rules = rules;
    this.#meter = meter;
    this.#dutyCount = rules.classOf.length;
    this.#weekendOf = weekendOf;
  }

  /** Lower bound without limits per duty of the last search, or its value when they were kept. */
  bound = 0;

  /**
   * @param price per day of the window and duty, `(day - from) × (duties + 1) + duty + 1`, off at +0; Infinity: not possible
   * @param cutoff only schedules cheaper than this are wanted
   * @returns null when no legal schedule is cheaper
   */
  find(edges: WindowEdges, price: Float64Array, cutoff: number): CheapestSchedule | null {
    let counted = this.#counted.filter((duty) => edges.dutiesLeft[duty]! < edges.to - edges.from);
    let isFirst = true;
    for (;;) {
      const found = this.#search(edges, price, counted);
      if (isFirst) this.bound = found === null ? Infinity : found.value;
      isFirst = false;
      if (found === null || found.value >= cutoff) {
        this.bound = found === null ? Infinity : Math.max(this.bound, found.value);
        return null;
      }
      this.bound = found.value;
      const used = new Int32Array(this.#dutyCount);
      for (const duty of found.duties) if (duty !== off) used[duty]! += 1;
      const broken: number[] = [];
      used.forEach((count, duty) => {
        if (count > edges.dutiesLeft[duty]!) broken.push(duty);
      });
      if (broken.length === 0) {
        this.#counted = counted.filter((duty) => used[duty] === edges.dutiesLeft[duty]);
        return found;
      }
      counted = [...counted, ...broken].sort((a, b) => a - b);
    }
  }

  #tableOf(counted: readonly number[]): MoveTable {
    const key = counted.join();
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = moveTable(this.#rules, counted);
      this.#tables.set(key, table);
    }
    return table;
  }

  #search(edges: WindowEdges, price: Float64Array, counted: readonly number[]): CheapestSchedule | null {
    const rules = this.#rules;
    const { offStates, stateCount, maximumRun } = rules;
    const table = this.#tableOf(counted);
    const length = edges.to - edges.from;
    const stride = this.#dutyCount + 1;
    const groupCount = table.groups.length;
    const weekendWidth = edges.weekendsLeft + 1;
    const unitWidth = Math.min(edges.maximumUnits, mostUnits(rules, length)) + 1;
    if (weekendWidth <= 0 || edges.minimumUnits >= unitWidth) return null;
    const counterStride: number[] = [];
    let counterWidth = 1;
    for (const duty of counted) {
      counterStride.push(counterWidth);
      counterWidth *= Math.max(0, edges.dutiesLeft[duty]!) + 1;
    }
    const counterSize = counted.map((duty) => Math.max(0, edges.dutiesLeft[duty]!) + 1);
    const segments = stateCount * weekendWidth * counterWidth;
    const size = segments * unitWidth;
    const scratch = scratchOf(size, segments, length);
    let { current, next } = scratch;
    let { low, high, nextLow, nextHigh } = scratch;
    const { back } = scratch;
    const groupDuty = new Int16Array(length * groupCount);
    const groupPrice = new Float64Array(groupCount);
    const groupWidth = groupCount + 1;
    low.fill(0, 0, segments);
    high.fill(-1, 0, segments);
    const startSegment = edges.startState * weekendWidth * counterWidth;
    current[startSegment * unitWidth] = 0;
    low[startSegment] = 0;
    high[startSegment] = 0;
    let work = 0;
    for (let step = 0; step < length; step += 1) {
      const day = edges.from + step;
      const remaining = mostUnits(rules, length - step - 1);
      const bandLow = edges.minimumUnits - remaining;
      const bandHigh = unitWidth - 1;
      const weekend = this.#weekendOf[day]!;
      const isSecond = weekend >= 0 && day > 0 && this.#weekendOf[day - 1] === weekend;
      const rowAt = step * stride;
      const offPrice = price[rowAt]!;
      for (let group = 0; group < groupCount; group += 1) {
        const { duties } = table.groups[group]!;
        let best = Infinity;
        let bestDuty = -1;
        for (let index = 0; index < duties.length; index += 1) {
          const duty = duties[index]!;
          const cost = price[rowAt + duty + 1]!;
          if (cost < best) {
            best = cost;
            bestDuty = duty;
          }
        }
        groupPrice[group] = best;
        groupDuty[step * groupCount + group] = bestDuty;
      }
      nextLow.fill(unitWidth, 0, segments);
      nextHigh.fill(-1, 0, segments);
      const backAt = step * size;
      for (let state = 0; state < stateCount; state += 1) {
        const isOff = state < offStates;
        const run = isOff ? 0 : ((state - offStates) % maximumRun) + 1;
        const mayRest = offPrice < Infinity && (isOff || run >= rules.person.minimumRun || run === day);
        const mayWork = isOff ? state === offStates - 1 : run < maximumRun;
        const restTarget = isOff ? Math.min(state + 1, offStates - 1) : 0;
        const groups = table.next[state]!;
        const targets = table.target[state]!;
        const addsWeekend = weekend >= 0 && (!isSecond || isOff) ? 1 : 0;
        for (let w = 0; w < weekendWidth; w += 1) {
          for (let k = 0; k < counterWidth; k += 1) {
            const segment = (state * weekendWidth + w) * counterWidth + k;
            const from = low[segment]!;
            const to = high[segment]!;
            if (from > to) continue;
            const base = segment * unitWidth;
            if (mayRest) {
              const first = Math.max(from, bandLow);
              if (first <= to) {
                const target = (restTarget * weekendWidth + w) * counterWidth + k;
                const targetBase = target * unitWidth;
                if (nextHigh[target]! < 0) next.fill(Infinity, targetBase, targetBase + unitWidth);
                if (first < nextLow[target]!) nextLow[target] = first;
                if (to > nextHigh[target]!) nextHigh[target] = to;
                const code = state * groupWidth;
                work += to - first + 1;
                for (let unit = first; unit <= to; unit += 1) {
                  const value = current[base + unit]! + offPrice;
                  if (value < next[targetBase + unit]!) {
                    next[targetBase + unit] = value;
                    back[backAt + targetBase + unit] = code;
                  }
                }
              }
            }
            if (!mayWork) continue;
            const w2 = w + addsWeekend;
            if (w2 >= weekendWidth) continue;
            for (let index = 0; index < groups.length; index += 1) {
              const group = groups[index]!;
              const cost = groupPrice[group]!;
              if (cost === Infinity) continue;
              const { units, counter } = table.groups[group]!;
              let k2 = k;
              if (counter >= 0) {
                const used = Math.floor(k / counterStride[counter]!) % counterSize[counter]!;
                if (used + 1 >= counterSize[counter]!) continue;
                k2 = k + counterStride[counter]!;
              }
              const first = Math.max(from, bandLow - units);
              const last = Math.min(to, bandHigh - units);
              if (first > last) continue;
              const target = (targets[index]! * weekendWidth + w2) * counterWidth + k2;
              const targetBase = target * unitWidth + units;
              if (nextHigh[target]! < 0) next.fill(Infinity, target * unitWidth, (target + 1) * unitWidth);
              if (first + units < nextLow[target]!) nextLow[target] = first + units;
              if (last + units > nextHigh[target]!) nextHigh[target] = last + units;
              const code = state * groupWidth + group + 1;
              work += last - first + 1;
              for (let unit = first; unit <= last; unit += 1) {
                const value = current[base + unit]! + cost;
                if (value < next[targetBase + unit]!) {
                  next[targetBase + unit] = value;
                  back[backAt + targetBase + unit] = code;
                }
              }
            }
          }
        }
      }
      [current, next] = [next, current];
      [low, nextLow] = [nextLow, low];
      [high, nextHigh] = [nextHigh, high];
    }
    this.#meter.units += work + unitsPerSearch + length * unitsPerDay;
    let best = Infinity;
    let at = -1;
    for (let state = 0; state < stateCount; state += 1) {
      if (edges.mayEnd[state] === 0) continue;
      const adds = state < offStates ? edges.weekendAfterOff : 0;
      for (let w = 0; w + adds < weekendWidth; w += 1) {
        for (let k = 0; k < counterWidth; k += 1) {
          const segment = (state * weekendWidth + w) * counterWidth + k;
          const last = Math.min(high[segment]!, edges.maximumUnits);
          for (let unit = Math.max(low[segment]!, edges.minimumUnits, 0); unit <= last; unit += 1) {
            const value = current[segment * unitWidth + unit]!;
            if (value < best) {
              best = value;
              at = segment * unitWidth + unit;
            }
          }
        }
      }
    }
    if (at < 0) return null;
    const duties = new Int16Array(length);
    for (let step = length - 1; step >= 0; step -= 1) {
      const code = back[step * size + at]!;
      const state = Math.floor(code / groupWidth);
      const group = (code % groupWidth) - 1;
      const segment = Math.floor(at / unitWidth);
      const unit = at - segment * unitWidth;
      const k = segment % counterWidth;
      const w = Math.floor(segment / counterWidth) % weekendWidth;
      if (group < 0) {
        duties[step] = off;
        at = ((state * weekendWidth + w) * counterWidth + k) * unitWidth + unit;
        continue;
      }
      const { units, counter } = table.groups[group]!;
      const day = edges.from + step;
      const weekend = this.#weekendOf[day]!;
      const isSecond = weekend >= 0 && day > 0 && this.#weekendOf[day - 1] === weekend;
      const adds = weekend >= 0 && (!isSecond || state < offStates) ? 1 : 0;
      duties[step] = groupDuty[step * groupCount + group]!;
      const k2 = counter >= 0 ? k - counterStride[counter]! : k;
      at = ((state * weekendWidth + w - adds) * counterWidth + k2) * unitWidth + unit - units;
    }
    return { value: best, duties };
  }
}

function moveTable(rules: PersonRules, counted: readonly number[]): MoveTable {
  const dutyCount = rules.classOf.length;
  const byKey = new Map<string, { duties: number[]; cls: number; units: number; counter: number }>();
  for (let duty = 0; duty < dutyCount; duty += 1) {
    const cls = rules.classOf[duty]!;
    if (cls < 0) continue;
    const counter = counted.indexOf(duty);
    let before = '';
    for (let other = 0; other < rules.classCount; other += 1)
      before += rules.blocks[other * dutyCount + duty];
    const units = rules.units[duty]!;
    const key = `${cls}|${before}|${units}|${counter}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { duties: [duty], cls, units, counter });
    else known.duties.push(duty);
  }
  const groups = [...byKey.values()];
  const next: Int32Array[] = [];
  const target: Int32Array[] = [];
  for (let state = 0; state < rules.stateCount; state += 1) {
    const isOff = state < rules.offStates;
    const cls = isOff ? -1 : Math.floor((state - rules.offStates) / rules.maximumRun);
    const run = isOff ? 0 : ((state - rules.offStates) % rules.maximumRun) + 1;
    const allowed = groups.flatMap((group, index) =>
      run < rules.maximumRun && (isOff || rules.blocks[cls * dutyCount + group.duties[0]!] === 0)
        ? [index]
        : [],
    );
    next.push(Int32Array.from(allowed));
    target.push(
      Int32Array.from(allowed, (index) => rules.offStates + groups[index]!.cls * rules.maximumRun + run),
    );
  }
  return { groups, next, target };
}

interface Scratch {
  current: Float64Array;
  next: Float64Array;
  low: Int32Array;
  high: Int32Array;
  nextLow: Int32Array;
  nextHigh: Int32Array;
  back: Uint16Array;
}

let shared: Scratch | null = null;

/** Working memory, kept from search to search as it is large; nothing in it outlives a search. */
function scratchOf(size: number, segments: number, length: number): Scratch {
  if (shared === null || shared.current.length < size || shared.low.length < segments) {
    shared = {
      current: new Float64Array(size),
      next: new Float64Array(size),
      low: new Int32Array(segments),
      high: new Int32Array(segments),
      nextLow: new Int32Array(segments),
      nextHigh: new Int32Array(segments),
      back: shared?.back ?? new Uint16Array(size * length),
    };
  }
  if (shared.back.length < size * length) shared.back = new Uint16Array(size * length);
  return shared;
}
