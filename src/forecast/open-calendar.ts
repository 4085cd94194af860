import type { LocalDate } from '@js-joda/core';
import { ChronoUnit } from '@js-joda/core';
import { type OpenDay, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { lengthFractionOf, type OpeningLengths } from './opening-lengths.ts';

/** An open day with what the model needs to know of it. */
export interface CalendarDay extends OpenDay {
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** Whether a day that is usually open was closed since the open day before: 休み明け beyond the weekend. */
  readonly isAfterClosure: boolean;
  /** Opening of the day ÷ usual opening, > 0; of a day that history shows, as it was then. */
  readonly lengthFraction: number;
}

/** The open days of a range of dates, numbered from 0, so that lags can be counted in open days. */
export interface OpenCalendar {
  readonly days: readonly CalendarDay[];
  readonly from: LocalDate;
  /** For each date from `from` on: the number of the first open day on it or after it; days.length when none. */
  readonly numberFrom: readonly number[];
}

/** The open days from one date to another, both included, by a contract's opening rules. */
export function openCalendar(
  contract: Contract,
  from: LocalDate,
  to: LocalDate,
  lengths: OpeningLengths,
): OpenCalendar {
  const usual = new Set(contract.opening.hours.flatMap((entry) => entry.weekdays.map(String)));
  const names = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
  const days: CalendarDay[] = [];
  const numberFrom: number[] = [];
  let isAfterClosure = false;
  for (let date = from; !date.isAfter(to); date = date.plusDays(1)) {
    numberFrom.push(days.length);
    const weekday = date.dayOfWeek().value() - 1;
    const opening = openingOf(contract.opening, date);
    if (opening.kind === 'open') {
      const { startMinute, endMinute } = opening;
      const lengthFraction = lengthFractionOf(lengths, lengths.seen.get(date.toEpochDay()) ?? opening);
      days.push({ date, startMinute, endMinute, weekday, isAfterClosure, lengthFraction });
      isAfterClosure = false;
    } else if (usual.has(names[weekday]!)) isAfterClosure = true;
  }
  return { days, from, numberFrom };
}

/** Number of the first open day on a date or after it; a date before the calendar counts as its first day. */
export function openDayNumberFrom(calendar: OpenCalendar, date: LocalDate): number {
  const offset = Math.max(0, calendar.from.until(date, ChronoUnit.DAYS));
  return calendar.numberFrom[offset] ?? calendar.days.length;
}

/** Number of the open day that a date is; undefined when the date is closed or outside the calendar. */
export function openDayNumber(calendar: OpenCalendar, date: LocalDate): number | undefined {
  const number = openDayNumberFrom(calendar, date);
  return calendar.days[number]?.date.equals(date) ? number : undefined;
}
