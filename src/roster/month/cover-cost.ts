import type { Contract } from '../../contract/index.ts';
import type { DayDemand } from '../demand.ts';
import type { Cell } from '../engine/index.ts';
import { type MonthPrices, onGrain, prices, underGrain } from './prices.ts';

/** What people in some intervals of a day are wanted for. */
export interface CoverNeed {
  readonly demand: DayDemand;
  /** People on the phone wanted per interval, ≥ 0. */
  readonly seats: readonly number[];
  readonly rules: Contract['breaks'];
  readonly takesRests: boolean;
  /** Worth of people beyond the need, 0 to 1; null = beyond the need nobody is worth anything. */
  readonly spareShare: number | null;
  /** What a missing operator costs for an interval, in hours of paid work. */
  readonly missingPrice: number;
  /** What people beyond the need are worth. */
  readonly prices: Pick<MonthPrices, 'sparedFirstHour' | 'sparedSecondHour'>;
}

/**
 * Cost of 0, 1, 2 … people on shift throughout some intervals, never less than what their best breaks cost: who is not on shift is
 * not on the phone, and of any `maximumPhoneMinutes + restMinutes` in a row nobody is on the phone for more than
 * `maximumPhoneMinutes`. Beyond the need and its rests come people to spare, worth less and less.
 * @param intervals places of the intervals, rising
 */
export function coverCost(need: CoverNeed, intervals: readonly number[], day: number): Cell {
  const most = Math.max(0, ...intervals.map((interval) => crowdedFrom(need, interval))) + 1;
  const stretches = stretchesOf(need, intervals);
  const costs = Array.from({ length: most + 1 }, (_, people) => {
    const apart = intervals.reduce((sum, interval) => sum + intervalCost(need, interval, people), 0);
    return apart + restCost(need, stretches, people);
  });
  return { day, costs };
}

/** Whether a cell's cost depends on nobody. */
export function isIdle({ costs }: Cell): boolean {
  return costs.every((cost) => cost === 0);
}

/** Minutes of an interval; the last of a day may be shorter. */
export function minutesOf({ startMinute, endMinute, intervalMinutes }: DayDemand, interval: number): number {
  const start = startMinute + interval * intervalMinutes;
  return Math.min(start + intervalMinutes, endMinute) - start;
}

/** People who are spared first, so that they are a twentieth of the need and one at least. */
function tierPeople(seats: number): number {
  return Math.max(1, Math.round(seats / 20));
}

function restedPeople({ rules, takesRests }: CoverNeed, seats: number): number {
  return takesRests ? Math.ceil(seats * (1 + rules.restMinutes / rules.maximumPhoneMinutes) - 1e-9) : seats;
}

/** People from which on the cost rises evenly. */
function crowdedFrom(need: CoverNeed, interval: number): number {
  const seats = need.seats[interval]!;
  const rested = restedPeople(need, seats);
  return need.spareShare === null ? rested : rested + 2 * tierPeople(seats);
}

function intervalCost(need: CoverNeed, interval: number, people: number): number {
  const seats = need.seats[interval]!;
  const minutes = minutesOf(need.demand, interval);
  const price = need.missingPrice * prices.missingParts.shifts;
  // Each price is rounded, not their sums: what many people cost would drift away.
  const missing = underGrain((price * minutes) / need.demand.intervalMinutes) * Math.max(0, seats - people);
  if (need.spareShare === null) return missing;
  const { sparedFirstHour, sparedSecondHour } = need.prices;
  const hours = minutes / 60;
  const second = restedPeople(need, seats) + tierPeople(seats);
  const crowded = second + tierPeople(seats);
  const within = (from: number, to: number): number => Math.max(0, Math.min(people, to) - from);
  return (
    missing -
    within(seats, second) * onGrain(hours * sparedFirstHour * need.spareShare) -
    within(second, crowded) * onGrain(hours * sparedSecondHour * need.spareShare) +
    within(crowded, Infinity) * onGrain(hours * prices.crowdedHour)
  );
}

/** Seats wanted in each step of every stretch of neighbouring intervals. */
function stretchesOf({ demand, seats, rules }: CoverNeed, intervals: readonly number[]): number[][] {
  const stretches: number[][] = [];
  intervals.forEach((interval, at) => {
    if (at === 0 || intervals[at - 1] !== interval - 1) stretches.push([]);
    const steps = Math.floor(minutesOf(demand, interval) / rules.stepMinutes);
    for (let step = 0; step < steps; step += 1) stretches.at(-1)!.push(seats[interval]!);
  });
  return stretches;
}

/** Cost of what is missing because those on shift must rest: the worst way of cutting each stretch into spans with a rest each. */
function restCost(
  { rules, takesRests, demand, missingPrice }: CoverNeed,
  stretches: readonly number[][],
  people: number,
): number {
  if (!takesRests) return 0;
  const span = Math.round((rules.maximumPhoneMinutes + rules.restMinutes) / rules.stepMinutes);
  const mostSteps = rules.maximumPhoneMinutes / rules.stepMinutes;
  const price = underGrain(
    (missingPrice * prices.missingParts.rests * rules.stepMinutes) / demand.intervalMinutes,
  );
  let sum = 0;
  for (const seats of stretches) {
    const sums = [0];
    for (const wanted of seats) sums.push(sums.at(-1)! + wanted);
    let worst = 0;
    for (let offset = 0; offset < span && offset + span <= seats.length; offset += 1) {
      let missing = 0;
      for (let from = offset; from + span <= seats.length; from += span) {
        missing += Math.max(0, sums[from + span]! - sums[from]! - mostSteps * people);
      }
      worst = Math.max(worst, missing);
    }
    sum += worst * price;
  }
  return sum;
}
