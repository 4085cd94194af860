import {
  answerTimesA,
  erlangA,
  finiteLine,
  serviceLevelC,
  serviceLevelFiniteLine,
} from '../../src/erlang/index.ts';
import { type SimulationInput, simulateMonths } from '../../src/simulate/index.ts';
import { columnCount, columns } from '../../src/simulate/tally.ts';

/** A queue in its steady state, for which exact values are known. */
export interface StationaryCase {
  readonly name: string;
  readonly seats: number;
  readonly trafficErlangs: number;
  readonly ahtSeconds: number;
  readonly patienceSeconds: number | null;
  /** Calls that may wait; null: any number. */
  readonly waitingLimit: number | null;
  readonly withinSeconds: number;
}

/** A share of the offered calls: exact, and simulated with its standard error from batch means. */
export interface ComparedShare {
  readonly share: 'answered' | 'answered within T';
  readonly exact: number;
  readonly mean: number;
  readonly standardError: number;
}

const loadsAndSeats: readonly (readonly [number, number])[] = [
  [0.2, 1],
  [0.5, 1],
  [0.8, 2],
  [1.3, 2],
  [2, 3],
  [2.6, 4],
  [4, 5],
  [5.2, 7],
  [7, 9],
  [10, 12],
  [13, 15],
  [18, 21],
  [24, 27],
  [31, 35],
  [40, 44],
  [50, 55],
  [50, 60],
];
const overloaded: readonly (readonly [number, number])[] = [
  [1.5, 1],
  [3, 2],
  [6, 5],
  [12, 11],
  [20, 18],
  [35, 34],
  [50, 48],
];

/** Fifty of them: Erlang C, Erlang A and the limited line M/M/n/K, loads of 0.2 to 50 erlangs, 1 to 60 seats. */
export const stationaryCases: readonly StationaryCase[] = [
  ...loadsAndSeats.map((pair) => caseOf(pair, null, null)),
  ...[...loadsAndSeats.filter((_, place) => place % 2 === 0), ...overloaded].map((pair, place) =>
    caseOf(pair, [60, 120, 300][place % 3]!, null),
  ),
  ...[
    ...loadsAndSeats.filter((_, place) => place % 2 === 1),
    ...overloaded,
    [40, 44] as const,
    [0.2, 1] as const,
  ].map((pair, place) => caseOf(pair, null, [0, 1, 3, 10][place % 4]!)),
];

/** Exact and simulated shares of a case. Each batch is a day of its own with a first interval that is not counted. */
export function studyCase(
  one: StationaryCase,
  size: { readonly seed: number; readonly batches: number; readonly callsPerBatch: number },
): { readonly rows: readonly ComparedShare[] } {
  const { seed, batches, callsPerBatch } = size;
  const answered = new Float64Array(batches);
  const within = new Float64Array(batches);
  const offered = new Float64Array(batches);
  const input = inputOf(one, seed, callsPerBatch);
  for (let batch = 0; batch < batches; batch++) {
    const { intervalCounts } = simulateMonths(input, batch, batch + 1);
    const counted = intervalCounts.subarray(columnCount);
    offered[batch] = counted[columns.offered]!;
    answered[batch] = counted[columns.answered]!;
    within[batch] = counted[columns.answeredWithin]!;
  }
  const exact = exactShares(one);
  // Without hang-ups and limits every call is answered, which says nothing.
  const isAllAnswered = one.patienceSeconds === null && one.waitingLimit === null;
  return {
    rows: [
      ...(isAllAnswered
        ? []
        : [{ share: 'answered' as const, exact: exact.answered, ...batchMeans(answered, offered) }]),
      { share: 'answered within T' as const, exact: exact.within, ...batchMeans(within, offered) },
    ],
  };
}

/** The input of a case: two intervals of one day, the first as a warm-up. */
export function inputOf(one: StationaryCase, seed: number, callsPerInterval: number): SimulationInput {
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds, waitingLimit, withinSeconds } = one;
  return {
    seed,
    intervalSeconds: (callsPerInterval * ahtSeconds) / trafficErlangs,
    queues: [
      {
        handling: { kind: 'exponential', ahtSeconds },
        patience: patienceSeconds === null ? { kind: 'endless' } : { kind: 'exponential', patienceSeconds },
      },
    ],
    days: [
      {
        openSecond: 0,
        callsPerInterval: [[callsPerInterval, callsPerInterval]],
        people: Array.from({ length: seats }, () => ({
          kind: 'operator' as const,
          queueMask: 1,
          windows: [{ startSecond: 0, endSecond: Infinity }],
          keepsBreakLength: false,
          mayBeAbsent: false,
          isReplaced: false,
        })),
      },
    ],
    volumeCvFraction: 0,
    dayCvFraction: 0,
    redial: { redialFraction: 0, redialSeconds: 60 },
    overflow: { supervisorAfterSeconds: null, automaticAfterSeconds: null, waitingLimit },
    attendance: { absentFraction: 0, lateFraction: 0, lateSeconds: 60 },
    withinSeconds,
    targetAnsweredFraction: 0.9,
  };
}

function caseOf(
  [trafficErlangs, seats]: readonly [number, number],
  patienceSeconds: number | null,
  waitingLimit: number | null,
): StationaryCase {
  const kind =
    waitingLimit !== null
      ? `M/M/${seats}/${seats + waitingLimit}`
      : patienceSeconds !== null
        ? `M/M/${seats}+M, patience ${patienceSeconds} s`
        : `M/M/${seats}`;
  const rest = { ahtSeconds: 300, withinSeconds: 20 };
  return {
    name: `${kind}, ${trafficErlangs} erlangs`,
    seats,
    trafficErlangs,
    patienceSeconds,
    waitingLimit,
    ...rest,
  };
}

function exactShares(one: StationaryCase): { readonly answered: number; readonly within: number } {
  if (one.waitingLimit !== null) {
    const line = { ...one, callLimit: one.seats + one.waitingLimit };
    return { answered: finiteLine(line).answerRate, within: serviceLevelFiniteLine(line).offeredWithin };
  }
  if (one.patienceSeconds === null) return { answered: 1, within: serviceLevelC(one) };
  return { answered: erlangA(one).answerRate, within: answerTimesA(one).offeredWithin };
}

/** Ratio of the sums and the standard error from the residuals of the batches. */
function batchMeans(counts: Float64Array, offered: Float64Array): { mean: number; standardError: number } {
  const batches = counts.length;
  const total = offered.reduce((sum, value) => sum + value, 0);
  const mean = counts.reduce((sum, value) => sum + value, 0) / total;
  const squares = counts.reduce((sum, value, batch) => sum + (value - mean * offered[batch]!) ** 2, 0);
  return { mean, standardError: Math.sqrt((squares * batches) / (batches - 1)) / total };
}
