import { LocalDate } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import { erlangA, offeredLoadErlangs } from '../erlang/index.ts';
import type { PlanContent } from './format.ts';
import type { PlanOutlook } from './reforecast-plan.ts';
import { plannedRestSeats, type RestRisk, restDayRisk, restProbability } from './rest-risk.ts';

/** One more seat, or several, in a run of intervals of a day. */
export interface AddedSeats {
  /** `YYYY-MM-DD` and `HH:mm`, half-open. */
  readonly date: string;
  readonly start: string;
  readonly end: string;
  /** Whole, ≥ 1. */
  readonly seats: number;
}

/** What would bring the probability of the month's target back to the contract's margin. */
export interface Restoration {
  /** `enough`: the margin is reached; `notEnough`: it is not, and no further seat saves a call worth telling. */
  readonly kind: 'enough' | 'notEnough';
  /** In order of time. */
  readonly added: readonly AddedSeats[];
  /** Sum of the added seats × time, in hours. */
  readonly seatHours: number;
  /** Calls that they are expected to save. */
  readonly savedCalls: number;
  readonly probabilityTargetMet: number;
}

/** A seat that saves fewer calls in an interval is not worth telling. */
const leastSavedCalls = 0.02;

/** When the present is: earlier intervals of that day, and earlier days, cannot be staffed any more. */
export interface PresentMinute {
  readonly today: LocalDate;
  /** Minutes since midnight, 0 to 1440. */
  readonly nowMinute: number;
}

/**
 * The fewest seats, added one interval at a time where one more saves most calls at the calls expected, that bring the
 * probability back to the margin; found by halving. Greedy: within an interval each further seat saves less (Erlang A is
 * convex in seats), so for the calls saved this order is the best for every number of seats; for the probability it is a guide.
 * @param surplusCalls answered − target × offered so far
 */
export function restoreTarget(
  content: PlanContent,
  outlook: PlanOutlook,
  risk: RestRisk,
  input: PresentMinute & { readonly surplusCalls: number },
): Restoration {
  const { confidenceFraction } = content.assumptions;
  const steps = greedySteps(slotsOf(content, outlook, input));
  const probabilityWith = (count: number): number => {
    const seats = plannedRestSeats(content, outlook);
    const changed = new Set<number>();
    for (const { slot } of steps.slice(0, count)) {
      seats.get(slot.date)![slot.position]! += 1;
      changed.add(slot.dayIndex);
    }
    const days = risk.days.map((own, index) =>
      changed.has(index) ? restDayRisk(content, outlook, index, seats.get(outlook.days[index]!.date)!) : own,
    );
    return restProbability({ ...risk, days }, input.surplusCalls);
  };
  let [low, high] = [0, steps.length];
  const isEnough = probabilityWith(high) >= confidenceFraction;
  while (isEnough && high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (probabilityWith(middle) >= confidenceFraction) high = middle;
    else low = middle;
  }
  const taken = steps.slice(0, high);
  const added = runsOf(taken.map(({ slot }) => slot));
  return {
    kind: isEnough ? 'enough' : 'notEnough',
    added,
    seatHours: added.reduce(
      (sum, { seats, start, end }) => sum + (seats * (parseTime(end) - parseTime(start))) / 60,
      0,
    ),
    savedCalls: taken.reduce((sum, { saved }) => sum + saved, 0),
    probabilityTargetMet: probabilityWith(high),
  };
}

/** An interval that can still be staffed. */
interface Slot {
  readonly date: string;
  readonly dayIndex: number;
  readonly position: number;
  readonly start: string;
  readonly end: string;
  /** Calls that each further seat saves, the first ahead: falling. */
  readonly saved: readonly number[];
}

/** Seats in the order in which they save most calls; of an interval's, the first before the second. */
function greedySteps(slots: readonly Slot[]): { readonly slot: Slot; readonly saved: number }[] {
  return slots
    .flatMap((slot) => slot.saved.map((saved, further) => ({ slot, saved, further })))
    .sort((a, b) => b.saved - a.saved || a.further - b.further);
}

function slotsOf(content: PlanContent, outlook: PlanOutlook, { today, nowMinute }: PresentMinute): Slot[] {
  const { ahtSeconds, patienceSeconds } = content.assumptions;
  const seats = plannedRestSeats(content, outlook);
  return outlook.days.flatMap(({ date, intervals }, dayIndex) => {
    const day = LocalDate.parse(date);
    if (day.isBefore(today)) return [];
    return intervals.flatMap(({ start, end, calls }, position): Slot[] => {
      if (day.equals(today) && parseTime(start) < nowMinute) return [];
      const intervalSeconds = (parseTime(end) - parseTime(start)) * 60;
      const trafficErlangs = offeredLoadErlangs({ calls, intervalSeconds, ahtSeconds });
      if (trafficErlangs === 0) return [];
      const lostAt = (count: number): number =>
        calls * erlangA({ seats: count, trafficErlangs, ahtSeconds, patienceSeconds }).abandonedFraction;
      const saved: number[] = [];
      let lost = lostAt(seats.get(date)![position]!);
      for (let count = seats.get(date)![position]! + 1; lost > leastSavedCalls; count++) {
        const next = lostAt(count);
        if (lost - next < leastSavedCalls) break;
        saved.push(lost - next);
        lost = next;
      }
      return [{ date, dayIndex, position, start, end, saved }];
    });
  });
}

/** Intervals that follow each other with as many seats more, as runs in order of time. @param slots one per added seat */
function runsOf(slots: readonly Slot[]): AddedSeats[] {
  const counts = new Map<Slot, number>();
  for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  const inOrder = [...counts].toSorted(([a], [b]) => a.dayIndex - b.dayIndex || a.position - b.position);
  const runs: { date: string; start: string; end: string; seats: number }[] = [];
  for (const [{ date, start, end }, seats] of inOrder) {
    const last = runs.at(-1);
    if (last !== undefined && last.date === date && last.end === start && last.seats === seats)
      last.end = end;
    else runs.push({ date, start, end, seats });
  }
  return runs;
}
