import type { LocalDate, MonthDay, YearMonth } from '@js-joda/core';
import { MonthDay as MonthDayValue } from '@js-joda/core';
import type { TimeRange } from './clock-time.ts';
import { type HolidayName, nationalHoliday } from './holidays.ts';

/** What decides whether a day is open; the part `opening` of a contract. */
export interface OpeningRules {
  readonly hours: readonly {
    readonly weekdays: readonly string[];
    readonly open: number;
    readonly close: number;
  }[];
  /** The nth such weekday of every month, 1 to 5, with hours of its own. */
  readonly monthlyDays?: readonly {
    readonly nth: number;
    readonly weekday: string;
    readonly open: number;
    readonly close: number;
  }[];
  readonly closedOnNationalHolidays: boolean;
  readonly yearlyClosures: readonly {
    readonly from: MonthDay;
    readonly to: MonthDay;
    readonly reason: HolidayName;
  }[];
  readonly exceptions: readonly {
    readonly date: LocalDate;
    readonly hours: { readonly open: number; readonly close: number } | null;
    readonly reason: HolidayName;
  }[];
}

/** An open day and its opening hours, in minutes since midnight, half-open. */
export interface OpenDay extends TimeRange {
  readonly date: LocalDate;
}

/** A day's opening: open with its hours, or closed with the reason in both languages. */
export type Opening =
  | ({ readonly kind: 'open' } & TimeRange)
  | { readonly kind: 'closed'; readonly reason: HolidayName };

const weekdayNames = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * Opening of a day: an agreed exception first, then yearly closures, national holidays, a day of the month that is open
 * besides, and the weekday's hours.
 */
export function openingOf(rules: OpeningRules, date: LocalDate): Opening {
  const exception = rules.exceptions.find((entry) => entry.date.equals(date));
  if (exception !== undefined) {
    return exception.hours === null
      ? { kind: 'closed', reason: exception.reason }
      : { kind: 'open', startMinute: exception.hours.open, endMinute: exception.hours.close };
  }
  const closure = rules.yearlyClosures.find((entry) => isWithinYearly(date, entry.from, entry.to));
  if (closure !== undefined) return { kind: 'closed', reason: closure.reason };
  const holiday = nationalHoliday(date);
  if (holiday !== undefined && rules.closedOnNationalHolidays) return { kind: 'closed', reason: holiday };
  const name = weekdayNames[date.dayOfWeek().value() - 1]!;
  const nth = Math.ceil(date.dayOfMonth() / 7);
  const hours =
    rules.monthlyDays?.find((entry) => entry.weekday === name && entry.nth === nth) ??
    rules.hours.find((entry) => entry.weekdays.includes(name));
  if (hours === undefined) return { kind: 'closed', reason: { ja: '休業日', en: 'Closed' } };
  return { kind: 'open', startMinute: hours.open, endMinute: hours.close };
}

/** Every day of a month, in order. */
export function daysOfMonth(month: YearMonth): LocalDate[] {
  return Array.from({ length: month.lengthOfMonth() }, (_, index) => month.atDay(index + 1));
}

/** The open days of a month with their hours, in order. */
export function openDaysOfMonth(rules: OpeningRules, month: YearMonth): OpenDay[] {
  return daysOfMonth(month).flatMap((date) => {
    const opening = openingOf(rules, date);
    return opening.kind === 'open'
      ? [{ date, startMinute: opening.startMinute, endMinute: opening.endMinute }]
      : [];
  });
}

function isWithinYearly(date: LocalDate, from: MonthDay, to: MonthDay): boolean {
  const key = MonthDayValue.from(date);
  return from.isAfter(to) ? !key.isBefore(from) || !key.isAfter(to) : !key.isBefore(from) && !key.isAfter(to);
}
