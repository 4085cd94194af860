import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { sha256OfContent } from '../../src/app/content-hash.ts';
import type { Actor } from '../../src/app/context.ts';
import {
  commentOnDocument,
  noteDocument,
  returnDocument,
  signDocument,
} from '../../src/app/sign-document.ts';
import { listAudit } from '../../src/db/audit.ts';
import { loadDocumentEvents } from '../../src/db/document-events.ts';
import { loadDocument, rewriteDocument, saveDocument } from '../../src/db/documents.ts';
import type { DocumentContent } from '../../src/documents/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import { cityOfficial, importSample, lead, manager, openTestContext, type TestContext } from './fixtures.ts';

const ref = { kind: 'monthlyReport', subject: '2024-04', version: 'latest' } as const;

describe('signing documents', () => {
  let ctx: TestContext;
  let clerk: Actor;
  let office: Actor;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract']);
    clerk = await cityOfficial(ctx, '担当');
    office = await cityOfficial(ctx, null);
    await keep(1, '一');
  });
  after(() => ctx.close());

  const content = (text: string): DocumentContent => ({
    format: 'sekisu.document/1',
    kind: 'monthlyReport',
    subject: '2024-04',
    view: 'monthly-report',
    name: '業務月報',
    number: '松マ予月-2024-04',
    about: '令和6年4月分',
    addressee: '松阪市長 様',
    fiscalDay: '2024-04-30',
    issuedOn: '2024-05-01',
    body: { text },
  });
  const keep = (version: number, text: string) =>
    ctx.db.transaction((tx) =>
      saveDocument(tx, {
        version,
        content: content(text),
        contentSha256: sha256OfContent(content(text)),
        createdAt: ctx.now(),
        createdBy: manager.userId,
      }),
    );
  const stored = () => ctx.db.transaction((tx) => loadDocument(tx, ref.kind, ref.subject));
  const codeOf = async (promise: Promise<unknown>) => (await rejectionOf(promise)).code;

  it('goes through both sides, hidden from the city until the contractor has approved', async () => {
    await signDocument(ctx, manager, { ...ref, isNextOnly: true });
    expect(await codeOf(signDocument(ctx, clerk, ref))).to.equal('document.not-visible');
    await signDocument(ctx, { ...manager, origin: '192.0.2.7' }, { ...ref, comment: '提出します' });
    expect((await stored()).state).to.equal('submitted');
    await signDocument(ctx, clerk, ref);
    await signDocument(ctx, office, ref);
    expect((await stored()).state).to.equal('confirmed');
    const { id, contentSha256 } = await stored();
    const events = await ctx.db.transaction((tx) => loadDocumentEvents(tx, id));
    expect(
      events.map(({ side, stepIndex, comment, origin }) => [side, stepIndex, comment, origin]),
    ).to.deep.equal([
      ['contractor', 0, null, null],
      ['contractor', 1, null, '192.0.2.7'],
      ['contractor', 2, '提出します', '192.0.2.7'],
      ['city', 0, null, null],
      ['city', 2, null, null],
    ]);
    const [last] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(last).to.deep.include({
      action: 'document.approved',
      subject: '松マ予月-2024-04 v1',
      detail: { sha256: contentSha256, side: 'city', step: 2 },
    });
  });

  it('counts no signature on what the draft said before', async () => {
    await signDocument(ctx, manager, { ...ref, isNextOnly: true });
    const { id } = await stored();
    const other = content('二');
    await ctx.db.transaction((tx) => rewriteDocument(tx, id, other, sha256OfContent(other)));
    await signDocument(ctx, manager, ref);
    const events = await ctx.db.transaction((tx) => loadDocumentEvents(tx, id));
    expect(events.map(({ stepIndex }) => stepIndex)).to.deep.equal([0, 0, 1, 2]);
  });

  it('is returned with a comment on a place; the next version begins anew', async () => {
    await signDocument(ctx, manager, ref);
    expect(await codeOf(returnDocument(ctx, clerk, { ...ref, comment: ' ' }))).to.equal(
      'plan.comment-needed',
    );
    await returnDocument(ctx, clerk, { ...ref, comment: '件数が違います', place: '3 入電' });
    expect((await stored()).state).to.equal('returned');
    expect(await codeOf(signDocument(ctx, office, ref))).to.equal('sign-off.returned');
    await keep(2, '二');
    await signDocument(ctx, manager, ref);
    expect(await stored()).to.include({ version: 2, state: 'submitted' });
    expect(await codeOf(signDocument(ctx, manager, { ...ref, version: 1 }))).to.equal('sign-off.returned');
  });

  it('refuses a draft that a newer version has overtaken, and what is signed by nobody', async () => {
    await keep(2, '二');
    expect(await codeOf(signDocument(ctx, manager, { ...ref, version: 1 }))).to.equal('document.not-newest');
    expect(await codeOf(returnDocument(ctx, manager, { ...ref, comment: '直す' }))).to.equal(
      'sign-off.not-returnable',
    );
    expect(await codeOf(commentOnDocument(ctx, manager, { ...ref, comment: '一言' }))).to.equal(
      'sign-off.not-handed-in',
    );
    expect(await codeOf(signDocument(ctx, lead, ref))).to.equal('role.not-allowed');
  });

  it('keeps the days of inspection, invoice and payment of what the city has confirmed', async () => {
    const on = LocalDate.parse('2024-05-13');
    await signDocument(ctx, manager, ref);
    expect(await codeOf(noteDocument(ctx, manager, { ...ref, what: 'inspected', on }))).to.equal(
      'sign-off.not-handed-in',
    );
    await signDocument(ctx, office, ref);
    await noteDocument(ctx, manager, { ...ref, what: 'inspected', on });
    const events = await ctx.db.transaction((tx) => loadDocumentEvents(tx));
    expect(events.at(-1)).to.deep.include({ action: 'noted', place: 'inspected', comment: '2024-05-13' });
  });

  it('cannot be changed in the store from submission on, by no statement', async () => {
    await signDocument(ctx, manager, ref);
    for (const sql of [
      `update document_version set content = '{}'`,
      `update document_version set state = 'draft'`,
      'delete from document_version',
      `update document_event set comment = 'x'`,
      'truncate document_version cascade',
    ]) {
      const error = await rejectionOf(ctx.db.transaction((tx) => tx.execute(sql)));
      expect(error.code, sql).to.equal('plan.version-immutable');
    }
  });
});
