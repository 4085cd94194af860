import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Bounds, MonthForecast, Sentence } from '../forecast/index.ts';
import { onPhonePerInterval, type StaffMember } from '../roster/index.ts';
import { expectedService, probabilityTargetMet } from './answer-rate.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';
import { rounded } from './rounding.ts';
import type { ForecastSizing } from './size-forecast.ts';

/** What one side of a what-if is made from: a plan's roster under some forecast. */
export interface WhatIfInput {
  readonly contract: Contract;
  /** The plan whose roster meets the calls. */
  readonly content: PlanContent;
  readonly staff: readonly StaffMember[];
  /** Forecast of the plan's month, and its seats. */
  readonly forecast: MonthForecast;
  readonly sized: ForecastSizing;
  /** People who are not there all month, by code. */
  readonly leftOutIds: readonly string[];
}

/** A run of time on a day in which seats lack. */
export interface SeatGap {
  /** Half-open, in minutes since midnight. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** Seats that lack, ≥ 1. */
  readonly seats: number;
}

/** One day of a side. */
export interface WhatIfDay {
  readonly date: LocalDate;
  readonly calls: number;
  readonly isBusy: boolean;
  readonly seasonReason: Sentence;
  /** Most seats that an interval of the day requires. */
  readonly mostSeats: number;
  readonly gaps: readonly SeatGap[];
  readonly answerRate: number;
}

/** A month of a plan's roster under some forecast. */
export interface WhatIfSide {
  readonly calls: number;
  readonly bounds: Bounds;
  readonly ahtSeconds: number;
  readonly busyDays: number;
  readonly mostSeats: number;
  /** Hours of required seats. */
  readonly seatHours: number;
  /** Intervals times seats that lack in them with the plan's roster. */
  readonly missingSeatIntervals: number;
  readonly missingSeatHours: number;
  /** What filling them takes: hours of paid work at the plan's share of time on the phone, and its wages; null when none is known. */
  readonly extraPaidHours: number;
  readonly extraYen: number | null;
  readonly answerRate: number;
  readonly probabilityTargetMet: number;
  readonly leftOutIds: readonly string[];
  readonly days: readonly WhatIfDay[];
}

/**
 * A plan's roster under a forecast and without some people: required seats, where they lack, and what becomes of calls. With
 * the plan's own forecast and everybody there it gives the plan's own figures.
 */
export function whatIfSide(input: WhatIfInput): WhatIfSide {
  const { contract, content, forecast, sized } = input;
  const { assumptions } = content;
  const seatsOf = seatsWithout(content, new Set(input.leftOutIds));
  // A day that was not open when the plan was made has nobody.
  const seats = forecast.days.map((day) =>
    day.intervals.map((_, place) => seatsOf.get(day.date.toString())?.[place] ?? 0),
  );
  const service = (calls: readonly number[], staffed: readonly number[]) =>
    expectedService({
      callsPerInterval: calls,
      scheduledSeats: staffed,
      intervalSeconds: contract.intervalMinutes * 60,
      ahtSeconds: sized.ahtSeconds,
      patienceSeconds: assumptions.patienceSeconds,
      withinSeconds: assumptions.serviceLevelSeconds,
    });
  const required = sized.sizing.days.map((day) => day.map(({ requiredSeats }) => requiredSeats));
  const days = forecast.days.map(
    (day, index): WhatIfDay => ({
      date: day.date,
      calls: day.calls,
      isBusy: day.season === 'busy',
      seasonReason: day.seasonReason,
      mostSeats: Math.max(0, ...required[index]!),
      gaps: gapsOf(day.intervals, required[index]!, seats[index]!),
      answerRate: service(sized.calls[index]!, seats[index]!).answerRate,
    }),
  );
  const missingSeatIntervals = required.reduce(
    (sum, day, index) =>
      sum + day.reduce((own, count, place) => own + Math.max(0, count - seats[index]![place]!), 0),
    0,
  );
  const missingSeatHours = (missingSeatIntervals * contract.intervalMinutes) / 60;
  const extraPaidHours = missingSeatHours * paidPerPhoneHour(content);
  const wage = meanWageYen(input.staff);
  return {
    calls: forecast.calls,
    bounds: forecast.bounds,
    ahtSeconds: sized.ahtSeconds,
    busyDays: days.filter(({ isBusy }) => isBusy).length,
    mostSeats: Math.max(0, ...days.map((day) => day.mostSeats)),
    seatHours: sized.sizing.seatHours,
    missingSeatIntervals,
    missingSeatHours,
    extraPaidHours,
    extraYen: wage === null ? null : extraPaidHours * wage,
    answerRate: rounded(service(sized.calls.flat(), seats.flat()).answerRate, 6),
    probabilityTargetMet: rounded(
      probabilityTargetMet({
        days: sized.calls.map((calls, index) =>
          calls.map((own, place) => ({ calls: own, scheduledSeats: seats[index]![place]! })),
        ),
        intervalSeconds: contract.intervalMinutes * 60,
        ahtSeconds: sized.ahtSeconds,
        patienceSeconds: assumptions.patienceSeconds,
        targetFraction: assumptions.targetAnswerRate,
        volumeCvFraction: sized.volumeCvFraction,
        dayCvFraction: sized.dayCvFraction,
      }),
      4,
    ),
    leftOutIds: input.leftOutIds,
    days,
  };
}

