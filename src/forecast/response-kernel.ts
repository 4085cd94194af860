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
 * were delivered on the opening day, since bookings cannot be made earlier. Days count by the length of their opening:
 * a third of a usual day takes a third of a day's calls and moves the rest of the response by two thirds of a day,
 * as a closed day moves it by a whole one.
 */
export function responseOf(mailing: Mailing, calendar: OpenCalendar): BatchResponse {
  const firstDayNumber = openDayNumberFrom(calendar, mailing.postedOn.plusDays(1));
  const opens = mailing.bookingOpensOn;
  const delay = opens === null ? 0 : openDayNumberFrom(calendar, opens) - firstDayNumber;
  const waitingDays = Math.max(0, delay);
  const shares = delay === 0 ? responseShares : convolved(delay);
  const taken = takenByLength(
    shares.slice(waitingDays),
    (day) => calendar.days[firstDayNumber + waitingDays + day]?.lengthFraction ?? 1,
  );
  return { firstDayNumber, shares: [...shares.slice(0, waitingDays), ...taken] };
}

/** Shares per day when a day of length 1 takes one of the given shares, a shorter or longer one part of it or more. */
function takenByLength(shares: readonly number[], lengthOf: (day: number) => number): readonly number[] {
  const taken: number[] = [];
  let index = 0;
  let left = 1;
  for (let day = 0; index < shares.length; day++) {
    let sum = 0;
    for (let room = lengthOf(day); room > 0 && index < shares.length; ) {
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
