import type { MoveTable } from './move-table.ts';
import { off } from './problem.ts';
import { addsWeekend, type GroupPrices, mayRest, restState, type SearchFrame } from './search-frame.ts';

/**
 * What the rest of a window costs at least, from every state before every day, with no counts told apart: backwards over
 * (state, weekends worked, units worked). Its value at the start is the cheapest schedule's without counts.
 */
export class ValueToGo {
  readonly #frame: SearchFrame;
  readonly #table: MoveTable;
  readonly #prices: GroupPrices;
  readonly #offPrices: Float64Array;
  /** Values `(step × rows + row) × units + unit`, filled where the frame says. */
  readonly values: Float64Array;
  readonly size: number;
  /** Transitions looked at. */
  work = 0;

  constructor(frame: SearchFrame, table: MoveTable, prices: GroupPrices, offPrices: Float64Array) {
    this.#frame = frame;
    this.#table = table;
    this.#prices = prices;
    this.#offPrices = offPrices;
    this.size = frame.rows * frame.unitWidth;
    this.values = memoryOf(this.size * (frame.length + 1));
    const end = frame.length * frame.rows;
    for (let row = 0; row < frame.rows; row += 1) {
      // The frame leaves only what may end.
      const at = (end + row) * frame.unitWidth;
      const { endCosts } = frame.edges;
      for (let unit = frame.low[end + row]!; unit <= frame.high[end + row]!; unit += 1) {
        this.values[at + unit] = endCosts === undefined ? 0 : endCosts[unit]!;
      }
    }
    for (let step = frame.length - 1; step >= 0; step -= 1) this.#fillStep(step);
  }

  /** Value of the cheapest schedule without counts; Infinity when there is none. */
  get start(): number {
    const { edges, weekendWidth, unitWidth, low, high } = this.#frame;
    const row = edges.startState * weekendWidth;
    return low[row]! <= high[row]! ? this.values[row * unitWidth]! : Infinity;
  }

  #fillStep(step: number): void {
    const { rules, edges, rows, weekendWidth, unitWidth, isOpen, low, high } = this.#frame;
    const { values } = this;
    const day = edges.from + step;
    const last = unitWidth - 1;
    const offPrice = this.#offPrices[step]!;
    const groupCount = this.#table.groups.length;
    for (let state = 0; state < rules.stateCount; state += 1) {
      const rests = offPrice < Infinity && mayRest(rules, state, day);
      const groups = this.#table.next[state]!;
      const targets = this.#table.target[state]!;
      const adds = addsWeekend(this.#frame.weekendOf, rules, state, day);
      for (let weekend = 0; weekend < weekendWidth; weekend += 1) {
        const here = step * rows + state * weekendWidth + weekend;
        const lowest = low[here]!;
        const highest = high[here]!;
        if (lowest > highest) continue;
        const base = here * unitWidth;
        values.fill(Infinity, base + lowest, base + highest + 1);
        const moves = weekend + adds < weekendWidth ? groups.length : 0;
        for (let index = rests ? -1 : 0; index < moves; index += 1) {
          const group = index < 0 ? -1 : groups[index]!;
          const cost = index < 0 ? offPrice : this.#prices.prices[step * groupCount + group]!;
          if (cost === Infinity) continue;
          const units = index < 0 ? 0 : this.#table.groups[group]!.units;
          const target = index < 0 ? restState(rules, state) : targets[index]!;
          const there = (step + 1) * rows + target * weekendWidth + (index < 0 ? weekend : weekend + adds);
          const first = low[there]! - units > lowest ? low[there]! - units : lowest;
          const final = high[there]! - units < highest ? high[there]! - units : highest;
          const shift = (there - here) * unitWidth + units;
          for (let at = base + first; at <= base + final; at += 1) {
            const value = values[at + shift]! + cost;
            if (value < values[at]!) values[at] = value;
          }
          this.work += highest - lowest + 3;
          // More units than are told apart all mean the last.
          if (!isOpen || highest + units <= last || high[there]! < last || low[there]! > high[there]!)
            continue;
          const value = values[there * unitWidth + last]! + cost;
          for (let unit = Math.max(lowest, last - units + 1); unit <= highest; unit += 1) {
            if (value < values[base + unit]!) values[base + unit] = value;
          }
        }
      }
    }
  }

  /** The cheapest schedule without counts; its value must be finite. */
  schedule(): Int16Array {
    const { rules, edges, length, rows, weekendWidth, unitWidth, isOpen, low, high } = this.#frame;
    const groupCount = this.#table.groups.length;
    const duties = new Int16Array(length);
    let state = edges.startState;
    let weekend = 0;
    let unit = 0;
    for (let step = 0; step < length; step += 1) {
      const day = edges.from + step;
      const adds = addsWeekend(this.#frame.weekendOf, rules, state, day);
      const groups = this.#table.next[state]!;
      const rests = this.#offPrices[step]! < Infinity && mayRest(rules, state, day);
      const moves = weekend + adds < weekendWidth ? groups.length : 0;
      let best = Infinity;
      let move = -1;
      for (let index = rests ? -1 : 0; index < moves; index += 1) {
        const group = index < 0 ? -1 : groups[index]!;
        const cost = index < 0 ? this.#offPrices[step]! : this.#prices.prices[step * groupCount + group]!;
        if (cost === Infinity) continue;
        let after = index < 0 ? unit : unit + this.#table.groups[group]!.units;
        if (isOpen) after = Math.min(after, unitWidth - 1);
        const target = index < 0 ? restState(rules, state) : this.#table.target[state]![index]!;
        const there = (step + 1) * rows + target * weekendWidth + (index < 0 ? weekend : weekend + adds);
        if (after < low[there]! || after > high[there]!) continue;
        const value = cost + this.values[there * unitWidth + after]!;
        if (value < best) {
          best = value;
          move = index;
        }
      }
      if (move < 0) {
        duties[step] = off;
        state = restState(rules, state);
        continue;
      }
      const group = groups[move]!;
      duties[step] = this.#prices.duties[step * groupCount + group]!;
      weekend += adds;
      unit = Math.min(unit + this.#table.groups[group]!.units, unitWidth - 1);
      state = this.#table.target[state]![move]!;
    }
    return duties;
  }
}

let memory = new Float64Array(0);

/** Working memory, kept from search to search as it is large; nothing in it outlives a search. */
function memoryOf(size: number): Float64Array {
  if (memory.length < size) memory = new Float64Array(size);
  return memory;
}
