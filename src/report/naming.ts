import type { PlanDocument } from '../plan/format.ts';

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

/**
 * A function that puts codes in the place of operators' names in free text, such as a reason or a comment, for the
 * city's copy; spaces inside a name may be missing or full-width in the text. For an internal copy it changes nothing.
 */
export function nameMask(staff: readonly Person[], audience: Audience): (text: string) => string {
  const hidden = staff.filter((person) => !isNamed(person, audience) && person.name.trim() !== '');
  const patterns = hidden
    .toSorted((a, b) => b.name.length - a.name.length)
    .map((person) => ({ code: person.id, pattern: patternOf(person.name) }));
  return (text) =>
    patterns.reduce((masked, { code, pattern }) => masked.replaceAll(pattern, () => code), text);
}

function patternOf(name: string): RegExp {
  const parts = name.trim().split(/\s+/u);
  return new RegExp(parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s*'), 'gu');
}
