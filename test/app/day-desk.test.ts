import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { acknowledgeNotice, openNotice, renewNoticeLink } from '../../src/app/change-notices.ts';
import { chooseWay } from '../../src/app/choose-way.ts';
import type { Actor } from '../../src/app/context.ts';
import type { DeskRef } from '../../src/app/desk-ground.ts';
import { loadDay } from '../../src/app/load-day.ts';
import { type DeskCaseView, loadDesk, loadOpenDesk } from '../../src/app/load-desk.ts';
import { listPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { noteAnswer } from '../../src/app/note-answer.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { reportAbsences } from '../../src/app/report-absences.ts';
import { submitPlan } from '../../src/app/submit-plan.ts';
import { undoAbsence } from '../../src/app/undo-absence.ts';
import { listAudit } from '../../src/db/audit.ts';
import { type DeskAnswer, hasAgreed } from '../../src/plan/desk-case.ts';
import type { PlanContent, PlanDay } from '../../src/plan/index.ts';
import { changedPersonDays } from '../../src/plan/person-days.ts';
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
  stranger,
  type TestContext,
} from './fixtures.ts';

const secret = '転倒して骨折';
const date = LocalDate.parse('2024-05-20');
const other: Actor = { ...lead, userId: 'user-lead-2', name: '副責任 花子' };

