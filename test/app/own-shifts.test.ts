import { Instant, LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import ICAL from 'ical.js';
import { acknowledgeNotice, openNotice } from '../../src/app/change-notices.ts';
import { contentSha256 } from '../../src/app/content-hash.ts';
import { exportShiftsCsv, exportShiftsXlsx, lackingInShiftJis } from '../../src/app/export-shifts.ts';
import { hashOfToken } from '../../src/app/invitation-token.ts';
import { loadReadings } from '../../src/app/load-readings.ts';
import { openOwnShifts, ownCalendar, readVersion } from '../../src/app/own-shifts.ts';
import {
  issueShiftAddresses,
  loadShiftAddresses,
  revokeShiftAddress,
} from '../../src/app/shift-addresses.ts';
import { listAudit } from '../../src/db/audit.ts';
import { saveChangeNotice } from '../../src/db/change-notices.ts';
import { openDeskCase } from '../../src/db/desk-cases.ts';
import { listPlans, publishPlan, saveDraft } from '../../src/db/plans.ts';
import { type PlanContent, type PlanDay, planContentFormat } from '../../src/plan/index.ts';
import { buildPlan } from '../build/plan.ts';
import { rejectionOf } from '../db/rejection.ts';
import { importSample, lead, manager, may, openTestContext, stranger, type TestContext } from './fixtures.ts';

/** 14 May 2024, noon in Japan. */
const now = Instant.parse('2024-05-14T03:00:00Z');
const whole = planContentFormat.parse(buildPlan());
const lastDay = whole.days.at(-1)!;

const duty = (start: string, end: string, standby = false): PlanDay['shifts'][number] => ({
  staffId: 'OP01',
  role: 'operator',
  pattern: standby ? '待' : '早',
  start,
  end,
  standby,
  breaks: standby ? [] : [{ start: '12:00', end: '12:45', kind: 'meal' }],
});

/** A month with one day on which OP01 has a duty. */
const monthWith = (month: string, date: string): PlanContent => ({
  ...whole,
  month,
  days: [{ ...lastDay, date, shifts: [duty('08:45', '17:15')] }],
});

/** May as the plan has it, but for the duties of OP01 on its last day. */
const mayWith = (own: PlanDay['shifts']): PlanContent => ({
  ...whole,
  days: whole.days.map((day) =>
    day.date === lastDay.date
      ? { ...day, shifts: [...day.shifts.filter(({ staffId }) => staffId !== 'OP01'), ...own] }
      : day,
  ),
});

describe('own shifts', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext(now);
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx, ['contract', 'staff']);
  });
  after(() => ctx.close());

  /** Keeps a version; published at a day of May unless it is a draft. */
  async function keep(content: PlanContent, version: number, publishedOn: number | null): Promise<void> {
    await ctx.db.transaction(async (tx) => {
      const id = await saveDraft(tx, {
        month: YearMonth.parse(content.month),
        version,
        kind: version === 1 ? 'plan' : 'repair',
        basedOnVersion: version === 1 ? null : version - 1,
        content,
        contentSha256: contentSha256(content),
        createdAt: now,
        createdBy: manager.userId,
      });
      if (publishedOn === null) return;
      const at = Instant.parse(`2024-05-${String(publishedOn).padStart(2, '0')}T00:00:00Z`);
      await publishPlan(tx, id, { at, by: manager.userId });
    });
  }
  const tokenOf = async (staffId = 'OP01'): Promise<string> =>
    (await issueShiftAddresses(ctx, lead, { staffIds: [staffId] }))[0]!.token;
  const calendarOf = async (token: string) =>
    new ICAL.Component(ICAL.parse(await ownCalendar(ctx, token, 'ja')))
      .getAllSubcomponents('vevent')
      .map((component) => ({
        component,
        event: new ICAL.Event(component),
        start: new ICAL.Event(component).startDate.toJSDate().toISOString(),
      }));

  describe('ownCalendar', () => {
    beforeEach(async () => {
      await keep(monthWith('2024-03', '2024-03-29'), 1, 1);
      await keep(monthWith('2024-04', '2024-04-30'), 1, 1);
      await keep(mayWith([duty('08:45', '17:15')]), 1, 1);
      await keep(monthWith('2024-06', '2024-06-03'), 1, 2);
      await keep(monthWith('2024-07', '2024-07-01'), 1, null);
    });

    it('has the published duties of its person from the last month on, over the ends of months', async () => {
      const events = await calendarOf(await tokenOf());
      const inMay = mayWith([duty('08:45', '17:15')]).days.flatMap(({ shifts }) =>
        shifts.filter(({ staffId }) => staffId === 'OP01'),
      );
      expect(events).to.have.lengthOf(inMay.length + 2);
      const starts = events.map(({ start }) => start);
      expect(starts).to.include.members([
        '2024-04-29T23:45:00.000Z',
        '2024-05-30T23:45:00.000Z',
        '2024-06-02T23:45:00.000Z',
      ]);
      expect(starts).to.deep.equal(starts.toSorted());
      expect(new Set(events.map(({ event }) => event.uid)).size).to.equal(events.length);
      const last = events.at(-1)!.event;
      expect(last.summary).to.equal('早　8:45–17:15');
      expect(last.description).to.equal('食事 12:00–12:45\n第1版');
    });

    it('changes an entry in its place with a repair, takes away what is over, and keeps drafts back', async () => {
      const token = await tokenOf();
      const before = (await calendarOf(token)).find(({ start }) => start.startsWith('2024-05-30T23:45'))!;
      await keep(mayWith([duty('18:00', '24:00', true)]), 2, 14);
      await keep(mayWith([]), 3, null);
      const after = (await calendarOf(token)).find(({ event }) => event.uid === before.event.uid)!;
      expect([before.event.sequence, after.event.sequence]).to.deep.equal([1, 2]);
      expect(after.start).to.equal('2024-05-31T09:00:00.000Z');
      expect(after.event.endDate.toJSDate().toISOString()).to.equal('2024-05-31T15:00:00.000Z');
      expect(after.event.summary).to.equal('待機　18:00–24:00');
      expect(after.component.getFirstPropertyValue('transp')).to.equal('TRANSPARENT');
      expect(String(after.component.getFirstPropertyValue('last-modified'))).to.equal('2024-05-14T00:00:00Z');
      await keep(mayWith([]), 4, 14);
      expect((await calendarOf(token)).map(({ event }) => event.uid)).not.to.include(before.event.uid);
    });

    it('says nothing of others and not why anybody is off', async () => {
      const text = await ownCalendar(ctx, await tokenOf(), 'ja');
      expect(text).not.to.match(/OP0[2-9]|leave|unavailable|有給|髙橋/);
    });
  });

  describe('issueShiftAddresses', () => {
    it('keeps no token, lets a new address take the place of the old one, and a revoked one lead nowhere', async () => {
      const first = await tokenOf();
      const stored = await ctx.db.transaction((tx) => tx.execute('select * from shift_address'));
      expect(JSON.stringify(stored)).not.to.include(first);
      expect((await openOwnShifts(ctx, first)).staffId).to.equal('OP01');
      const second = await tokenOf();
      expect((await rejectionOf(openOwnShifts(ctx, first))).code).to.equal('shifts.address-not-found');
      await revokeShiftAddress(ctx, manager, { staffId: 'OP01' });
      for (const open of [
        openOwnShifts(ctx, second),
        ownCalendar(ctx, second, 'ja'),
        readVersion(ctx, second, { month: may, version: 1 }),
      ]) {
        expect((await rejectionOf(open)).code).to.equal('shifts.address-not-found');
      }
      const again = revokeShiftAddress(ctx, manager, { staffId: 'OP01' });
      expect((await rejectionOf(again)).code).to.equal('shifts.no-person');
      const audit = await ctx.db.transaction((tx) => listAudit(tx, 3));
      expect(audit.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).to.deep.equal([
        'user-manager shift-address.revoked OP01',
        'user-lead shift-address.issued OP01',
        'user-lead shift-address.issued OP01',
      ]);
      expect(JSON.stringify(audit)).not.to.include(second);
    });

    it('knows nobody outside the staff, and issues nothing then', async () => {
      const failed = issueShiftAddresses(ctx, manager, { staffIds: ['OP01', 'OP99'] });
      expect((await rejectionOf(failed)).code).to.equal('shifts.no-person');
      const holders = await loadShiftAddresses(ctx, manager);
      expect(holders.every(({ since }) => since === null)).to.equal(true);
      expect(holders[0]!.staffId).to.match(/^MG/);
    });
  });

  describe('readVersion', () => {
    beforeEach(() => keep(mayWith([duty('08:45', '17:15')]), 1, 1));

    const mayOf = async (token: string) => (await openOwnShifts(ctx, token)).months[0]!;
    const counts = async () =>
      (await loadReadings(ctx, manager, { month: may })).versions.map(({ version, people }) => ({
        version,
        concerned: people.length,
        read: people.flatMap(({ staffId, readAt }) => (readAt === null ? [] : [staffId])),
      }));
    const onDuty = new Set(whole.days.flatMap(({ shifts }) => shifts.map(({ staffId }) => staffId))).size;

    it('shows this month and the next, and what was read and by whom', async () => {
      const token = await tokenOf();
      const { name, months } = await openOwnShifts(ctx, token);
      expect(name).not.to.equal('');
      expect(months.map(({ month, inForce }) => `${month} ${inForce?.version}`)).to.deep.equal([
        '2024-05 1',
        '2024-06 undefined',
      ]);
      expect(months[0]!.reading).to.include({ lastRead: null, isUnread: true });
      await readVersion(ctx, token, { month: may, version: 1 });
      await readVersion(ctx, token, { month: may, version: 1 });
      expect((await mayOf(token)).reading).to.include({ lastRead: 1, isUnread: false });
      expect(await counts()).to.deep.equal([{ version: 1, concerned: onDuty, read: ['OP01'] }]);
      const audit = await ctx.db.transaction((tx) => listAudit(tx, 100));
      expect(audit.filter(({ action }) => action === 'plan.read')).to.have.lengthOf(1);
    });

    it('asks those again whose days changed, and nobody else', async () => {
      const [mine, others] = [await tokenOf(), await tokenOf('OP02')];
      for (const token of [mine, others]) await readVersion(ctx, token, { month: may, version: 1 });
      await keep(mayWith([duty('10:00', '17:15')]), 2, 14);
      const seen = (await mayOf(mine)).reading;
      expect(seen.isUnread).to.equal(true);
      expect(seen.changes.map(({ date, staffId }) => `${date} ${staffId}`)).to.deep.equal([
        `${lastDay.date} OP01`,
      ]);
      expect((await mayOf(others)).reading).to.deep.equal({ lastRead: 1, changes: [], isUnread: false });
      expect((await counts())[0]).to.deep.equal({ version: 2, concerned: 1, read: [] });
      await readVersion(ctx, mine, { month: may, version: 2 });
      expect((await mayOf(mine)).reading).to.deep.equal({ lastRead: 2, changes: [], isUnread: false });
      expect((await counts())[0]!.read).to.deep.equal(['OP01']);
    });

    it('takes a notice that was read for its version, and a page that was read for the notice', async () => {
      const token = await tokenOf();
      await readVersion(ctx, token, { month: may, version: 1 });
      const noticeOf = async (version: number, start: string): Promise<string> => {
        await keep(mayWith([duty(start, '17:15')]), version, 14);
        return ctx.db.transaction(async (tx) => {
          const caseId = await openDeskCase(tx, LocalDate.parse('2024-05-31'), version - 1);
          const [plan] = await listPlans(tx, may);
          const tokenHash = hashOfToken(`notice ${version}`);
          const shared = { caseId, planId: plan!.id, staffId: 'OP01', changes: [], at: now };
          await saveChangeNotice(tx, { ...shared, tokenHash });
          return `notice ${version}`;
        });
      };
      await acknowledgeNotice(ctx, await noticeOf(2, '10:00'));
      expect((await mayOf(token)).reading).to.include({ lastRead: 1, isUnread: false });
      expect((await counts())[0]!.read).to.deep.equal(['OP01']);
      const second = await noticeOf(3, '11:00');
      expect((await mayOf(token)).reading.isUnread).to.equal(true);
      await readVersion(ctx, token, { month: may, version: 3 });
      expect((await openNotice(ctx, second)).notice.acknowledgedAt?.toString()).to.equal(now.toString());
    });

    it('knows published versions alone', async () => {
      await keep(mayWith([]), 2, null);
      const token = await tokenOf();
      const draft = readVersion(ctx, token, { month: may, version: 2 });
      expect((await rejectionOf(draft)).code).to.equal('plan.not-found');
    });

    it('is kept for ever', async () => {
      await readVersion(ctx, await tokenOf(), { month: may, version: 1 });
      const changed = ctx.db.transaction((tx) => tx.execute("update version_reading set staff_id = 'x'"));
      expect((await rejectionOf(changed)).code).to.equal('plan.version-immutable');
    });
  });

  describe('exportShiftsCsv and exportShiftsXlsx', () => {
    const which = { month: may, version: 1 };
    beforeEach(() => keep(whole, 1, 1));

    it('note who took which file, in either encoding and for whom', async () => {
      const plain = await exportShiftsCsv(ctx, manager, { ...which, encoding: 'utf-8' });
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain.bytes).slice(0, 3)).to.equal(
        '\uFEFF日付',
      );
      expect(plain.replaced).to.deep.equal([]);
      const old = await exportShiftsCsv(ctx, manager, { ...which, encoding: 'shift_jis' });
      expect(old.replaced).to.deep.equal(['𠮷']).and.deep.equal(lackingInShiftJis(whole));
      const text = new TextDecoder('shift_jis', { fatal: true }).decode(old.bytes);
      expect(text)
        .to.include('髙橋 美咲')
        .and.include('山﨑 健一')
        .and.include('〓田 さくら')
        .and.not.include('?');
      const decoded = new TextDecoder().decode(plain.bytes);
      expect(text).to.equal(decoded.replaceAll('𠮷', '〓'));
      await exportShiftsXlsx(ctx, lead, { ...which, audience: 'internal', language: 'ja' });
      const audit = await ctx.db.transaction((tx) => listAudit(tx, 3));
      expect(audit.map(({ actor, action, detail }) => ({ actor, action, detail }))).to.deep.equal([
        {
          actor: 'user-lead',
          action: 'plan.exported',
          detail: { file: 'shifts.xlsx', audience: 'internal' },
        },
        {
          actor: 'user-manager',
          action: 'plan.exported',
          detail: { file: 'shifts.csv', encoding: 'shift_jis' },
        },
        { actor: 'user-manager', action: 'plan.exported', detail: { file: 'shifts.csv', encoding: 'utf-8' } },
      ]);
    });

    it('do not know a draft when the city asks', async () => {
      const asked = exportShiftsXlsx(ctx, stranger, { ...which, audience: 'internal', language: 'ja' });
      expect((await rejectionOf(asked)).code).to.equal('plan.not-found');
    });
  });
});
