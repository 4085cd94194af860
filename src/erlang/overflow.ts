import { type ImpatientQueue, requireQueue } from './erlang-a.ts';
import { outOfRange, requirePositive, requireWhole } from './preconditions.ts';

/** Operators with a queue, helped by supervisors when it grows, and by an automatic answer when it is full. */
export interface OverflowQueue extends ImpatientQueue {
  /** Supervisors m who take calls from the queue, whole, >= 0. They finish the call they are on. */
  readonly supervisors: number;
  /** Calls q that may wait before a supervisor takes one, whole, >= 0: a free supervisor takes a call as soon as more wait. */
  readonly waitingBeforeSupervisors: number;
  /** Waiting calls k at which a call that finds all operators busy is answered automatically, whole, >= 0. */
  readonly waitingLimit: number;
  /** Mean time a supervisor is on a call in seconds, > 0; `ahtSeconds` unless told. */
  readonly supervisorAhtSeconds?: number;
}

/** Where calls end, as shares of offered calls that add up to 1; and how many people are on the phone. */
export interface Overflow {
  /** Share answered by one of the operators (`seats`). */
  readonly answeredByOperator: number;
  readonly answeredBySupervisor: number;
  /** Share that finds the queue full and gets the automatic answer. */
  readonly automatic: number;
  /** Share that hangs up while waiting. */
  readonly abandoned: number;
  /** Mean number of waiting calls. */
  readonly queueLength: number;
  /** Mean number of operators on a call. */
  readonly busyOperators: number;
  /** Mean number of supervisors on a call. */
  readonly busySupervisors: number;
}

/** Largest (seats + min(q, k) + 1)·(m + 1)²: some milliseconds and 32 MB. */
const mostWork = 2e6;

/**
 * A line of operators whose queue spills over to supervisors past one length and to an automatic answer past another, in the long run.
 * A call that finds all operators busy and k calls waiting is answered automatically; with q >= k supervisors never take one.
 *
 * A Markov chain over (calls with operators and waiting, busy supervisors), solved exactly: in that order its states form a band
 * 2m + 3 wide, which is eliminated without a subtraction (W. K. Grassmann, M. I. Taksar, D. P. Heyman, 1985). While more than q wait all
 * supervisors are busy, so each such length is one state, and a factor of its neighbour. Relative error of each share below 1e-11.
 * @throws number.out-of-range, also for (seats + min(q, k) + 1)·(m + 1)² above 2e6, or k above 1e6
 */
export function overflow(queue: OverflowQueue): Overflow {
  const line = rates(queue);
  const { seats, load, impatience, helpRate, limit } = line;
  const none = {
    answeredBySupervisor: 0,
    abandoned: 0,
    queueLength: 0,
    busyOperators: 0,
    busySupervisors: 0,
  };
  if (load === 0) return { ...none, answeredByOperator: 1, automatic: 0 };
  let all = 0;
  let full = 0;
  let queueLength = 0;
  let busyOperators = 0;
  let busySupervisors = 0;
  const count = (calls: number, helping: number, chance: number): void => {
    const waiting = Math.max(0, calls - seats);
    all += chance;
    if (calls >= seats && waiting === limit) full += chance;
    queueLength += chance * waiting;
    busyOperators += chance * Math.min(calls, seats);
    busySupervisors += chance * helping;
  };
  const { phases, levels, supervisors } = line;
  const chances = bandChances(line);
  for (let i = 0; i < chances.length; i++) count(Math.floor(i / phases), i % phases, chances[i]!);
  let chance = chances[chances.length - 1]!;
  for (let calls = levels; calls < seats + limit; calls++) {
    chance *= load / (seats + (calls + 1 - seats) * impatience + supervisors * helpRate);
    count(calls + 1, supervisors, chance);
  }
  return {
    answeredByOperator: busyOperators / all / load,
    answeredBySupervisor: ((busySupervisors / all) * helpRate) / load,
    automatic: full / all,
    abandoned: ((queueLength / all) * impatience) / load,
    queueLength: queueLength / all,
    busyOperators: busyOperators / all,
    busySupervisors: busySupervisors / all,
  };
}

