import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { backtestFiles } from '../app/backtest.ts';
import { SekisuError } from '../errors.ts';

/**
 * `backtest`: forecasts of a series as they would have been made at each origin, as CSV.
 * @returns 0 @throws SekisuError `command.invalid`, `file.*` and what the use case throws
 */
export async function runBacktest(args: readonly string[]): Promise<number> {
  const options = parsed(args);
  const needed = (name: 'history' | 'origins' | 'out'): string => {
    const value = options[name];
    if (value === undefined || value === '')
      throw new SekisuError('command.invalid', { problem: `--${name}` });
    return value;
  };
  const { level, drivers } = options;
  if (level !== 'daily' && level !== '30min') {
    throw new SekisuError('command.invalid', { problem: `--level ${level ?? ''}` });
  }
  const knownAhead = (options['known-ahead'] ?? '').split(',').flatMap((name) => name.trim() || []);
  if ((drivers === undefined) !== (knownAhead.length === 0)) {
    throw new SekisuError('command.invalid', { problem: '--drivers, --known-ahead' });
  }
  const out = needed('out');
  const csv = backtestFiles({
    level,
    history: await read(needed('history')),
    origins: await read(needed('origins')),
    calendar: await optional(options.calendar),
    mailings: await optional(options.mailings),
    drivers: await optional(drivers),
    knownAhead,
    horizonDays: wholeNumber('horizon', options.horizon ?? (level === 'daily' ? '28' : '10'), 1000),
    seasonDays: wholeNumber('season', options.season ?? '5', 7),
  });
  try {
    await writeFile(out, csv);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new SekisuError('file.unwritable', { file: out, reason }, error);
  }
  return 0;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const names = {
    history: text,
    level: text,
    origins: text,
    horizon: text,
    calendar: text,
    mailings: text,
    drivers: text,
    'known-ahead': text,
    season: text,
    out: text,
  };
  try {
    return parseArgs({ args: [...args], options: names }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new SekisuError('command.invalid', { problem: `--${name} ${text}` });
  return value;
}

async function optional(path: string | undefined): Promise<NamedBytes | null> {
  return path === undefined ? null : read(path);
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function read(path: string): Promise<NamedBytes> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    throw new SekisuError('file.unreadable', { file: path }, error);
  }
}
