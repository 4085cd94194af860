import { LocalDate } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import { erlangA, offeredLoadErlangs } from '../erlang/index.ts';
import type { DayRisk } from './answer-rate.ts';
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
  /** `enough`: the margin is reached; `notEnough`: no further seat saves a call worth telling, or the search's end came. */
  readonly kind: 'enough' | 'notEnough';
  /** In order of time. */
  readonly added: readonly AddedSeats[];
  /** Sum of the added seats × time, in hours. */
  readonly seatHours: number;
  /** Calls that they are expected to save. */
  readonly savedCalls: number;
  readonly probabilityTargetMet: number;
}

/** A seat that saves fewer calls in an interval is not worth telling, and the most that are tried. */
const leastSavedCalls = 0.005;
const mostSteps = 400;

/** When the present is: earlier intervals of that day, and earlier days, cannot be staffed any more. */
export interface PresentMinute {
  readonly today: LocalDate;
  /** Minutes since midnight, 0 to 1440. */
  readonly nowMinute: number;
}

/**
 * Seats to add, one interval at a time, where one more saves most calls at the calls expected, until the probability is back at the
 * margin. Greedy: within an interval each further seat saves less (Erlang A is convex in seats), so for the calls saved this
 * order is the best for every number of seats; for the probability it is a guide.
 * @param surplusCalls answered − target × offered so far
 */
export function restoreTarget(
  content: PlanContent,
  outlook: PlanOutlook,
  risk: RestRisk,
  input: PresentMinute & { readonly surplusCalls: number },
): Restoration {
  const { confidenceFraction } = content.assumptions;
  const seats = plannedRestSeats(content, outlook);
  const slots = slotsOf(content, outlook, input);
  const added = new Map<(typeof slots)[number], number>();
  const days: DayRisk[] = [...risk.days];
  let probability = restProbability(risk, input.surplusCalls);
  let savedCalls = 0;
  for (let step = 0; step < mostSteps && probability < confidenceFraction; step++) {
    const best = slots.reduce<{ slot: (typeof slots)[number]; saved: number } | null>((most, slot) => {
      const saved = slot.savedBy((added.get(slot) ?? 0) + 1);
      return saved > (most?.saved ?? leastSavedCalls) ? { slot, saved } : most;
    }, null);
    if (best === null) break;
    const { slot, saved } = best;
    added.set(slot, (added.get(slot) ?? 0) + 1);
    savedCalls += saved;
    const own = seats.get(slot.date)!;
    own[slot.position]! += 1;
    days[slot.dayIndex] = restDayRisk(content, outlook, slot.dayIndex, own);
    probability = restProbability({ ...risk, days }, input.surplusCalls);
  }
  const runs = runsOf([...added].map(([slot, count]) => ({ ...slot, seats: count })));
  return {
    kind: probability >= confidenceFraction ? 'enough' : 'notEnough',
    added: runs,
    seatHours: runs.reduce(
      (sum, run) => sum + (run.seats * (parseTime(run.end) - parseTime(run.start))) / 60,
      0,
    ),
    savedCalls,
    probabilityTargetMet: probability,
  };
}

interface Slot {
  readonly date: string;
  readonly dayIndex: number;
  readonly position: number;
  readonly start: string;
  readonly end: string;
  /** Calls that the n-th further seat saves. */
  readonly savedBy: (further: number) => number;
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
      const planned = seats.get(date)![position]!;
      const lost: number[] = [];
      const lostAt = (count: number): number => {
        lost[count] ??= erlangA({
          seats: count,
          trafficErlangs,
          ahtSeconds,
          patienceSeconds,
        }).abandonedFraction;
        return calls * lost[count];
      };
      const savedBy = (further: number) => lostAt(planned + further - 1) - lostAt(planned + further);
      return [{ date, dayIndex, position, start, end, savedBy }];
    });
  });
}

/** Intervals that follow each other with as many seats more, as runs in order of time. */
function runsOf(slots: readonly (Slot & { readonly seats: number })[]): AddedSeats[] {
  const runs: { date: string; start: string; end: string; seats: number }[] = [];
  const inOrder = slots.toSorted((a, b) => a.dayIndex - b.dayIndex || a.position - b.position);
  for (const { date, start, end, seats } of inOrder) {
    const last = runs.at(-1);
    if (last !== undefined && last.date === date && last.end === start && last.seats === seats)
      last.end = end;
    else runs.push({ date, start, end, seats });
  }
  return runs;
}
