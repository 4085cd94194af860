import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { chooseCandidate } from '../../src/app/choose-candidate.ts';
import { editRoster, undoRosterEdit } from '../../src/app/edit-roster.ts';
import { failInterruptedWork } from '../../src/app/fail-interrupted-work.ts';
import {
  type CandidatesView,
  loadCandidates,
  searchKindOf,
  startFindingCandidates,
} from '../../src/app/find-candidates.ts';
import { listPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { listAudit } from '../../src/db/audit.ts';
import { createWork } from '../../src/db/work.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import { personDaysApart } from '../../src/plan/roster-facts.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  administrator,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  stranger,
  type TestContext,
} from './fixtures.ts';

describe('candidates of an open draft', () => {
  let ctx: TestContext;
  let content: PlanContent;
  /** A search that is done, for the tests that look at its answer. */
  let done: CandidatesView;
  let workId: string;

  before(async () => {
    ctx = await openTestContext();
    content = await sampleContent();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, content);
    ({ workId } = await startFindingCandidates(ctx, manager, { month: may }));
    done = await over(workId);
  });
  after(() => ctx.close());

  async function over(id: string): Promise<CandidatesView> {
    for (;;) {
      const view = await loadCandidates(ctx, manager, { workId: id });
      if (view.state === 'done' || view.state === 'failed') return view;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const load = async () => (await loadPlanVersion(ctx, manager, { month: may, version: 1 })).plan;
  const kind = () => done.found!.candidates[0]!.kind;
  const first = () => done.found!.candidates[0]!;

  it('are found for the content as it is, and change no plan', async () => {
    expect(done).to.include({ state: 'done', doneFraction: 1, isCurrent: true, error: null });
    const { candidates, alike } = done.found!;
    expect(candidates).not.to.be.empty;
    const leaning = candidates.filter((candidate) => candidate.kind !== 'another');
    expect(leaning.length + alike.length).to.equal(3);
    expect(await listPlans(ctx, manager)).to.have.length(1);
    expect((await load()).content).to.deep.equal(content);
  });

  it('are for the manager alone', async () => {
    for (const actor of [lead, stranger, administrator]) {
      for (const refused of [
        startFindingCandidates(ctx, actor, { month: may }),
        loadCandidates(ctx, actor, { workId }),
        chooseCandidate(ctx, actor, { workId, kind: kind() }),
      ]) {
        expect((await rejectionOf(refused)).code).to.equal('role.not-allowed');
      }
    }
  });

  it('give the work under way to who asks again for the same content', async () => {
    const kind = searchKindOf(await load());
    const open = await ctx.db.transaction((tx) =>
      createWork(tx, { kind, createdAt: ctx.now(), by: manager.userId }),
    );
    expect((await startFindingCandidates(ctx, manager, { month: may })).workId).to.equal(open);
    await failInterruptedWork(ctx);
    const failed = await loadCandidates(ctx, manager, { workId: open });
    expect(failed).to.include({ state: 'failed', found: null });
    expect(failed.error?.ja).to.include('もう一度');
  });

  it('are other work than any other', async () => {
    const other = await ctx.db.transaction((tx) =>
      createWork(tx, { kind: 'plan:2024-05', createdAt: ctx.now(), by: manager.userId }),
    );
    for (const refused of [
      loadCandidates(ctx, manager, { workId: other }),
      chooseCandidate(ctx, manager, { workId: other, kind: 'balanced' }),
    ]) {
      expect((await rejectionOf(refused)).code).to.equal('work.not-found');
    }
    await failInterruptedWork(ctx);
  });

  it('put their roster and its figures into the draft when chosen, and can be taken back', async () => {
    const before = await load();
    const chosen = await chooseCandidate(ctx, manager, { workId, kind: kind() });
    expect(chosen.month.equals(may)).to.equal(true);
    expect(chosen.version).to.equal(1);
    expect(chosen.changedPersonDays).to.equal(personDaysApart(before.content.days, first().content.days));
    const after = await load();
    expect(after.content.days.map(({ shifts }) => shifts)).to.deep.equal(
      first().content.days.map(({ shifts }) => shifts),
    );
    expect(after.content).to.deep.equal(first().content);
    expect(after.content.simulation).not.to.equal(undefined);
    const [entry] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(entry).to.include({ action: 'roster.candidate-chosen', actor: manager.userId });
    expect((await loadCandidates(ctx, manager, { workId })).isCurrent).to.equal(false);

    await undoRosterEdit(ctx, manager, { month: may });
    const restored = await load();
    expect(restored.content.days.map(({ shifts }) => shifts)).to.deep.equal(
      before.content.days.map(({ shifts }) => shifts),
    );
    // Another one can be chosen then, without another search.
    expect((await loadCandidates(ctx, manager, { workId })).isCurrent).to.equal(true);
  });

  it('cannot be chosen once the draft is otherwise, nor once it is submitted', async () => {
    const day = content.days[0]!;
    const staffId = day.shifts.find(({ role }) => role === 'operator')!.staffId;
    await editRoster(ctx, manager, {
      month: may,
      edit: { kind: 'clear', date: LocalDate.parse(day.date), staffId },
    });
    const refusal = await rejectionOf(chooseCandidate(ctx, manager, { workId, kind: kind() }));
    expect(refusal.code).to.equal('plan.changed-meanwhile');
    await undoRosterEdit(ctx, manager, { month: may });
    await submitPlan(ctx, manager, { month: may, version: 1, comment: '' });
    for (const refused of [
      chooseCandidate(ctx, manager, { workId, kind: kind() }),
      startFindingCandidates(ctx, manager, { month: may }),
    ]) {
      expect((await rejectionOf(refused)).code).to.equal('plan.wrong-state');
    }
  });
});
