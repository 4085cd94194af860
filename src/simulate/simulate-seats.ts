import { Arrivals, callCurve } from './arrivals.ts';
import * as check from './check-input.ts';
import { addSpan, type DayCounts, rowOf, wholeMs } from './day-counts.ts';
import { drawSeconds, handlingDurations, patienceDurations } from './durations.ts';
import type { HandlingTimes, Patience } from './input.ts';
import type { TracedCall } from './next-call.ts';
import type { CallFigures, Estimate } from './result.ts';
import { graceSeconds } from './run-day.ts';
import { Staircase } from './staircase.ts';
import { newStreams, startDay } from './streams.ts';
import { figuresOf, ratioEstimate, ratioSums } from './summarise.ts';
import { columnCount, columns } from './tally.ts';

/** A day of one queue and of seats without names, whose number changes by interval. */
export interface SeatsInput {
  /** Whole, 0 to 2^53 - 1. */
  readonly seed: number;
  /** How many such days, whole, >= 1. Day n of a seed has the same calls whatever the seats. */
  readonly replications: number;
  /** > 0. */
  readonly intervalSeconds: number;
  /** Whole, >= 0, one per interval; those of the last interval stay until the last call has ended. */
  readonly seatsPerInterval: readonly number[];
  /** Expected calls, >= 0, one per interval. */
  readonly callsPerInterval: readonly number[];
  readonly handling: HandlingTimes;
  readonly patience: Patience;
  /** Standard deviation over mean of the day's volume, >= 0: one gamma factor per day. */
  readonly dayCvFraction: number;
  /** T of "answered within T", >= 0. */
  readonly withinSeconds: number;
}

/** What the days tell; an interval has the calls that came in it, whenever they were answered. */
export interface SeatsResult {
  readonly figures: CallFigures;
  readonly answerRate: Estimate;
  /** Answered within T ÷ offered. */
  readonly answeredWithinRate: Estimate;
  readonly intervals: readonly { readonly figures: CallFigures; readonly answerRate: Estimate }[];
}

/**
 * Simulates days on which seats come and go: a seat that is taken away finishes its call first, a new call starts only
 * while fewer calls are in progress than there are seats. With seats that never change it gives the same calls the
 * same fate as `simulateMonths` does with as many people.
 *
 * In `occupancyFraction` the seats' time is that of the plan; calls finished on seats that have gone may fill it to 1.
 * @throws number.out-of-range
 */
export function simulateSeats(
  input: SeatsInput,
  trace: ((call: TracedCall) => void) | null = null,
): SeatsResult {
  checkSeats(input);
  const { seed, replications, dayCvFraction, intervalSeconds, seatsPerInterval } = input;
  const intervals = seatsPerInterval.length;
  const counts = new Float64Array(intervals * columnCount);
  const day: Day = {
    ...{ input, trace, streams: newStreams(), arrivals: new Arrivals() },
    curve: callCurve({ openSecond: 0, intervalSeconds, callsPerInterval: [input.callsPerInterval] }),
    stairs: new Staircase({ openSecond: 0, intervalSeconds, seatsPerInterval }),
    place: { counts, firstRow: 0, openSecond: 0, intervalSeconds, intervals },
    handling: handlingDurations(input.handling),
    patience: patienceDurations(input.patience),
  };
  // Rows of the days' offered, answered and answered-within calls; the last column is the whole day.
  const batches = [columns.offered, columns.answered, columns.answeredWithin].map((column) => ({
    column,
    values: Array.from({ length: intervals + 1 }, () => new Float64Array(replications)),
  }));
  const before = new Float64Array(counts.length);
  for (let replication = 0; replication < replications; replication++) {
    const factor = startDay(day.streams, { seed, replication, day: 0 }, dayCvFraction);
    before.set(counts);
    runSeats(day, factor);
    for (const { column, values } of batches) {
      for (let interval = 0; interval < intervals; interval++) {
        const cell = interval * columnCount + column;
        const added = counts[cell]! - before[cell]!;
        values[interval]![replication] = added;
        values[intervals]![replication]! += added;
      }
    }
  }
  const [offered, answered, within] = batches.map((batch) => batch.values);
  const total = new Float64Array(columnCount);
  for (const [cell, count] of counts.entries()) total[cell % columnCount]! += count;
  return {
    figures: figuresOf(total, replications),
    answerRate: ratioEstimate(ratioSums(offered![intervals]!, answered![intervals]!)),
    answeredWithinRate: ratioEstimate(ratioSums(offered![intervals]!, within![intervals]!)),
    intervals: Array.from({ length: intervals }, (_, interval) => ({
      figures: figuresOf(counts.subarray(interval * columnCount, (interval + 1) * columnCount), replications),
      answerRate: ratioEstimate(ratioSums(offered![interval]!, answered![interval]!)),
    })),
  };
}

