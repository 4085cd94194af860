import type { LocalDate } from '@js-joda/core';
import {
  isBelowBy,
  type MiddleDay,
  type OutboundReading,
  type OutboundReadings,
} from './outbound-readings.ts';

/** What was agreed with the city (協議, 第2章2(5)イ): that outbound work begins, or that it ends. */
export interface OutboundAgreement {
  /** Ascending in the order of recording. */
  readonly id: number;
  readonly kind: 'start' | 'stop';
  /** Day of the consultation. */
  readonly agreedOn: LocalDate;
  /** Who spoke for the city and for the contractor. */
  readonly cityPerson: string;
  readonly contractorPerson: string;
  /** What was agreed. */
  readonly terms: string;
  /** First day of outbound work; of a stop the first day without. */
  readonly startsOn: LocalDate;
  /** Last day of outbound work, included; null of a stop. */
  readonly endsOn: LocalDate | null;
  /** Reading of the rule on which the work was agreed; null of a stop. */
  readonly basis: { readonly reading: OutboundReading; readonly middle: MiddleDay } | null;
}

/**
 * Whether outbound work is agreed for a day: by the agreement recorded last that speaks of it.
 * @param agreements in order of recording, those taken back left out
 */
export function isAgreedOn(agreements: readonly OutboundAgreement[], date: LocalDate): boolean {
  const last = agreements.findLast(
    ({ startsOn, endsOn }) => !startsOn.isAfter(date) && (endsOn === null || !endsOn.isBefore(date)),
  );
  return last?.kind === 'start';
}

/** Whether outbound calls may be made, in one word, and what is to be done next. */
export type OutboundState =
  /** The middle of the month is not counted yet. */
  | 'early'
  /** No reading is below: the work is not for this month. */
  | 'notBelow'
  /** Only another reading than the usual one is below: for the city to say. */
  | 'otherReading'
  /** The usual reading is below: it may be agreed. */
  | 'mayAgree'
  /** Agreed for today or a day to come. */
  | 'agreed'
  /** Agreed, but the month has come back to the threshold: a stop is to be agreed (A7). */
  | 'recovered'
  /** What was agreed is over or was stopped. */
  | 'over';

/** Every reading of the rule on which the work can be agreed, the usual one first. */
export const outboundBases: readonly { readonly reading: OutboundReading; readonly middle: MiddleDay }[] = [
  { reading: 'projection', middle: 'openDay' },
  { reading: 'cumulative', middle: 'openDay' },
  { reading: 'projection', middle: 'fifteenth' },
  { reading: 'cumulative', middle: 'fifteenth' },
];

/**
 * Projected calls of the month from which the work is to stop: those under which the reading that it was agreed on has the
 * month. Half of the assumed calls by the projection; all of them by the pace until the middle.
 */
export function recoveryCalls(
  readings: Pick<OutboundReadings, 'assumedCalls' | 'thresholdCalls'>,
  agreements: readonly OutboundAgreement[],
): number {
  const basis = agreements.findLast(({ kind }) => kind === 'start')?.basis;
  return basis?.reading === 'cumulative' ? readings.assumedCalls : readings.thresholdCalls;
}

/**
 * Where outbound work of a month stands.
 * @param agreements in order of recording, those taken back left out
 * @param openDays of the month, in order @param today the day on which it is asked
 */
export function outboundState(
  readings: OutboundReadings,
  agreements: readonly OutboundAgreement[],
  openDays: readonly LocalDate[],
  today: LocalDate,
): OutboundState {
  const isAhead = openDays.some((date) => !date.isBefore(today) && isAgreedOn(agreements, date));
  // Once a stop is agreed there is nothing more to ask for.
  const isStopping = agreements.at(-1)?.kind === 'stop';
  const hasRecovered = readings.now.calls >= recoveryCalls(readings, agreements);
  if (isAhead) return hasRecovered && !isStopping ? 'recovered' : 'agreed';
  if (agreements.length > 0) return 'over';
  const usual = isBelowBy(readings, 'projection', 'openDay');
  if (usual === null) return 'early';
  if (usual) return 'mayAgree';
  return isBelowByAny(readings) ? 'otherReading' : 'notBelow';
}

/** Whether any reading of the rule at any reading of the middle is below, provisional ones left out. */
export function isBelowByAny(readings: OutboundReadings): boolean {
  return outboundBases.some(({ reading, middle }) => isBelowBy(readings, reading, middle) === true);
}
