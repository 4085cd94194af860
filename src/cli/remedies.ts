import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { YearMonth } from '@js-joda/core';
import { commandLineActor, openContext } from '../app/context.ts';
import { remediesOf } from '../app/find-remedies.ts';
import { SekisuError } from '../errors.ts';

/**
 * `remedies`: why people lack in a plan of a data folder and what would end it, as one line of JSON; the version is in it.
 * @returns 0, or 1 where people lack @throws SekisuError `command.invalid`, `plan.not-found` and as `openDatabase`
 */
export async function runRemedies(args: readonly string[], answer: (line: string) => void): Promise<number> {
  const { db, month, version } = readOptions(args);
  const ctx = await openContext({
    location: { kind: 'directory', directory: join(db, 'db') },
    chromePath: null,
    logLevel: 'silent',
  });
  try {
    const found = await remediesOf(ctx, commandLineActor, { month, version });
    answer(JSON.stringify({ month: month.toString(), version: found.version, ...found.remedies }));
    return found.remedies.gaps.length === 0 ? 0 : 1;
  } finally {
    await ctx.close();
  }
}

function readOptions(args: readonly string[]): {
  readonly db: string;
  readonly month: YearMonth;
  readonly version: number | 'latest';
} {
  const { db, month, version } = parsed(args);
  if (db === undefined || db === '') throw new SekisuError('command.invalid', { problem: '--db' });
  if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new SekisuError('command.invalid', { problem: `--month ${month ?? ''}`.trim() });
  }
  if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)) {
    throw new SekisuError('command.invalid', { problem: `--version ${version}` });
  }
  return {
    db,
    month: YearMonth.parse(month),
    version: version === undefined ? 'latest' : Number(version),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { db: text, month: text, version: text } }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}
