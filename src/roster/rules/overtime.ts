import { YearMonth } from '@js-joda/core';
import type { PastWork } from '../labour-record.ts';
import type { StaffMember } from '../staff.ts';
import { finding, hoursOf, limitedStaff, monthOf, type Rule, type RuleContext } from './rule.ts';

/** 労基法36条4項, 32条の4: overtime of a month and of a year, holiday work not included, in minutes. */
const general = { month: 45 * 60, year: 360 * 60 };
const yearlyVariable = { month: 42 * 60, year: 320 * 60 };
/** 労基法36条5項・6項: with a special clause; the month and the averages include holiday work. */
const special = {
  year: 720 * 60,
  monthsOverGeneral: 6,
  underMonth: 100 * 60,
  average: 80 * 60,
};
const monthsOfAverages = [2, 3, 4, 5, 6];

/**
 * 労基法36条4項: 45 hours of overtime a month (42 under yearly variable hours). A special clause (5項) lets it pass in six
 * months of the agreement's year, for a reason that the agreement names.
 */
export const overtimeLimit: Rule = (context) =>
  limitedStaff(context).flatMap((person) => {
    const limits = generalLimits(context);
    const { overtimeMinutes } = monthOf(context, person);
    if (overtimeMinutes <= limits.month) return [];
    const values = { hours: hoursOf(overtimeMinutes), limit: hoursOf(limits.month) };
    if (!hasSpecialClause(context)) {
      return [finding('labour.overtime-limit', 'H', { staffId: person.id, values })];
    }
    const year = agreementYear(context, person);
    const count = 1 + year.past.filter((work) => work.overtimeMinutes > limits.month).length;
    const counted = { ...values, count, ...year.known };
    return count > special.monthsOverGeneral
      ? [finding('labour.overtime-months', 'H', { staffId: person.id, values: counted })]
      : [finding('labour.special-clause', 'W', { staffId: person.id, values: counted })];
  });

/** 労基法36条4項・5項: 360 hours of overtime a year (320 under yearly variable hours), 720 with a special clause. */
export const overtimeYear: Rule = (context) =>
  limitedStaff(context).flatMap((person) => {
    const now = monthOf(context, person).overtimeMinutes;
    const year = agreementYear(context, person);
    const minutes = year.past.reduce((sum, work) => sum + work.overtimeMinutes, now);
    const limit = hasSpecialClause(context) ? special.year : generalLimits(context).year;
    // A year that is over its limit already is told in the month that adds to it.
    if (now === 0 || minutes <= limit) return [];
    const values = { hours: hoursOf(minutes), limit: hoursOf(limit), ...year.known };
    return [finding('labour.overtime-year', 'H', { staffId: person.id, values })];
  });

/** 労基法36条6項2号: overtime and holiday work of a month under 100 hours; exactly 100 is a breach. */
export const overtimeWithHolidays: Rule = (context) =>
  limitedStaff(context).flatMap((person) => {
    const { overtimeMinutes, holidayMinutes } = monthOf(context, person);
    const minutes = overtimeMinutes + holidayMinutes;
    if (minutes < special.underMonth) return [];
    return [
      finding('labour.overtime-hundred', 'H', { staffId: person.id, values: { hours: hoursOf(minutes) } }),
    ];
  });

/**
 * 労基法36条6項3号: overtime and holiday work of this month and the one to five before it average 80 hours at most,
 * over the turn of the agreement’s year too. The worst average is told; months before one that is not known do not count.
 */
export const overtimeAverage: Rule = (context) =>
  limitedStaff(context).flatMap((person) => {
    const { overtimeMinutes, holidayMinutes } = monthOf(context, person);
    const now = overtimeMinutes + holidayMinutes;
    if (now === 0) return [];
    const known = straightMonthsBefore(context, 5).map((month) => workIn(context, person, month));
    const averages = monthsOfAverages
      .filter((months) => months <= known.length + 1)
      .map((months) => ({
        months,
        minutes:
          known
            .slice(0, months - 1)
            .reduce((sum, work) => sum + work.overtimeMinutes + work.holidayMinutes, now) / months,
      }));
    const worst = averages.toSorted((one, other) => other.minutes - one.minutes)[0];
    if (worst === undefined || worst.minutes <= special.average) return [];
    const values = {
      months: worst.months,
      hours: hoursOf(worst.minutes),
      known: known.length,
      needed: 5,
    };
    return [finding('labour.overtime-average', 'H', { staffId: person.id, values })];
  });

function generalLimits({ contract }: RuleContext): typeof general {
  return contract.labour.agreements.yearlyVariableHours === null ? general : yearlyVariable;
}

function hasSpecialClause({ contract }: RuleContext): boolean {
  const { overtime36, overtime36Terms } = contract.labour.agreements;
  return overtime36 !== null && overtime36Terms.specialClause;
}

/** What a person worked in the known months of the agreement's year before the roster's month, and how many they are. */
function agreementYear(
  context: RuleContext,
  person: StaffMember,
): {
  readonly past: readonly PastWork[];
  readonly known: { readonly known: number; readonly needed: number; readonly from: string };
} {
  const { yearStartsInMonth } = context.contract.labour.agreements.overtime36Terms;
  const needed = (context.month.monthValue() - yearStartsInMonth + 12) % 12;
  const from = context.month.minusMonths(needed).toString();
  const months = knownMonths(context).filter((month) => month >= from);
  return {
    past: months.map((month) => workIn(context, person, month)),
    known: { known: months.length, needed, from },
  };
}

/** Months before the roster's with a published plan, in order of time. */
export function knownMonths({ month, record }: RuleContext): string[] {
  const months = record?.pastMonths.map((past) => past.month) ?? [];
  return months.filter((past) => past < month.toString()).sort();
}

/** Known months straight before the roster's month, latest first, as many as asked for at most. */
export function straightMonthsBefore(context: RuleContext, most: number): string[] {
  const known = new Set(knownMonths(context));
  const wanted = Array.from({ length: most }, (_, index) => context.month.minusMonths(index + 1).toString());
  const gap = wanted.findIndex((month) => !known.has(month));
  return gap === -1 ? wanted : wanted.slice(0, gap);
}

/** What a person worked in a known month; nothing where the month does not name them. @param month `YYYY-MM` */
export function workIn({ record }: RuleContext, person: StaffMember, month: string): PastWork {
  const nothing = { staffId: person.id, workedMinutes: 0, overtimeMinutes: 0, holidayMinutes: 0 };
  const past = record?.pastMonths.find((entry) => entry.month === month);
  return past?.people.find((work) => work.staffId === person.id) ?? nothing;
}

/** Work of the known months from one on, itself included, up to the roster's month. */
export function workBetween(context: RuleContext, person: StaffMember, from: YearMonth): readonly PastWork[] {
  return knownMonths(context)
    .filter((month) => !YearMonth.parse(month).isBefore(from))
    .map((month) => workIn(context, person, month));
}
