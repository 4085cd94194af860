import type { LocalDate } from '@js-joda/core';
import type { DayRisk } from './answer-rate.ts';
import {
  awaySeats,
  type OutboundTerms,
  type SpareInterval,
  type StaffedSpan,
  spareInterval,
} from './outbound-interval.ts';

/** A day of the rest of a month. */
export interface PlaceableDay {
  readonly date: LocalDate;
  readonly intervals: readonly StaffedSpan[];
  /** Minute since midnight from which attempts can be made; later than opening on the day itself. */
  readonly fromMinute: number;
  /** Attempts that may still be made on the day, whole, ≥ 0; 0 where none are agreed. */
  readonly attemptsLeft: number;
}

/** What outbound calls of the rest of a month are placed by. */
export interface PlaceOutboundInput {
  readonly terms: OutboundTerms;
  /** Probability with which the month is to reach its target, 0 to 1. */
  readonly confidenceFraction: number;
  /** How sure the month's target is. */
  readonly risk: PlacementRisk;
  /** Open days that are not counted, in order, those without agreement too. */
  readonly days: readonly PlaceableDay[];
  /** Calls of the month that were counted. */
  readonly soFar: { readonly offered: number; readonly answered: number };
}

/** How sure a month's target is while its seats change. */
export interface PlacementRisk {
  /** Risk of a day. @param index of the days given @param seats of its intervals, whole, ≥ 0 */
  readonly ofDay: (index: number, seats: readonly number[]) => DayRisk;
  /** Probability that the month reaches its target, what was counted included. @param days in the order given */
  readonly probability: (days: readonly DayRisk[]) => number;
}

/** A share without the proposed attempts and with them. */
export interface WithAndWithout {
  readonly without: number;
  readonly with: number;
}

/**
 * Why no more attempts are proposed on a day: `cap`, as many as may be made; `seats`, nobody is on the phone beyond the
 * least; `interval`, `day`, `month`, that span would miss the target; `risk`, the month would reach it too unsurely.
 */
export type OutboundLimit = 'cap' | 'seats' | 'interval' | 'day' | 'month' | 'risk';

/** The proposal for a day. */
export interface OutboundDayPlan {
  readonly date: LocalDate;
  readonly attempts: number;
  readonly limitedBy: OutboundLimit;
  readonly answerRate: WithAndWithout;
  readonly intervals: readonly (Omit<SpareInterval, 'answerRates'> & {
    readonly attempts: number;
    readonly answerRate: WithAndWithout;
  })[];
}

/** Outbound calls of the rest of a month. */
export interface OutboundPlan {
  /** The days given. */
  readonly days: readonly OutboundDayPlan[];
  /** Over the calls counted and those expected. */
  readonly answerRate: WithAndWithout;
  /** Of the month reaching its target; with attempts a seat counts as away for the whole of their interval. */
  readonly probabilityTargetMet: WithAndWithout;
}

/**
 * Attempts per interval of the rest of a month: on each day in turn where they lose fewest calls, as many as are left on
 * the day and leave every target reached that is reached without them. Where the month would then be too unsure, every
 * day has at most so many that it is sure enough.
 */
export function placeOutbound(input: PlaceOutboundInput): OutboundPlan {
  const days = input.days.map((day) => ({
    day,
    spare: day.intervals.map((one) => spareOf(one, day, input)),
  }));
  const risksOf = (placed: readonly Placed[]): number =>
    input.risk.probability(placed.map((one, index) => input.risk.ofDay(index, seatsOf(one, input))));
  const none = placeWithin(input, days, 0);
  const without = risksOf(none);
  const isSure = (most: number): boolean =>
    risksOf(placeWithin(input, days, most)) >= input.confidenceFraction;
  const free = Math.max(0, ...days.map(({ day }) => day.attemptsLeft));
  const most = without < input.confidenceFraction ? 0 : largest(free, isSure);
  const placed = placeWithin(input, days, most);
  const isHeld = (one: Placed): boolean => most < free && one.attempts === most;
  return {
    days: placed.map((one) => dayPlan(isHeld(one) ? { ...one, limitedBy: heldBy(one) } : one)),
    answerRate: { without: monthRate(input, none), with: monthRate(input, placed) },
    probabilityTargetMet: { without, with: risksOf(placed) },
  };
}

interface SpareDay {
  readonly day: PlaceableDay;
  readonly spare: readonly SpareInterval[];
}

interface Placed extends SpareDay {
  /** Per interval. */
  readonly counts: readonly number[];
  readonly attempts: number;
  readonly limitedBy: OutboundLimit;
}

