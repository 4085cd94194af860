import { erlangA } from './erlang-a.ts';
import { gammaPoints } from './gamma-points.ts';
import { offeredLoadErlangs } from './offered-load.ts';
import { requireNonNegative, requireReachableShare, requireWhole } from './preconditions.ts';
import { CallChain, lostAfterClose } from './transient-chain.ts';

/** A share of a day's calls to answer with as few seats as possible. */
export interface DayGoal {
  /** Expected calls offered in each interval, >= 0. */
  readonly callsPerInterval: readonly number[];
  /** Length of an interval in seconds, > 0. */
  readonly intervalSeconds: number;
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Mean patience in seconds, > 0. */
  readonly patienceSeconds: number;
  /** Variation of the day's volume around the expectation beyond chance: standard deviation ÷ mean, >= 0. */
  readonly dayCvFraction: number;
  /** 応答率 that the day is expected to have, 0 (included) to 1 (excluded). */
  readonly answerRate: number;
  /** Seats that every interval has at least, whole, >= 0. */
  readonly minimumSeats: number;
}

/** Seats of a day and what they are expected to reach. */
export interface DaySeats {
  readonly seatsPerInterval: readonly number[];
  /** Expected answered ÷ expected offered, over the day and its possible volumes. */
  readonly answerRate: number;
}

/** Points at which a varying day is looked at. */
const volumePoints = 5;

/**
 * The fewest seat-intervals that answer a share of a day's calls, not of each interval's: seats go where they save most
 * calls. Starts from a steady state per interval and then weighs, exactly (`transientDay`, averaged over the day's
 * volume), every seat that could be added, taken or moved, until no single change, move or exchange of two for one helps.
 *
 * With a target over the whole day local search comes to the best or next to it: G. Koole and E. van der Sluis,
 * "Optimal shift scheduling with a global service level constraint" (2003). Against all staircases of 1 to 4 seats it
 * stays within one seat-hour (bench/truth.ts).
 * @throws number.out-of-range
 */
export function fewestSeatsForDay(goal: DayGoal): DaySeats {
  requireReachableShare('answerRate', goal.answerRate);
  requireWhole('minimumSeats', goal.minimumSeats);
  const offered = goal.callsPerInterval.reduce(
    (sum, calls, index) => sum + requireNonNegative(`callsPerInterval[${index}]`, calls),
    0,
  );
  const seats = steadySeats(goal, offered);
  if (offered === 0) return { seatsPerInterval: seats, answerRate: 1 };
  const search = new DaySearch(goal, seats);
  const lost = search.run(offered * (1 - goal.answerRate));
  return { seatsPerInterval: search.seats, answerRate: 1 - lost / offered };
}

/** A steady state per interval: from the minimum on, the seat that saves most calls, until enough are saved. */
function steadySeats(goal: DayGoal, offered: number): number[] {
  const { callsPerInterval, intervalSeconds, ahtSeconds, patienceSeconds } = goal;
  const lostWith = (index: number, seats: number): number => {
    const calls = callsPerInterval[index]!;
    const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds, ahtSeconds });
    return calls * erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds }).abandonedFraction;
  };
  const seats = callsPerInterval.map(() => goal.minimumSeats);
  const lost = seats.map((count, index) => lostWith(index, count));
  const saved = seats.map((count, index) => lost[index]! - lostWith(index, count + 1));
  let sum = lost.reduce((total, value) => total + value, 0);
  while (sum > offered * (1 - goal.answerRate)) {
    const best = saved.indexOf(Math.max(...saved));
    seats[best]! += 1;
    sum -= saved[best]!;
    lost[best]! -= saved[best]!;
    saved[best] = lost[best]! - lostWith(best, seats[best]! + 1);
  }
  return seats;
}

/** What a change of seats does to the calls lost: one seat more or fewer in each interval. */
interface Changes {
  readonly lost: number;
  /** Lost calls with one seat more, less those now: <= 0. */
  readonly more: readonly number[];
  /** The same with one seat fewer; Infinity at the minimum. */
  readonly fewer: readonly number[];
}

/** A step of the search: intervals that get a seat and that lose one. */
interface Step {
  readonly add: readonly number[];
  readonly take: readonly number[];
}

