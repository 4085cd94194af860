/**
 * Forecasts of the benchmark's series at every origin, scored and set beside the anchors:
 * `node bench/forecast.ts FOLDER [--ablation] [--only NAME]`, FOLDER being that of the benchmark (its README states the protocol). Prints WAPE,
 * bias, coverage, pinball loss ÷ mean and seconds per forecast of one origin, method choice included.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  backtest,
  backtestCsv,
  backtestInput,
  type NamedFile,
  type OriginForecast,
} from '../src/app/backtest.ts';
import type { Ablation } from '../src/forecast/index.ts';

interface Row {
  readonly name: string;
  readonly level: 'daily' | '30min';
  readonly season: number;
  readonly calendar?: string;
  readonly mailings?: string;
  readonly goal: number;
}

const rows: readonly Row[] = [
  { name: 'na_bank', level: 'daily', season: 5, goal: 0.052 },
  { name: 'technion', level: 'daily', season: 5, calendar: 'technion_calendar.csv', goal: 0.123 },
  { name: 'technion_small', level: 'daily', season: 5, calendar: 'technion_calendar.csv', goal: 0.208 },
  { name: 'mail_semi', level: 'daily', season: 5, mailings: 'mail_semi_mailings.csv', goal: 0.165 },
  { name: 'tokyo_covid', level: 'daily', season: 7, goal: 0.42 },
  { name: 'na_bank', level: '30min', season: 5, goal: 0.063 },
  { name: 'technion', level: '30min', season: 5, calendar: 'technion_calendar.csv', goal: 0.228 },
  { name: 'technion_small', level: '30min', season: 5, calendar: 'technion_calendar.csv', goal: 0.82 },
];
/** Anchors without bounds, or that know the truth. */
const incomparable = ['dshw', 'oracle_rate'];

interface Score {
  readonly wape: number;
  readonly bias: number;
  readonly cov80: number;
  readonly cov95: number;
  readonly pinball_rel: number;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { ablation: { type: 'boolean' }, only: { type: 'string' } },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('the folder of the benchmark is needed');
const scratch = mkdtempSync(join(tmpdir(), 'sekisu-forecast-'));
const file = (name: string): NamedFile => ({ name, bytes: readFileSync(join(folder, name)) });
const anchors = readFileSync(join(folder, 'anchors.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

function best(row: Row, column: string): string {
  const header = anchors[0]!;
  const of = (line: readonly string[], name: string) => line[header.indexOf(name)]!;
  const found = anchors
    .slice(1)
    .filter(
      (line) =>
        of(line, 'dataset') === row.name &&
        of(line, 'level') === row.level &&
        ['1-28', '1-10'].includes(of(line, 'horizon')) &&
        !incomparable.includes(of(line, 'method')),
    )
    .map((line) => [Number(of(line, column)), of(line, 'method')] as const)
    .sort((a, b) => a[0] - b[0])[0]!;
  return `${(found[0] * 100).toFixed(column === 'wape' ? 1 : 2)} % ${found[1]}`;
}

function run(row: Row, without?: Ablation): { readonly score: Score; readonly seconds: number } {
  const input = backtestInput({
    level: row.level,
    history: file(`${row.name}_${row.level}.csv`),
    origins: file(`origins/${row.name}.txt`),
    calendar: row.calendar === undefined ? null : file(row.calendar),
    mailings: row.mailings === undefined ? null : file(row.mailings),
    drivers: null,
    knownAhead: [],
    horizonDays: row.level === 'daily' ? 28 : 10,
    seasonDays: row.season,
  });
  const start = performance.now();
  const forecasts: OriginForecast[] = [
    ...backtest({ ...input, ...(without === undefined ? {} : { without }) }),
  ];
  const seconds = (performance.now() - start) / 1000 / forecasts.length;
  const out = join(scratch, 'forecast.csv');
  writeFileSync(out, backtestCsv(forecasts));
  const scorer = [join(folder!, 'score.mjs'), join(folder!, `${row.name}_${row.level}.csv`), out];
  const flags = ['--origins', join(folder!, 'origins', `${row.name}.txt`), '--strict', '--json'];
  const { groups } = JSON.parse(execFileSync(process.execPath, [...scorer, ...flags], { encoding: 'utf8' }));
  return { score: groups.at(-1), seconds };
}

const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`;
const chosen = rows.filter(
  (row) => options.only === undefined || `${row.name} ${row.level}`.includes(options.only),
);
console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}\n`);
console.log(
  '| series | level | WAPE | goal | best anchor | bias | 80 % | 95 % | pinball | best anchor | s/refit |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const row of chosen) {
  const { score, seconds } = run(row);
  const cells = [
    row.name,
    row.level,
    percent(score.wape, 2),
    percent(row.goal),
    best(row, 'wape'),
    percent(score.bias),
    percent(score.cov80),
    percent(score.cov95),
    percent(score.pinball_rel, 2),
    best(row, 'pinball_rel'),
    seconds.toFixed(3),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
if (options.ablation) {
  const parts: readonly Ablation[] = ['mailings', 'calendar', 'profile', 'shrinkage', 'combination'];
  console.log(`\nWAPE without one part\n\n| series | level | all | ${parts.join(' | ')} |`);
  console.log(`| --- | --- | --- | ${parts.map(() => '---').join(' | ')} |`);
  for (const row of chosen) {
    const cells = [undefined, ...parts].map((part) => percent(run(row, part).score.wape, 2));
    console.log(`| ${row.name} | ${row.level} | ${cells.join(' | ')} |`);
  }
}
rmSync(scratch, { recursive: true });
