import { countedSearch } from './counted-search.ts';
import { Counts } from './counts.ts';
import { type GroupPrices, groupPrices } from './group-prices.ts';
import type { Meter } from './meter.ts';
import { type MoveTable, moveTable } from './move-table.ts';
import type { PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import { type SearchFrame, searchFrame } from './search-frame.ts';
import { type Transitions, transitionsOf } from './transitions.ts';
import { ValueToGo } from './value-to-go.ts';
import type { WindowEdges } from './window.ts';

/** What a search costs besides its transitions, and a frame before the first search in it, in the meter's units. */
const unitsPerSearch = 5000;
const unitsPerDay = 200;
const unitsPerFrame = 5000;
const unitsPerFrameDay = 400;
/** Times that prices on broken limits are tried before they are counted. */
const priceRounds = 3;
/** Cells above which limits are not counted, as their table would not fit into memory; the bound holds all the same. */
const mostCountedCells = 5e7;
/** Where they are not counted: times that the prices of broken limits are raised, and by how much. */
const raisingRounds = 40;
const raisingFactor = 1.5;
/** A legal schedule is good enough when it is this near to the bound, as a share of what a search may gain. */
const nearFraction = 0.5;

/** A frame and what a search runs over in it. */
interface Searched {
  readonly frame: SearchFrame;
  readonly transitions: Transitions;
}

/** A cheapest schedule of a window. */
export interface CheapestSchedule {
  readonly value: number;
  /** Duty or `off` per day of the window. */
  readonly duties: Int16Array;
}

/**
 * The cheapest schedule of one person in a window, given a price for each duty on each day: a shortest path over
 * (state of the rules, weekends worked, minutes worked). Limits on what is counted are left out at first (`ValueToGo`), then
 * priced, and only counted (`countedSearch`) where that leaves a gap: decremental state-space relaxation. Without a cutoff
 * a legal schedule near the bound is enough; the nearer the cutoff, the nearer to the cheapest; `bound` always holds.
 */
export class CheapestScheduleSearch {
  /** Lower bound on every legal schedule's value by the last search; Infinity when there is none. */
  bound = 0;
  readonly #rules: PersonRules;
  readonly #stride: number;
  readonly #weekendOf: readonly number[];
  readonly #meter: Meter;
  readonly #tables = new Map<string, MoveTable>();
  /** Prices of the limits per period, as they were last: they change little from search to search. */
  readonly #limitPrices: Float64Array[];
  readonly #frames = new WeakMap<WindowEdges, Searched | null>();

  constructor(rules: PersonRules, weekendOf: readonly number[], meter: Meter) {
    this.#rules = rules;
    this.#meter = meter;
    this.#stride = rules.classOf.length + 1;
    this.#weekendOf = weekendOf;
    this.#limitPrices = rules.limits.map(({ most }) => new Float64Array(most.length));
  }

  /**
   * @param price per day of the window and duty, `step × (duties + 1) + duty + 1`, off at +0; Infinity: not possible
   * @param cutoff only schedules cheaper than this are wanted
   * @param edges the same edges must come with the same impossible duties
   * @returns null when no legal schedule is cheaper, or when none was found and counting would take too much memory
   */
  find(edges: WindowEdges, price: Float64Array, cutoff: number): CheapestSchedule | null {
    const rules = this.#rules;
    const { length } = edges.days;
    const plain = this.#tableOf([]);
    const priced = price.slice(0, length * this.#stride);
    const limitPrices = this.#limitPrices;
    let bestPrices = limitPrices.map((prices) => prices.slice());
    let bound = -Infinity;
    let feasible: CheapestSchedule | null = null;
    const broken = new Set<number>();
    for (let round = 0; round < priceRounds; round += 1) {
      addLimitPrices(rules, edges, limitPrices, price, priced, this.#stride);
      const groups = groupPrices(plain, priced, length, this.#stride);
      const searched = this.#searchedIn(edges, groups);
      this.bound = Infinity;
      if (searched === null) return null;
      const toGo = this.#valueToGo(searched, groups);
      if (toGo.start === Infinity) return null;
      const value = toGo.start - worthOf(edges, limitPrices);
      if (value > bound) {
        bound = value;
        bestPrices = limitPrices.map((prices) => prices.slice());
      }
      this.bound = bound;
      if (bound >= cutoff) return null;
      const duties = toGo.schedule();
      const over = overuse(rules, edges, duties);
      let excess = 0;
      let isLegal = true;
      over.forEach((periods, limit) => {
        periods.forEach((amount, period) => {
          if (amount > 0) {
            isLegal = false;
            broken.add(limit);
          }
          if (amount > 0 || limitPrices[limit]![period]! > 0) excess += amount * amount;
        });
      });
      if (isLegal) {
        const cost = scheduleCost(rules, edges, duties, price);
        if (feasible === null || cost < feasible.value) feasible = { value: cost, duties };
        if (excess === 0) break;
      }
      const ceiling = Math.min(cutoff, feasible?.value ?? Infinity);
      const isNear = feasible !== null && feasible.value - bound <= nearFraction * (cutoff - bound);
      if (isNear || round === priceRounds - 1) break;
      // Towards what the best schedule can cost at most, by the steepest change of prices (Polyak's step).
      const target = ceiling < Infinity ? ceiling : value + Math.max(1, Math.abs(value) * 0.02);
      const step = (target - value) / excess;
      over.forEach((periods, limit) => {
        periods.forEach((amount, period) => {
          const prices = limitPrices[limit]!;
          if (amount > 0 || prices[period]! > 0)
            prices[period] = Math.max(0, prices[period]! + step * amount);
        });
      });
    }
    if (
      feasible !== null &&
      feasible.value < cutoff &&
      feasible.value - bound <= nearFraction * (cutoff - bound) + 1e-9
    ) {
      return feasible;
    }
    return this.#countAndFind(edges, price, cutoff, { bestPrices, feasible, broken });
  }

  /** Which units of work can have been done before each day of a window; null when nothing is legal. */
  frame(edges: WindowEdges, price: Float64Array): SearchFrame | null {
    const prices = groupPrices(this.#tableOf([]), price, edges.days.length, this.#stride);
    return searchFrame(this.#rules, this.#weekendOf, edges, this.#tableOf([]), prices)?.frame ?? null;
  }

  /** The exact search, with the limits told apart that the priced one broke. */
  #countAndFind(
    edges: WindowEdges,
    price: Float64Array,
    cutoff: number,
    known: {
      readonly bestPrices: readonly Float64Array[];
      readonly feasible: CheapestSchedule | null;
      readonly broken: ReadonlySet<number>;
    },
  ): CheapestSchedule | null {
    const rules = this.#rules;
    const { length } = edges.days;
    const plain = this.#tableOf([]);
    const priced = price.slice(0, length * this.#stride);
    addLimitPrices(rules, edges, known.bestPrices, price, priced, this.#stride);
    const groups = groupPrices(plain, priced, length, this.#stride);
    const searched = this.#searchedIn(edges, groups)!;
    const { frame } = searched;
    const toGo = this.#valueToGo(searched, groups);
    const { feasible } = known;
    const ceiling = Math.min(cutoff, feasible === null ? Infinity : feasible.value - 1e-9);
    const counted = new Set(known.broken);
    for (;;) {
      const order = [...counted].sort((a, b) => a - b);
      const table = this.#tableOf(order);
      const counts = new Counts(rules, edges, order, table, known.bestPrices);
      if (counts.width * frame.rows * frame.unitWidth * length > mostCountedCells) {
        return feasible !== null && feasible.value < cutoff
          ? feasible
          : this.#priceUntilLegal(edges, price, cutoff, known.bestPrices);
      }
      const found = countedSearch({
        ...searched,
        table,
        counts,
        prices: groupPrices(table, price, length, this.#stride),
        toGo: toGo.values,
        cutoff: ceiling,
      });
      this.#meter.units += found.work * 10;
      if (!('duties' in found)) {
        // Everything under the ceiling was looked at.
        this.bound = Math.max(this.bound, ceiling);
        return feasible !== null && feasible.value < cutoff ? feasible : null;
      }
      // Counting more only makes dearer, so every value on the way is a bound.
      this.bound = Math.max(this.bound, found.value);
      const over = overuse(rules, edges, found.duties);
      const broken = over.flatMap((periods, limit) => (periods.some((amount) => amount > 0) ? [limit] : []));
      if (broken.length === 0) return { value: found.value, duties: found.duties };
      for (const limit of broken) counted.add(limit);
    }
  }

  /** Where counting is out of reach: raises the prices of broken limits until none is broken; legal, not the cheapest. */
  #priceUntilLegal(
    edges: WindowEdges,
    price: Float64Array,
    cutoff: number,
    start: readonly Float64Array[],
  ): CheapestSchedule | null {
    const { length } = edges.days;
    const plain = this.#tableOf([]);
    const priced = price.slice(0, length * this.#stride);
    const prices = start.map((each) => each.slice());
    for (let round = 0; round < raisingRounds; round += 1) {
      addLimitPrices(this.#rules, edges, prices, price, priced, this.#stride);
      const groups = groupPrices(plain, priced, length, this.#stride);
      const toGo = this.#valueToGo(this.#searchedIn(edges, groups)!, groups);
      const duties = toGo.schedule();
      const over = overuse(this.#rules, edges, duties);
      if (over.every((periods) => periods.every((amount) => amount <= 0))) {
        const value = scheduleCost(this.#rules, edges, duties, price);
        return value < cutoff ? { value, duties } : null;
      }
      over.forEach((periods, limit) => {
        periods.forEach((amount, period) => {
          if (amount > 0) prices[limit]![period] = Math.max(1, prices[limit]![period]! * raisingFactor);
        });
      });
    }
    return null;
  }

  #valueToGo({ frame, transitions }: Searched, prices: GroupPrices): ValueToGo {
    this.#meter.units += unitsPerSearch + frame.length * unitsPerDay + transitions.work;
    return new ValueToGo(frame, transitions, prices);
  }

  /** Frames are kept with their edges: who makes other duties impossible must come with new edges. */
  #searchedIn(edges: WindowEdges, prices: GroupPrices): Searched | null {
    let searched = this.#frames.get(edges);
    if (searched === undefined) {
      const table = this.#tableOf([]);
      this.#meter.units += unitsPerFrame + edges.days.length * unitsPerFrameDay;
      const made = searchFrame(this.#rules, this.#weekendOf, edges, table, prices);
      searched =
        made === null
          ? null
          : {
              frame: made.frame,
              transitions: transitionsOf(made.frame, made.moves, table.groups.length + 1),
            };
      this.#frames.set(edges, searched);
    }
    return searched;
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
}

/** Adds to a price of duties what their counts cost. */
function addLimitPrices(
  rules: PersonRules,
  edges: WindowEdges,
  limitPrices: readonly Float64Array[],
  price: Float64Array,
  into: Float64Array,
  stride: number,
): void {
  into.set(price.subarray(0, into.length));
  rules.limits.forEach(({ amounts, periodOf }, limit) => {
    const prices = limitPrices[limit]!;
    if (prices.every((each) => each === 0)) return;
    for (let step = 0; step < edges.days.length; step += 1) {
      const period = periodOf[edges.days[step]!]!;
      if (period < 0 || prices[period] === 0) continue;
      for (let duty = 0; duty < amounts.length; duty += 1) {
        if (amounts[duty]! > 0) into[step * stride + duty + 1]! += amounts[duty]! * prices[period]!;
      }
    }
  });
}

/** What the limits are worth at their prices. */
function worthOf(edges: WindowEdges, limitPrices: readonly Float64Array[]): number {
  let sum = 0;
  limitPrices.forEach((prices, limit) => {
    for (let period = 0; period < prices.length; period += 1) {
      if (prices[period]! > 0) sum += prices[period]! * edges.limitsLeft[limit]![period]!;
    }
  });
  return sum;
}

/** By how much a schedule passes each limit in each period; negative where it stays under it. */
function overuse(rules: PersonRules, edges: WindowEdges, duties: Int16Array): number[][] {
  return rules.limits.map(({ amounts, periodOf }, limit) => {
    const left = edges.limitsLeft[limit]!;
    const used = left.map(() => 0);
    for (let step = 0; step < duties.length; step += 1) {
      const period = periodOf[edges.days[step]!]!;
      if (period >= 0 && duties[step] !== off) used[period]! += amounts[duties[step]!]!;
    }
    return used.map((amount, period) => (amount === 0 && left[period]! < 0 ? 0 : amount - left[period]!));
  });
}

/** What a schedule of a window costs at given prices, with what its minutes cost. */
export function scheduleCost(
  rules: PersonRules,
  edges: WindowEdges,
  duties: ArrayLike<number>,
  price: Float64Array,
): number {
  const stride = rules.classOf.length + 1;
  let sum = 0;
  let units = 0;
  for (let step = 0; step < duties.length; step += 1) {
    const duty = duties[step]!;
    sum += price[step * stride + duty + 1]!;
    if (duty !== off) units += rules.units[duty]!;
  }
  return sum + (edges.endCosts?.[units] ?? 0);
}
