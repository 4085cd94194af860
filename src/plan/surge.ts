import { parseTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { expectedService } from './answer-rate.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { requirementFor } from './requirement.ts';

/** An hour of the surge day. */
export interface SurgeHour {
  /** Minutes since midnight, half-open. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** Calls expected as planned. */
  readonly calls: number;
  /** Fewest seats that the plan fills in an interval of the hour. */
  readonly plannedSeats: number;
  /** With everybody who could come, after breaks. */
  readonly reachableSeats: number;
  /** Most seats that an interval of the hour needs, and most that lack in one beyond the reachable, for each factor. */
  readonly neededSeats: readonly number[];
  readonly gaps: readonly number[];
}

/** What becomes of a day's calls when there are so many times as many. */
export interface SurgeCase {
  readonly factor: number;
  readonly calls: number;
  readonly mostSeats: number;
  /** Most seats that lack at once beyond everybody who could come, ≥ 0. */
  readonly gap: number;
  /** 応答率 with the seats as planned, and with everybody who could come. */
  readonly plannedAnswerRate: number;
  readonly reachableAnswerRate: number;
}

/** A month's busiest day under more calls than expected. */
export interface Surge {
  readonly day: PlanDay;
  readonly hours: readonly SurgeHour[];
  readonly cases: readonly SurgeCase[];
  /** Who could take calls besides: people on call, operators without a shift who are not away, supervisors beyond the least. */
  readonly standby: number;
  readonly callable: number;
  readonly supervisors: number;
}

/** Share of an operator's time on the phone after meal and rests; seats that people give who come besides, rounded. */
const phoneFraction = 0.8;

/**
 * The busiest day of a plan under so many times its calls: seats needed, planned, and with everybody who could come. Seats
 * are those of single intervals by the contract's targets, without the months' uncertainty: the surge is that.
 * @param factors each > 0
 */
export function surgeOf(contract: Contract, content: PlanContent, factors: readonly number[]): Surge {
  const day = content.days.reduce((most, own) => (own.forecastCalls > most.forecastCalls ? own : most));
  const standby = day.shifts.filter((shift) => shift.standby).length;
  const onShift = new Set(day.shifts.map(({ staffId }) => staffId));
  const callable = content.staff.filter(
    ({ id, role, daysOff }) =>
      role === 'operator' && !onShift.has(id) && !daysOff.some(({ date }) => date === day.date),
  ).length;
  const leads = day.shifts.filter((shift) => shift.role === 'supervisor' && !shift.standby).length;
  const supervisors = Math.max(0, leads - contract.roles.minimumSupervisors);
  const more = Math.round((standby + callable + supervisors) * phoneFraction);
  const calls = day.intervals.map((interval) => interval.calls);
  const planned = day.intervals.map(({ scheduledSeats }) => scheduledSeats);
  const reachable = planned.map((seats) => seats + more);
  const needed = factors.map((factor) =>
    requirementFor({
      contract,
      callsPerInterval: calls.map((own) => own * factor),
      ahtSeconds: content.assumptions.ahtSeconds,
      loadCvFraction: 0,
    }).map(({ requiredSeats }) => requiredSeats),
  );
  const rate = (factor: number, seats: readonly number[]): number =>
    expectedService({
      callsPerInterval: calls.map((own) => own * factor),
      scheduledSeats: seats,
      intervalSeconds: contract.intervalMinutes * 60,
      ahtSeconds: content.assumptions.ahtSeconds,
      patienceSeconds: content.assumptions.patienceSeconds,
      withinSeconds: content.assumptions.serviceLevelSeconds,
    }).answerRate;
  return {
    day,
    standby,
    callable,
    supervisors,
    hours: hoursOf(day, planned, reachable, needed),
    cases: factors.map((factor, index) => ({
      factor,
      calls: calls.reduce((sum, own) => sum + own, 0) * factor,
      mostSeats: Math.max(...needed[index]!),
      gap: Math.max(0, ...needed[index]!.map((seats, place) => seats - reachable[place]!)),
      plannedAnswerRate: rate(factor, planned),
      reachableAnswerRate: rate(factor, reachable),
    })),
  };
}

function hoursOf(
  day: PlanDay,
  planned: readonly number[],
  reachable: readonly number[],
  needed: readonly (readonly number[])[],
): SurgeHour[] {
  const places = day.intervals.map((interval, place) => ({ place, minute: parseTime(interval.start) }));
  return [...Map.groupBy(places, ({ minute }) => Math.floor(minute / 60)).values()].map((own) => {
    const of = (values: readonly number[]): number[] => own.map(({ place }) => values[place]!);
    return {
      startMinute: own[0]!.minute,
      endMinute: parseTime(day.intervals[own.at(-1)!.place]!.end),
      calls: of(day.intervals.map(({ calls }) => calls)).reduce((sum, calls) => sum + calls, 0),
      plannedSeats: Math.min(...of(planned)),
      reachableSeats: Math.min(...of(reachable)),
      neededSeats: needed.map((seats) => Math.max(...of(seats))),
      gaps: needed.map((seats) => Math.max(0, ...of(seats.map((own, index) => own - reachable[index]!)))),
    };
  });
}
