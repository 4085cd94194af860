import type { LocalDate, YearMonth } from '@js-joda/core';
import { type OpenDay, openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';

/** The months from first to last, both included. */
export function monthsBetween(first: YearMonth, last: YearMonth): YearMonth[] {
  const months: YearMonth[] = [];
  for (let month = first; !month.isAfter(last); month = month.plusMonths(1)) months.push(month);
  return months;
}

/** The open days of the months from first to last, both included, in order. */
export function openDaysBetween(rules: Contract['opening'], first: YearMonth, last: YearMonth): OpenDay[] {
  return monthsBetween(first, last).flatMap((month) => openDaysOfMonth(rules, month));
}

/** Whether the day before was a Monday to Friday on which the centre was closed. */
export function followsClosure(rules: Contract['opening'], date: LocalDate): boolean {
  const before = date.minusDays(1);
  return before.dayOfWeek().value() <= 5 && openingOf(rules, before).kind === 'closed';
}
