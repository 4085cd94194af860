import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AppContext, openContext } from '../app/context.ts';
import { SekisuError } from '../errors.ts';
import { openArchive, type PlayedYear, playYear, writeIndex } from '../scenario/index.ts';
import { readDataFiles, readOptionalFile } from './data-folder.ts';
import { openOutFolder } from './out-folder.ts';

/**
 * `scenario`: a whole contract year played from a data folder, every document of it in a folder, with an index of the
 * specification's demands.
 * @returns 0, or 1 where a demand has no page that meets it
 * @throws SekisuError `command.invalid`, `file.unreadable`, `file.unwritable` and what the use cases throw
 */
export async function runScenario(
  args: readonly string[],
  output: { readonly answer: (line: string) => void; readonly note: (line: string) => void },
): Promise<number> {
  const { data, out } = readOptions(args);
  const files = await readDataFiles(data);
  const demands = await readOptionalFile(join(data, 'demands.csv'));
  const folder = await openOutFolder(out);
  const archive = openArchive(async (path, bytes) => {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await folder.write(path, bytes);
  });
  const ctx = await openContext({
    location: { kind: 'memory' },
    chromePath: process.env['CHROME_PATH'] || null,
    logLevel: 'silent',
  });
  let played: AppContext = ctx;
  const open = (clock: { now(): ReturnType<AppContext['now']> }): AppContext => {
    played = { ...ctx, now: () => clock.now() };
    return played;
  };
  try {
    const year = await playYear(open, files, archive, output.note);
    const missing = await writeIndex(played, year, demands, archive);
    output.answer(summaryOf(year, out, missing));
    return missing.length === 0 ? 0 : 1;
  } finally {
    await ctx.close();
  }
}

function summaryOf(year: PlayedYear, out: string, missing: readonly string[]): string {
  const rate = year.offered === 0 ? '-' : `${((100 * year.answered) / year.offered).toFixed(1)} %`;
  return [
    `${year.openDays} 日、着信 ${year.offered} 件、応答率 ${rate}、欠勤 ${year.absences} 件（手配 ${year.covered} 件）、書類とデータ ${year.files} 件。`,
    `${year.openDays} days, ${year.offered} calls, answered ${rate}, ${year.absences} absences (${year.covered} covered), ${year.files} files.`,
    missing.length === 0
      ? `${join(out, 'index.html')}`
      : `記載が見つからない要求 / not evidenced: ${missing.join(', ')}`,
  ].join('\n');
}

function readOptions(args: readonly string[]): { readonly data: string; readonly out: string } {
  const { data, out } = parsed(args);
  if (data === undefined || data === '') throw new SekisuError('command.invalid', { problem: '--data' });
  if (out === undefined || out === '') throw new SekisuError('command.invalid', { problem: '--out' });
  return { data, out };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { data: text, out: text } }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: String(error) }, error);
  }
}
