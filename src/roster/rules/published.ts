import type { LocalDate } from '@js-joda/core';
import { isEmployedOn, isOnCareLeave, isUnavailable } from '../duty-options.ts';
import type { PublishedShifts } from '../labour-record.ts';
import { labourOf } from '../personal-labour.ts';
import { type Shift, workedMinutes } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { freezeDateOf, variablePeriodOf, worksVariableHours } from '../variable-hours.ts';
import { finding, hoursOf, type Rule, type RuleContext, shiftsOf } from './rule.ts';

/** 労基法26条: share of the average wage that is due for idle time of the employer's making. */
const idleFraction = 0.6;

/**
 * シフト制留意事項 (2022-01-07): a published shift is changed by agreement. Said once for a person, with the days; not where
 * the person is away by themselves, agreed, or was asked.
 */
export const changeConsent: Rule = (context) =>
  changedDays(context).flatMap(({ person, changes }) => {
    const open = changes.filter(
      (change) => !isSettled(context, person, change) && !isFrozen(context, person, change),
    );
    if (open.length === 0) return [];
    const date = open[0]!.date;
    const dates = open.map((change) => change.date.toString()).join(', ');
    return [finding('labour.change-consent', 'W', { date, staffId: person.id, values: { dates } })];
  });

/**
 * 労基法32条の2 (昭63.1.1基発1号, 昭63.3.14基発150号): once a period of variable hours has begun, what was fixed stands;
 * a change needs a ground of the work rules and consent. Work added to it is overtime and counted there.
 */
export const variableChange: Rule = (context) =>
  changedDays(context).flatMap(({ person, changes }) =>
    changes
      .filter((change) => isFrozen(context, person, change))
      .filter((change) => !isSettled(context, person, change))
      .map(({ date }) => finding('labour.variable-change', 'H', { date, staffId: person.id })),
  );

/**
 * 労基法26条: where a published shift is cut, at least 60 % of the average wage is due if the employer caused it; of a day
 * worked in part, the difference to the wage earned. The average wage (12条) is estimated by the hourly wage.
 */
export const idleAllowance: Rule = (context) =>
  changedDays(context).flatMap(({ person, changes }) => {
    const wage = labourOf(person).hourlyWageYen;
    return changes.flatMap(({ date, before, after }) => {
      const lost = minutesOf(before) - minutesOf(after);
      if (lost <= 0 || isOwnAbsence(context, person, date, before)) return [];
      const subject = { date, staffId: person.id, values: { hours: hoursOf(lost) } };
      if (wage === null) return [finding('labour.idle-allowance', 'W', subject)];
      const due = idleFraction * minutesOf(before) - minutesOf(after);
      const yen = Math.max(0, Math.ceil((due / 60) * wage));
      return [finding('labour.idle-allowance-yen', 'W', { ...subject, values: { ...subject.values, yen } })];
    });
  });

/** シフト制留意事項: the agreed days by which wishes are in and the table is out; looked at where today is known. */
export const shiftTableDeadlines: Rule = ({ contract, month, record }) => {
  const { shiftTable } = contract.labour;
  const today = record?.today ?? null;
  if (shiftTable === null || today === null || record?.published != null) return [];
  const wishes = month.atDay(1).minusDays(shiftTable.wishesDaysBefore);
  const publication = month.atDay(1).minusDays(shiftTable.publishedDaysBefore);
  if (today.isAfter(publication)) {
    return [finding('labour.publication-late', 'W', { date: publication })];
  }
  return today.isAfter(wishes) ? [] : [finding('labour.wishes-open', 'W', { date: wishes })];
};

interface Change {
  readonly date: LocalDate;
  readonly before: Shift | undefined;
  readonly after: Shift | undefined;
}

const changesByContext = new WeakMap<
  RuleContext,
  readonly { readonly person: StaffMember; readonly changes: readonly Change[] }[]
>();

/** Days to come on which a person's times differ from what is published, a standby called to work aside. */
function changedDays(
  context: RuleContext,
): readonly { readonly person: StaffMember; readonly changes: readonly Change[] }[] {
  const { record, days, staff } = context;
  const published = record?.published ?? null;
  if (published === null) return [];
  let changed = changesByContext.get(context);
  if (changed === undefined) {
    const today = record?.today ?? null;
    const dates = days.map(({ date }) => date).filter((date) => today === null || !date.isBefore(today));
    changed = staff.flatMap((person) => {
      const changes = dates
        .map((date) => ({
          date,
          before: shiftOn(published.days, person.id, date),
          after: shiftOn(days, person.id, date),
        }))
        .filter(({ before, after }) => isChange(before, after));
      return changes.length === 0 ? [] : [{ person, changes }];
    });
    changesByContext.set(context, changed);
  }
  return changed;
}

function shiftOn(days: PublishedShifts['days'], staffId: string, date: LocalDate): Shift | undefined {
  return shiftsOf(days, staffId).find((duty) => duty.date.equals(date))?.shift;
}

function isChange(before: Shift | undefined, after: Shift | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  if (before.isStandby && !after.isStandby) return !covers(before, after);
  return (
    before.isStandby !== after.isStandby ||
    before.startMinute !== after.startMinute ||
    before.endMinute !== after.endMinute
  );
}

function covers(outer: Shift, inner: Shift): boolean {
  return outer.startMinute <= inner.startMinute && outer.endMinute >= inner.endMinute;
}

function minutesOf(shift: Shift | undefined): number {
  return shift === undefined ? 0 : workedMinutes(shift);
}

/** Whether nobody's consent is missing: the person is away by themselves, was asked, or agreed and a ground was noted. */
function isSettled(context: RuleContext, person: StaffMember, { date, before, after }: Change): boolean {
  const needsGround = isFrozen(context, person, { date, before, after });
  const agreed = labourOf(person).agreedChanges.some(
    (entry) => entry.date.equals(date) && (!needsGround || entry.ground !== ''),
  );
  return agreed || isNotedSettled(context, person, date) || isOwnAbsence(context, person, date, before);
}

function isNotedSettled({ record }: RuleContext, person: StaffMember, date: LocalDate): boolean {
  return (
    record?.published?.settled.some((entry) => entry.staffId === person.id && entry.date.equals(date)) ===
    true
  );
}

/** Whether the person could not work a published shift for reasons of their own. */
function isOwnAbsence(
  context: RuleContext,
  person: StaffMember,
  date: LocalDate,
  before: Shift | undefined,
): boolean {
  return (
    isNotedSettled(context, person, date) ||
    !isEmployedOn(person, date) ||
    person.leave.some((day) => day.equals(date)) ||
    isOnCareLeave(person, date) ||
    (before !== undefined && isUnavailable(person, date, before.startMinute, before.endMinute))
  );
}

/** Whether a change takes away or moves hours that variable working hours had fixed. */
function isFrozen({ contract, record }: RuleContext, person: StaffMember, change: Change): boolean {
  const { date, before, after } = change;
  const today = record?.today ?? null;
  const period = variablePeriodOf(contract, date);
  if (today === null || period === null || !today.isAfter(freezeDateOf(period))) return false;
  if (!worksVariableHours(person, date, contract) || before === undefined || before.isStandby) return false;
  return after === undefined || after.isStandby || !covers(after, before);
}
