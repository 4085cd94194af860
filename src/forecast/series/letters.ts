import { ChronoUnit, type LocalDate } from '@js-joda/core';
import type { SeriesMailing } from './series.ts';

/** What shapes the course of a batch's calls over open days. */
export interface ResponseShape {
  /** Tilt of the delivery shares towards later days: 0 as published, log odds per day. */
  readonly lateness: number;
  /** Share of a delivered letter's calls on the day of delivery, in (0, 1). */
  readonly firstShare: number;
  /** Calls of a day ÷ calls of the day before, in the tail; in (0, 1). */
  readonly tailRatio: number;
  /** How far letters' calls follow the weekday: 0 not at all, 1 as all others do. */
  readonly weekdayPower: number;
  /** Elasticity of a batch's calls to its letters: 1 when twice the letters bring twice the calls. */
  readonly sizePower: number;
}

/** The published shape (see `response-kernel.ts`). */
export const publishedShape: ResponseShape = {
  lateness: 0,
  firstShare: 0.1,
  tailRatio: 0.82,
  weekdayPower: 1,
  sizePower: 1,
};

/** Calls per letter when nothing is known of a kind: between the published 3 and 10 %, most kinds lower. */
export const unknownCallsPerLetter = 0.04;

const deliveryShares: readonly number[] = [0.05, 0.5, 0.32, 0.1, 0.03];
const tailDays = 25;

/** Shares of a batch's calls on the 1st, 2nd, … open day after posting; sum 1. */
export function shapedResponse(shape: ResponseShape, openingDelayDays = 0): number[] {
  const tilted = deliveryShares.map((share, day) => share * Math.exp(shape.lateness * (day - 1)));
  const delivered = sumOf(tilted);
  const tail = Array.from({ length: tailDays }, (_, index) => shape.tailRatio ** index);
  const tailSum = sumOf(tail);
  const called = [shape.firstShare, ...tail.map((value) => ((1 - shape.firstShare) * value) / tailSum)];
  const latest = Math.max(openingDelayDays, deliveryShares.length - 1);
  const shares: number[] = new Array(latest + called.length).fill(0);
  tilted.forEach((share, day) => {
    const start = Math.max(day, openingDelayDays);
    called.forEach((part, lag) => {
      shares[start + lag]! += (share / delivered) * part;
    });
  });
  return shares;
}

/** A batch placed among the open days of a series. */
export interface PlacedBatch {
  /** Place in the input. */
  readonly mailing: number;
  readonly kind: string;
  readonly letters: number;
  readonly assumedCallsPerLetter: number;
  readonly isAssumedByContract: boolean;
  /** Place, among the open days, of the first day after posting; negative before the history. */
  readonly firstPlace: number;
  readonly openingDelayDays: number;
}

/**
 * Batches with letters that may bring calls on the given open days. Days before the history count as open when they
 * are one of as many weekdays as the history's weeks have open days, which is all that can be known of them.
 */
export function placeBatches(
  mailings: readonly SeriesMailing[],
  dates: readonly LocalDate[],
  openPerWeek: number,
): PlacedBatch[] {
  const epochDays = dates.map((date) => date.toEpochDay());
  const placeAfter = (date: LocalDate): number => {
    const first = dates[0]!;
    if (date.isBefore(first)) {
      const back = date.until(first, ChronoUnit.DAYS) - 1;
      return -Math.round((back * openPerWeek) / 7);
    }
    const day = date.toEpochDay();
    let low = 0;
    let high = epochDays.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (epochDays[middle]! > day) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return mailings.flatMap((mailing, index) => {
    if (!(mailing.letters > 0)) return [];
    const firstPlace = placeAfter(mailing.postedOn);
    const opens = mailing.opensOn;
    const delay = opens === null ? 0 : Math.max(0, placeAfter(opens.minusDays(1)) - firstPlace);
    if (firstPlace >= dates.length || firstPlace + delay + tailDays + deliveryShares.length < 0) return [];
    const { kind, letters, callsPerLetter } = mailing;
    return [
      {
        mailing: index,
        kind,
        letters,
        assumedCallsPerLetter: callsPerLetter ?? unknownCallsPerLetter,
        isAssumedByContract: callsPerLetter !== null,
        firstPlace,
        openingDelayDays: delay,
      },
    ];
  });
}

/** Letters × share of the response of every batch on the days it reaches: calls at a response of 1 per letter. */
export interface BatchCourse {
  readonly batch: PlacedBatch;
  /** Place of the first day that is among the open days. */
  readonly from: number;
  readonly letters: readonly number[];
}

/** The courses of batches. @param weekdayFactors per open day, mean about 1 @param count of open days */
export function batchCourses(
  batches: readonly PlacedBatch[],
  shape: ResponseShape,
  weekdayFactors: readonly number[],
  count: number,
): BatchCourse[] {
  const usual = shapedResponse(shape);
  const sizes = batches.map(({ letters }) => letters).sort((a, b) => a - b);
  const usualLetters = sizes[sizes.length >> 1] ?? 1;
  return batches.map((batch) => {
    const shares = batch.openingDelayDays === 0 ? usual : shapedResponse(shape, batch.openingDelayDays);
    const from = Math.max(0, batch.firstPlace);
    const end = Math.min(count, batch.firstPlace + shares.length);
    const letters = Array.from(
      { length: Math.max(0, end - from) },
      (_, index) =>
        batch.letters *
        (batch.letters / usualLetters) ** (shape.sizePower - 1) *
        shares[from + index - batch.firstPlace]! *
        weekdayFactors[from + index]! ** shape.weekdayPower,
    );
    return { batch, from, letters };
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
