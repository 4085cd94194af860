import { expect } from 'chai';
import { loadTask } from '../../src/app/make-plan.ts';
import { loadPlan, publishPlan } from '../../src/db/plans.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { planContent } from '../db/fixtures.ts';
import { importSample, keepDraft, manager, may, openTestContext, type TestContext } from './fixtures.ts';

/** A day on which one operator is on call and nobody works. */
function standbyDay(date: string, staffId: string): PlanDay {
  const shift = { staffId, role: 'operator' as const, pattern: '待', start: '08:30', end: '17:15' };
  return { ...planContent().days[0]!, date, shifts: [{ ...shift, standby: true, breaks: [] }] };
}

describe('loadTask', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
  });
  after(() => ctx.close());

  const standbyPrices = async (month = may.plusMonths(1)): Promise<Record<string, number>> => {
    const { fairness } = await ctx.db.transaction((tx) => loadTask(tx, { month, knowledgeDate: null }));
    return Object.fromEntries(fairness!.map(({ staffId, prices }) => [staffId, prices.standby]));
  };
  const publish = () =>
    ctx.db.transaction(async (tx) => {
      const { id } = await loadPlan(tx, may, 1);
      await publishPlan(tx, id, { at: ctx.now(), by: manager.userId });
    });
  const mayWith = (staffId: string): PlanContent => ({
    ...planContent(),
    month: may.toString(),
    days: ['2024-05-13', '2024-05-14', '2024-05-15'].map((date) => standbyDay(date, staffId)),
  });

  it('gives the planner the ledger: who had every standby of a published month has the highest price', async () => {
    await keepDraft(ctx, 1, mayWith('OP03'));
    expect(new Set(Object.values(await standbyPrices()))).to.deep.equal(new Set([0]));
    await publish();
    const { OP03: own, ...others } = await standbyPrices();
    // Three standbys and a tenth or so of a share in each, against none and the same share.
    expect(own).to.be.above(Math.max(...Object.values(others)) + 2 * 2);
  });

  it('counts what lies before the month, and not the month itself', async () => {
    await keepDraft(ctx, 1, mayWith('OP03'));
    await publish();
    expect(new Set(Object.values(await standbyPrices(may)))).to.deep.equal(new Set([0]));
  });
});
