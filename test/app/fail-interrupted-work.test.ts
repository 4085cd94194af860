import { expect } from 'chai';
import { failInterruptedWork } from '../../src/app/fail-interrupted-work.ts';
import { loadProgress } from '../../src/app/start-plan.ts';
import { createWork, finishWork, progressWork } from '../../src/db/work.ts';
import { manager, openTestContext, type TestContext } from './fixtures.ts';

describe('failInterruptedWork', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  after(() => ctx.close());

  const work = () =>
    ctx.db.transaction((tx) =>
      createWork(tx, { kind: 'plan:2024-05', createdAt: ctx.now(), by: manager.userId }),
    );

  it('fails what was running with the reason in both languages and leaves what was done', async () => {
    const [running, done] = [await work(), await work()];
    await ctx.db.transaction(async (tx) => {
      await progressWork(tx, running, { step: 'roster', doneFraction: 0.5 });
      await finishWork(tx, done, { version: 1 });
    });
    await failInterruptedWork(ctx);
    const progress = await loadProgress(ctx, manager, { workId: running });
    expect(progress).to.include({ state: 'failed', step: 'roster', doneFraction: 0.5, version: null });
    expect(progress.error?.ja).to.include('もう一度');
    expect(progress.error?.en).to.include('start again');
    expect(await loadProgress(ctx, manager, { workId: done })).to.include({ state: 'done', version: 1 });
  });
});
