import type { OpenDay } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Mailing } from '../forecast/mailing.ts';
import { followsClosure } from './business-days.ts';
import { parameters } from './parameters.ts';
import { beta, streamOf } from './random.ts';

/** Expected calls of one open day, before the noise of the day. */
export interface DayDemand {
  readonly day: OpenDay;
  readonly bookingCalls: number;
  readonly enquiryCalls: number;
  /** The part of both that letters caused. */
  readonly mailingCalls: number;
}

/**
 * Shares of a batch's calls 1, 2, … business days after posting: delivery shares convolved with the response after delivery.
 * Adds up to 1.
 */
export function responseKernel(): number[] {
  const { sameDayShare, laterDays, decay } = parameters.response;
  const raw = Array.from({ length: laterDays }, (_, index) => decay ** index);
  const total = raw.reduce((sum, share) => sum + share, 0);
  const afterDelivery = [sameDayShare, ...raw.map((share) => ((1 - sameDayShare) * share) / total)];
  const kernel = new Array<number>(parameters.deliveryShares.length + laterDays).fill(0);
  for (const [delivery, delivered] of parameters.deliveryShares.entries()) {
    for (const [lag, share] of afterDelivery.entries()) kernel[delivery + lag]! += delivered * share;
  }
  return kernel;
}

/** Expected calls of each open day: base and letters, times the weekday's factor and the rise after a closure. */
export function sampleDemand(
  contract: Contract,
  days: readonly OpenDay[],
  mailings: readonly Mailing[],
): DayDemand[] {
  const booking = new Float64Array(days.length);
  const enquiry = new Float64Array(days.length);
  for (const mailing of mailings) addMailing(mailing, days, booking, enquiry);
  const weekdayFactors = contract.assumptions.weekdayFactors;
  const base = parameters.baseCallsPerDay;
  return days.map((day, index) => {
    const rise = followsClosure(contract.opening, day.date) ? 1 + parameters.afterClosureRise : 1;
    const factor = weekdayFactors[day.date.dayOfWeek().value() - 1]! * rise;
    return {
      day,
      bookingCalls: (base * parameters.baseBookingFraction + booking[index]!) * factor,
      enquiryCalls: (base * (1 - parameters.baseBookingFraction) + enquiry[index]!) * factor,
      mailingCalls: (booking[index]! + enquiry[index]!) * factor,
    };
  });
}

function addMailing(
  mailing: Mailing,
  days: readonly OpenDay[],
  booking: Float64Array,
  enquiry: Float64Array,
): void {
  const random = streamOf(`${parameters.seed} response ${mailing.postedOn} ${mailing.letters}`);
  const isLarge = mailing.letters === parameters.largeBatch.letters;
  const drawn = beta(random, mailing.callsPerLetter, parameters.batchVariationFraction);
  const delayDays = random.uniform() < parameters.latePostingFraction ? 1 : 0;
  const calls = mailing.letters * (isLarge ? mailing.callsPerLetter : drawn);
  const kinds = Object.values(parameters.kinds);
  const bookingFraction = kinds.find((kind) => kind.kind === mailing.kind)!.bookingFraction;
  const firstIndex = days.findIndex((day) => day.date.isAfter(mailing.postedOn));
  if (firstIndex < 0) return;
  for (const [lag, share] of responseKernel().entries()) {
    const index = firstIndex + lag + (isLarge ? 0 : delayDays);
    if (index >= days.length) break;
    booking[index]! += calls * share * bookingFraction;
    enquiry[index]! += calls * share * (1 - bookingFraction);
  }
}
