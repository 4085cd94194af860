import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { AppContext } from '../../src/app/context.ts';
import { importFile } from '../../src/app/import-file.ts';
import { loadImprovement, loadImprovements } from '../../src/app/load-improvements.ts';
import { loadMonthProgress } from '../../src/app/load-month-progress.ts';
import { addMachine, listMachines, revokeMachine } from '../../src/app/machines.ts';
import { type NotedAct, noteImprovement } from '../../src/app/note-improvement.ts';
import { machineOf, recordActuals } from '../../src/app/record-actuals.ts';
import { listAudit } from '../../src/db/audit.ts';
import { loadHistoryOfDays } from '../../src/db/histories.ts';
import { appendImprovementEvent } from '../../src/db/improvements.ts';
import { publishPlan } from '../../src/db/plans.ts';
import { planContentFormat } from '../../src/plan/format.ts';
import { buildPlan } from '../build/plan.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  administrator,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  stranger,
  type TestContext,
} from './fixtures.ts';

const content = planContentFormat.parse(buildPlan());
const [first, second] = content.days.map(({ date }) => date) as [string, string];

/** Rows of a whole day, a call in every quarter of an hour, so many of them lost. */
function dayRows(date: string, lost: number, until = '24:00') {
  const day = content.days.find((own) => own.date === date)!;
  return day.intervals
    .filter(({ end }) => end <= until)
    .map(({ start }, index) => ({
      interval_start: `${date} ${start}`,
      queue: 'booking',
      offered: 1,
      answered: index < lost ? 0 : 1,
      abandoned: index < lost ? 1 : 0,
      handling_seconds: index < lost ? 0 : 360,
    }));
}

