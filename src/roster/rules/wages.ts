import { labourOf } from '../personal-labour.ts';
import type { WorkedSum } from '../working-hours.ts';
import { finding, hoursOf, monthOf, type Rule } from './rule.ts';

/** 労基法37条, 割増率令: what an hour costs beside its wage, as shares of the wage. */
const overtimeFraction = 0.25;
const longOvertimeFraction = 0.5;
const holidayFraction = 0.35;
const nightFraction = 0.25;
/** Overtime of a month from which the higher share is due. */
const longOvertimeMinutes = 60 * 60;

/**
 * Wage of overtime and of work on days off, and the premium of night work, in yen, rounded (労基法37条). Who is 管理監督者
 * has the night premium only (41条).
 * @param hours of a month @param hourlyWageYen > 0
 */
export function premiumYen(hours: WorkedSum, hourlyWageYen: number, isManagerial: boolean): number {
  const { overtimeMinutes, holidayMinutes, nightMinutes } = hours;
  const long = Math.max(0, overtimeMinutes - longOvertimeMinutes);
  const byHours = isManagerial
    ? 0
    : overtimeMinutes * (1 + overtimeFraction) +
      long * (longOvertimeFraction - overtimeFraction) +
      holidayMinutes * (1 + holidayFraction);
  return Math.round(((byHours + nightMinutes * nightFraction) / 60) * hourlyWageYen);
}

/** 労基法37条: what overtime, work on days off and at night cost in the month, in yen where the wage is known. */
export const premiums: Rule = (context) =>
  context.staff.flatMap((person) => {
    const { hourlyWageYen, isManagerial } = labourOf(person);
    const hours = monthOf(context, person);
    const overtime = isManagerial ? 0 : hours.overtimeMinutes;
    const holiday = isManagerial ? 0 : hours.holidayMinutes;
    if (overtime + holiday + hours.nightMinutes === 0) return [];
    const values = {
      overtime: hoursOf(overtime),
      long: hoursOf(Math.max(0, overtime - longOvertimeMinutes)),
      holiday: hoursOf(holiday),
      night: hoursOf(hours.nightMinutes),
    };
    if (hourlyWageYen === null) return [finding('labour.premium', 'I', { staffId: person.id, values })];
    const yen = premiumYen(hours, hourlyWageYen, isManagerial);
    return [finding('labour.premium-yen', 'I', { staffId: person.id, values: { ...values, yen } })];
  });
