import type { Renderer } from '../render/html.ts';
import { dateText, floorPercentText } from '../report/index.ts';
import type { ArchivedFile } from './archive.ts';
import type { Evidence } from './evidence.ts';
import type { PlayedYear } from './play-year.ts';

/** The page at the top of an archive: every demand with the page that meets it, then every file by folder. */
export function indexPage(
  renderer: Renderer,
  year: PlayedYear,
  rows: readonly Evidence[],
  files: readonly ArchivedFile[],
): string {
  const { contract } = year;
  const folders = Map.groupBy(files, ({ path }) => path.split('/').slice(0, -1).join('/'));
  return renderer.render(
    'scenario/index',
    {
      title: contract.title.ja,
      term: `${dateText(contract.term.start, 'ja')}から${dateText(contract.term.end, 'ja')}まで`,
      contractor: contract.contractor.name.ja,
      notice: contract.fictitiousDataNotice?.ja ?? null,
      year,
      answerRate: floorPercentText(year.offered === 0 ? 1 : year.answered / year.offered),
      rows: rows.map((row) => ({
        ...row,
        found:
          row.found === null
            ? null
            : {
                ...row.found,
                href: `${hrefOf(row.found.path)}${row.found.page === null ? '' : `#page=${row.found.page}`}`,
              },
      })),
      folders: [...folders].map(([name, own]) => ({
        name,
        files: own.map(({ path, title }) => ({ href: hrefOf(path), title })),
      })),
    },
    'ja',
  );
}

function hrefOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
