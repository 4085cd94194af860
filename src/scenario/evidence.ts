import type { Demand } from '../files/index.ts';
import { pdfPages, withoutSpaces } from '../render/pdf-text.ts';
import type { ArchivedFile } from './archive.ts';

/** A demand with the page that meets it. */
export interface Evidence extends Demand {
  /** Null where nothing in the archive has the phrase. */
  readonly found: {
    readonly path: string;
    readonly title: string;
    /** From 1; null in files without pages. */
    readonly page: number | null;
  } | null;
}

/** For every demand the first page of the named files that has its words, spaces left out. */
export async function findEvidence(
  demands: readonly Demand[],
  files: readonly ArchivedFile[],
): Promise<readonly Evidence[]> {
  const pagesOf = new Map<string, readonly string[]>();
  const rows: Evidence[] = [];
  for (const demand of demands) rows.push({ ...demand, found: await find(demand, files, pagesOf) });
  return rows;
}

async function find(
  { file, phrase }: Demand,
  files: readonly ArchivedFile[],
  pagesOf: Map<string, readonly string[]>,
): Promise<Evidence['found']> {
  const words = withoutSpaces(phrase);
  for (const { path, title, bytes } of files.filter((own) => matches(file, own.path))) {
    let pages = pagesOf.get(path);
    if (pages === undefined) {
      const isPdf = path.endsWith('.pdf');
      pages = isPdf ? await pdfPages(bytes) : [withoutSpaces(new TextDecoder().decode(bytes))];
      pagesOf.set(path, pages);
    }
    const index = pages.findIndex((text) => text.includes(words));
    if (index >= 0) return { path, title, page: path.endsWith('.pdf') ? index + 1 : null };
  }
  return null;
}

/** Whether a path is meant by a pattern in which `*` stands for anything. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(path);
}
