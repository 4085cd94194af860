import { createHash } from 'node:crypto';
import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { Actor } from '../../../src/app/context.ts';
import { loadDocumentFile } from '../../../src/app/document-files.ts';
import { type DraftDocumentInput, draftDocument } from '../../../src/app/draft-document.ts';
import { printDocument } from '../../../src/app/print-document.ts';
import { saveAbsence } from '../../../src/db/absences.ts';
import { saveCallCases } from '../../../src/db/call-cases.ts';
import { openImprovementCase } from '../../../src/db/improvements.ts';
import { loadPlan, publishPlan } from '../../../src/db/plans.ts';
import { parseCasesCsv } from '../../../src/files/index.ts';
import type { CallCase } from '../../../src/plan/call-cases.ts';
import { sampleCases, takersOf } from '../../../src/sample/index.ts';
import { readBack } from '../../build/pdf-text.ts';
import { sampleContract, sampleHistory } from '../../build/sample.ts';
import { rejectionOf } from '../../db/rejection.ts';
import {
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  operatorNames,
  sampleContent,
  stranger,
  type TestContext,
} from '../fixtures.ts';

const june = Instant.parse('2024-06-05T03:00:00Z');
const ofMay = sampleHistory.filter(({ date }) => date.toString().startsWith('2024-05'));

