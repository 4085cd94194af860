import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import {
  checkRoster,
  type DayDemand,
  type Finding,
  type LabourRecord,
  onPhonePerInterval,
  type RosterDay,
  type StaffMember,
} from '../roster/index.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';

/** The plan to be changed, and what its rules look at. */
export interface ChangeSearch {
  readonly content: PlanContent;
  readonly contract: Contract;
  /** The staff as it is known now; who is reported absent is unavailable then. */
  readonly staff: readonly StaffMember[];
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter: readonly RosterDay[] | null;
  /** Earlier months; a change is only offered, so that nothing of the month is published against it. */
  readonly record?: LabourRecord;
  /** The day that is running, `YYYY-MM-DD`: what lies before the minute of it cannot change any more. Null = none is. */
  readonly now: { readonly date: string; readonly minute: number } | null;
}

/** What the rules say of a changed day that they did not say of the plan as it is. */
export type RulesAgainst = (dayIndex: number, day: RosterDay) => readonly Finding[];

/** Rules of W level that a change never breaks: breaks are there for the people who take them. */
const neverBroken = ['labour.vdt-rest', 'labour.staggered-breaks'];

/** Rules that count seats; their sentences change with the numbers even where a change adds seats. */
const seatRules = ['cover.seats', 'cover.minimum-operators'];

/**
 * A comparison with the findings of the plan as the rules see it now, with the months around it. A finding that a change
 * only makes smaller is not new: seats that lack less than before, hours promised that lack less.
 */
export function rulesAgainst(search: ChangeSearch): RulesAgainst {
  const { content, contract, staff, daysBefore, daysAfter } = search;
  const record = search.record === undefined ? {} : { record: search.record };
  const days = rosterDaysOf(content);
  const demands = demandsOf(content);
  const month = YearMonth.parse(content.month);
  const findingsOf = (checked: readonly RosterDay[]): Finding[] =>
    checkRoster({ contract, month, staff, days: checked, demands, daysBefore, daysAfter, ...record });
  const known = findingsOf(days);
  return (dayIndex, day) => {
    const fewer = minutesWithFewer(days[dayIndex]!, day, demands[dayIndex]!);
    const isNoWorse = ({ rule, staffId, range }: Finding): boolean => {
      if (seatRules.includes(rule) && range !== null) {
        return !fewer.some((minute) => minute >= range.startMinute && minute < range.endMinute);
      }
      return (
        rule === 'contract.minimum-hours' &&
        known.some((other) => other.rule === rule && other.staffId === staffId)
      );
    };
    const changed = days.map((other, index) => (index === dayIndex ? day : other));
    return findingsOf(changed).filter(
      (entry) => !known.some((other) => isSame(other, entry)) && !isNoWorse(entry),
    );
  };
}

/** Whether a change may be offered with these new findings: none of level H, none that takes rests from people. */
export function isOfferable(findings: readonly Finding[]): boolean {
  return findings.every(({ level, rule }) => level !== 'H' && !neverBroken.includes(rule));
}

/** Starts of the intervals that have fewer operators on the phone than before. */
function minutesWithFewer(before: RosterDay, after: RosterDay, demand: DayDemand): number[] {
  const [seatsBefore, seatsAfter] = [before, after].map(({ shifts }) =>
    onPhonePerInterval(
      shifts.filter(({ role }) => role === 'operator'),
      demand,
      demand.intervalMinutes,
    ),
  );
  return seatsBefore!.flatMap((seats, interval) =>
    seatsAfter![interval]! < seats ? [demand.startMinute + interval * demand.intervalMinutes] : [],
  );
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.staffId === other.staffId &&
    one.text.ja === other.text.ja &&
    String(one.date) === String(other.date)
  );
}
