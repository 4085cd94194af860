import type { GroupPrices } from './group-prices.ts';
import type { MoveTable } from './move-table.ts';
import { mayRest, nextState, type PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { WindowEdges } from './window.ts';

/** Moves between states that can be met in a window, in order of day and of the state before; days that stay are passed over. */
export interface Moves {
  readonly count: number;
  /** First move of each `step × states + state`, and the end of the last. */
  readonly first: Int32Array;
  readonly step: Int16Array;
  readonly from: Int16Array;
  readonly to: Int16Array;
  /** Weekends added. */
  readonly adds: Uint8Array;
  readonly units: Int32Array;
  /** 0 for a day off, or the place of the group of duties plus 1. */
  readonly group: Int16Array;
}

/** Weekends as a window counts them: not at all where it cannot pass the most of them. */
export interface CountedWeekends {
  /** Weekend of each day of the whole time; -1: none, or not counted. */
  readonly calendar: readonly number[];
  readonly isCounted: boolean;
}

/** The moves of a window. @param prices what is possible on each day: whatever costs less than Infinity */
export function possibleMoves(
  rules: PersonRules,
  weekends: CountedWeekends,
  edges: WindowEdges,
  table: MoveTable,
  prices: GroupPrices,
): Moves {
  const { days, gaps } = edges;
  const { length } = days;
  const { stateCount, offStates } = rules;
  const width = table.groups.length + 1;
  const moves = memoryOf(length * stateCount, length * stateCount * width);
  const isMet = new Uint8Array((length + 1) * stateCount);
  isMet[edges.startState] = 1;
  let count = 0;
  for (let step = 0; step < length; step += 1) {
    const day = days[step]!;
    const gap = gaps[step]!;
    const addsAfterOff = gap !== null && weekends.isCounted ? gap.addsAfterOff : 0;
    for (let state = 0; state < stateCount; state += 1) {
      moves.first[step * stateCount + state] = count;
      if (isMet[step * stateCount + state] === 0) continue;
      const next = table.next[state]!;
      const adds = addsWeekend(weekends.calendar, rules, state, day);
      const rests = prices.prices[step * width]! < Infinity && mayRest(rules, state, day);
      for (let index = rests ? -1 : 0; index < next.length; index += 1) {
        const group = index < 0 ? 0 : next[index]! + 1;
        if (prices.prices[step * width + group]! === Infinity) continue;
        let to = index < 0 ? nextState(rules, state, off) : table.target[state]![index]!;
        let added = index < 0 ? 0 : adds;
        if (gap !== null) {
          if (to < offStates) added += addsAfterOff;
          to = gap.target[to]!;
          if (to < 0) continue;
        }
        isMet[(step + 1) * stateCount + to] = 1;
        moves.step[count] = step;
        moves.from[count] = state;
        moves.to[count] = to;
        moves.adds[count] = added;
        moves.units[count] = index < 0 ? 0 : table.groups[group - 1]!.units;
        moves.group[count] = group;
        count += 1;
      }
    }
  }
  moves.first[length * stateCount] = count;
  return { ...moves, count };
}

/** Whether work on a day is the first of its weekend when it follows a state. */
function addsWeekend(calendar: readonly number[], rules: PersonRules, state: number, day: number): 0 | 1 {
  const weekend = calendar[day]!;
  if (weekend < 0) return 0;
  const isSecond = day > 0 && calendar[day - 1] === weekend;
  return !isSecond || state < rules.offStates ? 1 : 0;
}

let memory: Omit<Moves, 'count'> | null = null;

/** Working memory, kept from search to search; nothing in it outlives the next call. */
function memoryOf(places: number, most: number): Omit<Moves, 'count'> {
  if (memory === null || memory.step.length < most || memory.first.length <= places) {
    const size = Math.max(most, memory?.step.length ?? 0);
    memory = {
      first: new Int32Array(Math.max(places + 1, memory?.first.length ?? 0)),
      step: new Int16Array(size),
      from: new Int16Array(size),
      to: new Int16Array(size),
      adds: new Uint8Array(size),
      units: new Int32Array(size),
      group: new Int16Array(size),
    };
  }
  return memory;
}