describe('reports on days and months', () => {
  let ctx: TestContext;
  let cases: CallCase[];
  before(async () => {
    ctx = await openTestContext(june);
    await importSample(ctx);
    const content = await sampleContent();
    await keepDraft(ctx, 1, content);
    const there = takersOf(content.days);
    const takersAt = (date: LocalDate, minute: number) => [...there(date, minute), 'SV01'].slice(0, 4);
    cases = sampleCases({ contract: sampleContract, intervals: ofMay, takersAt, seed: 'test' }).map(
      (own, index) => (index === 0 ? { ...own, note: `個人番号カードの件。${operatorNames[0]}が対応` } : own),
    );
    await ctx.db.transaction(async (tx) => {
      const { id } = await loadPlan(tx, may, 1);
      await publishPlan(tx, id, { at: Instant.parse('2024-04-25T03:00:00Z'), by: manager.userId });
      await saveCallCases(tx, cases);
      const staffId = content.days[6]!.shifts.find(({ role }) => role === 'operator')!.staffId;
      await saveAbsence(tx, {
        date: LocalDate.parse(content.days[6]!.date),
        staffId,
        startMinute: 0,
        endMinute: 1440,
        reasonKind: 'sick',
        detail: '持病の通院',
        recordedBy: 'x',
        at: june,
        caseId: null,
      });
      await openImprovementCase(tx, {
        kind: 'day',
        period: '2024-05-23',
        figures: { offered: 81, answered: 71, abandoned: 4, targetFraction: 0.9, through: '2024-05-23' },
        openedAt: june,
        openedBy: 'x',
        planVersion: 1,
        reportDueOn: LocalDate.of(2024, 6, 6),
      });
    });
  });
  after(() => ctx.close());

  const draw = (input: DraftDocumentInput, actor: Actor = manager) => draftDocument(ctx, actor, input);
  const ask = { from: '2024-05-13', to: '2024-05-24', topic: '応答の状況', question: '報告されたい。' };
  const drawn: readonly (readonly [DraftDocumentInput, phrase: string])[] = [
    [{ kind: 'dailyReport', subject: '2024-05-14' }, '対応状況全件'],
    [{ kind: 'monthlyReport', subject: '2024-05' }, '想定入電件数（月700件）との比較'],
    [{ kind: 'performanceReport', subject: '2024-05' }, '予測の精度'],
    [{ kind: 'completionReport', subject: '2024-05' }, '令和6年6月10日（月）'],
    [{ kind: 'improvementReport', subject: '1' }, '目標に不足した応答2件'],
    [{ kind: 'outboundEvidence', subject: '2024-05' }, '二つの読み方による判定'],
    [{ kind: 'adHocReport', subject: null, input: ask }, '報告されたい。'],
  ];
  for (const [input, phrase] of drawn) {
    it(`prints a ${input.kind} without an operator's name or a reason of absence`, async () => {
      const { kind, subject, content } = await draw(input);
      const pdf = await readBack(await printDocument(ctx, manager, { kind, subject, version: 'latest' }));
      const text = pdf.pages.join('');
      expect(pdf.isTagged).to.equal(true);
      expect(text).to.include(phrase);
      for (const name of operatorNames) expect(text).not.to.include(name.replace(/\s/gu, ''));
      expect(JSON.stringify(content)).not.to.match(/通院|sick|NaN|undefined/);
      // Asked again nothing is new.
      expect((await draw({ ...input, subject })).contentSha256).to.equal(
        (await draw({ ...input, subject })).contentSha256,
      );
    });
  }

  it('hands out the cases that the report counts, to the byte, and the days of the month', async () => {
    const { content } = await draw({ kind: 'monthlyReport', subject: '2024-05' });
    const ref = { kind: 'monthlyReport', subject: '2024-05', version: 'latest' } as const;
    const csv = await loadDocumentFile(ctx, manager, ref, 'cases.csv');
    const { sha256, rows } = content.body['attachment'] as { sha256: string; rows: number };
    expect(createHash('sha256').update(csv.bytes).digest('hex')).to.equal(sha256);
    const staffIds = new Set(cases.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])));
    const read = parseCasesCsv(csv.bytes, csv.name, { contract: sampleContract, staffIds });
    expect(read).to.have.length(rows);
    expect(read[0]!.note).to.equal('個人番号カードの件。OP01が対応');
    const days = new TextDecoder().decode((await loadDocumentFile(ctx, manager, ref, 'days.csv')).bytes);
    expect(days.trim().split('\r\n')).to.have.length(22);
    expect((await loadDocumentFile(ctx, manager, ref, 'cases.xlsx')).bytes.slice(0, 2)).to.deep.equal(
      new TextEncoder().encode('PK'),
    );
    expect(JSON.stringify(content.body['wording'])).to.include('マイナンバーカード');
  });

  it('hands out nothing that the version does not say: corrected cases, another kind, a draft to the city', async () => {
    await draw({ kind: 'dailyReport', subject: '2024-05-15' });
    const ref = { kind: 'dailyReport', subject: '2024-05-15', version: 'latest' } as const;
    const city = await rejectionOf(loadDocumentFile(ctx, stranger, ref, 'cases.csv'));
    expect(city).to.include({ code: 'document.not-visible' });
    expect(await rejectionOf(loadDocumentFile(ctx, manager, ref, 'days.csv'))).to.include({
      code: 'report.no-file',
    });
    const own = cases.find(({ date }) => date.toString() === '2024-05-15')!;
    await ctx.db.transaction((tx) => saveCallCases(tx, [{ ...own, note: '訂正' }]));
    const changed = await rejectionOf(loadDocumentFile(ctx, manager, ref, 'cases.csv'));
    expect(changed).to.include({ code: 'report.file-changed' });
  });

  it('refuses what is no day, month or question of the contract', async () => {
    const codeOf = async (input: DraftDocumentInput) =>
      ((await rejectionOf(draw(input))) as { code?: string } | undefined)?.code;
    expect(await codeOf({ kind: 'dailyReport', subject: '2024-05-32' })).to.equal('document.bad-subject');
    expect(await codeOf({ kind: 'dailyReport', subject: '2024-05-03' })).to.equal('day.closed');
    expect(await codeOf({ kind: 'dailyReport', subject: '2023-05-02' })).to.equal('month.outside-term');
    expect(await codeOf({ kind: 'monthlyReport', subject: '2025-03' })).to.equal('report.no-actuals');
    expect(await codeOf({ kind: 'monthlyReport', subject: 'May' })).to.equal('document.bad-subject');
    expect(await codeOf({ kind: 'improvementReport', subject: '99' })).to.equal('improvement.not-found');
    expect(await codeOf({ kind: 'adHocReport', subject: null })).to.equal('input.invalid');
    expect(
      await codeOf({ kind: 'adHocReport', subject: null, input: { ...ask, to: '2024-05-01' } }),
    ).to.equal('input.invalid');
  });
});
