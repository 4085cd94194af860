/** A run of code points, both included. */
export type CodePoints = readonly [first: number, last: number];

/** A text made fit for a font, and what of it the font lacks. */
export interface FittedText {
  readonly text: string;
  /** Each letter once, in order of its first place; with its variation selector where that is what lacks. */
  readonly lacking: readonly string[];
}

/** What stands where no font has the letter, as in print: the geta. */
const geta = '〓';

/** Every letter of a text outside ASCII, once: of millions of signs of a page's markup few are left to look at. */
export function lettersOf(text: string): ReadonlySet<string> {
  return new Set((text.match(/\P{ASCII}+/gu) ?? []).join(''));
}

/** Runs of the `unicode-range` of a style sheet's font face: `U+3000-3002,U+4e00`. Wildcards are not read. */
export function codePointsOf(unicodeRange: string): readonly CodePoints[] {
  return unicodeRange.split(',').map((part) => {
    const [first, last] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first!, 16), Number.parseInt(last ?? first!, 16)];
  });
}

/**
 * A text without letters that a font lacks, so that no print shows an empty box or a letter of another font: a letter stands
 * by its compatible form where the font has that (Ⅷ as VIII, NFKC), else by 〓. Signs without a shape of their own stay;
 * a variation selector (IVS) stays too, but its letter is named, since the font may show the usual form.
 * @param has whether the font has a code point
 */
export function fittedTo(text: string, has: (codePoint: number) => boolean): FittedText {
  const unusual = [...lettersOf(text)].some((letter) => {
    const codePoint = letter.codePointAt(0)!;
    return isVariationSelector(codePoint) || !(isInvisible(codePoint) || has(codePoint));
  });
  if (!unusual) return { text, lacking: [] };
  const lacking = new Set<string>();
  const letters = [...text];
  const fitted = letters.map((letter, place) => {
    const codePoint = letter.codePointAt(0)!;
    if (isVariationSelector(codePoint)) {
      lacking.add(`${letters[place - 1] ?? ''}${letter}`);
      return letter;
    }
    if (isInvisible(codePoint) || has(codePoint)) return letter;
    lacking.add(letter);
    const compatible = letter.normalize('NFKC');
    return [...compatible].every((sign) => has(sign.codePointAt(0)!)) ? compatible : geta;
  });
  return { text: fitted.join(''), lacking: [...lacking] };
}

/** A letter as a log names it: the letter and its code points, Ⅷ U+2167. */
export function letterName(letter: string): string {
  const points = [...letter].map((sign) => `U+${sign.codePointAt(0)!.toString(16).toUpperCase()}`);
  return `${letter} ${points.join(' ')}`;
}

/** Ideographic variation selectors; those for emoji and plain text (U+FE00–FE0F) choose no form of a name. */
function isVariationSelector(codePoint: number): boolean {
  return codePoint >= 0xe0100 && codePoint <= 0xe01ef;
}

/** Controls, joiners, marks of direction and the like, which no font draws. */
function isInvisible(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    codePoint === 0xad ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x206f) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff
  );
}
