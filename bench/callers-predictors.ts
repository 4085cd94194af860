/** Ways to predict who hangs up in the half hours of a centre, and how near they come; for bench/callers.ts. */
import type { LocalDateTime } from '@js-joda/core';
import type { CallRecord } from '../src/calls/index.ts';
import { erlangA, transientDay } from '../src/erlang/index.ts';
import type { BinnedShare } from './callers-figures.ts';

/** Half an hour of a business day, 07:00 to 24:00, with calls. */
export interface HalfHour {
  readonly start: LocalDateTime;
  readonly offered: number;
  readonly abandoned: number;
  /** Mean of its own calls in seconds; null when none was answered. */
  readonly ahtSeconds: number | null;
  readonly meanWaitSeconds: number;
  /** Operators at work, a mean over the half hour that was inferred from who answered when. */
  readonly presentOperators: number;
  /** Time waited by the callers of each kind, answered or not, and how many they were. */
  readonly waitedSecondsByKind: ReadonlyMap<string, number>;
  readonly callsByKind: ReadonlyMap<string, number>;
}

/** Records of a month, and the half hours of its business days. */
export interface Month {
  readonly name: string;
  readonly records: readonly CallRecord[];
  readonly halfHours: readonly HalfHour[];
}

/** What is known of the centre before the month that is predicted. */
export interface Centre {
  readonly patienceSeconds: number;
  readonly patienceSecondsByKind: ReadonlyMap<string, number>;
  readonly ahtSeconds: number;
  /** After-call work that the records do not have, so chosen that the first month's hang-ups come out. */
  readonly wrapUpSeconds: number;
}

/** Expected hang-ups of each half hour. */
export type Predictor = (halfHours: readonly HalfHour[], centre: Centre) => number[];

const halfHourSeconds = 1800;

/** Sum of numbers. */
export const sum = (values: Iterable<number>): number =>
  [...values].reduce((total, value) => total + value, 0);

/** Erlang A in a steady state, between the two whole numbers of seats around the operators' mean. */
export const steady: Predictor = (halfHours, { patienceSeconds, ahtSeconds, wrapUpSeconds }) =>
  halfHours.map(({ offered, presentOperators }) => {
    const handlingSeconds = ahtSeconds + wrapUpSeconds;
    const trafficErlangs = (offered * handlingSeconds) / halfHourSeconds;
    const lost = (seats: number): number =>
      erlangA({ seats, trafficErlangs, ahtSeconds: handlingSeconds, patienceSeconds }).abandonedFraction;
    const below = Math.floor(presentOperators);
    const part = presentOperators - below;
    return offered * ((1 - part) * lost(below) + part * lost(below + 1));
  });

/** The same with each half hour's own mean handling time. */
export const steadyOwn: Predictor = (halfHours, centre) =>
  halfHours.flatMap((halfHour) =>
    steady([halfHour], { ...centre, ahtSeconds: halfHour.ahtSeconds ?? centre.ahtSeconds }),
  );

/** The same with one patience for the mix of callers of the half hour: the mean of their rates of hanging up. */
export const steadyMix: Predictor = (halfHours, centre) =>
  halfHours.flatMap((halfHour) => {
    const { callsByKind, offered } = halfHour;
    const rates = [...callsByKind].map(
      ([kind, calls]) => calls / (centre.patienceSecondsByKind.get(kind) ?? centre.patienceSeconds),
    );
    return steadyOwn([halfHour], { ...centre, patienceSeconds: offered / sum(rates) });
  });

/** Mean handling time of the answered calls of some half hours, in seconds. */
function meanAhtSeconds(halfHours: readonly HalfHour[]): number {
  const answered = halfHours.filter(({ ahtSeconds }) => ahtSeconds !== null);
  const calls = sum(answered.map(({ offered, abandoned }) => offered - abandoned));
  return sum(answered.map((half) => (half.offered - half.abandoned) * half.ahtSeconds!)) / calls;
}

/** Erlang A in a steady state with the mean handling time of the day. */
export const steadyDay: Predictor = (halfHours, centre) =>
  daysOf(halfHours).flatMap((day) => steady(day, { ...centre, ahtSeconds: meanAhtSeconds(day) }));

const daysOf = (halfHours: readonly HalfHour[]): readonly HalfHour[][] => [
  ...Map.groupBy(halfHours, ({ start }) => start.toLocalDate().toString()).values(),
];

/** Erlang A carried through the day; a fraction of a seat becomes whole seats that come and go every three minutes. */
export const carried: Predictor = (halfHours, centre) =>
  daysOf(halfHours).flatMap((day) => {
    const parts = 10;
    let owed = 0;
    const seatsPerInterval = day.flatMap(({ presentOperators }) =>
      Array.from({ length: parts }, () => {
        owed += presentOperators;
        const seats = Math.max(0, Math.round(owed));
        owed -= seats;
        return seats;
      }),
    );
    const { intervals } = transientDay({
      callsPerInterval: day.flatMap(({ offered }) => Array<number>(parts).fill(offered / parts)),
      seatsPerInterval,
      intervalSeconds: halfHourSeconds / parts,
      ahtSeconds: meanAhtSeconds(day) + centre.wrapUpSeconds,
      patienceSeconds: centre.patienceSeconds,
    });
    return day.map((_, index) =>
      sum(intervals.slice(index * parts, (index + 1) * parts).map((interval) => interval.abandonedCalls)),
    );
  });

