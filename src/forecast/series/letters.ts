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

/**
 * The published shape. Delivery: Japan Post since October 2021, 2 to 3 working days within a prefecture, none on Saturdays
 * and holidays. Calls: a fast start and a steady tapering (Huxley, "Predicting Response Speed in Mail Surveys", J. Marketing
 * Research 17, 1980). Their convolution is the architecture of US 2006/0212326 A1.
 */
export const publishedShape: ResponseShape = {
  lateness: 0,
  firstShare: 0.1,
  tailRatio: 0.82,
  weekdayPower: 1,
  sizePower: 1,
};

/** Calls per letter when nothing is known of a kind: between the published 3 and 10 %, most kinds lower. */
export const unknownCallsPerLetter = 0.04;

/** Shares delivered on the 1st, 2nd, … open day after posting; an assumption. */
const deliveryShares: readonly number[] = [0.05, 0.5, 0.32, 0.1, 0.03];
const tailDays = 25;
/** Share of a batch's calls that wait for the last open days before a due date, 15 to 25 % as published, and how many days. */
const dueShare = 0.2;
const dueDays = 3;

/**
 * Shares of a batch's calls on the 1st, 2nd, … open day after posting; sum 1. Letters delivered before booking opens are
 * answered as if they were delivered on the opening day, since bookings cannot be made earlier.
 */
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

/** Shares of a batch's calls on the 1st, 2nd, … open day after posting, of the published shape; highest on the 4th. */
export const responseShares: readonly number[] = shapedResponse(publishedShape);

/** Letters of a batch that are posted on one day. */
export interface PlacedPosting {
  /** Share of the batch's letters, in (0, 1]. */
  readonly fraction: number;
  /** Place, among the open days, of the first day after posting; negative before the history. */
  readonly firstPlace: number;
  readonly openingDelayDays: number;
  /** Place of the last open day until the due date; null without one. */
  readonly duePlace: number | null;
}

/** A batch placed among the open days of a series. */
export interface PlacedBatch {
  /** Place in the input. */
  readonly mailing: number;
  readonly kind: string;
  readonly letters: number;
  readonly assumedCallsPerLetter: number;
  readonly isAssumedByContract: boolean;
  /** How likely the batch is posted at all, in (0, 1]. */
  readonly chanceFraction: number;
  /** One for each day of posting, at least one. */
  readonly postings: readonly PlacedPosting[];
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
    const chanceFraction = mailing.chanceFraction ?? 1;
    if (!(mailing.letters > 0 && chanceFraction > 0)) return [];
    const { kind, letters, callsPerLetter, opensOn } = mailing;
    const days = mailing.postings ?? [{ postedOn: mailing.postedOn, letters }];
    const postings = days.flatMap((posted) => {
      const firstPlace = placeAfter(posted.postedOn);
      const delay = opensOn === null ? 0 : Math.max(0, placeAfter(opensOn.minusDays(1)) - firstPlace);
      const isOutside =
        firstPlace >= dates.length || firstPlace + delay + tailDays + deliveryShares.length < 0;
      if (isOutside || !(posted.letters > 0)) return [];
      const duePlace = mailing.dueOn == null ? null : placeAfter(mailing.dueOn) - 1;
      return [{ fraction: posted.letters / letters, firstPlace, openingDelayDays: delay, duePlace }];
    });
    if (postings.length === 0) return [];
    return [
      {
        mailing: index,
        kind,
        letters,
        assumedCallsPerLetter: callsPerLetter ?? unknownCallsPerLetter,
        isAssumedByContract: callsPerLetter !== null,
        chanceFraction,
        postings,
      },
    ];
  });
}

/**
 * Letters × share of the response of every batch on the days it reaches: calls at a response of 1 per letter. Of a batch
 * that is merely possible, what is expected.
 */
export interface BatchCourse {
  readonly batch: PlacedBatch;
  /** Place of the first day that is among the open days. */
  readonly from: number;
  readonly letters: readonly number[];
}