/** The queue in mean handling times of operators. */
interface Rates {
  readonly seats: number;
  readonly load: number;
  readonly impatience: number;
  /** Calls a supervisor ends. */
  readonly helpRate: number;
  readonly supervisors: number;
  readonly limit: number;
  /** Most calls with operators or waiting while a supervisor may be free. */
  readonly levels: number;
  /** Supervisors + 1. */
  readonly phases: number;
}

function rates(queue: OverflowQueue): Rates {
  requireQueue(queue);
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds } = queue;
  const given = requireWhole('supervisors', queue.supervisors);
  const threshold = requireWhole('waitingBeforeSupervisors', queue.waitingBeforeSupervisors);
  const limit = requireWhole('waitingLimit', queue.waitingLimit);
  const helpRate =
    ahtSeconds / requirePositive('supervisorAhtSeconds', queue.supervisorAhtSeconds ?? ahtSeconds);
  // Calls that nobody takes and that never hang up would wait for ever.
  if (seats === 0 && patienceSeconds === null) requireWhole('seats', seats, 1);
  if (limit > 1e6) throw outOfRange('waitingLimit', limit, '0 ≤ x ≤ 1e6');
  const supervisors = threshold < limit ? given : 0;
  const levels = seats + Math.min(threshold, limit);
  const phases = supervisors + 1;
  const work = (levels + 1) * phases * phases;
  if (work > mostWork) throw outOfRange('supervisors', given, `(seats + q + 1)·(x + 1)² ≤ ${mostWork}`);
  const impatience = patienceSeconds === null ? 0 : ahtSeconds / patienceSeconds;
  return { seats, load: trafficErlangs, impatience, helpRate, supervisors, limit, levels, phases };
}

/** Chances of the states with at most `levels` calls, up to a factor; state i is (calls, supervisors busy) = (⌊i/phases⌋, i mod phases). */
function bandChances(line: Rates): Float64Array {
  const { levels, phases } = line;
  const states = (levels + 1) * phases;
  const width = 2 * phases + 1;
  const band = bandRates(line, states);
  // Row `from`, column `to` is at from·width + phases + to - from.
  for (let state = states - 1; state >= 1; state--) {
    const first = Math.max(0, state - phases);
    const row = state * width + phases - state;
    let leaving = 0;
    for (let to = first; to < state; to++) leaving += band[row + to]!;
    for (let from = first; from < state; from++) {
      const start = from * width + phases - from;
      if (band[start + state] === 0) continue;
      const visits = band[start + state]! / leaving;
      band[start + state] = visits;
      for (let to = first; to < state; to++) band[start + to]! += visits * band[row + to]!;
    }
  }
  const chances = new Float64Array(states);
  chances[0] = 1;
  for (let state = 1; state < states; state++) {
    let chance = 0;
    for (let from = Math.max(0, state - phases); from < state; from++) {
      chance += chances[from]! * band[from * width + phases + state - from]!;
    }
    chances[state] = chance;
    // Chances relative to the empty centre may leave the double range.
    if (chance > 1e200) for (let i = 0; i <= state; i++) chances[i]! *= 1e-200;
  }
  return chances;
}

function bandRates(
  { seats, load, impatience, helpRate, supervisors, levels, phases, limit }: Rates,
  states: number,
): Float64Array {
  const width = 2 * phases + 1;
  const band = new Float64Array(states * width);
  for (let state = 0; state < states; state++) {
    const calls = Math.floor(state / phases);
    const helping = state % phases;
    const own = state * width + phases;
    const takes = calls === levels && levels < seats + limit;
    if (calls < levels) band[own + phases] = load;
    else if (takes && helping < supervisors) band[own + 1] = load;
    band[own - phases] = Math.min(calls, seats) + Math.max(0, calls - seats) * impatience;
    band[own - 1]! += helping * helpRate;
  }
  return band;
}
