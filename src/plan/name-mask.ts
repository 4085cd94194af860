/** A person as free text may name them. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/**
 * A function that puts codes in the place of people's names in free text, such as a reason or a comment. Spaces inside a
 * name may be missing or full-width in the text; a family name of two characters or more is also found alone, unless
 * somebody who may be named bears it too. Nicknames and given names alone are not found.
 * @param hidden people to hide @param named people who keep their names
 */
export function nameMask(
  hidden: readonly NamedPerson[],
  named: readonly NamedPerson[],
): (text: string) => string {
  const shown = new Set(named.map((person) => partsOf(person.name)[0]));
  const patterns = hidden
    .filter((person) => person.name.trim() !== '')
    .flatMap((person) => {
      const parts = partsOf(person.name);
      const whole = { code: person.id, words: parts };
      const family = parts[0]!;
      const isFamilyHidden = parts.length > 1 && [...family].length >= 2 && !shown.has(family);
      return isFamilyHidden ? [whole, { code: person.id, words: [family] }] : [whole];
    })
    // Whole names first, so that a family name never eats the beginning of one.
    .toSorted((a, b) => b.words.join('').length - a.words.join('').length)
    .map(({ code, words }) => ({ code, pattern: new RegExp(words.map(escaped).join('\\s*'), 'gu') }));
  return (text) =>
    patterns.reduce((masked, { code, pattern }) => masked.replaceAll(pattern, () => code), text);
}

function partsOf(name: string): string[] {
  return name.trim().split(/\s+/u);
}

function escaped(part: string): string {
  return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