/** What is known of the open days that letters are answered on. */
export interface AnsweringDays {
  readonly count: number;
  /** Per open day: calls in proportion to those of a usual weekday, mean about 1. */
  readonly weekdayFactors: readonly number[];
  /** Per open day: opening ÷ usual opening; null when all are usual. */
  readonly lengths: readonly number[] | null;
}

/**
 * The courses of batches. Days count by the length of their opening: a third of a usual day takes a third of a day's
 * calls and moves the rest of the response by two thirds of a day, as a closed day moves it by a whole one.
 */
export function batchCourses(
  batches: readonly PlacedBatch[],
  shape: ResponseShape,
  days: AnsweringDays,
): BatchCourse[] {
  const usual = shapedResponse(shape);
  const sizes = batches.map(({ letters }) => letters).sort((a, b) => a - b);
  const usualLetters = sizes[sizes.length >> 1] ?? 1;
  const factors = days.weekdayFactors.map((factor) => factor ** shape.weekdayPower);
  return batches.map((batch) => {
    const size =
      batch.chanceFraction * batch.letters * (batch.letters / usualLetters) ** (shape.sizePower - 1);
    const courses = batch.postings.map((posting) => {
      const { firstPlace, openingDelayDays } = posting;
      const open = openingDelayDays === 0 ? usual : shapedResponse(shape, openingDelayDays);
      const due = withDueDate(open, posting);
      const shares = days.lengths === null ? due : takenByLength(due, posting, days.lengths);
      const from = Math.max(0, firstPlace);
      const end = Math.min(days.count, firstPlace + shares.length);
      const letters = Array.from(
        { length: Math.max(0, end - from) },
        (_, index) => size * posting.fraction * shares[from + index - firstPlace]! * factors[from + index]!,
      );
      return { from, letters };
    });
    return { batch, ...joined(courses) };
  });
}

/** Courses of one batch's postings as one. */
function joined(courses: readonly Omit<BatchCourse, 'batch'>[]): Omit<BatchCourse, 'batch'> {
  const [first, ...rest] = courses;
  if (rest.length === 0) return first!;
  const from = Math.min(...courses.map((course) => course.from));
  const end = Math.max(...courses.map((course) => course.from + course.letters.length));
  const letters: number[] = new Array(end - from).fill(0);
  for (const course of courses) {
    course.letters.forEach((own, index) => {
      letters[course.from - from + index]! += own;
    });
  }
  return { from, letters };
}

/** Moves some of the response to the last open days before a due date, when letters are delivered well before it. */
function withDueDate(shares: readonly number[], batch: PlacedPosting): readonly number[] {
  const last = (batch.duePlace ?? Number.NEGATIVE_INFINITY) - batch.firstPlace;
  const first = last - dueDays + 1;
  if (first < Math.max(batch.openingDelayDays, deliveryShares.length)) return shares;
  const moved = shares.map((share) => share * (1 - dueShare));
  while (moved.length <= last) moved.push(0);
  for (let day = first; day <= last; day++) moved[day]! += dueShare / dueDays;
  return moved;
}

/** Shares per day when a day of length 1 takes one of the given shares, a shorter or longer one part of it or more. */
function takenByLength(
  shares: readonly number[],
  batch: PlacedPosting,
  lengths: readonly number[],
): readonly number[] {
  const taken: number[] = shares.slice(0, batch.openingDelayDays);
  let index = taken.length;
  let left = 1;
  while (index < shares.length) {
    let sum = 0;
    for (let room = lengths[batch.firstPlace + taken.length] ?? 1; room > 0 && index < shares.length; ) {
      const part = Math.min(room, left);
      sum += shares[index]! * part;
      room -= part;
      left -= part;
      // What rounding leaves of a share is none of it.
      if (left > 1e-9) continue;
      index += 1;
      left = 1;
    }
    taken.push(sum);
  }
  return taken;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
