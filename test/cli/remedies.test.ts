import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase } from '../../src/db/open.ts';
import type { Remedies } from '../../src/plan/index.ts';
import { importSample, keepDraft, openTestContext, sampleContent } from '../app/fixtures.ts';
import { runSekisu } from './run-sekisu.ts';

describe('runRemedies', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisu-remedies-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the answer for the newest version of a data folder', async () => {
    const content = await sampleContent();
    const ctx = await openTestContext();
    const db = await openDatabase({ kind: 'directory', directory: join(folder, 'db') });
    const stored = { ...ctx, db };
    await importSample(stored, ['contract', 'staff']);
    await keepDraft(stored, 1, content);
    const days = content.days.map((day) =>
      day.date === '2024-05-14'
        ? { ...day, shifts: day.shifts.filter(({ role }) => role !== 'operator') }
        : day,
    );
    await keepDraft(stored, 2, { ...content, days });
    await db.close();
    await ctx.close();
    const run = await runSekisu(['remedies', '--db', folder, '--month', '2024-05']);
    expect(run.stderr).to.equal('');
    expect(run.code).to.equal(1);
    const answer = JSON.parse(run.stdout) as Remedies & { readonly version: number };
    expect(answer.version).to.equal(2);
    expect(answer.gaps.map(({ date }) => date)).to.include('2024-05-14');
    expect(answer.relaxing.smallest.map(({ relaxed }) => relaxed)).to.deep.equal([[]]);
  });

  it('says what is wrong with its options', async () => {
    for (const args of [
      ['--month', '2024-05'],
      ['--db', folder, '--month', 'May'],
      ['--db', folder, '--month', '2024-05', '--version', 'x'],
    ]) {
      const { code, stdout, stderr } = await runSekisu(['remedies', ...args]);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).not.to.equal('');
    }
  });
});
