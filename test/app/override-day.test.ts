import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadMonth } from '../../src/app/load-month.ts';
import { overrideDay, undoOverride } from '../../src/app/override-day.ts';
import { listAudit } from '../../src/db/audit.ts';
import { rejectionOf } from '../db/rejection.ts';
import { importSample, manager, may, openTestContext, type TestContext } from './fixtures.ts';

const date = LocalDate.parse('2024-05-20');

describe('overrideDay', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract']);
  });
  after(() => ctx.close());

  const holding = async () =>
    (await loadMonth(ctx, manager, { month: may })).overrides.map(({ calls, reason }) => [calls, reason]);
  const actions = async () =>
    (await ctx.db.transaction((tx) => listAudit(tx, 100))).map((entry) => entry.action);

  it('holds until it is taken back, when the one before it holds again', async () => {
    await overrideDay(ctx, manager, { date, calls: 40, reason: ' 市から連絡 ' });
    await overrideDay(ctx, manager, { date, calls: 0, reason: '臨時休業' });
    expect(await holding()).to.deep.equal([[0, '臨時休業']]);
    await undoOverride(ctx, manager, { date });
    expect(await holding()).to.deep.equal([[40, '市から連絡']]);
    await undoOverride(ctx, manager, { date });
    expect(await holding()).to.deep.equal([]);
  });

  it('notes each act in the audit, but not that there was nothing to take back', async () => {
    await undoOverride(ctx, manager, { date });
    await overrideDay(ctx, manager, { date, calls: 40, reason: '市から連絡' });
    await undoOverride(ctx, manager, { date });
    expect((await actions()).slice(0, 2)).to.deep.equal(['forecast.override-undone', 'forecast.overridden']);
    expect((await actions()).filter((action) => action === 'forecast.override-undone')).to.have.lengthOf(1);
  });

  for (const calls of [-1, Number.NaN, Number.POSITIVE_INFINITY, 100_001]) {
    it(`refuses ${calls} calls`, async () => {
      const error = await rejectionOf(overrideDay(ctx, manager, { date, calls, reason: '理由' }));
      expect(error.code).to.equal('input.invalid');
      expect(error.details).to.include({ field: 'calls' });
      expect(await holding()).to.deep.equal([]);
    });
  }

  it('refuses a day on which the centre is closed', async () => {
    const sunday = LocalDate.parse('2024-05-12');
    const error = await rejectionOf(overrideDay(ctx, manager, { date: sunday, calls: 5, reason: '理由' }));
    expect(error.code).to.equal('day.closed');
    expect(await holding()).to.deep.equal([]);
  });

  it('refuses a correction without a reason', async () => {
    const error = await rejectionOf(overrideDay(ctx, manager, { date, calls: 5, reason: ' 　' }));
    expect(error.details).to.include({ field: 'reason' });
  });
});
