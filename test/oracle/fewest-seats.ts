import { gammaPoints } from '../../src/erlang/index.ts';
import { carry, MatrixChain } from './transient-matrix.ts';

/** The same words as `DayGoal`; seats of every interval from 1 to `mostSeats`. */
export interface OracleGoal {
  readonly callsPerInterval: readonly number[];
  readonly intervalSeconds: number;
  readonly ahtSeconds: number;
  /** Below the handling time, or the bounds here do not hold. */
  readonly patienceSeconds: number;
  readonly dayCvFraction: number;
  readonly answerRate: number;
  readonly mostSeats: number;
}

/**
 * The fewest seat-intervals of any staircase of 1 to `mostSeats` seats that answer a share of a day's calls, by branch
 * and bound over matrix exponentials.
 *
 * Bound: what an interval loses depends on the seats of the two before it and, downwards, on the calls it inherits from
 * earlier; these are fewest when every earlier interval had one seat, because a waiting caller leaves sooner (patience)
 * than one who is served (handling time). A table of such losses and a sum over the rest of the day bound every branch.
 * @returns seat-intervals, and one staircase that reaches them
 */
export function fewestSeatIntervals(goal: OracleGoal): {
  readonly total: number;
  readonly seats: readonly number[];
} {
  const { callsPerInterval, mostSeats } = goal;
  const length = callsPerInterval.length;
  const allowed = callsPerInterval.reduce((sum, calls) => sum + calls, 0) * (1 - goal.answerRate);
  const choices = Array.from({ length: mostSeats }, (_, index) => index + 1);
  const points = gammaPoints(goal.dayCvFraction, 5).map(({ factor, weight }) => {
    const chain = new MatrixChain({ ...goal, mostWaiting: 12 });
    const matrices = callsPerInterval.map((calls) => [
      new Float64Array(0),
      ...choices.map((seats) => chain.interval(calls * factor, seats)),
    ]);
    const after = [new Float64Array(0), ...choices.map((seats) => chain.lostAfterClose(seats))];
    return { weight, start: chain.start(), matrices, after };
  });
  const bounds = lossBounds(points, length, choices);
  const rest = restBounds(bounds, length, choices, mostSeats * length);

  const descend = (
    index: number,
    states: readonly Float64Array[],
    last: number,
    left: number,
    seats: readonly number[],
  ): readonly number[] | null => {
    if (index === length) {
      const lost = points.reduce((sum, { weight, after }, point) => {
        const state = states[point]!;
        const late = after[last]!.reduce((total, value, entry) => total + value * state[entry]!, 0);
        return sum + weight * (state.at(-1)! + late);
      }, 0);
      return lost <= allowed ? seats : null;
    }
    for (const count of choices.toReversed()) {
      if (count > left - (length - index - 1)) continue;
      const next = states.map((state, point) => carry(state, points[point]!.matrices[index]![count]!));
      const lost = points.reduce((sum, { weight }, point) => sum + weight * next[point]!.at(-1)!, 0);
      if (lost + rest(index + 1, last, count, left - count) > allowed) continue;
      const found = descend(index + 1, next, count, left - count, [...seats, count]);
      if (found !== null) return found;
    }
    return null;
  };
  for (let total = length; total <= mostSeats * length; total++) {
    if (rest(0, 0, 0, total) > allowed) continue;
    const seats = descend(
      0,
      points.map(({ start }) => start),
      0,
      total,
      [],
    );
    if (seats !== null) return { total: seats.reduce((sum, count) => sum + count, 0), seats };
  }
  throw new Error(`${mostSeats} seats all day are not enough`);
}

interface Point {
  readonly weight: number;
  readonly start: Float64Array;
  readonly matrices: readonly (readonly Float64Array[])[];
}

/** Least loss of interval i with the seats of i-2, i-1 and i; 0 stands for no interval. */
function lossBounds(
  points: readonly Point[],
  length: number,
  choices: readonly number[],
): Map<string, number> {
  const bounds = new Map<string, number>();
  const add = (index: number, before: number, last: number, count: number, loss: number): void => {
    const key = `${index},${before},${last},${count}`;
    bounds.set(key, (bounds.get(key) ?? 0) + loss);
  };
  for (const { weight, start, matrices } of points) {
    let fewest = start;
    for (let index = 0; index < length; index++) {
      const from = fewest.slice();
      from[from.length - 1] = 0;
      if (index === 0) {
        for (const count of choices) {
          const one = carry(from, matrices[0]![count]!);
          add(0, 0, 0, count, weight * one.at(-1)!);
          if (length === 1) continue;
          for (const next of choices) {
            const two = carry(one, matrices[1]![next]!);
            add(1, 0, count, next, weight * (two.at(-1)! - one.at(-1)!));
          }
        }
      }
      if (index + 2 < length) {
        for (const first of choices) {
          const one = carry(from, matrices[index]![first]!);
          for (const second of choices) {
            const two = carry(one, matrices[index + 1]![second]!);
            for (const third of choices) {
              const three = carry(two, matrices[index + 2]![third]!);
              add(index + 2, first, second, third, weight * (three.at(-1)! - two.at(-1)!));
            }
          }
        }
      }
      fewest = carry(from, matrices[index]![1]!);
    }
  }
  return bounds;
}

/** Least loss from an interval to the end, given the seats of the two before it and those left to give. */
function restBounds(
  bounds: ReadonlyMap<string, number>,
  length: number,
  choices: readonly number[],
  most: number,
): (index: number, before: number, last: number, left: number) => number {
  const known = new Map<number, number>();
  const least = (index: number, before: number, last: number, left: number): number => {
    if (index === length) return 0;
    const key = ((index * 10 + before) * 10 + last) * (most + 1) + left;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best = Infinity;
    for (const count of choices) {
      if (count > left - (length - index - 1)) break;
      const loss = bounds.get(`${index},${before},${last},${count}`)!;
      best = Math.min(best, loss + least(index + 1, last, count, left - count));
    }
    known.set(key, best);
    return best;
  };
  return least;
}
