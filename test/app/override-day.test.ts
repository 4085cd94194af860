import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { loadMonth } from '../../src/app/load-month.ts';
import { overrideDay, undoOverride } from '../../src/app/override-day.ts';
import { listAudit } from '../../src/db/audit.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  importSample,
  keepDraft,
  manager,
  may,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

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

  const overrideAs = (input: Omit<Parameters<typeof overrideDay>[2], 'isConfirmed'>, isConfirmed = false) =>
    overrideDay(ctx, manager, { ...input, isConfirmed });
  const holding = async () =>
    (await loadMonth(ctx, manager, { month: may })).overrides.map(({ calls, reason }) => [calls, reason]);
  const actions = async () =>
    (await ctx.db.transaction((tx) => listAudit(tx, 100))).map((entry) => entry.action);

  it('holds until it is taken back, when the one before it holds again', async () => {
    await overrideAs({ date, calls: 40, reason: ' 市から連絡 ' });
    await overrideAs({ date, calls: 0, reason: '臨時休業' });
    expect(await holding()).to.deep.equal([[0, '臨時休業']]);
    await undoOverride(ctx, manager, { date });
    expect(await holding()).to.deep.equal([[40, '市から連絡']]);
    await undoOverride(ctx, manager, { date });
    expect(await holding()).to.deep.equal([]);
  });

  it('notes each act in the audit, but not that there was nothing to take back', async () => {
    await undoOverride(ctx, manager, { date });
    await overrideAs({ date, calls: 40, reason: '市から連絡' });
    await undoOverride(ctx, manager, { date });
    expect((await actions()).slice(0, 2)).to.deep.equal(['forecast.override-undone', 'forecast.overridden']);
    expect((await actions()).filter((action) => action === 'forecast.override-undone')).to.have.lengthOf(1);
  });

  for (const calls of [-1, Number.NaN, Number.POSITIVE_INFINITY, 100_001]) {
    it(`refuses ${calls} calls`, async () => {
      const error = await rejectionOf(overrideAs({ date, calls, reason: '理由' }));
      expect(error.code).to.equal('input.invalid');
      expect(error.details).to.include({ field: 'calls' });
      expect(await holding()).to.deep.equal([]);
    });
  }

  it('refuses a day on which the centre is closed', async () => {
    const sunday = LocalDate.parse('2024-05-12');
    const error = await rejectionOf(overrideAs({ date: sunday, calls: 5, reason: '理由' }));
    expect(error.code).to.equal('day.closed');
    expect(await holding()).to.deep.equal([]);
  });

  it('refuses a correction without a reason', async () => {
    const error = await rejectionOf(overrideAs({ date, calls: 5, reason: ' 　' }));
    expect(error.details).to.include({ field: 'reason' });
  });

  describe('beside a plan', () => {
    let content: PlanContent;
    let bounds: PlanDay['forecastBounds'];
    let modelCalls: number;
    before(async () => {
      content = await sampleContent();
      const day = content.days.find((candidate) => candidate.date === date.toString())!;
      bounds = day.forecastBounds;
      modelCalls = day.forecastCalls;
    });

    const correct = (calls: number, isConfirmed = false) =>
      overrideAs({ date, calls, reason: '広報' }, isConfirmed);
    /** The plan with other values of the day. */
    const changed = (values: Partial<PlanDay>): PlanContent => ({
      ...content,
      days: content.days.map((day) => (day.date === date.toString() ? { ...day, ...values } : day)),
    });

    it('takes what lies within the 95 % bounds, their ends included, without being asked', async () => {
      await keepDraft(ctx, 1, content);
      for (const calls of [bounds.low95, modelCalls, bounds.high95]) await correct(calls);
      expect(await holding()).to.deep.equal([[bounds.high95, '広報']]);
    });

    it('asks for a confirmation outside the bounds, saying them, and notes that it was given', async () => {
      await keepDraft(ctx, 1, content);
      for (const calls of [Math.floor(bounds.low95) - 1, Math.ceil(bounds.high95) + 1]) {
        const error = await rejectionOf(correct(calls));
        expect(error).to.include({ code: 'override.outside-bounds', kind: 'Conflict' });
        expect(error.details).to.deep.equal({
          date: '2024-05-20',
          calls,
          low95: bounds.low95,
          high95: bounds.high95,
        });
        expect(await holding()).to.deep.equal([]);
        await correct(calls, true);
        expect(await holding()).to.deep.equal([[calls, '広報']]);
        const [noted] = await ctx.db.transaction((tx) => listAudit(tx, 1));
        expect(noted!.detail).to.deep.equal({ calls, reason: '広報', isOutsideBounds: true });
        await undoOverride(ctx, manager, { date });
      }
      expect(await holding()).to.deep.equal([]);
    });

    for (const [model, least, most] of [
      [120, 40, 360],
      [100, 34, 300],
      [14, 4, 42],
      [4, 0, 14],
      [0, 0, 10],
    ] as const) {
      it(`takes ${least} to ${most} beside ${model} calls, and nothing further however confirmed`, async () => {
        const around = { low95: model, low80: model, high80: model, high95: model };
        await keepDraft(ctx, 1, changed({ forecastCalls: model, forecastBounds: around }));
        for (const calls of [least, most]) await correct(calls, true);
        expect(await holding()).to.deep.equal([[most, '広報']]);
        for (const calls of [least - 1, most + 1].filter((value) => value >= 0)) {
          const error = await rejectionOf(correct(calls, true));
          expect(error).to.include({ code: 'override.too-far', kind: 'InvalidInput' });
          expect(error.details).to.deep.equal({ date: '2024-05-20', calls, modelCalls: model, least, most });
        }
        expect(await holding()).to.deep.equal([[most, '広報']]);
      });
    }

    it('compares with the newest version', async () => {
      await keepDraft(ctx, 1, content);
      await keepDraft(
        ctx,
        2,
        changed({ forecastCalls: 300, forecastBounds: { low95: 250, low80: 260, high80: 340, high95: 350 } }),
      );
      expect((await rejectionOf(correct(bounds.low95))).code).to.match(/^override\./);
      await correct(350);
      expect(await holding()).to.deep.equal([[350, '広報']]);
    });

    it('compares with the model where the newest version is corrected already', async () => {
      const corrected = changed({
        forecastCalls: 200,
        forecastBounds: { low95: 150, low80: 170, high80: 230, high95: 250 },
        override: { modelCalls, calls: 200, reason: '広報' },
      });
      await keepDraft(ctx, 1, content);
      await keepDraft(ctx, 2, corrected);
      await correct(modelCalls);
      expect((await rejectionOf(correct(240))).details).to.include({ high95: bounds.high95 });
      expect((await rejectionOf(correct(Math.ceil(3 * modelCalls) + 1, true))).code).to.equal(
        'override.too-far',
      );
    });

    it('asks nothing where no version says the bounds of the model', async () => {
      await keepDraft(ctx, 1, changed({ override: { modelCalls: 100, calls: 120, reason: '広報' } }));
      await correct(250);
      expect((await rejectionOf(correct(301))).details).to.include({ modelCalls: 100, most: 300 });
    });

    it('limits nothing on a day that the newest plan does not have', async () => {
      const days = content.days.filter((day) => day.date !== date.toString());
      await keepDraft(ctx, 1, content);
      await keepDraft(ctx, 2, { ...content, days });
      await correct(5000);
      expect(await holding()).to.deep.equal([[5000, '広報']]);
    });
  });
});
