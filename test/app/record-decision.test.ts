import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { confirmPlan } from '../../src/app/confirm-plan.ts';
import { loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { printPlan } from '../../src/app/print-plan.ts';
import { sha256OfBytes } from '../../src/app/proof.ts';
import { loadDecisionFile, type PaperDecision, recordPlanDecision } from '../../src/app/record-decision.ts';
import { planReviewPackage } from '../../src/app/review-package.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { verifyStore } from '../../src/app/verify-store.ts';
import { listAudit } from '../../src/db/audit.ts';
import { listKeptFiles } from '../../src/db/kept-files.ts';
import { pdfText } from '../build/pdf-text.ts';
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
  type TestContext,
} from './fixtures.ts';

const which = { month: may, version: 1 } as const;
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const decision: PaperDecision = {
  decision: 'confirmed',
  decidedOn: LocalDate.parse('2024-04-24'),
  signers: [
    { stepIndex: 0, name: '山田 一郎' },
    { stepIndex: 1, name: '鈴木 次郎' },
    { stepIndex: 2, name: '佐藤 三郎' },
  ],
  comment: 'FAXで受領',
  file: { name: '確認票.png', bytes: png },
};

describe('the way without the service', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, await sampleContent());
    await submitPlan(ctx, manager, which);
  });
  after(() => ctx.close());
  const codeOf = async (promise: Promise<unknown>) => (await rejectionOf(promise)).code;
  const record = (more: Partial<PaperDecision> = {}) =>
    recordPlanDecision(ctx, manager, { ...which, ...decision, ...more });

  describe('planReviewPackage', () => {
    it('has the signed PDF, a form to fill in and the hashes of both, the same each time', async () => {
      const { name, bytes } = await planReviewPackage(ctx, manager, which);
      expect(name).to.equal('松マ予計-2024-05-v1-review.zip');
      const files = unzipSync(bytes);
      expect(Object.keys(files)).to.deep.equal([
        '01-document.pdf',
        '02-review-form.pdf',
        'SHA256SUMS.txt',
        'README.txt',
      ]);
      const printed = await printPlan(ctx, manager, { ...which, audience: 'city', language: 'ja' });
      expect(Buffer.from(files['01-document.pdf']!).equals(Buffer.from(printed))).to.equal(true);
      const sums = new TextDecoder().decode(files['SHA256SUMS.txt']);
      for (const path of ['01-document.pdf', '02-review-form.pdf']) {
        expect(sums).to.include(`${sha256OfBytes(files[path]!)}  ${path}\n`);
      }
      const form = await pdfText(files['02-review-form.pdf']!);
      const { plan } = await loadPlanVersion(ctx, manager, which);
      for (const said of [
        '確認しました',
        '差し戻します',
        '担当',
        '係長',
        '課長',
        '令和6年5月',
        plan.contentSha256,
        sha256OfBytes(printed),
      ]) {
        expect(form).to.include(said);
      }
      const again = await planReviewPackage(ctx, await cityOfficial(ctx, null), which);
      expect(Buffer.from(again.bytes).equals(Buffer.from(bytes))).to.equal(true);
      expect((await verifyStore(ctx, manager)).differences).to.deep.equal([]);
    });

    it('is not made of a draft', async () => {
      await keepDraft(ctx, 2, await sampleContent());
      expect(await codeOf(planReviewPackage(ctx, manager, { month: may, version: 2 }))).to.equal(
        'sign-off.not-handed-in',
      );
    });
  });

  describe('recordPlanDecision', () => {
    it('confirms by the paper, with who sealed what, and keeps the file that proves it', async () => {
      await record();
      const { plan, events } = await loadPlanVersion(ctx, lead, which);
      expect(plan.state).to.equal('confirmed');
      expect(
        events
          .slice(3)
          .map(({ step, stepIndex, actor, comment }) => [step, stepIndex, actor.name, actor.userId, comment]),
      ).to.deep.equal([
        ['signed', 0, '山田 一郎', manager.userId, '紙面による（令和6年4月24日）'],
        ['signed', 1, '鈴木 次郎', manager.userId, '紙面による（令和6年4月24日）'],
        ['confirmed', 2, '佐藤 三郎', manager.userId, '紙面による（令和6年4月24日）　FAXで受領'],
      ]);
      const [file] = await ctx.db.transaction((tx) => listKeptFiles(tx));
      expect(file).to.include({
        purpose: 'decision',
        contentType: 'image/png',
        sha256: sha256OfBytes(png),
        contentSha256: plan.contentSha256,
      });
      const loaded = await loadDecisionFile(ctx, await cityOfficial(ctx, null), which, file!.id);
      expect(Buffer.from(loaded.bytes).equals(Buffer.from(png))).to.equal(true);
      const log = (await ctx.db.transaction((tx) => listAudit(tx, 9))).map(({ action }) => action);
      expect(log).to.include('file.decision').and.include('plan.confirmed');
      const said = await pdfText(
        await printPlan(ctx, manager, { ...which, audience: 'city', language: 'ja' }),
      );
      expect(said).to.include('佐藤三郎').and.include('紙面による');
      expect((await verifyStore(ctx, manager)).differences).to.deep.equal([]);
    });

    it('returns by the paper, with what the city wrote', async () => {
      const signers = [{ stepIndex: 1, name: '鈴木 次郎' }];
      expect(await codeOf(record({ decision: 'returned', signers, comment: ' ' }))).to.equal(
        'plan.comment-needed',
      );
      await record({ decision: 'returned', signers, comment: '21日の席' });
      const { plan, events } = await loadPlanVersion(ctx, manager, which);
      expect(plan.state).to.equal('returned');
      expect(events.at(-1)).to.deep.include({ step: 'returned', side: 'city', stepIndex: 1 });
    });

    it('goes on where officials in the service have signed', async () => {
      await confirmPlan(ctx, await cityOfficial(ctx, '担当'), which);
      expect(await codeOf(record())).to.equal('decision.bad-signers');
      await record({ signers: decision.signers.slice(1) });
      expect((await loadPlanVersion(ctx, manager, which)).plan.state).to.equal('confirmed');
    });

    it('refuses whole what lacks its proof, its signers or its right', async () => {
      const file = (bytes: Uint8Array) => ({ file: { name: 'a.png', bytes } });
      expect(await codeOf(record(file(new TextEncoder().encode('<html>'))))).to.equal('decision.bad-file');
      expect(await codeOf(record(file(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x89))))).to.equal(
        'decision.bad-file',
      );
      expect(await codeOf(record({ signers: decision.signers.slice(0, 2) }))).to.equal(
        'decision.bad-signers',
      );
      expect(await codeOf(record({ signers: decision.signers.toReversed() }))).to.equal(
        'decision.bad-signers',
      );
      expect(await codeOf(recordPlanDecision(ctx, lead, { ...which, ...decision }))).to.equal(
        'role.not-allowed',
      );
      expect(await ctx.db.transaction((tx) => listKeptFiles(tx))).to.deep.equal([]);
      expect((await loadPlanVersion(ctx, manager, which)).plan.state).to.equal('submitted');
      expect(await codeOf(loadDecisionFile(ctx, manager, which, 1))).to.equal('decision.no-file');
    });
  });
});
