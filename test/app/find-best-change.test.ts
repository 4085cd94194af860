import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { failInterruptedWork } from '../../src/app/fail-interrupted-work.ts';
import {
  type ChangeRequest,
  type ChangeSearchView,
  loadFoundChanges,
  loadSearchablePlan,
  startFindingChanges,
} from '../../src/app/find-best-change.ts';
import { listPlans } from '../../src/app/load-plan-version.ts';
import { loadProgress } from '../../src/app/start-plan.ts';
import { formatTime, parseTime } from '../../src/calendar/index.ts';
import { loadStaff } from '../../src/db/staff.ts';
import { createWork } from '../../src/db/work.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { findChanges } from '../../src/solver/change-finder.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  administrator,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleBytes,
  sampleContent,
  stranger,
  type TestContext,
} from './fixtures.ts';

const date = LocalDate.parse('2024-05-14');

/** The sample's plan with one rest of an operator moved on a day to where most seats are missing with it. */
async function worseContent(): Promise<PlanContent> {
  const content = await sampleContent();
  const withWorse = (day: PlanDay): PlanDay => ({
    ...day,
    shifts: day.shifts.map((entry) =>
      entry.role !== 'operator' || entry.standby
        ? entry
        : {
            ...entry,
            // Half of everybody's rests at once: nobody would plan so, and every single one moved back helps.
            breaks: entry.breaks.map((item) =>
              item.kind === 'rest' && parseTime(item.start) >= 14 * 60 && parseTime(item.start) < 14 * 60 + 55
                ? { ...item, start: formatTime(14 * 60 + 25), end: formatTime(14 * 60 + 35) }
                : item,
            ),
          },
    ),
  });
  return {
    ...content,
    days: content.days.map((day) => (day.date === date.toString() ? withWorse(day) : day)),
  };
}

describe('startFindingChanges', () => {
  let ctx: TestContext;
  let content: PlanContent;
  before(async () => {
    ctx = await openTestContext();
    content = await worseContent();
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, content);
  });
  after(() => ctx.close());

  const request: ChangeRequest = { month: may, version: 1, date };

  const createOpenWork = (kind: string): Promise<string> =>
    ctx.db.transaction((tx) => createWork(tx, { kind, createdAt: ctx.now(), by: lead.userId }));
  /** A search of the whole month that nobody works on. */
  const createOpenSearch = (): Promise<string> => createOpenWork('changes:2024-05:1:all');

  async function searched(wanted: ChangeRequest, at = ctx.now()): Promise<ChangeSearchView> {
    const { workId } = await startFindingChanges({ ...ctx, now: () => at }, lead, wanted);
    for (;;) {
      const view = await loadFoundChanges(ctx, manager, { workId });
      if (view.state === 'done' || view.state === 'failed') return view;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('finds legal changes of the day, best first, as the threads of any number do, and changes no plan', async () => {
    const view = await searched(request);
    expect(view).to.include({ state: 'done', doneFraction: 1, error: null });
    expect(view.date?.equals(date)).to.equal(true);
    const { changes, searchedDays, triedChanges } = view.found!;
    expect(searchedDays).to.equal(1);
    expect(triedChanges).to.be.greaterThan(changes.length);
    expect(changes).to.have.lengthOf.within(1, 10);
    const staffIds = view.plan.content.staff.map(({ id }) => id);
    for (const change of changes) {
      expect(change.date).to.equal(date.toString());
      expect(staffIds).to.include(change.staffId);
      expect(change.gainedCalls.low95).to.be.greaterThan(0);
      expect(change.dayAnswerRate.after).to.be.greaterThan(change.dayAnswerRate.before);
      expect(change.newFindings.map(({ level }) => level)).not.to.include('H');
    }
    const task = {
      contractJson: JSON.parse(new TextDecoder().decode(sampleBytes('contract.json'))) as unknown,
      content,
      staff: await ctx.db.transaction((tx) => loadStaff(tx)),
      daysBefore: null,
      daysAfter: null,
      now: null,
    };
    const index = content.days.findIndex((day) => day.date === date.toString());
    const alone = await findChanges(task, [index], () => {}, 1);
    expect(alone).to.deep.equal(view.found);
    expect(await listPlans(ctx, manager)).to.have.lengthOf(1);
    expect(view.plan.content).to.deep.equal(content);
  });

  it('gives the search under way to who asks for the same', async () => {
    const [one, other] = [
      await startFindingChanges(ctx, manager, request),
      await startFindingChanges(ctx, lead, request),
    ];
    expect(other.workId).to.equal(one.workId);
    const whole = await createOpenSearch();
    expect((await startFindingChanges(ctx, manager, { ...request, date: null })).workId).to.equal(whole);
    await searched(request);
  });

  it('searches what is left of a running month', async () => {
    const lastMorning = Instant.parse('2024-05-30T23:00:00Z');
    const { found, state } = await searched({ ...request, date: null }, lastMorning);
    expect(state).to.equal('done');
    expect(found!.searchedDays).to.equal(1);
  });

  it('refuses a day that is not in the plan and a version that is not there', async () => {
    const sunday = LocalDate.parse('2024-05-12');
    const codeOf = async (wanted: ChangeRequest): Promise<string> =>
      (await rejectionOf(startFindingChanges(ctx, manager, wanted))).code;
    expect(await codeOf({ ...request, date: sunday })).to.equal('plan.day-not-in-plan');
    expect(await codeOf({ ...request, version: 7 })).to.equal('plan.not-found');
  });

  it('is for manager and lead; the city and the administrator see nothing of it', async () => {
    const workId = await createOpenSearch();
    for (const actor of [stranger, administrator]) {
      for (const refused of [
        startFindingChanges(ctx, actor, request),
        loadFoundChanges(ctx, actor, { workId }),
        loadSearchablePlan(ctx, actor, request),
      ]) {
        expect((await rejectionOf(refused)).code).to.equal('role.not-allowed');
      }
    }
  });

  it('is failed at the next start when the process ended, and is no other work', async () => {
    const search = await createOpenSearch();
    const plan = await createOpenWork('plan:2024-05');
    await failInterruptedWork(ctx);
    const view = await loadFoundChanges(ctx, lead, { workId: search });
    expect(view).to.include({ state: 'failed', date: null, found: null });
    expect(view.error?.ja).to.include('もう一度');
    expect((await rejectionOf(loadFoundChanges(ctx, lead, { workId: plan }))).code).to.equal(
      'work.not-found',
    );
    expect((await rejectionOf(loadProgress(ctx, manager, { workId: search }))).code).to.equal(
      'work.not-found',
    );
  });
});
