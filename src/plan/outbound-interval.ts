import { erlangA, offeredLoadErlangs } from '../erlang/index.ts';

/** One planning interval of a day on which outbound calls might be made. */
export interface StaffedSpan {
  /** Half-open, in minutes since midnight. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** Expected calls offered, ≥ 0. */
  readonly calls: number;
  /** Operators on the phone, whole, ≥ 0. */
  readonly scheduledSeats: number;
}

/** What calls, seats and attempts have in common in every interval. */
export interface OutboundTerms {
  /** Time of an operator that an attempt takes, dialling and noting included, in seconds, > 0. */
  readonly attemptSeconds: number;
  readonly ahtSeconds: number;
  readonly patienceSeconds: number;
  /** 応答率 that no interval, day or month may fall under because of outbound calls, 0 to 1. */
  readonly targetFraction: number;
  /** Operators who stay on the phone at every minute, whole, ≥ 0. */
  readonly minimumOperators: number;
}

/** What an interval can spare for outbound calls. */
export interface SpareInterval extends StaffedSpan {
  /** Time in which operators would wait for calls, in operator-minutes: seats less calls answered, Erlang A. */
  readonly idleMinutes: number;
  /** Most attempts that leave the target and the minimum presence untouched, whole, ≥ 0. */
  readonly mostAttempts: number;
  /** 応答率 after 0, 1, … `mostAttempts` attempts. */
  readonly answerRates: readonly number[];
}

/**
 * What an interval can spare. An operator on an outbound call is a seat less for as long as it takes: with n attempts one
 * after another q = ⌊n·t/T⌋ seats are away all the time and one more for the rest of it, and 応答率 is the mean of
 * both states, each as Erlang A has it. A whole attempt fits in the interval, or none is made. An interval that
 * misses the target already spares nothing.
 */
export function spareInterval(span: StaffedSpan, terms: OutboundTerms): SpareInterval {
  const minutes = span.endMinute - span.startMinute;
  const intervalSeconds = minutes * 60;
  const { ahtSeconds, patienceSeconds } = terms;
  const trafficErlangs = offeredLoadErlangs({ calls: span.calls, intervalSeconds, ahtSeconds });
  const rateAt = (seats: number): number =>
    trafficErlangs === 0 ? 1 : erlangA({ seats, trafficErlangs, ahtSeconds, patienceSeconds }).answerRate;
  const perSeat = Math.floor(intervalSeconds / terms.attemptSeconds);
  const spareSeats = Math.max(0, span.scheduledSeats - terms.minimumOperators);
  const rates = [rateAt(span.scheduledSeats)];
  for (let attempts = 1; attempts <= perSeat * spareSeats; attempts += 1) {
    const away = awaySeats(attempts, intervalSeconds, terms.attemptSeconds);
    const whole = Math.floor(away);
    const part = away - whole;
    const rate =
      (1 - part) * rateAt(span.scheduledSeats - whole) +
      (part > 0 ? part * rateAt(span.scheduledSeats - whole - 1) : 0);
    if (rate < terms.targetFraction) break;
    rates.push(rate);
  }
  const answerRates = rates[0]! < terms.targetFraction ? [rates[0]!] : rates;
  return {
    ...span,
    idleMinutes: Math.max(0, span.scheduledSeats - trafficErlangs * answerRates[0]!) * minutes,
    mostAttempts: answerRates.length - 1,
    answerRates,
  };
}

/** Seats away on the average of an interval while attempts are made in it. */
export function awaySeats(attempts: number, intervalSeconds: number, attemptSeconds: number): number {
  return (attempts * attemptSeconds) / intervalSeconds;
}
