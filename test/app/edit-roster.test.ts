import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { Actor } from '../../src/app/context.ts';
import { editRoster, undoRosterEdit } from '../../src/app/edit-roster.ts';
import { loadCell, loadRosterEdits } from '../../src/app/load-cell.ts';
import { listPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { startDraft } from '../../src/app/open-draft.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { acceptSwap, declineSwap, loadSwaps, requestSwap } from '../../src/app/swap-requests.ts';
import { listAudit } from '../../src/db/audit.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import type { RosterEdit } from '../../src/roster/edit-roster.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

describe('a roster edited by hand', () => {
  let ctx: TestContext;
  let content: PlanContent;
  let day: PlanDay;
  let official: Actor;
  /** An operator on duty on the day, and one who is off. */
  let working: string;
  let off: string;
  let date: LocalDate;

  before(async () => {
    ctx = await openTestContext();
    content = await sampleContent();
    const freeOn = (of: PlanDay): string[] =>
      content.staff
        .filter(
          ({ role, daysOff }) => role === 'operator' && daysOff.every((entry) => entry.date !== of.date),
        )
        .map(({ id }) => id)
        .filter((id) => of.shifts.every(({ staffId }) => staffId !== id));
    day = content.days.find(
      (of, index) =>
        freeOn(of).length >= 1 &&
        content.days[index + 1]?.date === LocalDate.parse(of.date).plusDays(1).toString(),
    )!;
    date = LocalDate.parse(day.date);
    working = day.shifts.find((entry) => entry.role === 'operator' && !entry.standby)!.staffId;
    off = freeOn(day)[0]!;
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    official = await cityOfficial(ctx, '担当');
    await keepDraft(ctx, 1, content);
  });
  after(() => ctx.close());

  const clear = (): RosterEdit => ({ kind: 'clear', date, staffId: working });
  const edit = (wanted: RosterEdit) => editRoster(ctx, manager, { month: may, edit: wanted });
  const undo = () => undoRosterEdit(ctx, manager, { month: may });
  const load = async (version = 1) => (await loadPlanVersion(ctx, manager, { month: may, version })).plan;
  const dayOf = (of: PlanContent): PlanDay => of.days.find((entry) => entry.date === day.date)!;
  const audited = async () => ctx.db.transaction((tx) => listAudit(tx, 20));

  it('changes the open draft in place: shifts, seats, rates, findings, and the mark', async () => {
    const { version, edited } = await edit(clear());
    expect(version).to.equal(1);
    expect(edited.cells).to.deep.equal([{ date: day.date, staffId: working }]);
    expect(edited.score.after.paidMinutes).to.be.lessThan(edited.score.before.paidMinutes);
    const plan = await load();
    const after = dayOf(plan.content);
    expect(after.shifts.map(({ staffId }) => staffId)).not.to.include(working);
    expect(after.editedIds).to.deep.equal([working]);
    expect(after.answerRate).to.be.lessThan(day.answerRate);
    expect(plan.content.simulation).to.equal(undefined);
    expect(await listPlans(ctx, manager)).to.have.length(1);
    for (const entry of edited.appeared) {
      expect(plan.content.findings).to.deep.include(entry);
    }
    const others = plan.content.days.filter((entry) => entry.date !== day.date);
    expect(others).to.deep.equal(content.days.filter((entry) => entry.date !== day.date));
  });

  it('keeps who changed what, for the undoing and for ever', async () => {
    await edit(clear());
    await edit({ kind: 'assign', date, staffId: off, patternCode: '早' });
    const { id: planId } = await load();
    const edits = await loadRosterEdits(ctx, lead, { planId, limit: 9 });
    expect(edits.map(({ by, cells }) => [by, cells[0]!.staffId])).to.deep.equal([
      [manager.userId, off],
      [manager.userId, working],
    ]);
    const [last] = await audited();
    expect(last).to.include({ action: 'roster.edited', actor: manager.userId, subject: '2024-05 v1' });
    expect(last!.detail).to.deep.include({
      edit: { kind: 'assign', date: day.date, staffId: off, patternCode: '早' },
    });
  });

  it('takes back edit after edit until the roster is as it was, marks and all', async () => {
    await edit(clear());
    const once = (await load()).contentSha256;
    await edit({
      kind: 'move',
      from: { date, staffId: day.shifts.at(-1)!.staffId },
      to: { date, staffId: off },
    });
    await undo();
    expect((await load()).contentSha256).to.equal(once);
    const { edited } = await undo();
    expect(edited.cells).to.deep.equal([{ date: day.date, staffId: working }]);
    const plan = await load();
    expect(plan.content.days).to.deep.equal(content.days);
    expect((await rejectionOf(undo())).code).to.equal('edit.nothing-to-undo');
    expect((await audited()).map(({ action }) => action).slice(0, 2)).to.deep.equal([
      'roster.edit-undone',
      'roster.edit-undone',
    ]);
  });

  it('shows a broken rule, which blocks publishing and not editing', async () => {
    const { edited } = await edit({ kind: 'swap', staffIds: ['OP01', 'SV01'], dates: [date] });
    expect(edited.cells.length).to.be.greaterThan(0);
    const leave = content.staff.flatMap(({ id, daysOff }) =>
      daysOff.filter(({ kind }) => kind === 'leave').map((entry) => ({ id, date: entry.date })),
    )[0]!;
    const onLeave = await edit({
      kind: 'assign',
      date: LocalDate.parse(leave.date),
      staffId: leave.id,
      patternCode: '早',
    });
    expect(onLeave.edited.appeared.map(({ rule, level }) => `${level} ${rule}`)).to.include('H labour.leave');
    const publishing = publishPlan(ctx, manager, { month: may, version: 1 });
    expect((await rejectionOf(publishing)).code).to.equal('plan.has-hard-findings');
  });

  it('leaves no trace of an edit that changes nothing', async () => {
    const { edited } = await edit({ kind: 'clear', date, staffId: off });
    expect(edited.cells).to.deep.equal([]);
    expect((await load()).content).to.deep.equal(content);
    expect((await rejectionOf(undo())).code).to.equal('edit.nothing-to-undo');
  });

  it('refuses a submitted or published version, of which a new draft is opened', async () => {
    await submitPlan(ctx, manager, { month: may, version: 1 });
    const refusal = await rejectionOf(edit(clear()));
    expect([refusal.code, refusal.details['state']]).to.deep.equal(['plan.wrong-state', 'submitted']);
    expect(await startDraft(ctx, manager, { month: may })).to.deep.equal({ version: 2 });
    expect(await startDraft(ctx, manager, { month: may })).to.deep.equal({ version: 2 });
    const { version } = await edit(clear());
    expect(version).to.equal(2);
    expect((await load(1)).content).to.deep.equal(content);
    expect(await load(2)).to.include({ basedOnVersion: 1, state: 'draft', kind: 'plan' });
    expect((await rejectionOf(loadPlanVersion(ctx, official, { month: may, version: 2 }))).code).to.equal(
      'plan.not-found',
    );
  });

  it('simulates an edited draft before the city gets it', async () => {
    await edit({ kind: 'assign', date, staffId: off, patternCode: '早' });
    await undo();
    expect((await load()).content.simulation).to.equal(undefined);
    await submitPlan(ctx, manager, { month: may, version: 1 });
    const plan = await load();
    // Back to the roster as it was, and so to the same calls and the same plan; only the proof was of a search that is over.
    const { roster: _proof, ...rest } = content;
    expect(plan.content.simulation).to.deep.equal(content.simulation);
    expect(plan.content).to.deep.equal(rest);
    const { events } = await loadPlanVersion(ctx, manager, { month: may, version: 1 });
    expect(events.at(-1)!.contentSha256).to.equal(plan.contentSha256);
  });

  it('says what stands in a cell and whether it can be edited', async () => {
    const cell = await loadCell(ctx, manager, { date, staffId: working });
    expect([cell.isOpen, cell.person.id, cell.day.date]).to.deep.equal([true, working, day.date]);
    const unknown = loadCell(ctx, manager, { date: LocalDate.parse('2024-05-19'), staffId: working });
    expect((await rejectionOf(unknown)).code).to.equal('edit.unknown-cell');
    const nobody = edit({ kind: 'assign', date, staffId: off, patternCode: '夜' });
    expect((await rejectionOf(nobody)).code).to.equal('edit.unknown-pattern');
    const nothing = edit({ kind: 'move', from: { date, staffId: off }, to: { date, staffId: working } });
    expect((await rejectionOf(nothing)).code).to.equal('edit.no-shift');
  });

  describe('a request to swap', () => {
    const request = (dates = [date], staffIds: readonly [string, string] = [working, off]) =>
      requestSwap(ctx, lead, { staffIds, dates, note: ' 通院 ' });

    it('is checked by every rule and changes nothing until it is accepted', async () => {
      const { id, judged } = await request();
      expect(judged.cells).to.have.length(2);
      expect((await load()).content).to.deep.equal(content);
      const { swaps } = await loadSwaps(ctx, lead, { month: may });
      expect(swaps).to.have.length(1);
      expect(swaps[0]!.request).to.include({ id, note: '通院', decision: null });
      expect(swaps[0]!.judged).to.deep.equal(judged);
      expect((await audited())[0]!.action).to.equal('swap.requested');
      expect(JSON.stringify(await audited())).not.to.include('通院');

      await acceptSwap(ctx, manager, { id });
      const after = dayOf((await load()).content);
      expect(after.shifts.map(({ staffId }) => staffId))
        .to.include(off)
        .and.not.include(working);
      expect(after.editedIds).to.have.members([working, off]);
      const decided = await loadSwaps(ctx, lead, { month: may });
      expect(decided.swaps[0]!.request).to.include({ decision: 'accepted', decidedBy: manager.userId });
      expect(decided.swaps[0]!.judged).to.equal(null);
      expect((await rejectionOf(acceptSwap(ctx, manager, { id }))).code).to.equal('swap.not-open');
      expect((await rejectionOf(declineSwap(ctx, manager, { id: 999 }))).code).to.equal('swap.not-open');
    });

    it('lists what it would break, with the article', async () => {
      const leave = content.staff.flatMap(({ id, role, daysOff }) =>
        role === 'operator'
          ? daysOff.filter(({ kind }) => kind === 'leave').map((entry) => ({ id, date: entry.date }))
          : [],
      )[0]!;
      const other = content.days
        .find((entry) => entry.date === leave.date)!
        .shifts.find((shift) => shift.role === 'operator' && !shift.standby)!.staffId;
      const { judged } = await request([LocalDate.parse(leave.date)], [leave.id, other]);
      const broken = judged.appeared.find(({ rule }) => rule === 'labour.leave')!;
      expect(broken.level).to.equal('H');
      expect(broken.text).to.match(/39条/);
    });

    it('goes into a new draft where the roster is published, without asking for consent again', async () => {
      await publishPlan(ctx, manager, { month: may, version: 1 });
      const { id, judged } = await request();
      expect(judged.appeared.map(({ rule }) => rule)).not.to.include('labour.change-consent');
      const { version } = await acceptSwap(ctx, manager, { id });
      expect(version).to.equal(2);
      const swapped = await load(2);
      expect(swapped).to.include({ state: 'draft', publishedAt: null });
      expect(swapped.content.findings.map(({ rule }) => rule)).not.to.include('labour.change-consent');
      // The same change without a request has nobody's consent.
      await undo();
      await edit({ kind: 'clear', date: date.plusDays(1), staffId: dutyOn(date.plusDays(1)) });
      const findings = (await load(2)).content.findings.map(({ rule }) => rule);
      expect(findings).to.include('labour.change-consent');
    });

    it('can be declined', async () => {
      const { id } = await request();
      await declineSwap(ctx, manager, { id });
      const { swaps } = await loadSwaps(ctx, manager, { month: may });
      expect(swaps[0]!.request.decision).to.equal('declined');
      expect((await load()).content).to.deep.equal(content);
    });

    it('is refused for one person, no day, three days, two months, strangers, and when nothing would change', async () => {
      const codeOf = async (work: Promise<unknown>): Promise<string> => (await rejectionOf(work)).code;
      const days = [date, date.plusDays(1), date.plusDays(2)];
      expect(await codeOf(request([date], [working, working]))).to.equal('input.invalid');
      expect(await codeOf(request([]))).to.equal('input.invalid');
      expect(await codeOf(request(days))).to.equal('input.invalid');
      expect(await codeOf(request([date, date]))).to.equal('input.invalid');
      expect(await codeOf(request([date, LocalDate.parse('2024-06-03')]))).to.equal('input.invalid');
      expect(await codeOf(request([date], [working, 'OP99']))).to.equal('edit.unknown-cell');
      expect(await codeOf(request([LocalDate.parse('2024-05-19')]))).to.equal('edit.unknown-cell');
      const free = content.staff
        .filter(({ id }) => day.shifts.every(({ staffId }) => staffId !== id))
        .map(({ id }) => id);
      expect(await codeOf(request([date], [free[0]!, free[1]!]))).to.equal('edit.no-shift');
    });

    function dutyOn(on: LocalDate): string {
      const { shifts } = content.days.find((entry) => entry.date === on.toString())!;
      return shifts.find((shift) => shift.role === 'operator' && !shift.standby)!.staffId;
    }
  });
});
