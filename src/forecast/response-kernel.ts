import type { Mailing } from './mailing.ts';
import { type OpenCalendar, openDayNumberFrom } from './open-calendar.ts';

/**
 * Shares of a batch delivered on the 1st, 2nd, … open day after posting; sum 1. An assumption after Japan Post's
 * delivery times since October 2021: 2 to 3 working days within a prefecture, none on Saturdays and holidays.
 */
const deliveryShares: readonly number[] = [0.05, 0.5, 0.32, 0.1, 0.03];

/**
 * Shares of a delivered letter's calls on the day of delivery and the following open days; sum 1. 10 % on the day,
 * the rest over 15 days in proportion to 0.82^(k-1): a fast start and a steady tapering (Huxley, "Predicting
 * Response Speed in Mail Surveys", J. Marketing Research 17, 1980).
 */
const callShares: readonly number[] = taperedShares(0.1, 15, 0.82);

/**
 * Shares of a batch's calls on the 1st, 2nd, … open day after posting, when booking is open on delivery: the
 * convolution of the delivery curve and the response curve (architecture of US 2006/0212326 A1). Sum 1, 20 values,
 * highest on the 4th day.
 */
export const responseShares: readonly number[] = convolved();

/** When a batch's calls come. */
export interface BatchResponse {
  /** Number, in the calendar, of the open day that the first share belongs to. */
  readonly firstDayNumber: number;
  /** Share of the batch's calls per open day; sum 1. Days beyond the calendar's end are included, as usual ones. */
  readonly shares: readonly number[];
}

/**
 * When the calls of a batch come, over open days. Letters delivered before booking opens are answered as if they
 * were delivered on the opening day, since bookings cannot be made earlier. A short day takes its part of the calls
 * due, by its length; who could not call is due on the next open day. A long day takes more, from the days after it.
 */
export function responseOf(mailing: Mailing, calendar: OpenCalendar): BatchResponse {
  const firstDayNumber = openDayNumberFrom(calendar, mailing.postedOn.plusDays(1));
  const lengthOf = (lag: number) => calendar.days[firstDayNumber + lag]?.lengthFraction ?? 1;
  if (mailing.bookingOpensOn === null) {
    return { firstDayNumber, shares: movedByLength(responseShares, lengthOf) };
  }
  const delay = openDayNumberFrom(calendar, mailing.bookingOpensOn) - firstDayNumber;
  return { firstDayNumber, shares: movedByLength(convolved(delay), lengthOf) };
}

function movedByLength(shares: readonly number[], lengthOf: (lag: number) => number): readonly number[] {
  const moved: number[] = [];
  let waiting = 0;
  let left = 1;
  for (let lag = 0; lag < shares.length || waiting > 1e-9; lag++) {
    const due = Math.max(0, (shares[lag] ?? 0) + waiting);
    // Where every day is short the rest would trickle on for months: one day takes its last thousandth.
    const length = lag >= shares.length && waiting < 0.001 ? 1 : lengthOf(lag);
    const taken = length > 1 ? Math.min(due * length, left) : due * length;
    waiting += (shares[lag] ?? 0) - taken;
    left = Math.max(0, left - taken);
    moved.push(taken);
  }
  return moved;
}

function convolved(openingDelayDays = 0): number[] {
  const latestStart = Math.max(openingDelayDays, deliveryShares.length - 1);
  const shares: number[] = new Array(latestStart + callShares.length).fill(0);
  deliveryShares.forEach((delivered, deliveryDay) => {
    const start = Math.max(deliveryDay, openingDelayDays);
    callShares.forEach((called, lag) => {
      shares[start + lag]! += delivered * called;
    });
  });
  return shares;
}

function taperedShares(firstShare: number, tailDays: number, ratio: number): number[] {
  const tail = Array.from({ length: tailDays }, (_, index) => ratio ** index);
  const tailSum = tail.reduce((sum, value) => sum + value, 0);
  return [firstShare, ...tail.map((value) => ((1 - firstShare) * value) / tailSum)];
}
