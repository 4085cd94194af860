import { isEmployedOn } from '../duty-options.ts';
import { workedMinutes } from '../roster.ts';
import { finding, type Rule, shiftsOf } from './rule.ts';

const nightStartMinute = 22 * 60;
const nightEndMinute = 5 * 60;

/** 労基法60条・61条: under 18 no overtime and no work from 22:00 to 5:00. */
export const minors: Rule = ({ staff, days, contract }) =>
  staff.flatMap((person) =>
    shiftsOf(days, person.id).flatMap(({ date, shift }) => {
      const isMinor = person.birthDate?.plusYears(18).isAfter(date) ?? false;
      const isNight = shift.endMinute > nightStartMinute || shift.startMinute < nightEndMinute;
      const isLong = workedMinutes(shift) > contract.labour.maximumDailyMinutes;
      return isMinor && (isNight || isLong)
        ? [finding('labour.minor', 'H', { date, staffId: person.id })]
        : [];
    }),
  );

/** D34: nobody answers calls before their training. */
export const trained: Rule = ({ staff, days }) =>
  staff.flatMap((person) =>
    person.role === 'operator' && person.skills.length === 0
      ? shiftsOf(days, person.id).map(({ date }) =>
          finding('people.untrained', 'H', { date, staffId: person.id }),
        )
      : [],
  );

/** One shift or one standby a day for each person. */
export const oneDuty: Rule = ({ staff, days }) =>
  staff.flatMap((person) =>
    days
      .filter((day) => day.shifts.filter((shift) => shift.staffId === person.id).length > 1)
      .map((day) => finding('people.one-duty', 'H', { date: day.date, staffId: person.id })),
  );

/** D15: exactly as many managers (総括管理責任者) as the contract says. */
export const oneManager: Rule = ({ staff, contract, month }) => {
  const count = staff.filter(
    (person) => person.role === 'manager' && isEmployedOn(person, month.atDay(1)),
  ).length;
  const needed = contract.roles.managers;
  return count === needed ? [] : [finding('people.one-manager', 'H', { values: { count, needed } })];
};

/** D17: a supervisor has the contract's years of experience in managing call-centre work. */
export const supervisorExperience: Rule = ({ staff, contract, days }) =>
  staff.flatMap((person) => {
    if (person.role !== 'supervisor') return [];
    const first = shiftsOf(days, person.id)[0];
    if (first === undefined) return [];
    const months = Math.round(contract.roles.supervisorExperienceYears * 12);
    const isExperienced = person.managementSince?.plusMonths(months).isAfter(first.date) === false;
    const values = { years: contract.roles.supervisorExperienceYears };
    return isExperienced
      ? []
      : [finding('people.supervisor-experience', 'H', { date: first.date, staffId: person.id, values })];
  });
