import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { solveInstance } from '../app/solve-instance.ts';
import { SekisuError } from '../errors.ts';

/**
 * `roster`: the best roster found for a published shift-scheduling instance, as CSV; its figures as one JSON line, and
 * each improvement with its second on standard error.
 * @returns 0 @throws SekisuError `command.invalid`, `file.*`, `instance.invalid`
 */
export async function runRoster(
  args: readonly string[],
  print: { readonly answer: (line: string) => void; readonly note: (line: string) => void },
): Promise<number> {
  const options = parsed(args);
  const needed = (name: 'instance' | 'out'): string => {
    const value = options[name];
    if (value === undefined || value === '')
      throw new SekisuError('command.invalid', { problem: `--${name}` });
    return value;
  };
  const path = needed('instance');
  const out = needed('out');
  const seconds = options.seconds === undefined ? undefined : number('seconds', options.seconds, 86_400);
  const units = options.units === undefined ? Infinity : whole('units', options.units, 1e15);
  if (seconds === undefined && units === Infinity)
    throw new SekisuError('command.invalid', { problem: '--seconds' });
  const seed = whole('seed', options.seed ?? '1', 2 ** 31 - 1);
  const lanes = options.threads === undefined ? {} : { lanes: whole('threads', options.threads, 64) };
  await requireFolder(out);
  const began = performance.now();
  const note = (kind: 'objective' | 'bound') => (value: number, at: number) =>
    print.note(JSON.stringify({ seconds: Math.round(at * 100) / 100, [kind]: value }));
  const solved = await solveInstance({
    bytes: await read(path),
    file: basename(path),
    seconds: seconds ?? Infinity,
    units,
    seed,
    ...lanes,
    onBest: note('objective'),
    onBound: note('bound'),
  });
  try {
    await writeFile(out, solved.csv);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new SekisuError('file.unwritable', { file: out, reason }, error);
  }
  const { objective, bound, isOptimal } = solved;
  print.answer(
    JSON.stringify({
      instance: basename(path),
      objective,
      bound,
      gap: bound === null ? null : objective === bound ? 0 : (objective - bound) / Math.abs(objective),
      optimal: isOptimal,
      seconds: Math.round((performance.now() - began) / 10) / 100,
      seed,
    }),
  );
  return 0;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const names = { instance: text, seconds: text, units: text, out: text, seed: text, threads: text };
  try {
    return parseArgs({ args: [...args], options: names }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}

function number(name: string, text: string, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value <= 0 || value > most) throw new SekisuError('command.invalid', { problem: `--${name} ${text}` });
  return value;
}

function whole(name: string, text: string, most: number): number {
  const value = number(name, text, most);
  if (!Number.isInteger(value)) throw new SekisuError('command.invalid', { problem: `--${name} ${text}` });
  return value;
}

/** Said before the search rather than after it. */
async function requireFolder(out: string): Promise<void> {
  try {
    await access(dirname(out), constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new SekisuError('file.unwritable', { file: out, reason }, error);
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SekisuError('file.unreadable', { file: path }, error);
  }
}
