import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodePoints, codePointsOf, lettersOf } from '../documents/index.ts';
import { withoutCodePoints } from './font-letters.ts';

/** A file of the product's font, as a page loads it. */
export interface FontFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/** Directory of Noto Sans JP: style sheets `400.css` and `700.css` and the subsets in `files/`. */
export const fontDirectory = dirname(
  fileURLToPath(import.meta.resolve('@fontsource/noto-sans-jp/package.json')),
);

const typeOf: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', woff2: 'font/woff2' };

/**
 * The file of Noto Sans JP under a page's `/fonts/`, or undefined when the path names none.
 * Only names of style sheets and subsets are known, so no path can leave the directory.
 */
export async function fontFile(pathname: string): Promise<FontFile | undefined> {
  const match = /^\/fonts\/((?:400|700)\.css|files\/noto-sans-jp-[a-z0-9-]+\.(?:woff2))$/.exec(pathname);
  if (match === null) return undefined;
  const name = match[1]!;
  const body = await readFile(join(fontDirectory, name)).catch(() => undefined);
  return body === undefined
    ? undefined
    : { contentType: typeOf[name.slice(name.lastIndexOf('.') + 1)]!, body };
}

/** One `@font-face` of a style sheet. */
interface FontFace {
  readonly css: string;
  readonly file: string;
  readonly range: readonly CodePoints[];
}

/** ‧ and ʻ share their glyphs with ・ and ‘, which are what people write: prints have those alone. */
const unwantedTwins = [0x2027, 0x02bb] as const;

const facesByWeight = new Map<string, readonly FontFace[]>();
const dataUrls = new Map<string, string>();

/** The faces of a weight, read once. */
function facesOf(weight: '400' | '700'): readonly FontFace[] {
  let faces = facesByWeight.get(weight);
  if (faces === undefined) {
    const css = readFileSync(join(fontDirectory, `${weight}.css`), 'utf8');
    faces = [...css.matchAll(/@font-face \{[^}]*\}/g)].map(([face]) => ({
      css: face,
      file: /url\(\.\/(files\/[a-z0-9-]+\.woff2)\)/.exec(face)![1]!,
      range: codePointsOf(/unicode-range: ([^;]+);/.exec(face)![1]!),
    }));
    facesByWeight.set(weight, faces);
  }
  return faces;
}

function isWithin(range: readonly CodePoints[], codePoint: number): boolean {
  return range.some(([first, last]) => codePoint >= first && codePoint <= last);
}

const known = new Map<number, boolean>();

/** Whether Noto Sans JP, as it is packaged, has a code point. */
export function isInFont(codePoint: number): boolean {
  let isKnown = known.get(codePoint);
  if (isKnown === undefined) {
    isKnown = facesOf('400').some(({ range }) => isWithin(range, codePoint));
    known.set(codePoint, isKnown);
  }
  return isKnown;
}

/**
 * A style sheet of a weight with only the subsets that some letters need, each as a `data:` URL: a page that prints asks
 * for two files instead of eighty, and its browser for nothing else.
 * @param page any text that holds every letter of the page
 */
export function fontSheetFor(weight: '400' | '700', page: string): string {
  // ASCII is in every page: its markup.
  const points = ['a', ...lettersOf(page)].map((letter) => letter.codePointAt(0)!);
  return facesOf(weight)
    .filter(({ range }) => points.some((point) => isWithin(range, point)))
    .map(({ css, file }) => css.replace(/src: [^;]+;/, `src: url(${dataUrlOf(file)}) format('woff2');`))
    .join('\n');
}

function dataUrlOf(file: string): string {
  let url = dataUrls.get(file);
  if (url === undefined) {
    const font = readFileSync(join(fontDirectory, file));
    const { range } = facesOf(file.includes('-700-') ? '700' : '400').find((face) => face.file === file)!;
    const twins = unwantedTwins.filter((codePoint) => isWithin(range, codePoint));
    const printed = twins.length === 0 ? font : withoutCodePoints(font, twins);
    url = `data:font/woff2;base64,${printed.toString('base64')}`;
    dataUrls.set(file, url);
  }
  return url;
}