describe('the day desk', () => {
  let ctx: TestContext;
  /** Set by a test that lets time pass. */
  let now: Instant | null = null;
  let content: PlanContent;
  let day: PlanDay;
  let absent: PlanDay['shifts'][number];
  let second: PlanDay['shifts'][number];

  before(async () => {
    const opened = await openTestContext();
    ctx = { ...opened, now: () => now ?? opened.now() };
    content = await sampleContent();
    day = content.days.find((candidate) => candidate.date === date.toString())!;
    [absent, second] = day.shifts.filter((shift) => shift.role === 'operator' && !shift.standby) as [
      PlanDay['shifts'][number],
      PlanDay['shifts'][number],
    ];
  });
  beforeEach(async () => {
    now = null;
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
    await keepDraft(ctx, 1, content);
    await submitPlan(ctx, manager, { month: may, version: 1 });
    await publishPlan(ctx, manager, { month: may, version: 1 });
  });
  after(() => ctx.close());

  const whole = (staffId: string) => ({ staffId, startMinute: null, endMinute: null });
  const report = (...staffIds: readonly string[]) =>
    reportAbsences(ctx, lead, {
      date,
      absences: staffIds.map(whole),
      reasonKind: 'sick',
      detail: secret,
    });
  const desk = () => loadDesk(ctx, lead, { date });
  const lastCase = async (): Promise<DeskCaseView> => (await desk()).at(-1)!;
  /** What a form of the page as it is now carries. */
  async function ref(): Promise<DeskRef> {
    const view = await lastCase();
    const { plan } = await loadDay(ctx, lead, { date });
    return {
      date,
      caseId: view.deskCase.id,
      version: plan.version,
      eventNumber: view.events.at(-1)!.number,
    };
  }
  const choose = async (optionId: string, actor = lead) =>
    chooseWay(ctx, actor, { ...(await ref()), optionId });
  const note = async (staffId: string, answer: DeskAnswer, actor = lead) =>
    noteAnswer(ctx, actor, { ...(await ref()), staffId, answer });
  const ways = async () => (await loadOpenDesk(ctx, lead, { date }))!.proposal.options;
  /** The best way that asks one person, and that person. */
  async function asking(): Promise<{ id: string; staffId: string }> {
    const option = (await ways()).find(({ askedIds }) => askedIds.length === 1)!;
    return { id: option.id, staffId: option.askedIds[0]! };
  }
  const load = (version: number, actor: Actor) => loadPlanVersion(ctx, actor, { month: may, version });
  const versions = async () => (await listPlans(ctx, manager)).map(({ version }) => version);

  describe('reportAbsences', () => {
    it('records at once, opens a case and leaves the plan as it is', async () => {
      await report(absent.staffId);
      const [view, ...others] = await desk();
      expect(others).to.deep.equal([]);
      expect(view!.deskCase).to.include({ state: 'open', version: 1, planId: null });
      expect(view!.absences).to.have.lengthOf(1);
      expect(view!.absences[0]).to.include({ staffId: absent.staffId, detail: secret, reasonKind: 'sick' });
      expect(view!.events.map(({ number, byName, act }) => [number, byName, act.kind])).to.deep.equal([
        [1, lead.name, 'reported'],
      ]);
      expect(await versions()).to.deep.equal([1]);
      const { absences } = await loadDay(ctx, lead, { date });
      expect(absences.map(({ staffId }) => staffId)).to.deep.equal([absent.staffId]);
    });

    it('puts several absences, at once or one after the other, into one case that is covered together', async () => {
      await report(absent.staffId, second.staffId);
      const third = day.shifts.find(
        ({ role, standby, staffId }) =>
          role === 'operator' && !standby && ![absent.staffId, second.staffId].includes(staffId),
      )!;
      // Half an hour late.
      const endMinute = 10 * 60 + 30;
      const late = { staffId: third.staffId, startMinute: null, endMinute };
      await reportAbsences(ctx, other, { date, absences: [late], reasonKind: 'transport', detail: null });
      const [view, ...others] = await desk();
      expect(others).to.deep.equal([]);
      expect(view!.absences).to.have.lengthOf(3);
      expect(view!.absences[2]).to.include({ endMinute, detail: null });
      await choose('accept');
      const { plan } = await loadDay(ctx, lead, { date });
      const after = plan.content.days.find((candidate) => candidate.date === day.date)!;
      const ids = after.shifts.map(({ staffId }) => staffId);
      expect(ids).to.not.include(absent.staffId).and.not.include(second.staffId);
      const cut = after.shifts.find(({ staffId }) => staffId === third.staffId)!;
      expect(cut.start >= '10:30').to.equal(true);
      const linked = (await lastCase()).absences.map(({ planId }) => planId);
      expect(new Set(linked).size).to.equal(1);
    });

    it('refuses who has no shift then, who is recorded already, and a day that no plan has', async () => {
      const early = { staffId: absent.staffId, startMinute: 0, endMinute: 60 };
      const input = { date, absences: [early], reasonKind: 'sick', detail: null } as const;
      expect((await rejectionOf(reportAbsences(ctx, lead, input))).code).to.equal('absence.no-shift');
      expect((await rejectionOf(report('OP99'))).code).to.equal('absence.no-shift');
      expect((await rejectionOf(report(absent.staffId, absent.staffId))).code).to.equal('absence.repeated');
      expect(await desk()).to.deep.equal([]);
      await report(absent.staffId);
      expect((await rejectionOf(report(absent.staffId))).code).to.equal('absence.repeated');
      const sunday = { ...input, date: LocalDate.parse('2024-05-19') };
      expect((await rejectionOf(reportAbsences(ctx, lead, sunday))).code).to.equal('plan.day-not-in-plan');
    });

    it('opens another case once one is covered', async () => {
      await report(absent.staffId);
      await choose('accept');
      await report(second.staffId);
      expect((await desk()).map(({ deskCase }) => deskCase.state)).to.deep.equal(['covered', 'open']);
      expect(await choose('accept')).to.include({ version: 3 });
      const { differences, previous } = await load(3, manager);
      expect(previous?.version).to.equal(2);
      expect(differences.map((entry) => ('staffId' in entry ? entry.staffId : null))).to.include(
        second.staffId,
      );
    });
  });

  describe('chooseWay', () => {
    it('asks first: no version before everybody has said yes', async () => {
      await report(absent.staffId);
      const { id, staffId } = await asking();
      expect(await choose(id)).to.deep.equal({ version: null, links: [] });
      const { state } = await lastCase();
      expect(state.way).to.include({ optionId: id, version: 1 });
      expect(state.way!.askedIds).to.deep.equal([staffId]);
      expect(await versions()).to.deep.equal([1]);
    });

    it('publishes at once what asks nobody, and the city sees a difference, no name and no reason', async () => {
      const official = await cityOfficial(ctx, '担当');
      await report(absent.staffId);
      expect(await choose('accept')).to.include({ version: 2 });
      const { plan, events, differences } = await load(2, official);
      expect(plan).to.include({ kind: 'repair', basedOnVersion: 1, publishedBy: lead.userId });
      expect(plan.content.simulation!.days).to.have.lengthOf(content.days.length);
      expect(events.map((event) => [event.step, event.comment])).to.deep.equal([['published', null]]);
      expect(differences).to.deep.include({
        kind: 'shift',
        date: day.date,
        staffId: absent.staffId,
        before: `${absent.pattern} ${absent.start}–${absent.end}`,
        after: '－',
      });
      const seen = JSON.stringify(await load(2, official));
      for (const name of operatorNames) expect(seen).to.not.include(name);
      const audit = await ctx.db.transaction((tx) => listAudit(tx, 100));
      expect(audit.map(({ action }) => action)).to.include.members([
        'absence.reported',
        'desk.chosen',
        'desk.covered',
        'plan.repaired',
      ]);
      const { events: acts } = await lastCase();
      const shown = JSON.stringify([seen, await load(2, manager), audit, acts]);
      expect(shown).to.not.include(secret).and.not.include('"sick"');
    });

    it('refuses a way that is not offered, and keeps nothing', async () => {
      await report(absent.staffId);
      expect((await rejectionOf(choose('standby-OP99'))).code).to.equal('absence.unknown-option');
      expect((await lastCase()).events).to.have.lengthOf(1);
    });

    it('covers no month that is not published and could not be', async () => {
      await ctx.db.clear();
      await importSample(ctx, ['contract', 'staff']);
      const hard = {
        rule: 'hours.daily',
        level: 'H' as const,
        where: 'OP01',
        text: '上限超過',
        textEn: 'too long',
        why: '',
        whyEn: '',
      };
      await keepDraft(ctx, 1, { ...content, findings: [hard] });
      await report(absent.staffId);
      expect((await rejectionOf(choose('accept'))).code).to.equal('plan.has-hard-findings');
      expect((await lastCase()).deskCase.state).to.equal('open');
    });
  });

  describe('noteAnswer', () => {
    beforeEach(() => report(absent.staffId));

    it('makes the way the next version when the last yes has come, as it was chosen', async () => {
      const { id, staffId } = await asking();
      await choose(id);
      expect(await note(staffId, 'asked')).to.include({ version: null });
      const { version, links } = await note(staffId, 'yes', other);
      expect(version).to.equal(2);
      expect(links.map((link) => link.staffId)).to.include(staffId);
      const view = await lastCase();
      expect(view).to.include({ coveredByVersion: 2 });
      expect(view.deskCase).to.include({ state: 'covered' });
      expect(view.events.map(({ byName, act }) => [byName, act.kind])).to.deep.equal([
        [lead.name, 'reported'],
        [lead.name, 'chosen'],
        [lead.name, 'answered'],
        [other.name, 'answered'],
        [other.name, 'covered'],
      ]);
      const { plan } = await loadDay(ctx, lead, { date });
      const duty = plan.content.days
        .find((candidate) => candidate.date === day.date)!
        .shifts.find((shift) => shift.staffId === staffId)!;
      const [asked] = view.events.flatMap(({ act }) => (act.kind === 'chosen' ? act.way.duties : []));
      expect([duty.start, duty.end]).to.deep.equal([asked!.start, asked!.end]);
    });

    for (const answer of ['no', 'noAnswer'] as const) {
      it(`gives the way up on ${answer} and proposes others without that person, until they call back`, async () => {
        const { id, staffId } = await asking();
        await choose(id);
        expect(await note(staffId, answer)).to.deep.equal({ version: null, links: [], isGivenUp: false });
        expect((await lastCase()).state).to.deep.include({ way: null, declinedIds: [staffId] });
        const offered = await ways();
        expect(offered.flatMap(({ askedIds }) => askedIds)).to.not.include(staffId);
        await note(staffId, 'yes');
        expect((await ways()).map((option) => option.id)).to.include(id);
        // They have said yes to just this: nobody needs to be asked again.
        expect(await choose(id)).to.include({ version: 2 });
      });
    }

    it('knows nobody who was not asked', async () => {
      expect((await rejectionOf(note('OP01', 'yes'))).code).to.equal('desk.not-asked');
    });

    it('gives up what would change the past by the time of the yes, and asks for what still can be done', async () => {
      now = Instant.parse('2024-05-19T23:40:00Z');
      const { id, staffId } = await asking();
      await choose(id);
      const [duty] = (await lastCase()).state.way!.duties;
      now = Instant.parse(`${day.date}T15:00:00+09:00`.replace('15:00', duty!.end)).minusSeconds(7200);
      const noted = await note(staffId, 'yes');
      expect(noted).to.include({ version: null, isGivenUp: true });
      const { state, deskCase } = await lastCase();
      expect(deskCase.state).to.equal('open');
      expect(state).to.deep.include({ way: null, declinedIds: [] });
      expect(state.answers.map((given) => [given.staffId, given.answer])).to.deep.equal([[staffId, 'yes']]);
    });
  });

  it('keeps the yes of one when another says no: who has agreed need not be asked again', async () => {
    const third = day.shifts.filter(({ role, standby }) => role === 'operator' && !standby)[2]!;
    await report(absent.staffId, second.staffId, third.staffId);
    const two = (await ways()).find(({ askedIds }) => askedIds.length === 2)!;
    const [first, other] = two.askedIds as [string, string];
    await choose(two.id);
    expect(await note(first, 'yes')).to.include({ version: null });
    expect((await lastCase()).state.way).to.not.equal(null);
    await note(other, 'no');
    const { state } = await lastCase();
    expect(state).to.deep.include({ way: null, declinedIds: [other] });
    const anew = await ways();
    expect(anew.flatMap(({ askedIds }) => askedIds)).to.not.include(other);
    const agreed = anew.find(
      ({ askedIds, duties }) => askedIds.includes(first) && hasAgreed(state, { duties }, first),
    )!;
    const result = await choose(agreed.id);
    const waiting = agreed.askedIds.filter((staffId) => staffId !== first);
    if (waiting.length === 0) expect(result.version).to.equal(2);
    for (const [index, staffId] of waiting.entries()) {
      const { version } = await note(staffId, 'yes');
      expect(version).to.equal(index === waiting.length - 1 ? 2 : null);
    }
    expect((await lastCase()).deskCase.state).to.equal('covered');
  });

  it('tells how often those who would be asked have come at short notice before', async () => {
    await report(absent.staffId);
    const { id, staffId } = await asking();
    await choose(id);
    await note(staffId, 'yes');
    const later = content.days.findLast((candidate) => candidate.date > day.date)!;
    const there = later.shifts.find(({ role, standby }) => role === 'operator' && !standby)!;
    const elsewhere = { date: LocalDate.parse(later.date) };
    await reportAbsences(ctx, lead, {
      ...elsewhere,
      absences: [whole(there.staffId)],
      reasonKind: 'sick',
      detail: null,
    });
    const { options } = (await loadOpenDesk(ctx, lead, elsewhere))!.proposal;
    for (const { askedIds, timesBefore } of options) {
      expect(timesBefore).to.equal(askedIds.includes(staffId) ? 1 : 0);
    }
  });

  describe('two leads at once', () => {
    beforeEach(() => report(absent.staffId));
    const outcomeOf = async (promises: readonly Promise<unknown>[]) => {
      const outcomes = await Promise.allSettled(promises);
      return {
        done: outcomes.filter(({ status }) => status === 'fulfilled').length,
        told: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : [])),
      };
    };

    it('lets one choose and tells the other who was first, when and what', async () => {
      const seen = await ref();
      const { id } = await asking();
      const { done, told } = await outcomeOf([
        chooseWay(ctx, lead, { ...seen, optionId: id }),
        chooseWay(ctx, other, { ...seen, optionId: 'accept' }),
        chooseWay(ctx, manager, { ...seen, optionId: 'accept' }),
      ]);
      expect(done).to.equal(1);
      for (const error of told) {
        expect(error).to.include({ code: 'desk.acted-meanwhile', kind: 'Conflict' });
        expect(error.details.what).to.be.oneOf(['chosen', 'covered']);
        expect(error.details.when).to.equal('12:00');
        expect([lead.name, other.name, manager.name]).to.include(error.details.who);
      }
      const { events } = await lastCase();
      expect(events.filter(({ act }) => act.kind === 'chosen')).to.have.lengthOf(1);
      expect((await versions()).length).to.be.at.most(2);
    });

    it('lets one of two answers at once count, and publishes one version', async () => {
      const { id, staffId } = await asking();
      await choose(id);
      const seen = await ref();
      const { done, told } = await outcomeOf([
        noteAnswer(ctx, lead, { ...seen, staffId, answer: 'yes' }),
        noteAnswer(ctx, other, { ...seen, staffId, answer: 'no' }),
        noteAnswer(ctx, manager, { ...seen, staffId, answer: 'yes' }),
      ]);
      expect(done).to.equal(1);
      expect(told.map(({ code }) => code)).to.deep.equal(['desk.acted-meanwhile', 'desk.acted-meanwhile']);
      const { events } = await lastCase();
      expect(events.filter(({ act }) => act.kind === 'answered')).to.have.lengthOf(1);
      expect((await versions()).length).to.be.at.most(2);
    });

    it('keeps both of two absences reported at once, in one case', async () => {
      const operators = day.shifts.filter(({ role, standby }) => role === 'operator' && !standby);
      const two = operators.filter(({ staffId }) => staffId !== absent.staffId).slice(0, 2);
      await Promise.all(two.map(({ staffId }) => report(staffId)));
      const [view, ...others] = await desk();
      expect(others).to.deep.equal([]);
      expect(view!.events.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
      expect(view!.absences).to.have.lengthOf(3);
    });

    it('tells who chooses on a version that is not in force any more, and overwrites nothing', async () => {
      const seen = await ref();
      await keepDraft(ctx, 2, content);
      await publishPlan(ctx, manager, { month: may, version: 2 });
      const error = await rejectionOf(chooseWay(ctx, lead, { ...seen, optionId: 'accept' }));
      expect(error).to.include({ code: 'desk.plan-changed' });
      expect(error.details).to.deep.equal({ version: 2, who: manager.name, when: '12:00' });
      expect(await versions()).to.deep.equal([2, 1]);
      expect(await choose('accept')).to.include({ version: 3 });
    });

    it('publishes either the repair or the draft first when both come at once, and loses neither unseen', async () => {
      const seen = await ref();
      await keepDraft(ctx, 2, content);
      const { told } = await outcomeOf([
        chooseWay(ctx, lead, { ...seen, optionId: 'accept' }),
        publishPlan(ctx, manager, { month: may, version: 2 }),
      ]);
      expect(told.map(({ code }) => code)).to.have.lengthOf(1);
      expect(told[0].code).to.be.oneOf(['desk.plan-changed', 'plan.not-newest']);
    });
  });

  describe('undoAbsence', () => {
    const undo = async (absenceId: number, actor = lead) =>
      undoAbsence(ctx, actor, { ...(await ref()), absenceId });
    const idOf = async (staffId: string) =>
      (await lastCase()).absences.find((absence) => absence.staffId === staffId)!.id;

    it('cancels an entry of an open case, and the case with the last one', async () => {
      await report(absent.staffId, second.staffId);
      const { id } = await asking();
      await choose(id);
      await undo(await idOf(second.staffId));
      const view = await lastCase();
      expect(view.deskCase.state).to.equal('open');
      // What was proposed for both is not asked for any more.
      expect(view.state.way).to.equal(null);
      expect(view.absences.map(({ cancelledAt }) => cancelledAt !== null)).to.deep.equal([false, true]);
      await undo(await idOf(absent.staffId));
      expect((await lastCase()).deskCase.state).to.equal('cancelled');
      expect((await loadDay(ctx, lead, { date })).absences).to.deep.equal([]);
      expect(await versions()).to.deep.equal([1]);
      const again = rejectionOf(undo(await idOf(absent.staffId)));
      expect((await again).code).to.equal('absence.not-found');
    });

    it('publishes the day as it was before, and tells those who had been told', async () => {
      await report(absent.staffId);
      const { id, staffId } = await asking();
      await choose(id);
      const told = (await note(staffId, 'yes')).links.map((link) => link.staffId);
      const { version, links } = await undo(await idOf(absent.staffId), other);
      expect(version).to.equal(3);
      expect(links.map((link) => link.staffId)).to.deep.equal(told);
      const { plan } = await loadDay(ctx, lead, { date });
      expect(changedPersonDays(content, plan.content)).to.deep.equal([]);
      expect(plan.content.simulation).to.not.equal(undefined);
      const view = await lastCase();
      expect(view.deskCase.state).to.equal('cancelled');
      expect(view.events.slice(-2).map(({ byName, act }) => [byName, act.kind])).to.deep.equal([
        [other.name, 'cancelled'],
        [other.name, 'restored'],
      ]);
      expect(await versions()).to.deep.equal([3, 2, 1]);
    });

    it('leaves the other absences of the case to be covered anew', async () => {
      await report(absent.staffId, second.staffId);
      await choose('accept');
      await undo(await idOf(second.staffId));
      const views = await desk();
      expect(views.map(({ deskCase }) => deskCase.state)).to.deep.equal(['cancelled', 'open']);
      expect(views[1]!.absences.map(({ staffId }) => staffId)).to.deep.equal([absent.staffId]);
      expect(views[1]!.absences[0]!.planId).to.equal(null);
      await choose('accept');
      const { plan } = await loadDay(ctx, lead, { date });
      const changed = changedPersonDays(content, plan.content).map(({ staffId }) => staffId);
      expect(changed).to.deep.equal([absent.staffId]);
    });

    it('keeps what other days have become since', async () => {
      await report(absent.staffId);
      await choose('accept');
      const first = await ref();
      const elsewhere = content.days.find((candidate) => candidate.date > day.date)!;
      const there = elsewhere.shifts.find(({ role, standby }) => role === 'operator' && !standby)!;
      const input = { date: LocalDate.parse(elsewhere.date), reasonKind: 'family', detail: null } as const;
      await reportAbsences(ctx, lead, { ...input, absences: [whole(there.staffId)] });
      const [view] = await loadDesk(ctx, lead, { date: input.date });
      await chooseWay(ctx, lead, {
        date: input.date,
        caseId: view!.deskCase.id,
        version: 2,
        eventNumber: 1,
        optionId: 'accept',
      });
      const absenceId = await idOf(absent.staffId);
      await undoAbsence(ctx, lead, { ...first, version: 3, absenceId });
      const { plan } = await loadDay(ctx, lead, { date });
      const changed = changedPersonDays(content, plan.content).map((entry) => [entry.date, entry.staffId]);
      expect(changed).to.deep.equal([[elsewhere.date, there.staffId]]);
    });

    it('refuses when the same day has changed again, and says by which version', async () => {
      await report(absent.staffId);
      await choose('accept');
      const first = await ref();
      const absenceId = await idOf(absent.staffId);
      await report(second.staffId);
      await choose('accept', other);
      const error = await rejectionOf(undoAbsence(ctx, lead, { ...first, version: 3, absenceId }));
      expect(error.code).to.equal('desk.cannot-undo');
      expect(error.details).to.deep.equal({ version: 3, who: other.name, when: '12:00' });
      expect(await versions()).to.deep.equal([3, 2, 1]);
    });
  });

  describe('change notices', () => {
    async function covered() {
      await report(absent.staffId);
      const { id, staffId } = await asking();
      await choose(id);
      return { staffId, links: (await note(staffId, 'yes')).links };
    }

    it('tell each person who is affected of their own day alone, and never why', async () => {
      const { links } = await covered();
      const { plan } = await loadDay(ctx, lead, { date });
      const affected = new Set(changedPersonDays(content, plan.content).map(({ staffId }) => staffId));
      affected.delete(absent.staffId);
      expect(links.map(({ staffId }) => staffId).toSorted()).to.deep.equal([...affected].toSorted());
      for (const { staffId, token } of links) {
        const own = await openNotice(ctx, token);
        expect(own.notice.staffId).to.equal(staffId);
        expect(own.isOutdated).to.equal(false);
        expect(own.notice.changes.map((change) => change.staffId)).to.deep.equal(
          own.notice.changes.map(() => staffId),
        );
        const shown = JSON.stringify(own.notice);
        expect(shown).to.not.include(secret).and.not.include('sick').and.not.include(absent.staffId);
        expect(shown).to.not.include(token);
      }
    });

    it('can be acknowledged by who holds the link, once', async () => {
      const { links } = await covered();
      const { token } = links[0]!;
      await acknowledgeNotice(ctx, token);
      const { notices } = await lastCase();
      expect(notices.map(({ acknowledgedAt }) => acknowledgedAt !== null)).to.deep.equal(
        notices.map((_, index) => index === 0),
      );
      const at = notices[0]!.acknowledgedAt!;
      now = at.plusSeconds(600);
      await acknowledgeNotice(ctx, token);
      expect((await lastCase()).notices[0]!.acknowledgedAt!.equals(at)).to.equal(true);
      const audit = await ctx.db.transaction((tx) => listAudit(tx, 100));
      expect(audit.filter(({ action }) => action === 'notice.acknowledged')).to.have.lengthOf(1);
    });

    it('open with no other token, and with the new one alone once the link is renewed', async () => {
      const { links } = await covered();
      const { token } = links[0]!;
      expect((await rejectionOf(openNotice(ctx, 'guess'))).code).to.equal('notice.not-found');
      const [notice] = (await lastCase()).notices;
      const renewed = await renewNoticeLink(ctx, lead, { date, noticeId: notice!.id });
      expect((await openNotice(ctx, renewed.token)).notice.id).to.equal(notice!.id);
      expect((await rejectionOf(openNotice(ctx, token))).code).to.equal('notice.not-found');
      const none = renewNoticeLink(ctx, lead, { date, noticeId: 999 });
      expect((await rejectionOf(none)).code).to.equal('notice.not-found');
    });

    it('say that they are outdated once the person has a later one of the same day', async () => {
      const { links } = await covered();
      const absenceId = (await lastCase()).absences[0]!.id;
      const undone = await undoAbsence(ctx, lead, { ...(await ref()), absenceId });
      expect((await openNotice(ctx, links[0]!.token)).isOutdated).to.equal(true);
      const back = await openNotice(ctx, undone.links[0]!.token);
      expect(back.isOutdated).to.equal(false);
      const first = (await lastCase()).notices.find(({ staffId }) => staffId === back.notice.staffId)!;
      expect(back.notice.changes.map(({ after }) => after)).to.deep.equal(
        first.changes.map(({ before: was }) => was),
      );
    });
  });

  it('is for leads and managers', async () => {
    await report(absent.staffId);
    for (const attempt of [
      loadDesk(ctx, stranger, { date }),
      loadOpenDesk(ctx, stranger, { date }),
      choose('accept', stranger),
    ]) {
      expect((await rejectionOf(attempt)).code).to.equal('role.not-allowed');
    }
    expect(await loadOpenDesk(ctx, lead, { date: date.plusDays(1) })).to.equal(null);
    const noCase = chooseWay(ctx, lead, { ...(await ref()), caseId: 999, optionId: 'accept' });
    expect((await rejectionOf(noCase)).code).to.equal('desk.no-case');
  });
});
