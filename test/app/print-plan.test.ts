import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { confirmPlan } from '../../src/app/confirm-plan.ts';
import { exportPlan, printPlan } from '../../src/app/print-plan.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { listKeptFiles } from '../../src/db/kept-files.ts';
import { pdfSignatures } from '../../src/signing/index.ts';
import { pdfText, readBack } from '../build/pdf-text.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  stranger,
  type TestContext,
} from './fixtures.ts';

describe('printPlan', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, await sampleContent());
  });
  after(() => ctx.close());

  const which = { month: may, version: 1, audience: 'internal', language: 'ja' } as const;

  it('refuses the city a draft', async () => {
    expect((await rejectionOf(printPlan(ctx, stranger, which))).code).to.equal('plan.not-found');
  });

  it('has the fairness ledger on the internal copy and on no other', async () => {
    const textOf = async (audience: 'internal' | 'city') =>
      (await readBack(await printPlan(ctx, manager, { ...which, audience }))).pages.join('');
    expect(await textOf('internal'))
      .to.include('公平台帳（社外秘）')
      .and.to.include('休前日');
    expect(await textOf('city')).not.to.include('公平台帳');
  });

  it('gives a PDF of a confirmed plan', async () => {
    await submitPlan(ctx, manager, which);
    await confirmPlan(ctx, await cityOfficial(ctx, null), which);
    const pdf = await printPlan(ctx, lead, which);
    expect(new TextDecoder().decode(pdf.slice(0, 5))).to.equal('%PDF-');
    expect(new TextDecoder('latin1').decode(pdf.slice(-8))).to.include('%%EOF');
    const [last] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(last).to.deep.include({ actor: lead.userId, action: 'plan.exported', subject: '2024-05 v1' });
    expect(last!.detail).to.deep.equal({ file: 'plan.pdf', audience: 'internal' });
  });

  it('signs what was handed in and gives the same bytes again, whatever is said of it later', async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, await sampleContent());
    const city = { ...which, audience: 'city' } as const;
    expect(pdfSignatures(await printPlan(ctx, manager, city)), 'a draft').to.deep.equal([]);
    await submitPlan(ctx, manager, which);
    const submitted = await printPlan(ctx, manager, city);
    expect(pdfSignatures(submitted)[0]).to.include({ isValid: true, isSelfSigned: true });
    const clerk = await cityOfficial(ctx, '担当');
    await confirmPlan(ctx, clerk, { ...which, comment: '担当からの一言' });
    expect(Buffer.from(await printPlan(ctx, clerk, which)).equals(Buffer.from(submitted))).to.equal(true);
    await confirmPlan(ctx, await cityOfficial(ctx, null), which);
    const [one, other] = await Promise.all([printPlan(ctx, clerk, which), printPlan(ctx, manager, city)]);
    expect(Buffer.from(one).equals(Buffer.from(other))).to.equal(true);
    const said = await pdfText(one);
    expect(said).to.include('担当からの一言').and.to.include('市の職員担当').and.not.to.include('公平台帳');
    const files = await ctx.db.transaction((tx) => listKeptFiles(tx));
    expect(files.map(({ purpose, note }) => [purpose, note])).to.deep.equal([
      ['signed', 'submitted ja'],
      ['signed', 'confirmed ja'],
    ]);
    expect(files[1]!.sha256).to.equal(createHash('sha256').update(one).digest('hex'));
  });
});

describe('exportPlan', () => {
  it('does not know a version that does not exist', async () => {
    const ctx = await openTestContext();
    await importSample(ctx, ['contract']);
    const failed = exportPlan(ctx, manager, { month: may, version: 1 });
    expect((await rejectionOf(failed)).code).to.equal('plan.not-found');
    await ctx.close();
  });
});
