import { LocalDate } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { standbyCode } from '../roster/roster.ts';
import { boundsText, clockText, dayText, floorPercentText } from './format.ts';
import { rosterOrder } from './month-roster.ts';
import { type Audience, isNamed } from './naming.ts';

/** A stretch of the time line, in percent of its width. */
interface Stretch {
  readonly leftPercent: number;
  readonly widthPercent: number;
}

/** One person's line of a day sheet. */
export interface DaySheetPerson {
  readonly code: string;
  /** Null on a copy whose reader may not see the name. */
  readonly name: string | null;
  readonly pattern: string;
  readonly hours: string;
  readonly isStandby: boolean;
  /** Supervisors and managers; they hold no seat on the phone. */
  readonly isLead: boolean;
  readonly bar: Stretch;
  readonly breaks: readonly (Stretch & { readonly isMeal: boolean })[];
  /** Clock times of the meal, null without one. */
  readonly mealText: string | null;
  /** Clock times at which the rests start, null without one. */
  readonly restText: string | null;
}

/** One open day as a time line of people, with the seats on the phone below. */
export interface DaySheet {
  readonly day: string;
  readonly isBusy: boolean;
  readonly calls: string;
  readonly answerRate: string;
  readonly serviceLevel: string;
  readonly hours: readonly { readonly label: string; readonly leftPercent: number }[];
  readonly opening: { readonly leftPercent: number; readonly rightPercent: number };
  readonly people: readonly DaySheetPerson[];
  readonly seats: readonly (Stretch & {
    readonly middlePercent: number;
    readonly required: number;
    readonly scheduled: number;
    readonly isShort: boolean;
  })[];
}

/** The day sheets of a month; all share one time line, from the month's first start to its last end in whole quarters. */
export function daySheets(plan: PlanDocument, language: Language, audience: Audience): DaySheet[] {
  const ends = plan.days.flatMap((day) => [
    { start: day.open, end: day.close },
    ...day.shifts.map(({ start, end }) => ({ start, end })),
  ]);
  const from = Math.floor(Math.min(...ends.map(({ start }) => parseTime(start))) / 15) * 15;
  const to = Math.ceil(Math.max(...ends.map(({ end }) => parseTime(end))) / 15) * 15;
  const stretch = (start: string, end: string): Stretch => ({
    leftPercent: percent(parseTime(start) - from, to - from),
    widthPercent: percent(parseTime(end) - parseTime(start), to - from),
  });
  const order = rosterOrder(plan.staff);
  return plan.days.map((day) => ({
    day: dayText(LocalDate.parse(day.date), language),
    isBusy: day.season === 'busy',
    calls: boundsText(day.forecastCalls, day.forecastBounds.low80, day.forecastBounds.high80, language),
    answerRate: floorPercentText(day.answerRate),
    serviceLevel: floorPercentText(day.serviceLevel),
    hours: fullHours(from, to).map((minute) => ({
      label: String(minute / 60),
      leftPercent: percent(minute - from, to - from),
    })),
    opening: {
      leftPercent: percent(parseTime(day.open) - from, to - from),
      rightPercent: percent(parseTime(day.close) - from, to - from),
    },
    people: order.flatMap((person) => {
      const shift = day.shifts.find(({ staffId }) => staffId === person.id);
      if (shift === undefined) return [];
      const meals = shift.breaks.filter(({ kind }) => kind === 'meal');
      const rests = shift.breaks.filter(({ kind }) => kind === 'rest');
      return [
        {
          code: person.id,
          name: isNamed(person, audience) ? person.name : null,
          pattern: shift.standby ? standbyCode : shift.pattern,
          hours: rangeText(shift),
          isStandby: shift.standby,
          isLead: shift.role !== 'operator',
          bar: stretch(shift.start, shift.end),
          breaks: shift.breaks.map((entry) => ({
            ...stretch(entry.start, entry.end),
            isMeal: entry.kind === 'meal',
          })),
          mealText: meals.length === 0 ? null : meals.map(rangeText).join(', '),
          restText: rests.length === 0 ? null : rests.map(({ start }) => clockText(start)).join(', '),
        },
      ];
    }),
    seats: day.intervals.map((interval) => ({
      ...stretch(interval.start, interval.end),
      middlePercent: percent((parseTime(interval.start) + parseTime(interval.end)) / 2 - from, to - from),
      required: interval.requiredSeats,
      scheduled: interval.scheduledSeats,
      isShort: interval.scheduledSeats < interval.requiredSeats,
    })),
  }));
}

type Range = { readonly start: string; readonly end: string };

function rangeText(range: Range): string {
  return `${clockText(range.start)}–${clockText(range.end)}`;
}

function fullHours(from: number, to: number): number[] {
  const first = Math.ceil(from / 60);
  return Array.from({ length: Math.floor(to / 60) - first + 1 }, (_, index) => (first + index) * 60);
}

function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 1e5) / 1e3;
}