describe('recordActuals', () => {
  let ctx: TestContext;
  before(async () => {
    // The evening of the first open day of May.
    ctx = await openTestContext(Instant.parse('2024-05-01T09:00:00Z'));
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract']);
  });
  after(() => ctx.close());

  async function publish(): Promise<void> {
    await keepDraft(ctx, 1, content);
    await ctx.db.transaction(async (tx) => {
      const [row]: { id: number }[] = await tx.execute('select id from plan_version');
      await publishPlan(tx, row!.id, { at: ctx.now(), by: manager.userId });
    });
  }
  const casesOf = async () =>
    (await loadImprovements(ctx, manager)).cases.map(({ case: own }) => `${own.kind} ${own.period}`);

  it('keeps rows as history, replaces an interval that is known, and says so in the audit', async () => {
    const rows = dayRows(first, 0);
    expect(await recordActuals(ctx, lead, rows)).to.deep.equal({
      added: rows.length,
      changed: 0,
      unchanged: 0,
    });
    const again = await recordActuals(ctx, manager, [{ ...rows[0]!, offered: 3 }, rows[1]!]);
    expect(again).to.deep.equal({ added: 0, changed: 1, unchanged: 1 });
    const day = LocalDate.parse(first);
    const kept = await ctx.db.transaction((tx) => loadHistoryOfDays(tx, day, day));
    expect(kept).to.have.length(rows.length);
    expect(kept[0]).to.include({ offered: 3, answered: 1, queueId: 'booking' });
    const [entry] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(entry).to.include({ action: 'actuals.recorded', subject: first, actor: manager.userId });
  });

  it('refuses all rows for a bad one, by the rules of the file, and people without the right', async () => {
    const [good] = dayRows(first, 0);
    for (const [bad, column] of [
      [{ ...good, offered: -1 }, 'offered'],
      [{ ...good, answered: 2 }, 'answered'],
      [{ ...good, abandoned: 1 }, 'abandoned'],
      [{ ...good, queue: 'nobody' }, 'queue'],
      [{ ...good, interval_start: 'yesterday' }, 'interval_start'],
      [{ ...good, interval_minutes: 0 }, 'interval_minutes'],
      [{ ...good, handling_seconds: 1.5 }, 'handling_seconds'],
      [good, 'interval_start'],
    ] as const) {
      const refused = await rejectionOf(recordActuals(ctx, lead, [good!, bad!]));
      expect(refused, column).to.have.property('code', 'file.bad-row');
      expect(refused).to.have.property('details').that.includes({ line: 2, column });
    }
    const day = LocalDate.parse(first);
    expect(await ctx.db.transaction((tx) => loadHistoryOfDays(tx, day, day))).to.deep.equal([]);
    for (const actor of [stranger, administrator]) {
      expect(await rejectionOf(recordActuals(ctx, actor, []))).to.have.property('code', 'role.not-allowed');
    }
  });

  it('opens a case per miss once, for a published plan alone, from rows and from a file', async () => {
    await keepDraft(ctx, 1, content);
    await recordActuals(ctx, lead, dayRows(first, 20));
    expect(await casesOf()).to.deep.equal([]);
    await ctx.db.clear(['contract']);
    await publish();
    await recordActuals(ctx, lead, dayRows(first, 20, '12:00'));
    expect(await casesOf(), 'under way').to.deep.equal([]);
    await recordActuals(ctx, lead, dayRows(first, 20));
    expect(await casesOf()).to.deep.equal([`day ${first}`]);
    await recordActuals(ctx, lead, dayRows(first, 21));
    expect(await casesOf()).to.deep.equal([`day ${first}`]);
    const rows = dayRows(second, 20);
    const header = 'interval_start,queue,offered,answered,abandoned,handling_seconds';
    const lines = rows.map((row) => Object.values(row).join(','));
    const bytes = new TextEncoder().encode([header, ...lines].join('\n'));
    const file = { kind: 'history', name: 'day.csv', bytes } as const;
    // Of a day to come nothing can have been counted.
    await importFile(ctx, manager, file);
    expect(await casesOf()).to.deep.equal([`day ${first}`]);
    const nextDay: AppContext = { ...ctx, now: () => ctx.now().plusSeconds(86_400) };
    await importFile(nextDay, manager, file);
    expect((await casesOf()).toSorted()).to.deep.equal([
      `day ${first}`,
      `day ${second}`,
      'monthToDate 2024-05',
    ]);
    const { cases } = await loadImprovements(ctx, manager);
    const own = cases.find(({ case: { period } }) => period === first)!.case;
    expect(own.figures).to.include({ offered: rows.length, answered: rows.length - 20, through: first });
    expect(own).to.include({ planVersion: 1, openedBy: lead.userId });
    // 2 May is open; the holidays come after it.
    expect(own.reportDueOn.toString()).to.equal('2024-05-02');
  });

  it('leads a case from the report to its end, keeps what was said, and shows the city what was reported', async () => {
    await publish();
    await recordActuals(ctx, lead, dayRows(first, 20));
    const { cases } = await loadImprovements(ctx, lead);
    const { id } = cases.find(({ case: { kind } }) => kind === 'day')!.case;
    const note = (act: NotedAct, actor = lead) => noteImprovement(ctx, actor, { id, act });
    expect((await loadImprovements(ctx, stranger)).cases).to.deep.equal([]);
    expect(await rejectionOf(loadImprovement(ctx, stranger, id))).to.have.property(
      'code',
      'improvement.not-found',
    );

    const reported = {
      kind: 'reported',
      date: first,
      time: '17:30',
      channel: 'phone',
      person: '課長',
    } as const;
    const early = await rejectionOf(note({ ...reported, time: '18:30' }));
    expect(early).to.have.property('code', 'input.invalid');
    const incomplete = await rejectionOf(note({ kind: 'closed', result: '済' }));
    expect(incomplete).to.have.property('code', 'improvement.incomplete');
    expect(incomplete)
      .to.have.property('message')
      .that.includes('the report to the city, the cause, a measure');
    await note(reported);
    expect((await loadImprovements(ctx, stranger)).cases).to.have.length(1);
    await note({ kind: 'cause', text: '欠勤' });
    await note({ kind: 'cause', text: '欠勤と発送' }, manager);
    await note({ kind: 'measure', text: '1席増', dueOn: second });
    const unknown = await rejectionOf(
      note({ kind: 'measureResult', measure: 2, doneOn: second, result: '' }),
    );
    expect(unknown).to.have.property('code', 'improvement.unknown-measure');
    await note({ kind: 'measureResult', measure: 1, doneOn: second, result: '96 %' });
    await note({ kind: 'closed', result: '回復' }, manager);
    const { case: own, state, isLate } = await loadImprovement(ctx, stranger, id);
    expect(own.events.map(({ number, act }) => `${number} ${act.kind}`)).to.deep.equal([
      '1 reported',
      '2 cause',
      '3 cause',
      '4 measure',
      '5 measureResult',
      '6 closed',
    ]);
    expect(state.cause).to.equal('欠勤と発送');
    expect(state.closed).to.include({ result: '回復', byName: manager.name });
    expect(isLate).to.equal(false);
    expect(await rejectionOf(note({ kind: 'cause', text: 'x' }))).to.have.property(
      'code',
      'improvement.closed',
    );
    expect(await rejectionOf(note({ kind: 'cause', text: 'x' }, stranger))).to.have.property(
      'code',
      'role.not-allowed',
    );
    await recordActuals(ctx, lead, dayRows(first, 25));
    expect(await casesOf()).to.have.length(1);
  });

  it('lets nobody change what was recorded, and one of two at the same time', async () => {
    await publish();
    await recordActuals(ctx, lead, dayRows(first, 20));
    const own = (await loadImprovements(ctx, lead)).cases[0]!.case;
    const event = {
      number: 1,
      at: ctx.now(),
      by: 'u',
      byName: '見本',
      act: { kind: 'cause', text: '欠勤' },
    } as const;
    await ctx.db.transaction((tx) => appendImprovementEvent(tx, own.id, event));
    const second = ctx.db.transaction((tx) => appendImprovementEvent(tx, own.id, event));
    expect(await rejectionOf(second)).to.have.property('code', 'improvement.acted-meanwhile');
    for (const statement of ['delete from improvement_event', `update improvement_case set kind = 'month'`]) {
      const changed = ctx.db.transaction((tx) => tx.execute(statement));
      expect(await rejectionOf(changed), statement).to.have.property('code', 'plan.version-immutable');
    }
    expect(await rejectionOf(noteImprovement(ctx, lead, { id: 999, act: event.act }))).to.have.property(
      'code',
      'improvement.not-found',
    );
  });

  it('lets a machine in by its token until it is revoked, and keeps no token', async () => {
    const token = await addMachine(ctx, manager, 'ACD');
    const machine = await machineOf(ctx, token);
    expect(machine.name).to.equal('ACD');
    await recordActuals(ctx, machine, dayRows(first, 0));
    const [entry] = await ctx.db.transaction((tx) => listAudit(tx, 1));
    expect(entry!.actor).to.equal(machine.userId);
    const stored = await ctx.db.transaction((tx) => tx.execute('select * from machine_token'));
    expect(JSON.stringify(stored)).not.to.include(token);
    const { id } = (await listMachines(ctx, manager))[0]!;
    await revokeMachine(ctx, manager, id);
    expect(await rejectionOf(machineOf(ctx, token))).to.have.property('code', 'actuals.bad-token');
    expect(await rejectionOf(machineOf(ctx, 'guess'))).to.have.property('code', 'actuals.bad-token');
    expect(await rejectionOf(revokeMachine(ctx, manager, id))).to.have.property('code', 'actuals.no-machine');
    expect(await rejectionOf(addMachine(ctx, lead, 'x'))).to.have.property('code', 'role.not-allowed');
  });
});

describe('loadMonthProgress', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext(Instant.parse('2024-05-02T03:00:00Z'));
  });
  beforeEach(() => ctx.db.clear());
  after(() => ctx.close());

  it('tells the month from the plan in force and what was counted, to the contractor alone', async () => {
    await importSample(ctx, ['contract']);
    expect((await loadMonthProgress(ctx, lead, { month: may })).found).to.equal(null);
    await keepDraft(ctx, 1, content);
    await recordActuals(ctx, lead, [...dayRows(first, 4), ...dayRows(second, 0, '12:00')]);
    const { found } = await loadMonthProgress(ctx, manager, { month: may });
    const { toDate, actuals } = found!.progress;
    expect(actuals.map(({ state }) => state)).to.deep.equal(['whole', 'underWay']);
    expect(toDate).to.include({ abandoned: 4, through: second, wholeDays: 1 });
    expect(await rejectionOf(loadMonthProgress(ctx, stranger, { month: may }))).to.have.property(
      'code',
      'role.not-allowed',
    );
    expect(await rejectionOf(loadMonthProgress(ctx, lead, { month: may.minusYears(3) }))).to.have.property(
      'code',
      'month.outside-term',
    );
  });
});