class DaySearch {
  readonly #goal: DayGoal;
  readonly #points: readonly {
    readonly weight: number;
    readonly calls: readonly number[];
    readonly chain: CallChain;
  }[];
  readonly #mostSeats: number;
  readonly #failed = new Set<string>();
  seats: number[];

  constructor(goal: DayGoal, start: readonly number[]) {
    this.#goal = goal;
    this.seats = [...start];
    this.#mostSeats = Math.max(...start, 1) + 1;
    const seatsPerInterval = start.map(() => this.#mostSeats);
    this.#points = gammaPoints(goal.dayCvFraction, volumePoints).map(({ factor, weight }) => {
      const callsPerInterval = goal.callsPerInterval.map((calls) => calls * factor);
      return {
        weight,
        calls: callsPerInterval,
        chain: new CallChain({ ...goal, callsPerInterval, seatsPerInterval }),
      };
    });
  }

  /** Searches until nothing helps; returns the calls lost, at most `allowed`. */
  run(allowed: number): number {
    let now = this.#changes();
    for (;;) {
      const step = this.#next(now, allowed);
      if (step === null) return now.lost;
      const before = this.seats;
      this.seats = before.map((count, index) => count + countOf(step.add, index) - countOf(step.take, index));
      const then = this.#changes();
      const isBetter =
        now.lost > allowed
          ? then.lost < now.lost
          : then.lost <= allowed && (step.take.length > step.add.length || then.lost < now.lost - 1e-9);
      if (isBetter) {
        now = then;
        continue;
      }
      // Changes of neighbours add up only nearly; a step that failed is not tried again from here.
      this.#failed.add(keyOf(before, step));
      this.seats = before;
    }
  }

  #next(now: Changes, allowed: number): Step | null {
    if (now.lost > allowed) {
      const best = now.more.indexOf(Math.min(...now.more));
      return { add: [best], take: [] };
    }
    const slack = allowed - now.lost;
    const untried = (step: Step): boolean => !this.#failed.has(keyOf(this.seats, step));
    const takes = orderOf(now.fewer).filter((index) => now.fewer[index]! < Infinity);
    const adds = orderOf(now.more);
    const [first] = takes;
    if (first !== undefined && now.fewer[first]! <= slack) {
      const step = { add: [], take: [first] };
      if (untried(step)) return step;
    }
    for (const add of adds) {
      for (const [position, one] of takes.entries()) {
        for (const other of takes.slice(position + 1)) {
          if (one === add || other === add) continue;
          if (now.fewer[one]! + now.fewer[other]! + now.more[add]! > slack) break;
          const step = { add: [add], take: [one, other] };
          if (untried(step)) return step;
        }
      }
    }
    for (const add of adds) {
      for (const take of takes) {
        if (take === add) continue;
        if (now.fewer[take]! + now.more[add]! > -1e-6) break;
        const step = { add: [add], take: [take] };
        if (untried(step)) return step;
      }
    }
    return null;
  }

  /** Exact: states from the morning on, losses from the evening back, joined at every interval. */
  #changes(): Changes {
    const { seats } = this;
    const more = seats.map(() => 0);
    const fewer = seats.map((count) => (count > this.#goal.minimumSeats ? 0 : Infinity));
    let lost = 0;
    for (const { weight, calls, chain } of this.#points) {
      const states = [chain.empty()];
      seats.forEach((count, index) => {
        states.push(chain.pass(states[index]!, calls[index]!, count).state);
      });
      let ahead = lostAfterClose(chain, seats.at(-1)!);
      for (let index = seats.length - 1; index >= 0; index--) {
        const count = seats[index]!;
        const isLast = index === seats.length - 1;
        const lossWith = (other: number): number => {
          const after = isLast && other !== count ? lostAfterClose(chain, other) : ahead;
          return dot(states[index]!, chain.lossAhead(after, calls[index]!, other));
        };
        const here = chain.lossAhead(ahead, calls[index]!, count);
        const asIs = dot(states[index]!, here);
        if (count < this.#mostSeats) more[index]! += weight * (lossWith(count + 1) - asIs);
        if (count > this.#goal.minimumSeats) fewer[index]! += weight * (lossWith(count - 1) - asIs);
        ahead = here;
      }
      lost += weight * ahead[0]!;
    }
    return { lost, more, fewer };
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!;
  return sum;
}

function countOf(indices: readonly number[], index: number): number {
  return indices.filter((entry) => entry === index).length;
}

function orderOf(values: readonly number[]): number[] {
  return values.map((_, index) => index).toSorted((one, other) => values[one]! - values[other]!);
}

function keyOf(seats: readonly number[], step: Step): string {
  return `${seats.join()}+${step.add.join()}-${step.take.join()}`;
}
