import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
