import type { LocalDate } from '@js-joda/core';
import { isEmployedOn, isOnCareLeave, isUnavailable } from '../duty-options.ts';
import type { Shift } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { isGranted, keepsPin, wishesOn } from '../wishes.ts';
import { finding, type Rule, type RuleContext, shiftsOf } from './rule.ts';

/** Most dates that a finding names. */
const mostDates = 10;

/**
 * What a planner has fixed stays as it is. Leave, times at which a person cannot work and the end of their employment win
 * over it (W: the pin should go), and so does an absence that was reported.
 */
export const pinsKept: Rule = (context) =>
  context.staff.flatMap((person) =>
    (person.pins ?? []).flatMap((pin) => {
      const { date } = pin;
      const index = context.days.findIndex((day) => day.date.equals(date));
      if (index < 0 || isSettled(context, person, date)) return [];
      const duties = dutiesOn(context, person, date);
      if (keepsPin(pin, duties)) return [];
      const code = (patternCode: string | null): string => patternCode ?? '休';
      const values = {
        pin: code(pin.patternCode),
        found: duties.length === 0 ? '休' : duties.map(({ patternCode }) => patternCode).join('・'),
      };
      const subject = { date, staffId: person.id, values };
      return pin.patternCode !== null && isAway(context, person, index)
        ? [finding('people.pin-void', 'W', subject)]
        : [finding('people.pin', 'H', subject)];
    }),
  );

/** Wishes that the month does not grant, one finding a person; wishes for closed days are none. */
export const wishesGranted: Rule = (context) =>
  context.staff.flatMap((person) => {
    if ((person.wishes ?? []).length === 0) return [];
    const answers = context.days.flatMap(({ date }) =>
      wishesOn(person, date).flatMap((wish) => {
        const granted = isGranted(wish, dutiesOn(context, person, date)[0]);
        return granted === null ? [] : [{ date, granted }];
      }),
    );
    const refused = answers.filter(({ granted }) => !granted).map(({ date }) => date.toString());
    if (refused.length === 0) return [];
    const dates = [...new Set(refused)];
    const values = {
      asked: answers.length,
      granted: answers.length - refused.length,
      dates: dates.slice(0, mostDates).join(', ') + (dates.length > mostDates ? ' …' : ''),
    };
    return [finding('people.wish', 'I', { staffId: person.id, values })];
  });

function dutiesOn({ days }: RuleContext, person: StaffMember, date: LocalDate): readonly Shift[] {
  return shiftsOf(days, person.id)
    .filter((duty) => duty.date.equals(date))
    .map(({ shift }) => shift);
}

function isSettled({ record }: RuleContext, person: StaffMember, date: LocalDate): boolean {
  const settled = record?.published?.settled ?? [];
  return settled.some((entry) => entry.staffId === person.id && entry.date.equals(date));
}

/** Whether a person is away for a part of the open hours or altogether, whatever a planner wants. */
function isAway({ demands }: RuleContext, person: StaffMember, index: number): boolean {
  const { date, startMinute, endMinute } = demands[index]!;
  return (
    !isEmployedOn(person, date) ||
    person.leave.some((day) => day.equals(date)) ||
    isOnCareLeave(person, date) ||
    isUnavailable(person, date, startMinute, endMinute)
  );
}
