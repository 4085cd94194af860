import { isEmployedOn, isUnavailable } from '../duty-options.ts';
import type { StaffMember } from '../staff.ts';
import {
  type DatedShift,
  finding,
  hoursOf,
  knownDays,
  type Rule,
  type RuleContext,
  shiftsOf,
} from './rule.ts';

/** 労基法35条1項: a day off in any seven days running; published days around the month count, a standby too. */
export const weeklyRest: Rule = (context) =>
  context.staff.flatMap((person) => {
    const dates = shiftsOf(knownDays(context), person.id).map(({ date }) => date);
    // Two duties of one day are one day of the run; `people.one-duty` reports them.
    const dutyDays = dates.filter((date, index) => dates[index - 1]?.equals(date) !== true);
    let run = 0;
    return dutyDays.flatMap((date, index) => {
      run = index > 0 && dutyDays[index - 1]!.plusDays(1).equals(date) ? run + 1 : 1;
      const touchesMonth =
        !date.isBefore(context.month.atDay(1)) && !date.minusDays(6).isAfter(context.month.atEndOfMonth());
      return run >= 7 && touchesMonth
        ? [finding('labour.weekly-rest', 'H', { date, staffId: person.id })]
        : [];
    });
  });

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
