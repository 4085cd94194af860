import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { estimateCallers } from '../app/estimate-callers.ts';
import { SekisuError } from '../errors.ts';
import { callersSummary } from './callers-summary.ts';

/** Hang-ups within so many seconds count as at once unless said otherwise. */
const defaultAtOnceSeconds = 5;

/**
 * `callers`: from a file of single calls to patience, handling times and the contract's assumptions on the output.
 * @returns 0 @throws SekisuError `command.invalid`, `file.unreadable` and what the use case throws
 */
export async function runCallers(args: readonly string[]): Promise<number> {
  const { file, isJson, atOnceSeconds } = readOptions(args);
  const estimate = estimateCallers({ name: basename(file), bytes: await read(file), atOnceSeconds });
  process.stdout.write(isJson ? `${JSON.stringify(estimate, null, 2)}\n` : callersSummary(estimate));
  return 0;
}

interface CallersOptions {
  readonly file: string;
  readonly isJson: boolean;
  readonly atOnceSeconds: number;
}

function readOptions(args: readonly string[]): CallersOptions {
  const { file, json, 'at-once': atOnce } = parsed(args);
  if (file === undefined || file === '') throw new SekisuError('command.invalid', { problem: '--file' });
  if (atOnce !== undefined && !/^\d+(\.\d+)?$/.test(atOnce)) {
    throw new SekisuError('command.invalid', { problem: `--at-once ${atOnce}` });
  }
  return {
    file,
    isJson: json ?? false,
    atOnceSeconds: atOnce === undefined ? defaultAtOnceSeconds : Number(atOnce),
  };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...args],
      options: { file: text, json: { type: 'boolean' }, 'at-once': text },
    }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SekisuError('file.unreadable', { file: path }, error);
  }
}
