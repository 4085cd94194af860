import type { PlanDocument } from '../plan/format.ts';
import { nameMask as maskOf } from '../plan/name-mask.ts';

/** Who reads a document: the city, which knows operators by code only, or the contractor's own people. */
export type Audience = 'city' | 'internal';

type Person = PlanDocument['staff'][number];

/**
 * Whether a reader may see a person's name. The client of a contract of work must not deal with named operators
 * (昭61労働省告示37号 第2条1号ロ), so the city's copy names the managers and supervisors alone.
 */
export function isNamed(person: Pick<Person, 'role'>, audience: Audience): boolean {
  return audience === 'internal' || person.role !== 'operator';
}

/** Puts codes in the place of the names that a reader may not see, in free text; see `nameMask` of the plan. */
export function nameMask(staff: readonly Person[], audience: Audience): (text: string) => string {
  return maskOf(
    staff.filter((person) => !isNamed(person, audience)),
    staff.filter((person) => isNamed(person, audience)),
  );
}
