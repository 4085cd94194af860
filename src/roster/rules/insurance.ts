import { YearMonth } from '@js-joda/core';
import { labourOf } from '../personal-labour.ts';
import type { StaffMember } from '../staff.ts';
import { weeklyMinutesOf } from './leave.ts';
import { knownMonths, straightMonthsBefore, workIn } from './overtime.ts';
import { finding, hoursOf, monthOf, type Rule, type RuleContext } from './rule.ts';

/** 健保法3条1項9号, 厚年法12条5号: hours a week and wage a month from which a short-time worker is insured. */
const insuredWeeklyMinutes = 20 * 60;
const insuredMonthlyYen = 88_000;
/** Insured employees from which an employer is one with such workers: 51 since 2024-10, 101 before. */
const employerSizes = [
  { from: YearMonth.of(2024, 10), employees: 51 },
  { from: YearMonth.of(2022, 10), employees: 101 },
];
/** Yearly income up to which a person can be another's dependant (130万円の壁, the insurers' practice). */
const dependantYearlyYen = 1_300_000;
/** Share of a limit from which a planner is told. */
const nearFraction = 0.9;

/**
 * Who has a contract under 20 hours a week but is planned for 20 or more on average (健保法3条, 厚年法12条); in the second
 * month running the person is to be insured. Not for students, contracts of two months or less, small employers, or a
 * wage under 88,000 yen; what is not known is taken to hold. The wage test is to go by mid-2028, the firm size later.
 */
export const socialInsurance: Rule = (context) =>
  context.staff.flatMap((person) => {
    if (weeklyMinutesOf(person) >= insuredWeeklyMinutes || !couldBeInsured(context, person)) return [];
    const worked = monthOf(context, person).workedMinutes;
    const weekly = weeklyAverage(worked, context.month);
    const yen = monthlyYen(person, worked);
    if (weekly < insuredWeeklyMinutes || (yen !== null && yen < insuredMonthlyYen)) return [];
    const [before] = straightMonthsBefore(context, 1);
    const isSecond =
      before !== undefined &&
      weeklyAverage(workIn(context, person, before).workedMinutes, YearMonth.parse(before)) >=
        insuredWeeklyMinutes;
    const subject = { staffId: person.id, values: { hours: hoursOf(weekly) } };
    return [finding(isSecond ? 'labour.social-insurance-second' : 'labour.social-insurance', 'W', subject)];
  });

/** 106万円の壁: a part-timer under 20 hours a week near or over 88,000 yen a month, so that only the hours keep them out. */
export const income106: Rule = (context) =>
  context.staff.flatMap((person) => {
    if (weeklyMinutesOf(person) >= insuredWeeklyMinutes || !couldBeInsured(context, person)) return [];
    const worked = monthOf(context, person).workedMinutes;
    const yen = monthlyYen(person, worked);
    const weekly = weeklyAverage(worked, context.month);
    // From 20 hours on the rule above speaks.
    if (yen === null || yen < nearFraction * insuredMonthlyYen || weekly >= insuredWeeklyMinutes) return [];
    const values = { yen, limit: insuredMonthlyYen, hours: hoursOf(weekly) };
    return [finding('labour.income-106', 'I', { staffId: person.id, values })];
  });

/**
 * 130万円の壁: twelve times the mean month of the known ones and this one, for who is not insured by their own contract.
 * Allowances and premiums are not counted; whether the person is a dependant is not known.
 */
export const income130: Rule = (context) =>
  context.staff.flatMap((person) => {
    const weekly = weeklyMinutesOf(person);
    const isInsured =
      weekly >= 30 * 60 || (weekly >= insuredWeeklyMinutes && couldBeInsured(context, person));
    if (person.employment === 'full' || isInsured) return [];
    const known = knownMonths(context);
    const minutes = known.reduce(
      (sum, month) => sum + workIn(context, person, month).workedMinutes,
      monthOf(context, person).workedMinutes,
    );
    const months = known.length + 1;
    const yen = monthlyYen(person, (minutes * 12) / months);
    if (yen === null || yen < nearFraction * dependantYearlyYen) return [];
    const level = yen >= dependantYearlyYen ? 'W' : 'I';
    const values = { yen, limit: dependantYearlyYen, months };
    return [finding('labour.income-130', level, { staffId: person.id, values })];
  });

/** Whether a person is no student, is employed for more than two months, and by an employer of the size that counts. */
function couldBeInsured({ contract, month }: RuleContext, person: StaffMember): boolean {
  const isLong = person.endsOn === null || !person.endsOn.isBefore(person.startsOn.plusMonths(2));
  const size = employerSizes.find(({ from }) => !month.isBefore(from));
  const { insuredEmployees } = contract.labour;
  const isLarge = insuredEmployees === null || (size !== undefined && insuredEmployees >= size.employees);
  return isLong && isLarge && !labourOf(person).isStudent;
}

function weeklyAverage(minutes: number, month: YearMonth): number {
  return (minutes * 7) / month.lengthOfMonth();
}

/** Wage of some minutes in yen, rounded; null where the hourly wage is not known. */
function monthlyYen(person: StaffMember, minutes: number): number | null {
  const { hourlyWageYen } = labourOf(person);
  return hourlyWageYen === null ? null : Math.round((minutes / 60) * hourlyWageYen);
}
