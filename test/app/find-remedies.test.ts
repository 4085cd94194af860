import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { failInterruptedWork } from '../../src/app/fail-interrupted-work.ts';
import {
  loadRemedies,
  type RemediesView,
  remediesOf,
  startFindingRemedies,
} from '../../src/app/find-remedies.ts';
import { listPlans } from '../../src/app/load-plan-version.ts';
import { loadProgress } from '../../src/app/start-plan.ts';
import { saveAbsence } from '../../src/db/absences.ts';
import { createWork } from '../../src/db/work.ts';
import type { PlanContent } from '../../src/plan/index.ts';
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

const date = '2024-05-14';
const request = { month: may, version: 1 };

/** The sample's plan with one day on which only the supervisors came. */
async function emptiedContent(): Promise<PlanContent> {
  const content = await sampleContent();
  return {
    ...content,
    days: content.days.map((day) =>
      day.date === date ? { ...day, shifts: day.shifts.filter(({ role }) => role !== 'operator') } : day,
    ),
  };
}

describe('startFindingRemedies', () => {
  let ctx: TestContext;
  let content: PlanContent;
  before(async () => {
    ctx = await openTestContext();
    content = await emptiedContent();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, content);
  });
  after(() => ctx.close());

  const createOpenWork = (kind: string): Promise<string> =>
    ctx.db.transaction((tx) => createWork(tx, { kind, createdAt: ctx.now(), by: lead.userId }));

  async function found(): Promise<RemediesView> {
    const { workId } = await startFindingRemedies(ctx, lead, request);
    expect((await startFindingRemedies(ctx, manager, request)).workId).to.equal(workId);
    for (;;) {
      const view = await loadRemedies(ctx, manager, { workId });
      if (view.state === 'done' || view.state === 'failed') return view;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('says why the day is empty and that building again is enough, and changes no plan', async () => {
    const away = content.staff.find(({ role }) => role === 'operator')!.id;
    await ctx.db.transaction((tx) =>
      saveAbsence(tx, {
        date: LocalDate.parse(date),
        staffId: away,
        startMinute: 0,
        endMinute: 1440,
        reasonKind: 'sick',
        detail: '発熱',
        recordedBy: lead.userId,
        caseId: null,
        at: ctx.now(),
      }),
    );
    const view = await found();
    expect(view).to.include({ state: 'done', doneFraction: 1, error: null });
    const { gaps, relaxing, lack } = view.found!;
    expect(lack.seatMinutes).to.be.greaterThan(0);
    expect(gaps.map((gap) => gap.date)).to.deep.equal(gaps.map(() => date));
    const operators = gaps.find(({ kind }) => kind === 'operators')!;
    const reasonsOf = new Map(operators.people.map(({ staffId, reasons }) => [staffId, reasons]));
    expect(reasonsOf.get(away)![0]).to.equal('leave');
    expect(operators.counts.find(({ reason }) => reason === 'free')!.people).to.be.greaterThan(0);
    expect(JSON.stringify(view.found)).not.to.include('発熱').and.not.to.include('sick');
    expect(relaxing.left).to.deep.equal([]);
    expect(relaxing.smallest.map(({ relaxed }) => relaxed)).to.deep.equal([[]]);
    expect(relaxing.smallest[0]!.uses).to.deep.equal([]);
    const asked = relaxing.smallest[0]!.changes.filter(
      (change) => change.after !== null && change.date === date,
    );
    expect(asked.map(({ staffId }) => staffId)).not.to.include(away);
    expect(asked.length).to.be.greaterThan(0);
    expect(await listPlans(ctx, manager)).to.have.lengthOf(1);
    expect(view.plan.content).to.deep.equal(content);
  });

  it('has nothing to say of a day that is over', async () => {
    const later = { ...ctx, now: () => ctx.now().plusSeconds(25 * 86_400) };
    const { version, remedies } = await remediesOf(later, manager, { ...request, version: 'latest' });
    expect(version).to.equal(1);
    expect(remedies.gaps).to.deep.equal([]);
  });

  it('is for manager and lead; the city and the administrator see nothing of it', async () => {
    const workId = await createOpenWork('remedies:2024-05:1');
    for (const actor of [stranger, administrator]) {
      for (const refused of [
        startFindingRemedies(ctx, actor, request),
        loadRemedies(ctx, actor, { workId }),
        remediesOf(ctx, actor, request),
      ]) {
        expect((await rejectionOf(refused)).code).to.equal('role.not-allowed');
      }
    }
  });

  it('refuses a version that is not there, and is failed at the next start when the process ended', async () => {
    const missing = startFindingRemedies(ctx, manager, { ...request, version: 7 });
    expect((await rejectionOf(missing)).code).to.equal('plan.not-found');
    const workId = await createOpenWork('remedies:2024-05:1');
    const other = await createOpenWork('changes:2024-05:1:all');
    await failInterruptedWork(ctx);
    expect(await loadRemedies(ctx, lead, { workId })).to.include({ state: 'failed', found: null });
    expect((await rejectionOf(loadRemedies(ctx, lead, { workId: other }))).code).to.equal('work.not-found');
    expect((await rejectionOf(loadProgress(ctx, manager, { workId }))).code).to.equal('work.not-found');
  });
});
