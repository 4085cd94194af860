/**
 * What other programs say of our PDFs: no error in qpdf, tagged and in Japanese, headings, table heads with scope and figures
 * with their text, all fonts embedded. By hand with `node bench/pdf-structure.ts [FILE.pdf | FOLDER …]`; without any it prints
 * a plan, its シフト表 and documents of the sample itself. One JSON line per file, and exit code 1 when one fails. A program
 * that the machine lacks is left out and said so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftDocument } from '../src/app/draft-document.ts';
import { printDocument } from '../src/app/print-document.ts';
import { printPlan } from '../src/app/print-plan.ts';
import { printDaySheet, printShiftTable } from '../src/app/print-shift-table.ts';
import {
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  sampleContent,
} from '../test/app/fixtures.ts';

/** Names of checks that failed; none is good. */
type Complaints = string[];

const programs = ['qpdf', 'pdfinfo', 'pdffonts'] as const;
const isThere = new Map(
  programs.map((name) => [name, spawnSync(name, ['--version']).error === undefined] as const),
);

function output(program: string, args: readonly string[]): string {
  return execFileSync(program, args, {
    encoding: 'latin1',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Syntax, the language of the catalogue, and a text for every figure. */
function checkWithQpdf(file: string): Complaints {
  const check = spawnSync('qpdf', ['--check', file]);
  const objects = output('qpdf', ['--qdf', '--object-streams=disable', file, '-'])
    .split(/\nendobj/)
    .filter((text) => text.length < 100_000);
  const catalogue = objects.find((text) => text.includes('/Type /Catalog')) ?? '';
  // A figure that only holds others has its text in them.
  const figures = objects.filter((text) => /\/S \/Figure\b/.test(text) && !/\/K \[\s+\d+ 0 R/.test(text));
  return [
    ...(check.status === 0 ? [] : ['qpdf --check']),
    ...(/\/Lang \((ja|en)/.test(catalogue) ? [] : ['language']),
    ...(figures.every((text) => text.includes('/Alt ')) ? [] : ['figure without text']),
  ];
}

/** Tags, headings from the first level on, and table heads with scope. */
function checkWithPdfinfo(file: string): Complaints {
  const struct = output('pdfinfo', ['-struct', file]);
  const levels = [...struct.matchAll(/^\s+H([1-6])\b/gm)].map(([, level]) => Number(level));
  const heads = [...struct.matchAll(/^\s+TH\b.*\n((?:\s+\/.*\n)*)/gm)].map(([, attributes]) => attributes!);
  return [
    ...(/^Tagged:\s+yes/m.test(output('pdfinfo', [file])) ? [] : ['tagged']),
    ...(levels[0] === 1 ? [] : ['first heading']),
    ...(levels.every((level, place) => level <= (levels[place - 1] ?? 0) + 1) ? [] : ['heading left out']),
    ...(heads.length > 0 && heads.every((text) => text.includes('/Scope')) ? [] : ['table heads']),
  ];
}

/** Every font is embedded, as a subset, with a way back to text. */
function checkWithPdffonts(file: string): Complaints {
  const rows = output('pdffonts', [file]).trim().split('\n').slice(2);
  const isGood = (row: string): boolean =>
    /\byes\s+yes\s+yes\s+\d+\s+\d+\s*$/.test(row) && /NotoSansJP/.test(row);
  return rows.length > 0 && rows.every(isGood) ? [] : ['fonts'];
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(path, name))
    .toSorted();
}

/** A plan, its シフト表 and documents of the sample, printed into a folder of their own. */
async function printSamples(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisu-pdf-'));
  const ctx = await openTestContext();
  await importSample(ctx);
  await keepDraft(ctx, 1, await sampleContent());
  const which = { month: may, version: 1, audience: 'internal', language: 'ja' } as const;
  const put = (name: string, pdf: Uint8Array): void => writeFileSync(join(folder, `${name}.pdf`), pdf);
  put('plan', await printPlan(ctx, manager, which));
  put('shift-table', await printShiftTable(ctx, manager, which));
  put('day-sheet', await printDaySheet(ctx, manager, { ...which, date: may.atDay(14) }));
  for (const [kind, subject] of [
    ['openingPlan', 'term'],
    ['organisation', 'term'],
    ['careerRecord', 'SV01'],
    ['emergencyPlan', 'term'],
    ['surgePlan', may.toString()],
    ['dailyReport', '2024-05-14'],
    ['monthlyReport', may.toString()],
    ['performanceReport', may.toString()],
    ['completionReport', may.toString()],
    ['handover', 'term'],
  ] as const) {
    await draftDocument(ctx, manager, { kind, subject });
    put(kind, await printDocument(ctx, manager, { kind, subject, version: 'latest' }));
  }
  await ctx.close();
  return folder;
}

const given = process.argv.slice(2);
const files = (given.length > 0 ? given : [await printSamples()]).flatMap(filesUnder);
const lacking = programs.filter((name) => isThere.get(name) === false);
let failed = 0;
for (const file of files) {
  const complaints = [
    ...(isThere.get('qpdf') === true ? checkWithQpdf(file) : []),
    ...(isThere.get('pdfinfo') === true ? checkWithPdfinfo(file) : []),
    ...(isThere.get('pdffonts') === true ? checkWithPdffonts(file) : []),
  ];
  if (complaints.length > 0) failed += 1;
  console.log(JSON.stringify({ file: file.split('/').slice(-2).join('/'), complaints }));
}
console.log(JSON.stringify({ files: files.length, failed, programsLacking: lacking }));
if (failed > 0) process.exitCode = 1;
