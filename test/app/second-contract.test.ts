import { readFileSync } from 'node:fs';
import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { draftDocument } from '../../src/app/draft-document.ts';
import { importFile } from '../../src/app/import-file.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import { printDocument } from '../../src/app/print-document.ts';
import { printPlan } from '../../src/app/print-plan.ts';
import { printDaySheet, printShiftTable } from '../../src/app/print-shift-table.ts';
import { openDaysOfMonth } from '../../src/calendar/index.ts';
import { type Contract, type DocumentKind, documentKinds, parseContract } from '../../src/contract/index.ts';
import { publishPlan } from '../../src/db/plans.ts';
import { deadlinesOf } from '../../src/documents/index.ts';
import { parseStaffCsv } from '../../src/files/index.ts';
import { sampleFiles } from '../../src/sample/index.ts';
import { readBack } from '../build/pdf-text.ts';
import { manager, may, openTestContext, type TestContext } from './fixtures.ts';

const bytesOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../../forecasts/mihon/${name}`, import.meta.url));
const contract: Contract = parseContract(
  JSON.parse(new TextDecoder().decode(bytesOf('contract.json'))),
  'contract.json',
);
const staff = parseStaffCsv(bytesOf('staff.csv'), 'staff.csv', contract);

describe('the second contract', () => {
  it('has sample files that are made again byte for byte', () => {
    for (const [name, text] of Object.entries(sampleFiles(contract))) {
      expect(Buffer.from(text).equals(bytesOf(name)), `${name}: run src/sample/write.ts`).to.equal(true);
    }
  });

  it('opens on the second Sunday, and its reports are due on the 5th or the open day after it', () => {
    const sundays = openDaysOfMonth(contract.opening, may).filter(
      ({ date }) => date.dayOfWeek().value() === 7,
    );
    expect(sundays.map(({ date }) => date.toString())).to.deep.equal(['2024-05-12']);
    const due = deadlinesOf(contract, { officers: [], misses: [] })
      .filter(({ kind }) => kind === 'completionReport')
      .map(({ subject, dueOn }) => `${subject} ${dueOn}`);
    expect(due).to.include.members(['2024-04 2024-05-07', '2024-09 2024-10-07', '2024-05 2024-06-05']);
  });

  describe('through the same use cases', () => {
    let ctx: TestContext;
    before(async () => {
      ctx = await openTestContext(Instant.parse('2024-06-05T03:00:00Z'));
      for (const kind of ['contract', 'history', 'mailings', 'staff'] as const) {
        const name = kind === 'contract' ? 'contract.json' : `${kind}.csv`;
        await importFile(ctx, manager, { kind, name, bytes: bytesOf(name) });
      }
      await makePlan(ctx, manager, {
        month: may,
        knowledgeDate: LocalDate.of(2024, 4, 20),
        keep: null,
      });
      await ctx.db.transaction(async (tx) => {
        const [row]: { id: number }[] = await tx.execute('select id from plan_version order by version desc');
        await publishPlan(tx, row!.id, { at: Instant.parse('2024-04-22T03:00:00Z'), by: manager.userId });
      });
    });
    after(() => ctx.close());

    const expectWhole = async (pdf: Uint8Array): Promise<string> => {
      const { pages, fonts, isTagged } = await readBack(pdf);
      const text = pages.join('').replaceAll('‧', '・');
      expect(isTagged).to.equal(true);
      expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
      for (const { name, role } of staff) {
        if (role === 'operator') expect(text).not.to.include(name.replace(' ', ''));
      }
      for (const word of ['松阪', '総括管理責任者']) expect(text, word).not.to.include(word);
      return text;
    };

    it('plans a month with its own hours, roles and names, and prints it with two boxes a side', async () => {
      const which = { month: may, version: 1, audience: 'city', language: 'ja' } as const;
      const text = await expectWhole(await printPlan(ctx, manager, which));
      for (const word of [
        '要員配置計画書',
        '見本市長殿',
        '起案',
        '決裁',
        '主査',
        '5/12（日）',
        '見窓-2024-05',
      ]) {
        expect(text, word).to.include(word);
      }
      expect(text).not.to.include('係長');
      expect(await expectWhole(await printShiftTable(ctx, manager, which))).to.include('日勤8:15–17:00');
      const sunday = { ...which, date: LocalDate.of(2024, 5, 12) };
      expect(await expectWhole(await printDaySheet(ctx, manager, sunday))).to.include('令和6年5月12日（日）');
    });

    const minutes = {
      title: '定例会',
      heldOn: '2024-05-31',
      place: '市民窓口課',
      contractorAttendees: ['塚田 浩'],
      cityAttendees: ['主査'],
      topics: [{ topic: '入電', discussion: '報告した。', decision: '続ける。' }],
    };
    const adHoc = {
      topic: '連休の入電',
      question: '連休の前後の入電を知りたい。',
      from: '2024-05-01',
      to: '2024-05-10',
    };
    const asked: Readonly<Partial<Record<DocumentKind, readonly [subject: string | null, input?: unknown]>>> =
      {
        openingPlan: ['term'],
        organisation: ['term'],
        careerRecord: ['L01'],
        emergencyPlan: ['term'],
        surgePlan: ['2024-05'],
        dailyReport: ['2024-05-12'],
        monthlyReport: ['2024-05'],
        performanceReport: ['2024-05'],
        completionReport: ['2024-05'],
        outboundEvidence: ['2024-05'],
        minutes: [null, minutes],
        adHocReport: [null, adHoc],
        handover: ['term'],
      };

    for (const kind of documentKinds.filter((own) => asked[own] !== undefined)) {
      it(`draws up and prints ${kind}`, async () => {
        const [subject, input] = asked[kind]!;
        const drawn = await draftDocument(ctx, manager, { kind, subject, input });
        const ref = { kind, subject: drawn.subject, version: 'latest' as const };
        const text = await expectWhole(await printDocument(ctx, manager, ref));
        expect(text)
          .to.include('見本市長殿')
          .and.to.include(drawn.content.number)
          .and.to.include('ひな形テレサービス');
        expect(text).to.include(drawn.content.name);
        if (kind === 'organisation') expect(text).to.include('仕様書第5条に基づき');
      });
    }

    it('has the form of completion that the city asks for', async () => {
      const ref = { kind: 'completionReport', subject: '2024-05', version: 'latest' } as const;
      const text = await expectWhole(await printDocument(ctx, manager, ref));
      expect(text).to.include('様式第7号').and.to.include('業務完了届').and.to.include('60日以内');
    });
  });
});