interface Day {
  readonly input: SeatsInput;
  readonly trace: ((call: TracedCall) => void) | null;
  readonly streams: ReturnType<typeof newStreams>;
  readonly arrivals: Arrivals;
  readonly curve: ReturnType<typeof callCurve>;
  readonly stairs: Staircase;
  readonly place: DayCounts;
  readonly handling: ReturnType<typeof handlingDurations>;
  readonly patience: ReturnType<typeof patienceDurations>;
}

function runSeats(day: Day, factor: number): void {
  const { streams, arrivals, stairs, place } = day;
  const { counts, intervals, intervalSeconds } = place;
  const { withinSeconds, seatsPerInterval } = day.input;
  for (const [interval, seats] of seatsPerInterval.entries()) {
    counts[rowOf(place, interval) + columns.staffedMs]! += wholeMs(seats * intervalSeconds);
  }
  stairs.clear();
  arrivals.start(day.curve, factor, streams.arrivals);
  for (let call = 0; arrivals.atSecond < Infinity; call++) {
    const arrival = arrivals.atSecond;
    const row = rowOf(place, arrivals.interval);
    const handling = drawSeconds(day.handling, streams.handling);
    const patience = drawSeconds(day.patience, streams.patience);
    arrivals.next();
    const start = stairs.startSecond(arrival);
    const giveUp = arrival + patience;
    const isAnswered = start <= giveUp && start < Infinity;
    const isLost = !isAnswered && giveUp === Infinity;
    // Whoever is lost waits until the centre closes.
    const leave = isAnswered ? start : isLost ? intervals * intervalSeconds : giveUp;
    counts[row + columns.offered]! += 1;
    counts[row + columns.waitMs]! += wholeMs(leave - arrival);
    if (isAnswered) {
      stairs.occupyUntil(start + handling);
      addSpan(place, columns.busyMs, start, start + handling);
      counts[row + columns.answered]! += 1;
      counts[row + columns.answeredWaitMs]! += wholeMs(leave - arrival);
      if (leave - arrival <= withinSeconds + graceSeconds) counts[row + columns.answeredWithin]! += 1;
    } else counts[row + (isLost ? columns.lost : columns.abandoned)]! += 1;
    day.trace?.({
      ...{ queue: 0, call, attempt: 0, arrivalSecond: arrival, handlingSeconds: handling, person: -1 },
      ...{ patienceSeconds: patience, leaveSecond: leave },
      outcome: isAnswered ? 'answered' : isLost ? 'lost' : 'abandoned',
    });
  }
}

function checkSeats(input: SeatsInput): void {
  const { within } = check;
  within('seed', input.seed, check.isWhole, '0, 1, 2, …');
  within('replications', input.replications, (value) => check.isWhole(value) && value >= 1, '1, 2, 3, …');
  within('intervalSeconds', input.intervalSeconds, check.isPositive, '0 < x < ∞');
  const { length } = input.seatsPerInterval;
  within('seatsPerInterval.length', length, (count) => count >= 1, '1, 2, 3, …');
  within(
    'callsPerInterval.length',
    input.callsPerInterval.length,
    (count) => count === length,
    String(length),
  );
  for (const [interval, seats] of input.seatsPerInterval.entries()) {
    within(`seatsPerInterval[${interval}]`, seats, check.isWhole, '0, 1, 2, …');
  }
  check.checkCalls('callsPerInterval', input.callsPerInterval);
  check.checkHandling('handling', input.handling);
  check.checkPatience('patience', input.patience);
  within('dayCvFraction', input.dayCvFraction, check.isFactorSpread, '0 ≤ x ≤ 10');
  within('withinSeconds', input.withinSeconds, check.isNonNegative, '0 ≤ x < ∞');
}
