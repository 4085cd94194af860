import { workedMinutes } from '../roster.ts';
import {
  freezeDateOf,
  type VariablePeriod,
  variableLimitMinutes,
  variablePeriodsOf,
  worksVariableHours,
} from '../variable-hours.ts';
import { fixedMinutesOn } from '../working-hours.ts';
import {
  finding,
  knownDays,
  limitedStaff,
  overtimeLevel,
  type Rule,
  type RuleContext,
  shiftsOf,
  termsOf,
} from './rule.ts';

/**
 * 労基法32条の2第1項: the hours fixed for a period average 40 a week, 177 h 8 min in 31 days. Where the period was fixed
 * within the limit beforehand, what passes it now is overtime and needs a 36協定. Days of which no published plan is
 * known count for nothing.
 */
export const variableTotal: Rule = (context) => {
  const periods = variablePeriodsOf(context.contract, context.month);
  return limitedStaff(context).flatMap((person) =>
    periods.flatMap((period) => {
      const duties = shiftsOf(knownDays(context), person.id).filter(
        ({ date }) => isIn(period, date) && worksVariableHours(person, date, context.contract),
      );
      const minutes = duties.reduce((sum, { shift }) => sum + workedMinutes(shift), 0);
      const limit = variableLimitMinutes(context.contract, period);
      if (minutes <= limit) return [];
      const fixed = fixedTotal(context, person.id, period);
      const isOvertime = fixed !== null && fixed <= limit;
      const values = { hours: clockHours(minutes), limit: clockHours(limit), to: period.end.toString() };
      const level = isOvertime ? overtimeLevel(context, period.start) : 'H';
      return [finding('labour.variable-total', level, { date: period.start, staffId: person.id, values })];
    }),
  );
};

/**
 * 労基法32条の2: shifts of a period are fixed by the day before its 起算日. Looked at only where the day of the check is
 * known; a period fixed too late has no variable hours, so that eight and forty hours hold.
 */
export const variableFixed: Rule = (context) => {
  const { record, contract, month } = context;
  const today = record?.today ?? null;
  if (today === null) return [];
  return variablePeriodsOf(contract, month)
    .filter((period) => today.isAfter(freezeDateOf(period)))
    .filter((period) => !record!.fixedPeriods.some(({ start }) => start.equals(period.start)))
    .map((period) =>
      finding('labour.variable-not-fixed', 'H', {
        date: period.start,
        values: { freeze: freezeDateOf(period).toString() },
      }),
    );
};

/**
 * 労基法32条の2 (日本マクドナルド事件: all patterns must be listed): every pattern stands in the work rules, so that hours are
 * fixed by the contract's patterns only. What is longer than what was fixed is overtime.
 */
export const variablePattern: Rule = (context) =>
  limitedStaff(context).flatMap((person) =>
    shiftsOf(context.days, person.id)
      .filter(({ date, shift }) => !shift.isStandby && worksVariableHours(person, date, context.contract))
      .filter(({ date }) => fixedMinutesOn(termsOf(context, person), date) === null)
      .filter(
        ({ shift }) =>
          !context.contract.shiftPatterns.some(
            ({ start, end }) => start === shift.startMinute && end === shift.endMinute,
          ),
      )
      .map(({ date, shift }) =>
        finding('labour.variable-pattern', 'H', { date, staffId: person.id, range: shift }),
      ),
  );

/** Hours and minutes as a clock writes them, for a limit that is a matter of minutes. */
function clockHours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function isIn({ start, end }: VariablePeriod, date: VariablePeriod['start']): boolean {
  return !date.isBefore(start) && !date.isAfter(end);
}

/** Minutes fixed for a person in a whole period; null where it was not fixed. */
function fixedTotal(context: RuleContext, staffId: string, { start }: VariablePeriod): number | null {
  const fixed = context.record?.fixedPeriods.find((period) => period.start.equals(start));
  if (fixed === undefined) return null;
  return shiftsOf(fixed.days, staffId)
    .filter(({ date }) => isIn(fixed, date))
    .reduce((sum, { shift }) => sum + workedMinutes(shift), 0);
}