/** Erlang A's relation of waits and hang-ups, which needs neither seats nor handling times: mean wait ÷ patience. */
export const fromWait: Predictor = (halfHours, { patienceSeconds }) =>
  halfHours.map(({ offered, meanWaitSeconds }) =>
    Math.min(offered, (offered * meanWaitSeconds) / patienceSeconds),
  );

/** The same relation for each kind of caller with its own patience. */
export const fromWaitByKind: Predictor = (halfHours, { patienceSecondsByKind, patienceSeconds }) =>
  halfHours.map(({ offered, waitedSecondsByKind }) => {
    const lost = [...waitedSecondsByKind].map(
      ([kind, seconds]) => seconds / (patienceSecondsByKind.get(kind) ?? patienceSeconds),
    );
    return Math.min(offered, sum(lost));
  });

/** Wrap-up time with which a predictor's hang-ups of a month are as many as observed, by the secant method. */
export function calibrated(predictor: Predictor, month: Month, centre: Centre): Centre {
  const observed = sum(month.halfHours.map((half) => half.abandoned));
  const excess = (wrapUpSeconds: number): number =>
    sum(predictor(month.halfHours, { ...centre, wrapUpSeconds })) - observed;
  let [before, now] = [0, 12];
  let [excessBefore, excessNow] = [excess(before), excess(now)];
  while (Math.abs(excessNow) > 1) {
    const next = now - (excessNow * (now - before)) / (excessNow - excessBefore);
    [before, now, excessBefore] = [now, next, excessNow];
    excessNow = excess(now);
  }
  return { ...centre, wrapUpSeconds: now };
}

/** How near the predicted shares come to the observed ones, weighted by calls. */
export function scoreOf(halfHours: readonly HalfHour[], expected: readonly number[]) {
  const offered = sum(halfHours.map((half) => half.offered));
  const cells = halfHours.map((half, index) => ({
    weight: half.offered / offered,
    offered: half.offered,
    predicted: expected[index]! / half.offered,
    observed: half.abandoned / half.offered,
  }));
  const mean = (of: (cell: (typeof cells)[number]) => number): number =>
    sum(cells.map((cell) => cell.weight * of(cell)));
  const predicted = mean((cell) => cell.predicted);
  const observed = mean((cell) => cell.observed);
  const covariance = mean((cell) => (cell.predicted - predicted) * (cell.observed - observed));
  const spread =
    mean((cell) => (cell.predicted - predicted) ** 2) * mean((cell) => (cell.observed - observed) ** 2);
  return {
    predicted,
    observed,
    absoluteError: mean((cell) => Math.abs(cell.predicted - cell.observed)),
    /** What independent callers with exactly the predicted chance would still show. */
    leastError: mean((cell) =>
      Math.sqrt((2 * cell.predicted * (1 - cell.predicted)) / (Math.PI * cell.offered)),
    ),
    correlation: spread < 1e-12 ? null : covariance / Math.sqrt(spread),
  };
}

/** Half hours with like predictions together; bounds by the scatter of the half hours around their common share. */
export function binsOf(halfHours: readonly HalfHour[], expected: readonly number[]): BinnedShare[] {
  const edges = [0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.32, 1.01];
  return edges.slice(1).flatMap((to, index): BinnedShare[] => {
    const cells = halfHours
      .map((half, at) => ({ ...half, expected: expected[at]! }))
      .filter((cell) => cell.expected / cell.offered >= edges[index]! && cell.expected / cell.offered < to);
    if (cells.length < 5) return [];
    const calls = sum(cells.map((cell) => cell.offered));
    const observed = sum(cells.map((cell) => cell.abandoned)) / calls;
    const squares = sum(cells.map((cell) => (cell.abandoned - observed * cell.offered) ** 2));
    const half = (1.96 * Math.sqrt((squares * cells.length) / (cells.length - 1))) / calls;
    return [
      {
        fromFraction: edges[index]!,
        toFraction: Math.min(1, to),
        halfHours: cells.length,
        calls,
        predicted: sum(cells.map((cell) => cell.expected)) / calls,
        meanWaitSeconds: sum(cells.map((cell) => cell.offered * cell.meanWaitSeconds)) / calls,
        observed,
        low95: Math.max(0, observed - half),
        high95: observed + half,
        binomialHalfWidth: 1.96 * Math.sqrt((observed * (1 - observed)) / calls),
      },
    ];
  });
}
