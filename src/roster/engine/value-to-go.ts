import type { GroupPrices } from './group-prices.ts';
import type { SearchFrame } from './search-frame.ts';
import type { Transitions } from './transitions.ts';

/**
 * What the rest of a window costs at least, from every state before every day, with no counts told apart: backwards over
 * (state, weekends worked, units worked). Its value at the start is the cheapest schedule's without counts.
 */
export class ValueToGo {
  readonly #frame: SearchFrame;
  readonly #transitions: Transitions;
  readonly #prices: GroupPrices;
  /** Values where the transitions say; they hold until the next is made. */
  readonly values: Float64Array;

  constructor(frame: SearchFrame, transitions: Transitions, prices: GroupPrices) {
    this.#frame = frame;
    this.#transitions = transitions;
    this.#prices = prices;
    this.values = memoryOf(transitions.size);
    this.values.fill(Infinity, 0, transitions.size);
    this.#end();
    this.#fill();
  }

  /** Value of the cheapest schedule without counts; Infinity when there is none. */
  get start(): number {
    const place = this.#frame.edges.startState * this.#frame.weekendWidth;
    return this.values[this.#transitions.origin[place]!]!;
  }

  /** After the last day nothing costs anything but the minutes; the frame leaves only what may end. */
  #end(): void {
    const { edges, length, rows, low, high } = this.#frame;
    for (let place = length * rows; place < (length + 1) * rows; place += 1) {
      const at = this.#transitions.origin[place]!;
      for (let unit = low[place]!; unit <= high[place]!; unit += 1) {
        this.values[at + unit] = edges.endCosts === undefined ? 0 : edges.endCosts[unit]!;
      }
    }
  }

  #fill(): void {
    const { values } = this;
    const { prices } = this.#prices;
    const { count, from, to, target, stride, price } = this.#transitions;
    for (let index = count - 1; index >= 0; index -= 1) {
      const cost = prices[price[index]!]!;
      const last = to[index]!;
      const step = stride[index]!;
      let there = target[index]!;
      for (let here = from[index]!; here <= last; here += 1) {
        const value = values[there]! + cost;
        if (value < values[here]!) values[here] = value;
        there += step;
      }
    }
  }

  /** The cheapest schedule without counts; its value must be finite. */
  schedule(): Int16Array {
    const { edges, length, rows, weekendWidth } = this.#frame;
    const { origin, first, from, to, target, stride, row, price } = this.#transitions;
    const { values } = this;
    const duties = new Int16Array(length);
    let here = edges.startState * weekendWidth;
    let at = origin[here]!;
    for (let step = 0; step < length; step += 1) {
      const place = step * rows + here;
      let best = Infinity;
      let bestAt = at;
      for (let index = first[place]!; index < first[place + 1]!; index += 1) {
        if (at < from[index]! || at > to[index]!) continue;
        const there = target[index]! + stride[index]! * (at - from[index]!);
        const value = this.#prices.prices[price[index]!]! + values[there]!;
        if (value >= best) continue;
        best = value;
        bestAt = there;
        here = row[index]!;
        duties[step] = this.#prices.duties[price[index]!]!;
      }
      at = bestAt;
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
