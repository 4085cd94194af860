/**
 * The roster engine on the published shift-scheduling instances of Curtois and Qu (2014), each by `sekisu roster`, judged by an
 * independent scorer: objective, bound and gap beside the best known and the best published result of ten minutes.
 *
 *   node bench/rostering.ts FOLDER --seconds 60 [--only 1,2,4] [--seed 1] [--out FOLDER]
 *
 * FOLDER holds instances/Instance*.txt, score.mjs, best-known.csv and published-results.csv. With --out rosters and the
 * times of each improvement stay there.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('node bench/rostering.ts FOLDER --seconds N');
const out = values.out ?? mkdtempSync(join(tmpdir(), 'rosters-'));
mkdirSync(out, { recursive: true });

type Line = Readonly<Record<string, string>>;
const table = (name: string): Line[] => parse(readFileSync(join(folder, name)), { columns: true });
const best = new Map(table('best-known.csv').map((line) => [line['instance'], Number(line['best_known'])]));
const published = new Map<string, number>();
for (const { instance, time_limit_s: limit, objective } of table('published-results.csv')) {
  if (objective === '' || limit === '' || Number(limit) > 600) continue;
  published.set(instance!, Math.min(published.get(instance!) ?? Infinity, Number(objective)));
}
const only = values.only?.split(',');
const instances = readdirSync(join(folder, 'instances'))
  .flatMap((name) => /^Instance(\d+)\.txt$/.exec(name)?.[1] ?? [])
  .filter((number) => only === undefined || only.includes(number))
  .sort((a, b) => Number(a) - Number(b));
const cli = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

console.log(
  '| # | best known | found | bound | over best known | proven gap | best published, 10 min | seconds |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
for (const number of instances) {
  const file = join(folder, 'instances', `Instance${number}.txt`);
  const csv = join(out, `${number}.csv`);
  const args = [
    'roster',
    '--instance',
    file,
    '--seconds',
    values.seconds,
    '--seed',
    values.seed,
    '--out',
    csv,
  ];
  const run = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  writeFileSync(join(out, `${number}.log`), run.stderr);
  if (run.status !== 0) {
    console.log(`| ${number} | ${best.get(number)} | none: ${run.stderr.split('\n').at(-2)} | | | | | |`);
    continue;
  }
  const answer = JSON.parse(run.stdout) as {
    objective: number;
    bound: number | null;
    gap: number;
    seconds: number;
  };
  const judged = spawnSync(process.execPath, [join(folder, 'score.mjs'), file, csv], { encoding: 'utf8' });
  const score = JSON.parse(judged.stdout) as { feasible: boolean; objective: number };
  if (!score.feasible || score.objective !== answer.objective) {
    throw new Error(`${number}: the scorer says ${judged.stdout}, the engine ${run.stdout}`);
  }
  const known = best.get(number)!;
  const cells = [
    number,
    known,
    answer.objective,
    answer.bound ?? '–',
    percent(answer.objective / known - 1),
    answer.bound === null ? '–' : percent(answer.gap),
    published.get(number) ?? '–',
    answer.seconds,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
