import { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { clockText, dayText, floorPercentText } from './format.ts';

/** One interval of one day in the table of seats. */
export interface SeatCell {
  /** Required and scheduled, 3/4; both operators on the phone. */
  readonly text: string;
  /** −1 where seats lack, else null. */
  readonly shortage: string | null;
  /** Shade by required seats above the month's least: 0 the least, 1 and 2 more. */
  readonly shade: 0 | 1 | 2;
}

/** Required and scheduled operators on the phone, per day and interval, and what they achieve. */
export interface SeatsSection {
  /** Interval starts that any day has, with their full hours told apart. */
  readonly columns: readonly { readonly start: string; readonly isFullHour: boolean }[];
  readonly rows: readonly {
    readonly day: string;
    /** In order of `columns`; null where the day is closed then. */
    readonly cells: readonly (SeatCell | null)[];
    readonly answerRate: string;
    readonly isBelowTarget: boolean;
    readonly serviceLevel: string;
  }[];
  readonly monthAnswerRate: string;
  readonly monthServiceLevel: string;
  readonly shortages: readonly { readonly day: string; readonly range: string; readonly seats: number }[];
  readonly maximumRequired: number;
  readonly maximumScheduled: number;
  readonly minimumScheduled: number;
}

/** The table of seats; intervals that follow each other with one lack of seats are one shortage. */
export function seatsSection(plan: PlanDocument, language: Language): SeatsSection {
  const starts = [...new Set(plan.days.flatMap((day) => day.intervals.map(({ start }) => start)))].toSorted();
  const intervals = plan.days.flatMap((day) => day.intervals);
  const least = Math.min(...intervals.map(({ requiredSeats }) => requiredSeats));
  return {
    columns: starts.map((start) => ({ start: clockText(start), isFullHour: start.endsWith(':00') })),
    rows: plan.days.map((day) => {
      const byStart = new Map(day.intervals.map((interval) => [interval.start, interval]));
      return {
        day: dayText(LocalDate.parse(day.date), language),
        cells: starts.map((start) => {
          const interval = byStart.get(start);
          return interval === undefined ? null : cellOf(interval, least);
        }),
        answerRate: floorPercentText(day.answerRate),
        isBelowTarget: day.answerRate < plan.assumptions.targetAnswerRate,
        serviceLevel: floorPercentText(day.serviceLevel),
      };
    }),
    monthAnswerRate: floorPercentText(plan.monthAnswerRate),
    monthServiceLevel: floorPercentText(plan.monthServiceLevel),
    shortages: plan.days.flatMap((day) => shortagesOf(day, language)),
    maximumRequired: Math.max(...intervals.map(({ requiredSeats }) => requiredSeats)),
    maximumScheduled: Math.max(...intervals.map(({ scheduledSeats }) => scheduledSeats)),
    minimumScheduled: Math.min(...intervals.map(({ scheduledSeats }) => scheduledSeats)),
  };
}

type Interval = PlanDocument['days'][number]['intervals'][number];

function cellOf(interval: Interval, leastRequired: number): SeatCell {
  const lacking = lackOf(interval);
  const above = interval.requiredSeats - leastRequired;
  return {
    text: `${interval.requiredSeats}/${interval.scheduledSeats}`,
    shortage: lacking > 0 ? `−${lacking}` : null,
    shade: above <= 0 ? 0 : above === 1 ? 1 : 2,
  };
}

function shortagesOf(day: PlanDocument['days'][number], language: Language): SeatsSection['shortages'] {
  const runs: { start: string; end: string; seats: number }[] = [];
  for (const interval of day.intervals) {
    const seats = lackOf(interval);
    const last = runs.at(-1);
    if (seats === 0) continue;
    if (last !== undefined && last.end === interval.start && last.seats === seats) last.end = interval.end;
    else runs.push({ start: interval.start, end: interval.end, seats });
  }
  return runs.map((run) => ({
    day: dayText(LocalDate.parse(day.date), language),
    range: `${clockText(run.start)}–${clockText(run.end)}`,
    seats: run.seats,
  }));
}

function lackOf(interval: Interval): number {
  return Math.max(0, interval.requiredSeats - interval.scheduledSeats);
}
