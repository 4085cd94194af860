import { requireAllowedLoss, requirePositive } from './preconditions.ts';
import { freeToBusy } from './queue-ratios.ts';
import {
  type Demand,
  type ImpatientDemand,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelC,
} from './seats.ts';
import { lossA } from './seats-a.ts';

/**
 * Number of seats, not rounded, above the load, at which just a share of the calls is answered within a time when nobody
 * hangs up. Its ceiling is `minSeatsForServiceLevelC`; error below 1e-9 seats up to 1e4 erlangs, else 1e-13 of the seats.
 * Formula: Erlang C with B for real n; D. L. Jagerman (1974).
 * @throws number.out-of-range
 */
export function realSeatsForServiceLevelC(
  goal: Demand & {
    /** Time in seconds, >= 0. */
    readonly withinSeconds: number;
    /** Share to answer within it, 0 (included) to 1 (excluded). */
    readonly answeredFraction: number;
  },
): number {
  const { trafficErlangs: load, ahtSeconds, withinSeconds, answeredFraction } = goal;
  const whole = minSeatsForServiceLevelC({
    trafficErlangs: load,
    ahtSeconds,
    withinSeconds,
    answeredFraction,
  });
  return realSeats(whole, load, (seats) =>
    Math.log(tailC(seats, load, withinSeconds / ahtSeconds) / (1 - answeredFraction)),
  );
}

/** Number of seats, not rounded, with just a mean wait (ASA) when nobody hangs up; its ceiling is `minSeatsForMeanWaitC`. @throws number.out-of-range */
export function realSeatsForMeanWaitC(
  goal: Demand & { /** > 0 */ readonly maxMeanWaitSeconds: number },
): number {
  const { trafficErlangs: load, ahtSeconds, maxMeanWaitSeconds } = goal;
  const services = requirePositive('maxMeanWaitSeconds', maxMeanWaitSeconds) / ahtSeconds;
  return realSeats(minSeatsForMeanWaitC(goal), load, (seats) =>
    Math.log(tailC(seats, load, 0) / ((seats - load) * services)),
  );
}

/**
 * Number of seats, not rounded, of which just a share of the calls is answered, however late (応答率), when callers hang
 * up; its ceiling is `minSeatsForAnswerRateA`. Formula: Erlang A with seats/impatience in the incomplete gamma function and B for real n.
 * @throws number.out-of-range
 */
export function realSeatsForAnswerRateA(
  goal: ImpatientDemand & { /** 0 (included) to 1 (excluded) */ readonly answerRate: number },
): number {
  const { trafficErlangs: load, ahtSeconds, patienceSeconds, answerRate } = goal;
  const whole = minSeatsForAnswerRateA(goal);
  return realSeats(whole, 0, (seats) =>
    Math.log(lossOf(seats, load, ahtSeconds, patienceSeconds) / (1 - answerRate)),
  );
}

/** Number of seats, not rounded, at which a seat is busy just a share of the time. @throws number.out-of-range */
export function realSeatsForOccupancy(trafficErlangs: number, maxOccupancyFraction: number): number {
  return trafficErlangs / requireAllowedLoss('maxOccupancyFraction', maxOccupancyFraction);
}

/** Share of calls that is never answered, for real seats >= 0; without a limit of patience, what the seats cannot take. */
export function lossOf(
  seats: number,
  load: number,
  ahtSeconds: number,
  patienceSeconds: number | null,
): number {
  if (load === 0) return 0;
  return patienceSeconds === null
    ? Math.max(0, 1 - seats / load)
    : lossA(seats, load, ahtSeconds / patienceSeconds);
}

/** Share of calls that waits longer than a time in mean handling times, by Erlang C for real seats > 0; 1 unless they are above the load. */
export function tailC(seats: number, load: number, services: number): number {
  if (load === 0) return 0;
  const spare = seats - load;
  if (!(spare > 0)) return 1;
  return (seats / (seats + spare * freeToBusy(seats, load))) * Math.exp(-spare * services);
}

/**
 * Where a falling function crosses 0 in the last seat before `whole`: regula falsi that halves the value of an end which
 * stays (Illinois). The result is in (whole - 1, whole], so that rounding up gives `whole`, and is where the goal is met.
 */
export function realSeats(whole: number, above: number, excess: (seats: number) => number): number {
  let missed = Math.max(whole - 1, above);
  let met = whole;
  if (whole <= missed) return whole;
  let atMissed = excess(missed);
  let atMet = excess(met);
  let lastWasMet = false;
  // A goal that any seats above the load meet has no crossing, and one met by a hair crosses at the whole number.
  if (!(atMissed > 0)) return missed + Math.max(Number.MIN_VALUE, missed * Number.EPSILON);
  if (!(atMet < 0)) return whole;
  const least = 1e-15 * whole;
  for (let tries = 0; tries < 80 && met - missed > 2 * least; tries++) {
    const share = tries % 8 === 7 || !Number.isFinite(atMissed - atMet) ? 0.5 : atMissed / (atMissed - atMet);
    // Off the ends, so that an end which is the root to all digits draws the other one near.
    const seats = Math.min(met - least, Math.max(missed + least, missed + share * (met - missed)));
    const now = excess(seats);
    if (now <= 0) {
      if (lastWasMet) atMissed /= 2;
      met = seats;
      atMet = now;
    } else {
      if (!lastWasMet) atMet /= 2;
      missed = seats;
      atMissed = now;
    }
    lastWasMet = now <= 0;
  }
  return met;
}
