import type { LocalDate, YearMonth } from '@js-joda/core';
import { DayOfWeek } from '@js-joda/core';
import { type OpenDay, openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { weekLimitsOf } from './personal-profile.ts';
import { type RosterDay, workedMinutes } from './roster.ts';
import type { StaffMember } from './staff.ts';

/** The part of one week that lies in a month. */
export interface MonthWeek {
  /** First day of the week, perhaps in the month before. */
  readonly firstDay: LocalDate;
  /** Open days of the week within the month, in order. */
  readonly days: readonly LocalDate[];
  /** Open days of the whole week. */
  readonly openDays: number;
  /** Where the week lies: inside the month, or over its beginning or end. */
  readonly position: 'inside' | 'leading' | 'trailing';
}

/** What one person may still work in a week's part of a month. */
export interface WeekAllowance {
  readonly minutes: number;
  readonly days: number;
}

const isoWeekdays: Readonly<Record<string, number>> = {
  MON: 1,
  TUE: 2,
  WED: 3,
  THU: 4,
  FRI: 5,
  SAT: 6,
  SUN: 7,
};

/** First day of the week (by the contract's work rules) that a day lies in. */
export function firstDayOfWeek(date: LocalDate, weekStartsOn: string): LocalDate {
  const start = DayOfWeek.of(isoWeekdays[weekStartsOn]!).value();
  return date.minusDays((date.dayOfWeek().value() - start + 7) % 7);
}

/**
 * The weeks that a month touches, those with no open day in it left out. Open days out of the contract's term count for
 * nothing: in the week in which the term begins nobody has worked before.
 */
export function weeksOfMonth(contract: Contract, month: YearMonth): MonthWeek[] {
  const weeks = new Map<string, OpenDay[]>();
  for (const day of openDaysOfMonth(contract.opening, month)) {
    const key = firstDayOfWeek(day.date, contract.labour.weekStartsOn);
    weeks.set(key.toString(), [...(weeks.get(key.toString()) ?? []), day]);
  }
  return [...weeks.values()].map((days) => {
    const firstDay = firstDayOfWeek(days[0]!.date, contract.labour.weekStartsOn);
    const all = Array.from({ length: 7 }, (_, offset) => firstDay.plusDays(offset));
    const openDays = all.filter(
      (date) =>
        openingOf(contract.opening, date).kind === 'open' &&
        !date.isBefore(contract.term.start) &&
        !date.isAfter(contract.term.end),
    ).length;
    const isLeading = firstDay.isBefore(month.atDay(1));
    const isTrailing = firstDay.plusDays(6).isAfter(month.atEndOfMonth());
    const position = isLeading ? 'leading' : isTrailing ? 'trailing' : 'inside';
    return { firstDay, days: days.map((day) => day.date), openDays, position };
  });
}

/**
 * What a person may work in a week's part of the month. A week over the month's edge counts the duties of the
 * neighbouring month's published plan; where none is known, the limit is shared by open days, rounded down for a month's first
 * week and up for its last, so that two plans made apart never exceed it together.
 */
export function weekAllowance(input: {
  readonly person: StaffMember;
  readonly week: MonthWeek;
  readonly contract: Contract;
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, when the next month is published already. */
  readonly daysAfter?: readonly RosterDay[] | null;
}): WeekAllowance {
  const { person, week, contract, daysBefore } = input;
  const limits = weekLimitsOf(
    person,
    Array.from({ length: 7 }, (_, offset) => week.firstDay.plusDays(offset)),
  );
  const minutes = Math.min(limits.maximumWeeklyMinutes, contract.labour.maximumWeeklyMinutes);
  const days = limits.maximumWeeklyDays;
  const share = Math.min(1, week.days.length / Math.max(1, week.openDays));
  if (week.position === 'inside' || share === 1) return { minutes, days };
  const known = week.position === 'leading' ? daysBefore : (input.daysAfter ?? null);
  if (known !== null) {
    const weekDays = known.filter((day) =>
      firstDayOfWeek(day.date, contract.labour.weekStartsOn).equals(week.firstDay),
    );
    const shifts = weekDays.flatMap((day) => day.shifts.filter((shift) => shift.staffId === person.id));
    const worked = shifts.reduce((sum, shift) => sum + workedMinutes(shift), 0);
    return { minutes: Math.max(0, minutes - worked), days: Math.max(0, days - shifts.length) };
  }
  const share15 = (minutes * share) / 15;
  return week.position === 'leading'
    ? { minutes: Math.floor(share15) * 15, days: Math.floor(days * share) }
    : { minutes: Math.ceil(share15) * 15, days: Math.ceil(days * share) };
}
