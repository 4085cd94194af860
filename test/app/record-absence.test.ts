import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { Actor } from '../../src/app/context.ts';
import { loadDay } from '../../src/app/load-day.ts';
import { listPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { type AbsenceInput, proposeCover, recordAbsence } from '../../src/app/record-absence.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { parseTime } from '../../src/calendar/index.ts';
import { listAudit } from '../../src/db/audit.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  operatorNames,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

const secret = '転倒して骨折';

describe('recordAbsence', () => {
  let ctx: TestContext;
  let content: PlanContent;
  let official: Actor;
  let day: PlanDay;
  let shift: PlanDay['shifts'][number];
  let absence: AbsenceInput;

  before(async () => {
    ctx = await openTestContext();
    content = await sampleContent();
    day = content.days.find((candidate) => candidate.date === '2024-05-20')!;
    shift = day.shifts.find((entry) => entry.role === 'operator' && !entry.standby)!;
    absence = {
      date: LocalDate.parse(day.date),
      staffId: shift.staffId,
      startMinute: parseTime(shift.start),
      endMinute: parseTime(shift.end),
    };
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    official = await cityOfficial(ctx, '担当');
    await keepDraft(ctx, 1, content);
    await submitPlan(ctx, manager, { month: may, version: 1 });
    await publishPlan(ctx, manager, { month: may, version: 1 });
  });
  after(() => ctx.close());

  const record = (optionId: string) =>
    recordAbsence(ctx, lead, { ...absence, reasonKind: 'sick', detail: secret, optionId });
  const load = (version: number, actor: Actor) => loadPlanVersion(ctx, actor, { month: may, version });

  it('offers ways that are whole plans without the absent person, the standby among them', async () => {
    const { before, unhandled, options } = await proposeCover(ctx, lead, absence);
    expect(unhandled.dayAnswerRate).to.be.lessThan(before.dayAnswerRate);
    expect(options.map((option) => option.kind)).to.include.members(['standby', 'accept']);
    expect(new Set(options.map((option) => option.id)).size).to.equal(options.length);
    for (const option of options) {
      const after = option.content.days.find((candidate) => candidate.date === day.date)!;
      expect(after.shifts.some((entry) => entry.staffId === shift.staffId)).to.equal(false);
      const others = option.content.days.filter((candidate) => candidate.date !== day.date);
      expect(others).to.deep.equal(content.days.filter((candidate) => candidate.date !== day.date));
    }
  });

  it('makes the chosen way the next version, published at once, which the city sees as a difference', async () => {
    const { options } = await proposeCover(ctx, lead, absence);
    const chosen = options.find((option) => option.kind === 'standby')!;
    expect(await record(chosen.id)).to.deep.equal({ version: 2 });

    const { plan, events, differences, previous } = await load(2, official);
    expect(plan).to.include({ kind: 'repair', basedOnVersion: 1, publishedBy: lead.userId });
    expect(plan.publishedAt?.equals(ctx.now())).to.equal(true);
    expect(previous?.version).to.equal(1);
    expect(events.map((event) => [event.step, event.comment])).to.deep.equal([['published', null]]);
    expect(differences).to.deep.include({
      kind: 'shift',
      date: day.date,
      staffId: shift.staffId,
      before: `${shift.pattern} ${shift.start}–${shift.end}`,
      after: '－',
    });
    expect(differences.map((entry) => ('staffId' in entry ? entry.staffId : null))).to.include(
      chosen.askedIds[0],
    );
    expect((await listPlans(ctx, official)).map((entry) => entry.version)).to.deep.equal([2, 1]);

    const inForce = await loadDay(ctx, lead, { date: absence.date });
    expect(inForce.plan.version).to.equal(2);
    const { simulation, ...content } = inForce.plan.content;
    expect(content).to.deep.equal(chosen.content);
    expect(simulation!.days).to.have.lengthOf(content.days.length);
  });

  it('leaves the old version as it was and the reason to leads and managers: no plan, event or audit has it', async () => {
    const before = (await load(1, manager)).plan;
    await record('accept');
    expect((await load(1, manager)).plan).to.deep.equal(before);
    const { absences } = await loadDay(ctx, lead, { date: absence.date });
    expect(absences).to.have.lengthOf(1);
    expect(absences[0]).to.include({ reasonKind: 'sick', detail: secret, staffId: shift.staffId });
    const audit = await ctx.db.transaction((tx) => listAudit(tx, 100));
    expect(audit.map((entry) => entry.action)).to.include('plan.repaired');
    const shown = JSON.stringify([await load(2, manager), await load(2, official), audit]);
    expect(shown).to.not.include(secret);
    expect(shown).to.not.include('"sick"');
    const seen = JSON.stringify(await load(2, official));
    for (const name of operatorNames) expect(seen).to.not.include(name);
  });

  it('records a second absence on top of the first', async () => {
    await record('accept');
    const second = day.shifts.find(
      (entry) => entry.role === 'operator' && !entry.standby && entry.staffId !== shift.staffId,
    )!;
    const input = { ...absence, staffId: second.staffId, reasonKind: 'transport', detail: null } as const;
    expect(await recordAbsence(ctx, manager, { ...input, optionId: 'accept' })).to.deep.equal({ version: 3 });
    const { plan, previous } = await load(3, official);
    expect(previous?.version).to.equal(2);
    const after = plan.content.days.find((candidate) => candidate.date === day.date)!;
    expect(after.shifts.map((entry) => entry.staffId)).to.not.include.members([
      shift.staffId,
      second.staffId,
    ]);
  });

  it('refuses a way that is not offered, and keeps nothing', async () => {
    expect((await rejectionOf(record('standby-OP99'))).code).to.equal('absence.unknown-option');
    const { absences, plan } = await loadDay(ctx, lead, { date: absence.date });
    expect(absences).to.deep.equal([]);
    expect(plan.version).to.equal(1);
  });

  it('refuses someone without a shift at that time and a day that no plan has', async () => {
    const early = proposeCover(ctx, lead, { ...absence, startMinute: 0, endMinute: 60 });
    expect((await rejectionOf(early)).code).to.equal('absence.no-shift');
    const sunday = proposeCover(ctx, lead, { ...absence, date: LocalDate.parse('2024-05-19') });
    expect((await rejectionOf(sunday)).code).to.equal('plan.day-not-in-plan');
  });
});
