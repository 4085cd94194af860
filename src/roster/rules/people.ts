import { isEmployedOn, isExperiencedOn } from '../duty-options.ts';
import { isMinorOn, isNight } from '../minors-and-nights.ts';
import { isQualifiedOn, profileOf, skillsOn } from '../personal-profile.ts';
import { workedMinutes } from '../roster.ts';
import { finding, type Rule, shiftsOf } from './rule.ts';

/** 労基法60条・61条: under 18 no overtime and no work from 22:00 to 5:00. */
export const minors: Rule = ({ staff, days, contract }) =>
  staff.flatMap((person) =>
    shiftsOf(days, person.id).flatMap(({ date, shift }) => {
      const isLong = workedMinutes(shift) > contract.labour.maximumDailyMinutes;
      return isMinorOn(person, date) && (isNight(shift) || isLong)
        ? [finding('labour.minor', 'H', { date, staffId: person.id })]
        : [];
    }),
  );

/** D34: nobody answers calls before their training. */
export const trained: Rule = ({ staff, days }) =>
  staff.flatMap((person) =>
    person.role === 'operator'
      ? shiftsOf(days, person.id)
          .filter(({ date }) => skillsOn(person, date).length === 0)
          .map(({ date }) => finding('people.untrained', 'H', { date, staffId: person.id }))
      : [],
  );

/** D32: nobody is on duty without the qualifications that the contract asks of their role, valid on the day. */
export const qualified: Rule = ({ staff, contract, days }) =>
  staff.flatMap((person) => {
    const needed = contract.roles.requiredQualifications.filter(({ role }) => role === person.role);
    if (needed.length === 0) return [];
    return shiftsOf(days, person.id).flatMap(({ date }) =>
      needed
        .filter(({ name }) => !isQualifiedOn(person, name, date))
        .map(({ name }) =>
          finding('people.unqualified', 'H', { date, staffId: person.id, values: { name } }),
        ),
    );
  });

/** D17: who works in another role than their own is named to stand in for somebody of that role. */
export const standIn: Rule = ({ staff, contract, days }) => {
  const roleOf = new Map(staff.map(({ id, role }) => [id, role]));
  return staff.flatMap((person) =>
    shiftsOf(days, person.id).flatMap(({ date, shift }) => {
      const { role } = shift;
      if (role === person.role) return [];
      if (profileOf(person).standsInFor.some((id) => roleOf.get(id) === role)) return [];
      const values = { role: contract.roles.labels[role].ja, roleEn: contract.roles.labels[role].en };
      return [finding('people.stand-in', 'H', { date, staffId: person.id, values })];
    }),
  );
};

/** 労基法38条1項: hours at several workplaces of an employer count together; those at the home centre are not known here. */
export const borrowed: Rule = ({ staff, days }) =>
  staff.flatMap((person) => {
    const { homeCentre } = profileOf(person);
    if (homeCentre === undefined) return [];
    return shiftsOf(days, person.id).map(({ date }) =>
      finding('people.borrowed', 'W', { date, staffId: person.id, values: { centre: homeCentre } }),
    );
  });

/** One shift or one standby a day for each person. */
export const oneDuty: Rule = ({ staff, days }) =>
  staff.flatMap((person) => {
    const dates = shiftsOf(days, person.id).map(({ date }) => date);
    return dates
      .filter((date, index) => dates[index - 1]?.equals(date) && !dates[index - 2]?.equals(date))
      .map((date) => finding('people.one-duty', 'H', { date, staffId: person.id }));
  });

/** D15: on every open day exactly as many managers (総括管理責任者) as the contract says; the first other day is named. */
export const oneManager: Rule = ({ staff, contract, days }) => {
  const managers = staff.filter((person) => person.role === 'manager');
  const needed = contract.roles.managers;
  for (const { date } of days) {
    const count = managers.filter((person) => isEmployedOn(person, date)).length;
    if (count !== needed) return [finding('people.one-manager', 'H', { date, values: { count, needed } })];
  }
  return [];
};

/** D17: a supervisor has the contract's years of experience in managing call-centre work. */
export const supervisorExperience: Rule = ({ staff, contract, days }) =>
  staff.flatMap((person) => {
    if (person.role !== 'supervisor') return [];
    const first = shiftsOf(days, person.id)[0];
    if (first === undefined) return [];
    const values = { years: contract.roles.supervisorExperienceYears };
    return isExperiencedOn(person, first.date, contract)
      ? []
      : [finding('people.supervisor-experience', 'H', { date: first.date, staffId: person.id, values })];
  });
