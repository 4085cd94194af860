import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { decideHistory, undoHistoryDecision } from '../../src/app/decide-history.ts';
import { loadTask } from '../../src/app/make-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { saveHistory } from '../../src/db/histories.ts';
import { loadHistoryDecisionsOf } from '../../src/db/history-decisions.ts';
import { interval } from '../db/fixtures.ts';
import { rejectionOf } from '../db/rejection.ts';
import { importSample, manager, may, openTestContext, type TestContext } from './fixtures.ts';

const date = LocalDate.parse('2024-03-18');
const day = { date, queueId: 'booking' };

describe('decideHistory', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await ctx.db.transaction((tx) => saveHistory(tx, [interval(day)]));
  });
  after(() => ctx.close());

  /** What a plan of May would be made with. */
  const planned = async () => {
    const task = await ctx.db.transaction((tx) => loadTask(tx, { month: may, knowledgeDate: null }));
    return task.historyDecisions.map((decision) => ({ ...decision, date: decision.date.toString() }));
  };
  const notes = async () =>
    (await ctx.db.transaction((tx) => listAudit(tx, 100)))
      .filter(({ action }) => action.startsWith('history.'))
      .map(({ action, subject, detail }) => [action, subject, detail]);

  it('is heeded by the next plan until it is taken back, when the one before it holds again', async () => {
    await decideHistory(ctx, manager, { ...day, use: 'leftOut', reason: ' 回線の障害 ' });
    await decideHistory(ctx, manager, { ...day, use: 'asCounted', reason: '障害はなかった' });
    expect(await planned()).to.deep.equal([{ date: '2024-03-18', queueId: 'booking', use: 'asCounted' }]);
    await undoHistoryDecision(ctx, manager, day);
    expect(await planned()).to.deep.equal([{ date: '2024-03-18', queueId: 'booking', use: 'leftOut' }]);
    await undoHistoryDecision(ctx, manager, day);
    expect(await planned()).to.deep.equal([]);
  });

  it('is kept with its reason, by whom it was made and by whom taken back, and each act noted', async () => {
    await undoHistoryDecision(ctx, manager, day);
    await decideHistory(ctx, manager, { date, queueId: null, use: 'leftOut', reason: ' 回線の障害 ' });
    await undoHistoryDecision(ctx, manager, day);
    await undoHistoryDecision(ctx, manager, { date, queueId: null });
    const [kept] = await ctx.db.transaction((tx) => loadHistoryDecisionsOf(tx, date));
    expect(kept).to.include({ queueId: null, use: 'leftOut', reason: '回線の障害', by: manager.userId });
    expect(kept!.undone?.by).to.equal(manager.userId);
    expect(await notes()).to.deep.equal([
      ['history.decision-undone', '2024-03-18', {}],
      ['history.decided', '2024-03-18', { use: 'leftOut', reason: '回線の障害' }],
    ]);
  });

  for (const [what, about] of [
    ['a day without history', { date: date.plusDays(1), queueId: null }],
    ['a queue that had none on the day', { date, queueId: 'enquiry' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const decision = { ...about, use: 'leftOut', reason: '回線の障害' } as const;
      const error = await rejectionOf(decideHistory(ctx, manager, decision));
      expect(error.code).to.equal('history.no-such-day');
      expect(error.details).to.deep.equal({
        date: about.date.toString(),
        queueId: about.queueId ?? '*',
      });
      expect(await planned()).to.deep.equal([]);
      expect(await notes()).to.deep.equal([]);
    });
  }

  it('refuses a decision without a reason', async () => {
    const error = await rejectionOf(
      decideHistory(ctx, manager, { ...day, use: 'asCounted', reason: ' \u3000' }),
    );
    expect(error).to.include({ code: 'input.invalid' });
    expect(error.details).to.include({ field: 'reason' });
    expect(await planned()).to.deep.equal([]);
  });
});
