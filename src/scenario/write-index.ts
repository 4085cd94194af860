import type { AppContext } from '../app/context.ts';
import { manifestName, manifestText } from '../app/manifest.ts';
import { parseDemandsCsv } from '../files/index.ts';
import type { Archive } from './archive.ts';
import { findEvidence } from './evidence.ts';
import { indexPage } from './index-page.ts';
import type { PlayedYear } from './play-year.ts';

/**
 * Writes the page at the top of an archive, and the list of its files with their hashes.
 * @param demands bytes of `demands.csv`, or null where the data folder has none
 * @returns numbers of the demands that no page meets
 * @throws SekisuError of `parseDemandsCsv`
 */
export async function writeIndex(
  ctx: AppContext,
  year: PlayedYear,
  demands: Uint8Array | null,
  archive: Archive,
): Promise<readonly string[]> {
  const rows = demands === null ? [] : parseDemandsCsv(demands, 'demands.csv');
  const evidence = await findEvidence(rows, archive.files);
  await archive.put('index.html', '目次', indexPage(ctx.render, year, evidence, archive.files));
  await archive.put(manifestName, '目録（ハッシュ）', manifestText(archive.files, year.logHead));
  return evidence.filter(({ found }) => found === null).map(({ id }) => id);
}
