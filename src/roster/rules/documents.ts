import { type LocalDate, MonthDay, YearMonth } from '@js-joda/core';
import { holidayYears, nationalHoliday } from '../../calendar/index.ts';
import { isEmployerApprovedOn } from '../duty-options.ts';
import { labourOf } from '../personal-labour.ts';
import { knownMonths } from './overtime.ts';
import { finding, type Rule, shiftsOf } from './rule.ts';

/** 労基法109条・143条: years for which shift tables and records of time are kept, three for the time being instead of five. */
const keptYears = 3;

/**
 * First day on which a record may go, so that it was kept for the time of 労基法109条, three years for now (143条).
 * @param completedOn day on which the record was completed
 */
export function mayGoOn(completedOn: LocalDate): LocalDate {
  return completedOn.plusYears(keptYears);
}

/**
 * 労基法109条: months without a published plan between months with one, as far as their record has to be kept. The store
 * itself never lets a published plan go; what is missing was never published, so that it is asked about and not refused.
 */
export const records: Rule = (context) => {
  const known = knownMonths(context);
  if (known.length === 0) return [];
  const first = YearMonth.parse(known[0]!);
  const missing: string[] = [];
  for (let month = first; month.isBefore(context.month); month = month.plusMonths(1)) {
    const isKept = context.month.atDay(1).isBefore(mayGoOn(month.atEndOfMonth()));
    if (isKept && !known.includes(month.toString())) missing.push(month.toString());
  }
  return missing.length === 0
    ? []
    : [finding('labour.records', 'W', { values: { months: missing.join(', ') } })];
};

/** 労基法41条2号: who is planned as 管理監督者, whom no limit of hours holds; a matter of fact and not of a title. */
export const managerial: Rule = ({ days, staff }) =>
  staff.flatMap((person) =>
    labourOf(person).isManagerial && shiftsOf(days, person.id).length > 0
      ? [finding('labour.managerial', 'I', { staffId: person.id })]
      : [],
  );

/** 祝日法3条: a month of a year of which no holidays are known is not to be planned as if it had none. */
export const holidayTable: Rule = ({ contract, month }) => {
  const year = month.year();
  if (!contract.opening.closedOnNationalHolidays || holidayYears().has(year)) return [];
  return [finding('labour.holiday-table', 'H', { date: month.atDay(1), values: { year } })];
};

const yearEnd = { from: MonthDay.of(12, 29), to: MonthDay.of(1, 3) };

/** 地方自治法4条の2: open days on which a city is closed as a rule; its ordinance may say otherwise. */
export const cityClosedDay: Rule = ({ demands }) =>
  demands
    .filter(({ date }) => {
      const day = MonthDay.from(date);
      const isYearEnd = !day.isBefore(yearEnd.from) || !day.isAfter(yearEnd.to);
      return date.dayOfWeek().value() > 5 || nationalHoliday(date) !== undefined || isYearEnd;
    })
    .map(({ date }) => finding('contract.city-closed-day', 'I', { date }));

/** 昭61労働省告示37号: the contractor directs its own people; who is employed by the client cannot stand on its roster. */
export const clientDirection: Rule = ({ contract, days, staff }) => {
  const { name } = contract.city;
  return staff.flatMap((person) => {
    const first = shiftsOf(days, person.id)[0];
    return first !== undefined && [name.ja, name.en].includes(person.employer.trim())
      ? [finding('people.client-direction', 'H', { date: first.date, staffId: person.id })]
      : [];
  });
};

/** D46: nobody of an employer whom the city has not approved by the day is on duty; the city's own people are another matter. */
export const approvedEmployer: Rule = ({ contract, days, staff }) => {
  const { name } = contract.city;
  return staff.flatMap((person) => {
    const employer = person.employer.trim();
    if (employer === name.ja || employer === name.en) return [];
    return shiftsOf(days, person.id)
      .filter(({ date }) => !isEmployerApprovedOn(person, date, contract))
      .map(({ date }) =>
        finding('people.unapproved-employer', 'H', { date, staffId: person.id, values: { employer } }),
      );
  });
};
