import type { LocalDate } from '@js-joda/core';
import { isEmployedOn, isUnavailable } from '../duty-options.ts';
import { isMinorOn } from '../minors-and-nights.ts';
import { restrictionOn } from '../personal-labour.ts';
import type { StaffMember } from '../staff.ts';
import { firstDayOfFourWeeks } from '../working-hours.ts';
import {
  type DatedShift,
  finding,
  hoursOf,
  knownDays,
  limitedStaff,
  type Rule,
  type RuleContext,
  shiftsOf,
} from './rule.ts';

/**
 * 労基法35条1項: a day off in any seven days running; published days around the month count, a standby too. National
 * holidays are no statutory days off. As many lost days off as the 36協定 allows a person in a month are work on days
 * off (W), unless the person is under 18 (60条) or may not be asked (66条2項). 35条2項 has a rule of its own.
 */
export const weeklyRest: Rule = (context) => {
  if (context.contract.labour.fourWeekRestStartsOn !== null) return [];
  return limitedStaff(context).flatMap((person) => {
    const dutyDays = dutyDaysOf(context, person);
    let run = 0;
    const lost = dutyDays.filter((date, index) => {
      run = index > 0 && dutyDays[index - 1]!.plusDays(1).equals(date) ? run + 1 : 1;
      const touchesMonth =
        !date.isBefore(context.month.atDay(1)) && !date.minusDays(6).isAfter(context.month.atEndOfMonth());
      return run >= 7 && touchesMonth;
    });
    return lost.map((date, index) =>
      index < holidayDaysOf(context, person, date)
        ? finding('labour.holiday-work', 'W', { date, staffId: person.id })
        : finding('labour.weekly-rest', 'H', { date, staffId: person.id }),
    );
  });
};

/**
 * 労基法35条2項, 則12条の2: four days off in four weeks, counted from the day that the work rules name, over months. Days
 * of which no published plan is known are taken for days off.
 */
export const fourWeekRest: Rule = (context) => {
  const startsOn = context.contract.labour.fourWeekRestStartsOn;
  if (startsOn === null) return [];
  const firstOf = (date: LocalDate): LocalDate => firstDayOfFourWeeks(startsOn, date);
  const first = firstOf(context.month.atDay(1));
  return limitedStaff(context).flatMap((person) => {
    const spans = Map.groupBy(dutyDaysOf(context, person), (date) => firstOf(date).toString());
    return [...spans.values()].flatMap((dutyDays) => {
      const date = firstOf(dutyDays[0]!);
      const days = 28 - dutyDays.length;
      if (days >= 4 || date.isBefore(first) || date.isAfter(context.month.atEndOfMonth())) return [];
      const subject = { date, staffId: person.id, values: { days } };
      return [
        4 - days <= holidayDaysOf(context, person, date)
          ? finding('labour.holiday-work-four-weeks', 'W', subject)
          : finding('labour.four-week-rest', 'H', subject),
      ];
    });
  });
};

/** 労基法39条5項: paid leave that was asked for wins over the plan. */
export const paidLeave: Rule = (context) =>
  eachDuty(context, (person, { date }) =>
    person.leave.some((day) => day.equals(date))
      ? [finding('labour.leave', 'H', { date, staffId: person.id })]
      : [],
  );

/** A person works only when they said they can, and only while employed here. */
export const availability: Rule = (context) =>
  eachDuty(context, (person, { date, shift }) => [
    ...(isUnavailable(person, date, shift.startMinute, shift.endMinute)
      ? [finding('people.unavailable', 'H', { date, staffId: person.id, range: shift })]
      : []),
    ...(isEmployedOn(person, date)
      ? []
      : [finding('people.not-employed', 'H', { date, staffId: person.id })]),
  ]);

/** 労働時間等設定改善法2条: 11 hours between two shifts (effort duty); a standby is no shift. */
export const shiftInterval: Rule = (context) =>
  context.staff.flatMap((person) => {
    const worked = shiftsOf(knownDays(context), person.id).filter(({ shift }) => !shift.isStandby);
    return worked.flatMap(({ date, shift }, index) => {
      const previous = worked[index - 1];
      // An interval that ends before the month, or begins after it, is the other month's matter.
      if (date.isBefore(context.month.atDay(1)) || date.isAfter(context.month.atEndOfMonth().plusDays(1)))
        return [];
      if (previous === undefined || !previous.date.plusDays(1).equals(date)) return [];
      const minutes = 24 * 60 - previous.shift.endMinute + shift.startMinute;
      if (minutes >= context.contract.labour.minimumRestBetweenShiftsMinutes) return [];
      return [
        finding('labour.interval', 'W', { date, staffId: person.id, values: { hours: hoursOf(minutes) } }),
      ];
    });
  });

function eachDuty(
  context: RuleContext,
  check: (person: StaffMember, duty: DatedShift) => readonly ReturnType<typeof finding>[],
): ReturnType<typeof finding>[] {
  return context.staff.flatMap((person) =>
    shiftsOf(context.days, person.id).flatMap((duty) => [...check(person, duty)]),
  );
}

/** Days on which a person has a duty, known ones around the month included; two duties of a day are one day. */
function dutyDaysOf(context: RuleContext, person: StaffMember): LocalDate[] {
  const dates = shiftsOf(knownDays(context), person.id).map(({ date }) => date);
  return dates.filter((date, index) => dates[index - 1]?.equals(date) !== true);
}

/** Statutory days off that a person may be asked to work on in a month. */
function holidayDaysOf({ contract }: RuleContext, person: StaffMember, date: LocalDate): number {
  const { overtime36, overtime36Terms } = contract.labour.agreements;
  const mayWork = !isMinorOn(person, date) && restrictionOn(person, date, 'pregnant') === undefined;
  return overtime36 !== null && mayWork ? overtime36Terms.holidayDaysPerMonth : 0;
}
