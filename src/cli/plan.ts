import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalDate, YearMonth } from '@js-joda/core';
import { type AppContext, commandLineActor, openContext } from '../app/context.ts';
import { type ImportInput, importFile } from '../app/import-file.ts';
import { type KeepRequest, makePlan } from '../app/make-plan.ts';
import { exportPlan, printPlan } from '../app/print-plan.ts';
import { SekisuError } from '../errors.ts';
import { isTargetMet } from '../plan/index.ts';
import { readDataFiles } from './data-folder.ts';
import { type OutFolder, openOutFolder } from './out-folder.ts';
import { planSummary } from './plan-summary.ts';

/**
 * `plan`: from a folder of files to plan.json, plan.pdf and shifts.csv.
 * @returns 0 when the target is met and no hard rule is broken, otherwise 1
 * @throws SekisuError `command.invalid`, `file.unreadable`, `file.unwritable` and what the use cases throw; a plan that
 * cannot be printed is written all the same, without its PDF
 */
export async function runPlan(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  // Before the store is opened, which takes seconds: what cannot be read or written is told at once.
  const files = await readDataFiles(options.data);
  const out = await openOutFolder(options.out);
  const ctx = await openContext({
    location:
      options.db === null ? { kind: 'memory' } : { kind: 'directory', directory: join(options.db, 'db') },
    chromePath: process.env['CHROME_PATH'] || null,
    logLevel: 'silent',
  });
  try {
    return await planWith(ctx, options, files, out);
  } finally {
    await ctx.close();
  }
}

async function planWith(
  ctx: AppContext,
  options: PlanOptions,
  files: readonly ImportInput[],
  out: OutFolder,
): Promise<number> {
  for (const file of files) await importFile(ctx, commandLineActor, file);
  const { month } = options;
  const { asOf: knowledgeDate, keep } = options;
  const made = await makePlan(ctx, commandLineActor, { month, knowledgeDate, keep });
  const which = { month, version: made.version };
  const { document, shiftsCsv } = await exportPlan(ctx, commandLineActor, which);
  // The PDF of an earlier run must not stand beside this plan, should this one not get printed.
  await out.remove('plan.pdf');
  await out.write('plan.json', `${JSON.stringify(document, null, 2)}\n`);
  await out.write('shifts.csv', shiftsCsv);
  const pdf = await printPlan(ctx, commandLineActor, { ...which, audience: 'internal', language: 'ja' });
  await out.write('plan.pdf', pdf);
  process.stdout.write(planSummary(document, options.out));
  return isTargetMet(document) ? 0 : 1;
}

interface PlanOptions {
  readonly data: string;
  readonly month: YearMonth;
  readonly out: string;
  readonly asOf: LocalDate | null;
  readonly db: string | null;
  readonly keep: KeepRequest | null;
}

function readOptions(args: readonly string[]): PlanOptions {
  const { values } = parsed(args);
  const needed = (name: 'data' | 'month' | 'out'): string => {
    const value = values[name];
    if (value === undefined || value === '')
      throw new SekisuError('command.invalid', { problem: `--${name}` });
    return value;
  };
  return {
    data: needed('data'),
    month: dateValue('--month', needed('month'), (text) => YearMonth.parse(text)),
    out: needed('out'),
    asOf:
      values['as-of'] === undefined
        ? null
        : dateValue('--as-of', values['as-of'], (text) => LocalDate.parse(text)),
    db: values.db ?? null,
    keep: values.keep === undefined ? null : keepRequest(values.keep, values.db),
  };
}

/** Only a store that lasts holds a roster that people know. */
function keepRequest(text: string, db: string | undefined): KeepRequest {
  const changePrice = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(changePrice)) throw new SekisuError('command.invalid', { problem: `--keep ${text}` });
  if (db === undefined) throw new SekisuError('command.invalid', { problem: '--keep … --db' });
  return { changePrice };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...args],
      options: { data: text, month: text, out: text, 'as-of': text, db: text, keep: text },
    });
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}

function dateValue<T>(name: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: `${name} ${text}` }, error);
  }
}