function spareOf(span: StaffedSpan, day: PlaceableDay, { terms }: PlaceOutboundInput): SpareInterval {
  const spare = spareInterval(span, terms);
  const isOver = span.startMinute < day.fromMinute;
  return isOver ? { ...spare, mostAttempts: 0, answerRates: spare.answerRates.slice(0, 1) } : spare;
}

/** The days with at most so many attempts each. */
function placeWithin(input: PlaceOutboundInput, days: readonly SpareDay[], most: number): Placed[] {
  const { targetFraction } = input.terms;
  const { offered, answered } = input.soFar;
  const rest = sumOf(days.flatMap(({ day }) => day.intervals.map(({ calls }) => calls)));
  // Calls that the month can still lose and reach its target.
  let monthSpare = answered + sumOf(days.map((day) => answeredOf(day))) - targetFraction * (offered + rest);
  return days.map((one) => {
    const left = Math.min(one.day.attemptsLeft, most);
    const calls = sumOf(one.day.intervals.map((span) => span.calls));
    let daySpare = answeredOf(one) - targetFraction * calls;
    const counts = one.spare.map(() => 0);
    let limitedBy: OutboundLimit | null = daySpare < 0 ? 'day' : monthSpare < 0 ? 'month' : null;
    let attempts = 0;
    for (const { index, lost } of limitedBy === null ? candidatesOf(one) : []) {
      if (attempts >= left) break;
      if (lost > daySpare || lost > monthSpare) {
        limitedBy = lost > daySpare ? 'day' : 'month';
        break;
      }
      counts[index]! += 1;
      attempts += 1;
      daySpare -= lost;
      monthSpare -= lost;
    }
    const isFull = attempts >= one.day.attemptsLeft;
    const hasSeats = one.spare.some((span) => span.scheduledSeats > input.terms.minimumOperators);
    return {
      ...one,
      counts,
      attempts,
      limitedBy: isFull ? 'cap' : (limitedBy ?? (hasSeats ? 'interval' : 'seats')),
    };
  });
}

/** Every attempt that the day's intervals can spare with the calls that it loses, fewest first, then the earliest. */
function candidatesOf({ spare }: SpareDay): { readonly index: number; readonly lost: number }[] {
  return spare
    .flatMap(({ calls, answerRates }, index) =>
      answerRates
        .slice(1)
        .map((rate, place) => ({ index, place, lost: calls * Math.max(0, answerRates[place]! - rate) })),
    )
    .sort((one, other) => one.lost - other.lost || one.index - other.index || one.place - other.place);
}

function answeredOf({ spare }: SpareDay, counts?: readonly number[]): number {
  return sumOf(spare.map(({ calls, answerRates }, index) => calls * answerRates[counts?.[index] ?? 0]!));
}

function monthRate({ soFar, days }: PlaceOutboundInput, placed: readonly Placed[]): number {
  const offered = soFar.offered + sumOf(days.flatMap((day) => day.intervals.map(({ calls }) => calls)));
  const answered = soFar.answered + sumOf(placed.map((one) => answeredOf(one, one.counts)));
  return offered > 0 ? answered / offered : 1;
}

/** Seats that are surely there: one away for a part of an interval counts as away for all of it. */
function seatsOf({ spare, counts }: Placed, { terms }: PlaceOutboundInput): number[] {
  return spare.map(({ startMinute, endMinute, scheduledSeats }, index) => {
    const away = awaySeats(counts[index]!, (endMinute - startMinute) * 60, terms.attemptSeconds);
    return scheduledSeats - Math.ceil(away - 1e-9);
  });
}

/** Largest whole number up to `most` that fits, when all smaller ones fit too; 0 when none does. */
function largest(most: number, fits: (value: number) => boolean): number {
  if (fits(most)) return most;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function heldBy({ limitedBy }: Placed): OutboundLimit {
  return limitedBy === 'day' || limitedBy === 'month' || limitedBy === 'seats' ? limitedBy : 'risk';
}

function dayPlan({ day, spare, counts, attempts, limitedBy }: Placed): OutboundDayPlan {
  const calls = sumOf(day.intervals.map((span) => span.calls));
  const rate = (own: readonly number[]): number => (calls > 0 ? answeredOf({ day, spare }, own) / calls : 1);
  return {
    date: day.date,
    attempts,
    limitedBy,
    answerRate: { without: rate(spare.map(() => 0)), with: rate(counts) },
    intervals: spare.map(({ answerRates, ...span }, index) => ({
      ...span,
      attempts: counts[index]!,
      answerRate: { without: answerRates[0]!, with: answerRates[counts[index]!]! },
    })),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
