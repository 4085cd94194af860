/**
 * What tools from outside say of the PDFs that leave: pdfsig, qpdf and pdfinfo (Debian: poppler-utils, qpdf). By hand and in CI with
 * `node bench/pdf-checks.ts [--archive DIR]`; prints a JSON line per file and exits with 1 when one fails. Without the tools it
 * says so and passes. Without a folder it signs a plan of the sample, with and without a time stamp.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { confirmPlan } from '../src/app/confirm-plan.ts';
import { printPlan } from '../src/app/print-plan.ts';
import { submitPlan } from '../src/app/submit-plan.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  sampleContent,
} from '../test/app/fixtures.ts';
import { openAuthority } from '../test/signing/authority.ts';

const { values } = parseArgs({ options: { archive: { type: 'string' } } });
const tools = ['pdfsig', 'qpdf', 'pdfinfo'].filter((tool) => said(tool, ['--version']) === null);
if (tools.length > 0) {
  process.stdout.write(`${JSON.stringify({ skipped: tools })}\n`);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'sekisu-pdf-'));
try {
  const files = values.archive === undefined ? await ownPdfs() : pdfsIn(values.archive);
  const results = files.map(check);
  for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (results.some(({ isGood }) => !isGood)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function check(file: string) {
  const signature = said('pdfsig', ['-nocert', file]) ?? '';
  const structure = said('pdfinfo', ['-struct', file]) ?? '';
  const info = said('pdfinfo', [file]) ?? '';
  const isSigned = !signature.includes('does not contain any signatures');
  const facts = {
    isWhole: said('qpdf', ['--check', file])?.includes('No syntax or stream encoding errors') === true,
    isSigned,
    isValid: signature.includes('Signature is Valid.') && signature.includes('Total document signed'),
    isPades: signature.includes('ETSI.CAdES.detached'),
    isTagged: /Tagged:\s+yes/.test(info),
    hasHeadings: /\bH[12]\b/.test(structure),
    hasTableHeaders: /\bTH\b/.test(structure),
    isJapanese: (said('qpdf', ['--json', '--json-key=qpdf', file]) ?? '').includes('"/Lang": "u:ja"'),
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
  };
  const isGood =
    facts.isWhole && facts.isTagged && facts.isJapanese && (!isSigned || (facts.isValid && facts.isPades));
  return { file: file.split('/').at(-1), ...facts, isGood };
}

async function ownPdfs(): Promise<string[]> {
  const authority = await openAuthority('20240424070501Z');
  const files: string[] = [];
  for (const [name, timeStampUrl] of [
    ['plan.pdf', null],
    ['plan-stamped.pdf', authority.url],
  ] as const) {
    const opened = await openTestContext();
    const ctx = { ...opened, signing: { certificateFile: null, certificatePassword: '', timeStampUrl } };
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, await sampleContent());
    const which = { month: may, version: 1 };
    await submitPlan(ctx, manager, which);
    await confirmPlan(ctx, await cityOfficial(ctx, null), which);
    files.push(join(folder, name));
    writeFileSync(
      files.at(-1)!,
      await printPlan(ctx, manager, { ...which, audience: 'city', language: 'ja' }),
    );
    await opened.close();
  }
  await authority.close();
  return files;
}

function pdfsIn(archive: string): string[] {
  const found = readdirSync(archive, { recursive: true, encoding: 'utf8' });
  return found.filter((path) => path.endsWith('.pdf')).map((path) => join(archive, path));
}

/** What a tool says, also where it complains; null where it is not there. */
function said(tool: string, args: readonly string[]): string | null {
  try {
    return execFileSync(tool, [...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: string; stdout?: string; stderr?: string };
    return code === 'ENOENT' ? null : `${stdout ?? ''}${stderr ?? ''}`;
  }
}
