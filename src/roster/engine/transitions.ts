import type { Moves } from './possible-moves.ts';
import type { SearchFrame } from './search-frame.ts';

/**
 * Every way from a place of a frame to one of the next day, in order of place: laid out flat, so that a search is one pass over
 * it. Places have values for their units alone; the value of `unit` stands at `origin[place] + unit`.
 */
export interface Transitions {
  readonly origin: Int32Array;
  /** Values of all places. */
  readonly size: number;
  readonly count: number;
  /** What a pass over all of them takes: a little for each, and each value that they start from. */
  readonly work: number;
  /** First transition of each place, and the end of the last; `step × rows + row`. */
  readonly first: Int32Array;
  /** Values from … to (both included) that it starts from. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Value that the first of them leads to. */
  readonly target: Int32Array;
  /** 1: each leads one further than the one before; 0: all lead to the same. */
  readonly stride: Uint8Array;
  readonly row: Int32Array;
  /** Place of its price: `step × (groups + 1) + group + 1`. */
  readonly price: Int32Array;
}

/** @param moves that the frame was made of @param width groups of moves and a day off */
export function transitionsOf(frame: SearchFrame, moves: Moves, width: number): Transitions {
  const { rules, length, rows, weekendWidth, unitWidth, isOpen, low, high } = frame;
  const places = (length + 1) * rows;
  const origin = new Int32Array(places);
  let size = 0;
  for (let place = 0; place < places; place += 1) {
    if (low[place]! > high[place]!) continue;
    origin[place] = size - low[place]!;
    size += high[place]! - low[place]! + 1;
  }
  const lastUnit = unitWidth - 1;
  const first = new Int32Array(length * rows + 1);
  const list = memoryOf(moves.count * weekendWidth * 2);
  let count = 0;
  let work = 0;
  for (let step = 0; step < length; step += 1) {
    for (let state = 0; state < rules.stateCount; state += 1) {
      const start = moves.first[step * rules.stateCount + state]!;
      const end = moves.first[step * rules.stateCount + state + 1]!;
      for (let weekend = 0; weekend < weekendWidth; weekend += 1) {
        const here = step * rows + state * weekendWidth + weekend;
        first[here] = count;
        const lowest = low[here]!;
        const highest = high[here]!;
        if (lowest > highest) continue;
        for (let move = start; move < end; move += 1) {
          const after = weekend + moves.adds[move]!;
          if (after >= weekendWidth) continue;
          const row = moves.to[move]! * weekendWidth + after;
          const there = (step + 1) * rows + row;
          const least = low[there]!;
          const most = high[there]!;
          if (least > most) continue;
          const units = moves.units[move]!;
          const from = least - units > lowest ? least - units : lowest;
          const to = most - units < highest ? most - units : highest;
          if (from <= to) {
            list.from[count] = origin[here]! + from;
            list.to[count] = origin[here]! + to;
            list.target[count] = origin[there]! + from + units;
            list.stride[count] = 1;
            list.row[count] = row;
            list.price[count] = step * width + moves.group[move]!;
            count += 1;
            work += to - from + 4;
          }
          // More units than are told apart all mean the last.
          if (!isOpen || highest + units <= lastUnit || most < lastUnit) continue;
          list.from[count] = origin[here]! + Math.max(lowest, lastUnit - units + 1);
          list.to[count] = origin[here]! + highest;
          list.target[count] = origin[there]! + lastUnit;
          list.stride[count] = 0;
          list.row[count] = row;
          list.price[count] = step * width + moves.group[move]!;
          work += list.to[count]! - list.from[count]! + 4;
          count += 1;
        }
      }
    }
  }
  first[length * rows] = count;
  return {
    origin,
    size,
    count,
    work,
    first,
    from: list.from.slice(0, count),
    to: list.to.slice(0, count),
    target: list.target.slice(0, count),
    stride: list.stride.slice(0, count),
    row: list.row.slice(0, count),
    price: list.price.slice(0, count),
  };
}

type List = Pick<Transitions, 'from' | 'to' | 'target' | 'stride' | 'row' | 'price'>;

let memory: List | null = null;

/** Working memory, kept from call to call; nothing in it outlives one. */
function memoryOf(most: number): List {
  if (memory === null || memory.from.length < most) {
    memory = {
      from: new Int32Array(most),
      to: new Int32Array(most),
      target: new Int32Array(most),
      stride: new Uint8Array(most),
      row: new Int32Array(most),
      price: new Int32Array(most),
    };
  }
  return memory;
}
