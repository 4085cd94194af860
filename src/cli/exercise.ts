import { parseArgs } from 'node:util';
import { YearMonth } from '@js-joda/core';
import { commandLineActor, openContext } from '../app/context.ts';
import { type ExerciseResult, exerciseDesk } from '../app/exercise-desk.ts';
import { importFile } from '../app/import-file.ts';
import { SekisuError } from '../errors.ts';
import { readDataFiles } from './data-folder.ts';

/** Where results and progress go. */
export interface ExerciseOutput {
  readonly answer: (line: string) => void;
  readonly note: (line: string) => void;
}

/**
 * `exercise`: random absences against the plans of a data folder, and how good the desk's proposals were.
 * @returns 0, or 1 where a way exists that was not proposed or a proposal breaks a hard rule
 * @throws SekisuError `command.invalid`, `file.unreadable` and what the use cases throw
 */
export async function runExercise(args: readonly string[], out: ExerciseOutput): Promise<number> {
  const options = readOptions(args);
  const files = await readDataFiles(options.data);
  const ctx = await openContext({ location: { kind: 'memory' }, chromePath: null, logLevel: 'silent' });
  try {
    for (const file of files) await importFile(ctx, commandLineActor, file);
    const { month, absences, seed } = options;
    const months = month === null ? null : [month];
    const result = await exerciseDesk(ctx, commandLineActor, { months, absences, seed }, out.note);
    out.answer(options.isJson ? JSON.stringify(result) : textOf(result));
    return result.covered === result.coverable && result.brokenHardRules === 0 ? 0 : 1;
  } finally {
    await ctx.close();
  }
}

function textOf(result: ExerciseResult): string {
  const { absences, coverable, covered, gapPoints, brokenHardRules, p95Ms } = result;
  return [
    `欠勤 ${absences} 件のうち、最低人数を保てる方法があるもの ${coverable} 件、案に出たもの ${covered} 件。`,
    `第1案と最善の差 平均 ${gapPoints} ポイント、守れない法令の規則 ${brokenHardRules} 件、95 % が ${p95Ms} ms 以内。`,
    `${coverable} of ${absences} absences can be covered, ${covered} of them by a proposal.`,
    `The first proposal is ${gapPoints} points below the best on average; ${brokenHardRules} hard rules broken; 95 % within ${p95Ms} ms.`,
  ].join('\n');
}

interface ExerciseOptions {
  readonly data: string;
  readonly month: YearMonth | null;
  readonly absences: number;
  readonly seed: number;
  readonly isJson: boolean;
}

function readOptions(args: readonly string[]): ExerciseOptions {
  const { data, month, absences, seed, json } = parsed(args);
  if (data === undefined || data === '') throw new SekisuError('command.invalid', { problem: '--data' });
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new SekisuError('command.invalid', { problem: `--month ${month}` });
  }
  return {
    data,
    month: month === undefined ? null : YearMonth.parse(month),
    absences: wholeNumber('--absences', absences, 1),
    seed: wholeNumber('--seed', seed ?? '1', 0),
    isJson: json ?? false,
  };
}

function wholeNumber(name: string, text: string | undefined, least: number): number {
  const value = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new SekisuError('command.invalid', { problem: `${name} ${text ?? ''}`.trim() });
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { data: text, month: text, absences: text, seed: text, json: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new SekisuError('command.invalid', { problem: error instanceof Error ? error.message : '' }, error);
  }
}
