import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { printDaySheet, printShiftTable } from '../../src/app/print-shift-table.ts';
import { SekisuError } from '../../src/errors.ts';
import { readBack } from '../build/pdf-text.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  operatorNames,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

describe('printShiftTable', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx);
    await keepDraft(ctx, 1, await sampleContent());
  });
  after(() => ctx.close());
  const which = { month: may, version: 1, language: 'ja' } as const;

  it('puts the month on one sheet of A3, operators by code for the city', async () => {
    const pdf = await printShiftTable(ctx, manager, { ...which, audience: 'city' });
    const { pages, widths, isTagged } = await readBack(pdf);
    expect(pages).to.have.length(1);
    expect(Math.round(widths[0]!)).to.be.within(1190, 1192);
    expect(isTagged).to.equal(true);
    for (const part of [
      'シフト表',
      '令和6年5月',
      '松阪市長様',
      '第1版',
      '凡例',
      '早番8:45–17:15',
      'OP10',
      '1/1',
    ]) {
      expect(pages[0]).to.include(part);
    }
    for (const name of operatorNames) expect(pages[0]).not.to.include(name.replace(' ', ''));
  });

  it('names everybody on the internal copy, and who may see no name gets the other', async () => {
    const internal = await readBack(await printShiftTable(ctx, manager, { ...which, audience: 'internal' }));
    for (const name of operatorNames) expect(internal.pages[0]).to.include(name.replace(' ', ''));
    const events = await ctx.db.transaction((tx) =>
      tx.execute("select detail from audit_log where action = 'plan.exported'"),
    );
    expect(JSON.stringify(events)).to.include('shifts.pdf');
  });

  it('prints one day with everybody’s breaks, and says that a closed day is in no plan', async () => {
    const input = { ...which, audience: 'city' as const, date: LocalDate.of(2024, 5, 14) };
    const { pages } = await readBack(await printDaySheet(ctx, manager, input));
    for (const part of ['日別シフト表', '令和6年5月14日（火）', '必要席', '食事'])
      expect(pages[0]).to.include(part);
    for (const date of [LocalDate.of(2024, 5, 18), LocalDate.of(2024, 6, 14)]) {
      const error = await printDaySheet(ctx, manager, { ...input, date }).catch(
        (problem: unknown) => problem,
      );
      expect((error as SekisuError).code).to.equal('plan.day-not-in-plan');
    }
  });

  it('shows the city no draft', async () => {
    const official = await cityOfficial(ctx, null);
    const error = await printShiftTable(ctx, official, { ...which, audience: 'internal' }).catch(
      (problem: unknown) => problem,
    );
    expect(error).to.be.instanceOf(SekisuError);
  });
});
