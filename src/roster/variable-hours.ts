import type { LocalDate, YearMonth } from '@js-joda/core';
import { ChronoUnit } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { isMinorOn } from './minors-and-nights.ts';
import { restrictionOn } from './personal-labour.ts';
import type { StaffMember } from './staff.ts';

/** A period of working hours that vary within a month (労基法32条の2), both ends included. */
export interface VariablePeriod {
  /** 起算日. */
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/**
 * The period that a date lies in: a month from the contract's 起算日, or from the same day of a later month.
 * Null without an agreement and before its first day.
 */
export function variablePeriodOf(contract: Contract, date: LocalDate): VariablePeriod | null {
  const startsOn = contract.labour.agreements.variableHours?.startsOn;
  if (startsOn === undefined || date.isBefore(startsOn)) return null;
  const day = startsOn.dayOfMonth();
  const inMonth = date.withDayOfMonth(day);
  const start = date.isBefore(inMonth) ? inMonth.minusMonths(1) : inMonth;
  return { start, end: start.plusMonths(1).minusDays(1) };
}

/** The periods that share a day with a month, in order; one, or two where they do not begin on the 1st. */
export function variablePeriodsOf(contract: Contract, month: YearMonth): VariablePeriod[] {
  const ends = [month.atDay(1), month.atEndOfMonth()].flatMap(
    (date) => variablePeriodOf(contract, date) ?? [],
  );
  return ends.filter(({ start }, index) => ends[index - 1]?.start.equals(start) !== true);
}

/**
 * Most minutes of work agreed for a period: the weekly limit × days ÷ 7, rounded down to the minute (昭63.1.1基発1号).
 * 28 days are 160 h, 30 are 171 h 25 min, 31 are 177 h 8 min.
 */
export function variableLimitMinutes(contract: Contract, { start, end }: VariablePeriod): number {
  const days = start.until(end, ChronoUnit.DAYS) + 1;
  return Math.floor((contract.labour.maximumWeeklyMinutes * days) / 7);
}

/** Last day on which a period's shifts can be fixed: the day before its 起算日; later ones stand as they are. */
export function freezeDateOf({ start }: VariablePeriod): LocalDate {
  return start.minusDays(1);
}

/** Whether a person's hours vary on a date: an agreement, no minor (60条), no expectant or new mother who asked (66条1項). */
export function worksVariableHours(person: StaffMember, date: LocalDate, contract: Contract): boolean {
  return (
    variablePeriodOf(contract, date) !== null &&
    !isMinorOn(person, date) &&
    restrictionOn(person, date, 'pregnant') === undefined
  );
}
