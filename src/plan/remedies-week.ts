import type { LocalDate } from '@js-joda/core';
import { longestShiftMinutes } from '../roster/duty-options.ts';
import { type RosterDay, type RuleContext, type StaffMember, workedMinutes } from '../roster/index.ts';
import { weekAllowance, weeksOfMonth } from '../roster/weeks.ts';

/** What a person has in a week's part of the month, and what they may have; a standby counts as if called. */
export interface WeekLoad {
  /** Open days of the week within the month. */
  readonly days: readonly LocalDate[];
  readonly worked: { readonly minutes: number; readonly days: number };
  /** By law and contract; in a week over the month's edge what the other month leaves. */
  readonly limit: { readonly minutes: number; readonly days: number };
}

/** A person's weeks of the month, in order. */
export function weekLoads(
  context: RuleContext,
  person: StaffMember,
  days: readonly RosterDay[],
): readonly WeekLoad[] {
  const { contract, month, daysBefore, daysAfter = null } = context;
  const longest = longestShiftMinutes(person, contract);
  return weeksOfMonth(contract, month).map((week) => {
    const duties = days.flatMap(({ date, shifts }) =>
      week.days.some((day) => day.equals(date)) ? shifts.filter(({ staffId }) => staffId === person.id) : [],
    );
    const minutes = duties.reduce(
      (sum, shift) => sum + (shift.isStandby ? longest : workedMinutes(shift)),
      0,
    );
    return {
      days: week.days,
      worked: { minutes, days: duties.length },
      limit: weekAllowance({ person, week, contract, daysBefore, daysAfter }),
    };
  });
}