/** Seats per interval of each day of the plan by its date, without some people. */
function seatsWithout(content: PlanContent, leftOut: ReadonlySet<string>): ReadonlyMap<string, number[]> {
  const demands = demandsOf(content);
  return new Map(
    rosterDaysOf(content).map(({ date, shifts }, index) => {
      const demand = demands[index]!;
      const there = shifts.filter(({ role, staffId }) => role === 'operator' && !leftOut.has(staffId));
      return [date.toString(), onPhonePerInterval(there, demand, demand.intervalMinutes)];
    }),
  );
}

/** Intervals that follow each other with the same lack, as runs. */
function gapsOf(
  intervals: readonly { readonly startMinute: number; readonly endMinute: number }[],
  required: readonly number[],
  seats: readonly number[],
): SeatGap[] {
  const gaps: SeatGap[] = [];
  intervals.forEach(({ startMinute, endMinute }, index) => {
    const lack = required[index]! - seats[index]!;
    const last = gaps.at(-1);
    if (lack <= 0) return;
    if (last?.endMinute === startMinute && last.seats === lack)
      gaps[gaps.length - 1] = { ...last, endMinute };
    else gaps.push({ startMinute, endMinute, seats: lack });
  });
  return gaps;
}

/** Hours of paid work for each hour that the plan's operators are on the phone; 1 when nobody is. */
function paidPerPhoneHour(content: PlanContent): number {
  let [paid, phone] = [0, 0];
  for (const { shifts } of rosterDaysOf(content)) {
    for (const shift of shifts) {
      if (shift.role !== 'operator' || shift.isStandby) continue;
      const minutes = (kind?: 'meal'): number =>
        shift.breaks
          .filter((entry) => kind === undefined || entry.kind === kind)
          .reduce((sum, entry) => sum + entry.endMinute - entry.startMinute, 0);
      paid += shift.endMinute - shift.startMinute - minutes('meal');
      phone += shift.endMinute - shift.startMinute - minutes();
    }
  }
  return phone > 0 ? paid / phone : 1;
}

/** Mean wage of an hour of the operators of whom it is known, in yen; null when of none. */
function meanWageYen(staff: readonly StaffMember[]): number | null {
  const wages = staff.flatMap((person) =>
    person.role === 'operator' ? (person.labour?.hourlyWageYen ?? []) : [],
  );
  return wages.length === 0 ? null : wages.reduce((sum, wage) => sum + wage, 0) / wages.length;
}
