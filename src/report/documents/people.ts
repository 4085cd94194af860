import type { LocalDate } from '@js-joda/core';
import type { Contract, Role } from '../../contract/index.ts';
import {
  contractOn,
  isEmployedOn,
  isEmployerApprovedOn,
  profileOf,
  type StaffMember,
} from '../../roster/index.ts';

/** People of this centre who may be placed on a day: employed, not lent by another centre, their employer approved. */
export function peopleOn(contract: Contract, staff: readonly StaffMember[], date: LocalDate): StaffMember[] {
  return staff
    .filter(
      (person) =>
        isEmployedOn(person, date) &&
        profileOf(person).homeCentre === undefined &&
        isEmployerApprovedOn(person, date, contract),
    )
    .map((person) => contractOn(person, date));
}

/** Those of a role, by code. */
export function ofRole(people: readonly StaffMember[], role: Role): StaffMember[] {
  return people.filter((person) => person.role === role).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Codes of operators and names of the others: what the city may read. */
export function shownAs(person: Pick<StaffMember, 'id' | 'name' | 'role'>): string {
  return person.role === 'operator' ? person.id : `${person.name}（${person.id}）`;
}

/** Who may stand in for whom: people named for it, and the roles that the contract lets stand in for a supervisor. */
export function deputyRows(
  contract: Contract,
  people: readonly StaffMember[],
): { readonly post: string; readonly deputies: string }[] {
  const { labels, supervisorDeputies } = contract.roles;
  const named = (role: Role): StaffMember[] => {
    const ids = new Set(ofRole(people, role).map(({ id }) => id));
    return people.filter((person) => profileOf(person).standsInFor.some((id) => ids.has(id)));
  };
  const byRole = people.filter((person) => supervisorDeputies.includes(person.role));
  const text = (those: readonly StaffMember[]): string =>
    those.length === 0 ? '該当なし' : [...new Set(those.map(shownAs))].join('、');
  return [
    {
      post: labels.manager.ja,
      deputies: text([...named('manager'), ...ofRole(people, 'supervisor')]),
    },
    { post: labels.supervisor.ja, deputies: text([...named('supervisor'), ...byRole]) },
  ];
}
