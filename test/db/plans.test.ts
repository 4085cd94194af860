import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { appendAudit, listAudit } from '../../src/db/audit.ts';
import { appendEvent, loadEvents } from '../../src/db/plan-events.ts';
import {
  listPlans,
  loadPlan,
  loadPublishedShifts,
  type NewPlan,
  nextVersion,
  publishPlan,
  rewriteDraft,
  saveDraft,
  transition,
} from '../../src/db/plans.ts';
import type { Tx } from '../../src/db/tx.ts';
import type { PlanDay } from '../../src/plan/format.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { newPlan, noon, planContent } from './fixtures.ts';
import { rejectionOf } from './rejection.ts';

const april = YearMonth.parse('2027-04');

describe('plans', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  beforeEach(() => database.clear());
  after(() => database.close());

  const run = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work);
  const save = (values: Partial<NewPlan> = {}) => run((tx) => saveDraft(tx, newPlan(values)));
  const statement = (sql: string) => run((tx) => tx.execute(sql));
  const load = () => run((tx) => loadPlan(tx, april, 'latest'));

  it('gives a draft back as it was', async () => {
    const id = await save();
    const plan = await load();
    expect(plan.content).to.deep.equal(planContent());
    expect({
      ...plan,
      content: null,
      month: String(plan.month),
      createdAt: String(plan.createdAt),
    }).to.deep.equal({
      ...newPlan(),
      id,
      content: null,
      month: '2027-04',
      createdAt: noon.toString(),
      state: 'draft',
      submittedAt: null,
      publishedAt: null,
      publishedBy: null,
    });
  });

  it('counts versions within a month', async () => {
    expect(await run((tx) => nextVersion(tx, april))).to.equal(1);
    await save();
    await save({ version: 2, kind: 'repair', basedOnVersion: 1 });
    expect(await run((tx) => nextVersion(tx, april))).to.equal(3);
    expect(await run((tx) => nextVersion(tx, april.plusMonths(1)))).to.equal(1);
    expect((await load()).basedOnVersion).to.equal(1);
    expect((await run((tx) => loadPlan(tx, april, 1))).version).to.equal(1);
  });

  it('refuses a version that exists', async () => {
    await save();
    const error = await rejectionOf(save());
    expect(error.code).to.equal('plan.version-exists');
    expect(error.details).to.deep.equal({ value: '2027-04, 1' });
  });

  it('says so when there is no such plan', async () => {
    expect((await rejectionOf(load())).code).to.equal('plan.not-found');
    const rewriting = run((tx) => rewriteDraft(tx, 99, planContent(), 'b'.repeat(64)));
    expect((await rejectionOf(rewriting)).code).to.equal('plan.not-found');
  });

  it('lists versions without content, latest first', async () => {
    await save();
    await save({ version: 2 });
    await save({ month: april.plusMonths(1) });
    const all = await run((tx) => listPlans(tx));
    expect(all.map((plan) => `${plan.month}/${plan.version}`)).to.deep.equal([
      '2027-05/1',
      '2027-04/2',
      '2027-04/1',
    ]);
    expect(all[0]).not.to.have.property('content');
    expect(await run((tx) => listPlans(tx, april))).to.have.length(2);
  });

  it('lets a draft change and go', async () => {
    const id = await save();
    await run((tx) => rewriteDraft(tx, id, planContent({ monthForecastCalls: 1 }), 'b'.repeat(64)));
    expect((await load()).content.monthForecastCalls).to.equal(1);
    await statement('delete from plan_version');
    expect(await run((tx) => listPlans(tx))).to.have.length(0);
  });

  it('changes a draft only as long as nobody else has', async () => {
    const id = await save();
    const { contentSha256 } = await load();
    const change = (calls: number, hash: string) =>
      run((tx) => rewriteDraft(tx, id, planContent({ monthForecastCalls: calls }), hash, contentSha256));
    await change(1, 'b'.repeat(64));
    expect((await rejectionOf(change(2, 'c'.repeat(64)))).code).to.equal('plan.changed-meanwhile');
    expect((await load()).content.monthForecastCalls).to.equal(1);
  });

  for (const end of ['confirmed', 'returned'] as const) {
    it(`goes from draft by submitted to ${end}, and no further`, async () => {
      const id = await save();
      const early = run((tx) => transition(tx, id, end, noon));
      expect((await rejectionOf(early)).code).to.equal('plan.version-immutable');
      await run((tx) => transition(tx, id, 'submitted', noon));
      await run((tx) => transition(tx, id, end, noon.plusSeconds(60)));
      const plan = await load();
      expect(`${plan.state} ${plan.submittedAt}`).to.equal(`${end} ${noon}`);
      for (const to of ['submitted', 'confirmed', 'returned'] as const) {
        const again = run((tx) => transition(tx, id, to, noon));
        expect((await rejectionOf(again)).code).to.equal('plan.version-immutable');
      }
    });
  }

  const changes = [
    `content = content || '{"monthForecastCalls": 1}'`,
    `content_sha256 = 'x'`,
    'version = 9',
    `month = '2027-05'`,
    `kind = 'repair'`,
    'based_on_version = 9',
    `created_by = 'x'`,
    'created_at = now()',
    'id = 99',
  ];

  for (const change of changes) {
    it(`refuses "${change}" in a submitted and in a published version, in the database itself`, async () => {
      const submitted = await save();
      const published = await save({ version: 2 });
      await run((tx) => transition(tx, submitted, 'submitted', noon));
      await run((tx) => publishPlan(tx, published, { at: noon, by: 'u1' }));
      for (const id of [submitted, published]) {
        const error = await rejectionOf(statement(`update plan_version set ${change} where id = ${id}`));
        expect(error.code).to.equal('plan.version-immutable');
        expect(error.kind).to.equal('Conflict');
      }
    });
  }

  const moves = ["state = 'draft'", "state = 'submitted'", 'submitted_at = now()', 'submitted_at = null'];
  for (const move of moves) {
    it(`refuses "${move}" in a confirmed version, in the database itself`, async () => {
      const id = await save();
      await run((tx) => transition(tx, id, 'submitted', noon));
      await run((tx) => transition(tx, id, 'confirmed', noon));
      const error = await rejectionOf(statement(`update plan_version set ${move}`));
      expect(error.code).to.equal('plan.version-immutable');
    });
  }

  it('refuses to remove a submitted version, one by one or all at once', async () => {
    const id = await save();
    await run((tx) => transition(tx, id, 'submitted', noon));
    for (const sql of ['delete from plan_version', 'truncate plan_version cascade']) {
      expect((await rejectionOf(statement(sql))).code).to.equal('plan.version-immutable');
    }
    expect((await load()).state).to.equal('submitted');
  });

  it('is published once, after confirmation too', async () => {
    const id = await save();
    await run((tx) => transition(tx, id, 'submitted', noon));
    await run((tx) => transition(tx, id, 'confirmed', noon));
    await run((tx) => publishPlan(tx, id, { at: noon, by: 'u1' }));
    const again = run((tx) => publishPlan(tx, id, { at: noon.plusSeconds(1), by: 'u1' }));
    expect((await rejectionOf(again)).code).to.equal('plan.version-immutable');
    const plan = await load();
    expect(`${plan.publishedAt} ${plan.publishedBy}`).to.equal(`${noon} u1`);
  });

  it('gives the shifts of the latest published version of every month of a span, and nothing else', async () => {
    const month = (text: string) => YearMonth.parse(text);
    const shiftOf = (staffId: string): PlanDay['shifts'][number] => ({
      staffId,
      role: 'operator',
      pattern: '早',
      start: '09:00',
      end: '17:15',
      standby: false,
      breaks: [{ start: '12:00', end: '12:45', kind: 'meal' }],
    });
    const daysOf = (staffId: string): PlanDay[] =>
      ['2027-03-02', '2027-03-01'].map((date) => ({
        date,
        season: 'normal',
        seasonReason: { ja: '', en: '' },
        open: '09:00',
        close: '17:15',
        forecastCalls: 0,
        forecastBounds: { low95: 0, low80: 0, high80: 0, high95: 0 },
        forecastParts: { base: 0, weekday: 0, mailing: 0 } as never,
        queues: [],
        override: null,
        answerRate: 1,
        serviceLevel: 1,
        intervals: [],
        shifts: [shiftOf(staffId)],
      }));
    const keep = async (text: string, version: number, publishedAfterSeconds: number | null) => {
      const content = planContent({ month: text, days: daysOf(`${text} v${version}`) });
      const id = await save({ month: month(text), version, content });
      if (publishedAfterSeconds === null) return;
      const at = noon.plusSeconds(publishedAfterSeconds);
      await run((tx) => publishPlan(tx, id, { at, by: 'u1' }));
    };
    await keep('2027-02', 1, 0);
    await keep('2027-03', 1, 1);
    await keep('2027-03', 2, 5);
    await keep('2027-03', 3, null);
    await keep('2027-04', 1, null);
    await keep('2027-05', 1, 2);
    const load = async (from: string, to: string, before: number | null = null) =>
      (
        await run((tx) =>
          loadPublishedShifts(tx, month(from), month(to), before === null ? null : noon.plusSeconds(before)),
        )
      ).map((entry) => ({ ...entry, month: entry.month.toString() }));
    const expected = daysOf('2027-03 v2').map(({ date, shifts }) => ({ date, shifts }));
    expect(await load('2027-03', '2027-04')).to.deep.equal([{ month: '2027-03', days: expected }]);
    const firsts = async (...span: [string, string, number?]) =>
      (await load(...span)).map(({ days }) => days[0]!.shifts[0]!.staffId);
    expect(await firsts('2027-02', '2027-05')).to.deep.equal(['2027-02 v1', '2027-03 v2', '2027-05 v1']);
    expect(await firsts('2027-02', '2027-05', 5)).to.deep.equal(['2027-02 v1', '2027-03 v1', '2027-05 v1']);
    expect(await firsts('2027-02', '2027-05', 1)).to.deep.equal(['2027-02 v1']);
    expect(await load('2027-04', '2027-04')).to.deep.equal([]);
  });

  it('keeps the steps of a version in order and lets none change or go', async () => {
    const planId = await save();
    const event = {
      planId,
      at: noon,
      actor: { userId: 'u1', name: '山田 花子', role: 'manager' },
      step: 'submitted' as const,
      side: 'contractor' as const,
      stepIndex: 2,
      place: null,
      origin: '192.0.2.7',
      comment: null,
      contentSha256: 'a'.repeat(64),
    };
    await run((tx) => appendEvent(tx, event));
    await run((tx) => appendEvent(tx, { ...event, step: 'commented', comment: '確認中です' }));
    const events = await run((tx) => loadEvents(tx, planId));
    expect(events.map((entry) => ({ ...entry, at: entry.at.toString() }))).to.deep.equal([
      { ...event, at: noon.toString() },
      { ...event, at: noon.toString(), step: 'commented', comment: '確認中です' },
    ]);
    for (const sql of [
      `update plan_event set comment = 'x'`,
      'delete from plan_event',
      'truncate plan_event',
    ]) {
      expect((await rejectionOf(statement(sql))).code).to.equal('plan.version-immutable');
    }
  });

  it('keeps the audit log, latest first, and lets no entry change or go', async () => {
    const entry = {
      at: noon,
      actor: 'cli',
      action: 'history.imported',
      subject: 'a.csv',
      detail: { rows: [1] },
    };
    await run((tx) => appendAudit(tx, entry));
    await run((tx) => appendAudit(tx, { ...entry, subject: 'b.csv', detail: null }));
    const entries = await run((tx) => listAudit(tx, 10));
    expect(entries.map((found) => [found.subject, found.detail])).to.deep.equal([
      ['b.csv', null],
      ['a.csv', { rows: [1] }],
    ]);
    expect((await run((tx) => listAudit(tx, 1, 1)))[0]?.subject).to.equal('a.csv');
    for (const sql of [`update audit_log set actor = 'x'`, 'delete from audit_log', 'truncate audit_log']) {
      expect((await rejectionOf(statement(sql))).code).to.equal('plan.version-immutable');
    }
  });
});
