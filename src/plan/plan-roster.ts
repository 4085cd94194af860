import { LocalDate } from '@js-joda/core';
import { formatTime, parseTime } from '../calendar/index.ts';
import type { DayDemand, RosterDay, Shift } from '../roster/index.ts';
import type { PlanDay } from './format.ts';

/** The roster that a plan's days hold. */
export function rosterDaysOf(content: {
  readonly days: readonly Pick<PlanDay, 'date' | 'shifts'>[];
}): RosterDay[] {
  return content.days.map((day) => ({ date: LocalDate.parse(day.date), shifts: day.shifts.map(shiftOf) }));
}

/** The part of a plan's day that says what is needed. */
export interface NeededDay extends Pick<PlanDay, 'date' | 'open' | 'close'> {
  readonly intervals: readonly Pick<PlanDay['intervals'][number], 'start' | 'end' | 'requiredSeats'>[];
}

/** The needs that a plan's days hold. */
export function demandsOf(content: { readonly days: readonly NeededDay[] }): DayDemand[] {
  return content.days.map((day) => {
    const first = day.intervals[0]!;
    return {
      date: LocalDate.parse(day.date),
      startMinute: parseTime(day.open),
      endMinute: parseTime(day.close),
      intervalMinutes: parseTime(first.end) - parseTime(first.start),
      requiredSeats: day.intervals.map((interval) => interval.requiredSeats),
    };
  });
}

/** A shift as the plan's format writes it. */
export function formatShift(shift: Shift): PlanDay['shifts'][number] {
  return {
    staffId: shift.staffId,
    role: shift.role,
    pattern: shift.patternCode,
    start: formatTime(shift.startMinute),
    end: formatTime(shift.endMinute),
    standby: shift.isStandby,
    breaks: shift.breaks.map((entry) => ({
      start: formatTime(entry.startMinute),
      end: formatTime(entry.endMinute),
      kind: entry.kind,
    })),
  };
}

/** Whether two days have the same shifts with the same breaks, in whatever order a store gave their fields back. */
export function areSameShifts(one: PlanDay['shifts'], other: PlanDay['shifts']): boolean {
  const textOf = (shifts: PlanDay['shifts']): string =>
    JSON.stringify(shifts.map((shift) => formatShift(shiftOf(shift))));
  return textOf(one) === textOf(other);
}

function shiftOf(shift: PlanDay['shifts'][number]): Shift {
  return {
    staffId: shift.staffId,
    role: shift.role,
    patternCode: shift.pattern,
    startMinute: parseTime(shift.start),
    endMinute: parseTime(shift.end),
    isStandby: shift.standby,
    breaks: shift.breaks.map((entry) => ({
      startMinute: parseTime(entry.start),
      endMinute: parseTime(entry.end),
      kind: entry.kind,
    })),
  };
}
