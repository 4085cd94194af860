import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { type AgreeOutboundInput, agreeOutbound, undoAgreement } from '../../src/app/agree-outbound.ts';
import { importFile } from '../../src/app/import-file.ts';
import { loadOutbound } from '../../src/app/load-outbound.ts';
import { importOutbound, recordOutbound, reportUrgent, undoAttempt } from '../../src/app/record-outbound.ts';
import { saveOutboundAttempts } from '../../src/db/outbound-attempts.ts';
import { type ErrorCode, SekisuError } from '../../src/errors.ts';
import type { OutboundAttempt } from '../../src/plan/outbound-records.ts';
import {
  cityOfficial,
  importSample,
  keepDraft,
  lead,
  manager,
  may,
  openTestContext,
  sampleBytes,
  sampleContent,
  type TestContext,
} from './fixtures.ts';

/** 15:00 of Tuesday 21 May 2024 in Japan, after the middle open day, the 17th. */
const afternoon = Instant.parse('2024-05-21T06:00:00Z');
const day = (number: number): LocalDate => LocalDate.of(2024, 5, number);
const today = day(21);

describe('outbound work', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext(afternoon);
  });
  beforeEach(async () => {
    await ctx.db.clear();
    await importSample(ctx);
    await assume(5);
    await keepDraft(ctx, 1, await sampleContent());
  });
  after(() => ctx.close());

  /** The sample's contract with so many times the calls assumed: May came to some 1,350. */
  async function assume(times: number): Promise<void> {
    const contract = JSON.parse(new TextDecoder().decode(sampleBytes('contract.json')));
    for (const queue of contract.queues) queue.monthlyCalls *= times;
    const bytes = new TextEncoder().encode(JSON.stringify(contract));
    await importFile(ctx, manager, { kind: 'contract', name: 'contract.json', bytes });
  }

  const start: AgreeOutboundInput = {
    month: may,
    kind: 'start',
    agreedOn: day(20),
    cityPerson: '戸籍住民課 市野',
    contractorPerson: '見本 花子',
    terms: '介護施設へ1日35件まで',
    startsOn: day(20),
    endsOn: day(31),
    basis: { reading: 'projection', middle: 'openDay' },
    note: null,
    reference: '協議録 令和6年第3号',
  };
  const stop = { ...start, kind: 'stop', startsOn: day(22), endsOn: null, basis: null } as const;
  const attempt = (minute: number, changes: Partial<OutboundAttempt> = {}): OutboundAttempt => ({
    date: today,
    minute,
    staffId: 'OP01',
    organisation: '松寿園',
    outcome: 'reached',
    note: null,
    isUrgent: false,
    ...changes,
  });
  const attempts = (count: number, from = 540): OutboundAttempt[] =>
    Array.from({ length: count }, (_, index) => attempt(from + index));
  const load = () => loadOutbound(ctx, manager, { month: may });

  async function refused(work: Promise<unknown>): Promise<ErrorCode> {
    return work.then(
      () => expect.fail('was not refused'),
      (error: unknown) => {
        if (!(error instanceof SekisuError)) throw error;
        return error.code;
      },
    );
  }

  it('shows both readings; they differ, and by which one is read decides', async () => {
    const below = await load();
    expect(below.state).to.equal('mayAgree');
    expect(below.readings!.thresholdCalls).to.equal(1750);
    expect(below.readings!.middles[0].date.toString()).to.equal('2024-05-17');
    await assume(2.5);
    expect((await load()).state).to.equal('otherReading');
    expect(await refused(agreeOutbound(ctx, manager, start))).to.equal('outbound.not-below');
    await agreeOutbound(ctx, manager, { ...start, basis: { reading: 'cumulative', middle: 'openDay' } });
    expect((await load()).state).to.equal('agreed');
    await assume(1);
    const { readings } = await load();
    expect(readings!.middles[0].projection.isBelow).to.equal(false);
  });

  it('plans and records nothing without an agreement, nor on days that it does not speak of', async () => {
    expect((await load()).proposal).to.equal(null);
    expect(await refused(recordOutbound(ctx, lead, [attempt(600)]))).to.equal('outbound.no-agreement');
    expect(await refused(agreeOutbound(ctx, manager, stop))).to.equal('outbound.no-agreement');
    await agreeOutbound(ctx, manager, { ...start, endsOn: day(24) });
    const { proposal, agreedDays } = await load();
    expect(agreedDays.map((date) => date.dayOfMonth())).to.deep.equal([20, 21, 22, 23, 24]);
    const planned = proposal!.days.filter((one) => one.attempts > 0);
    expect(planned.length).to.be.greaterThan(0);
    expect(planned.every(({ date }) => !date.isBefore(today) && !date.isAfter(day(24)))).to.equal(true);
    const friday = [attempt(600, { date: day(17) })];
    expect(await refused(recordOutbound(ctx, lead, friday))).to.equal('outbound.no-agreement');
  });

  it('refuses an agreement before the middle is counted, one on other days, and one without its people', async () => {
    const { db } = ctx;
    await db.transaction((tx) => tx.execute("delete from history_interval where date = '2024-05-16'"));
    expect((await load()).state).to.equal('early');
    expect(await refused(agreeOutbound(ctx, manager, start))).to.equal('outbound.middle-not-counted');
    await importSample(ctx, ['history']);
    const wrong: readonly Partial<AgreeOutboundInput>[] = [
      { agreedOn: day(22), startsOn: day(22) },
      { startsOn: day(17), agreedOn: day(17) },
      { startsOn: day(19) },
      { endsOn: day(19) },
      { endsOn: LocalDate.of(2024, 6, 1) },
      { endsOn: null },
      { basis: null },
      { cityPerson: ' ' },
      { contractorPerson: '' },
      { terms: '' },
    ];
    for (const changes of wrong) {
      const code = await refused(agreeOutbound(ctx, manager, { ...start, ...changes }));
      expect(code, JSON.stringify(changes)).to.equal('input.invalid');
    }
    expect(await refused(agreeOutbound(ctx, lead, start))).to.equal('role.not-allowed');
    expect((await load()).agreements).to.deep.equal([]);
    await ctx.db.clear(['contract', 'history_interval', 'staff_member']);
    expect(await refused(agreeOutbound(ctx, manager, start))).to.equal('plan.not-found');
  });

  it('keeps the figures with the agreement, and one entered wrong in the list', async () => {
    await agreeOutbound(ctx, manager, start);
    const [kept] = (await load()).agreements;
    expect(kept).to.deep.include({ terms: start.terms, reference: start.reference, undone: null });
    const evidence = kept!.evidence as { thresholdCalls: number; middles: { date: string }[] };
    expect([evidence.thresholdCalls, evidence.middles[0]!.date]).to.deep.equal([1750, '2024-05-17']);
    await undoAgreement(ctx, manager, { month: may, id: kept!.id });
    const after = await load();
    expect(after.state).to.equal('mayAgree');
    expect(after.agreements[0]!.undone!.by).to.equal(manager.userId);
    expect(await refused(undoAgreement(ctx, manager, { month: may, id: kept!.id }))).to.equal(
      'outbound.not-found',
    );
  });

  it('asks for a stop when calls come back, and ends with it', async () => {
    await agreeOutbound(ctx, manager, start);
    expect((await load()).state).to.equal('agreed');
    // The 20th brings as many calls as the rest of the month lacked.
    await ctx.db.transaction((tx) =>
      tx.execute("update history_interval set offered = offered + 40 where date = '2024-05-20'"),
    );
    expect((await load()).state).to.equal('recovered');
    await agreeOutbound(ctx, manager, stop);
    const { state, agreedDays, proposal } = await load();
    expect(state).to.equal('agreed');
    expect(agreedDays.map((date) => date.dayOfMonth())).to.deep.equal([20, 21]);
    const planned = proposal!.days.filter(({ attempts: own }) => own > 0);
    expect(planned.every(({ date }) => date.equals(today))).to.equal(true);
    expect(await refused(recordOutbound(ctx, lead, [attempt(600, { date: day(22) })]))).to.equal(
      'outbound.no-agreement',
    );
  });

  it('refuses the 36th attempt of a day and all that came with it', async () => {
    await agreeOutbound(ctx, manager, start);
    expect(await recordOutbound(ctx, lead, attempts(34))).to.deep.equal({ added: 34, unchanged: 0 });
    expect(await refused(recordOutbound(ctx, lead, attempts(2, 600)))).to.equal('outbound.cap-reached');
    expect(await recordOutbound(ctx, lead, attempts(35))).to.deep.equal({ added: 1, unchanged: 34 });
    expect(await refused(recordOutbound(ctx, lead, [attempt(700)]))).to.equal('outbound.cap-reached');
    const { totals, proposal, attempts: kept } = await load();
    expect(totals[0]!.attempts).to.equal(35);
    expect(proposal!.days.find(({ date }) => date.equals(today))!.attempts).to.equal(0);
    expect(kept.map(({ number }) => number)).to.deep.equal(Array.from({ length: 35 }, (_, n) => n + 1));
    // One entered wrong makes room for one, and its number goes to the next.
    await undoAttempt(ctx, lead, { id: kept[4]!.id });
    expect(await refused(undoAttempt(ctx, lead, { id: kept[4]!.id }))).to.equal('outbound.not-found');
    await recordOutbound(ctx, lead, [attempt(700)]);
    const last = (await load()).attempts.find(({ minute }) => minute === 700);
    expect(last!.number).to.equal(5);
  });

  it('lets only one of two who write at once have the last attempt', async () => {
    await agreeOutbound(ctx, manager, start);
    await recordOutbound(ctx, lead, attempts(34));
    const both = await Promise.allSettled([
      recordOutbound(ctx, lead, [attempt(800)]),
      recordOutbound(ctx, manager, [attempt(801)]),
    ]);
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect((lost!.reason as SekisuError).code).to.equal('outbound.cap-reached');
    expect((await load()).totals[0]!.attempts).to.equal(35);
  });

  it('has a number of a day once in the store, whoever writes', async () => {
    const row = { ...attempt(600), number: 1, recordedBy: 'x', recordedAt: ctx.now() };
    await ctx.db.transaction((tx) => saveOutboundAttempts(tx, [row]));
    expect(await refused(ctx.db.transaction((tx) => saveOutboundAttempts(tx, [row])))).to.equal(
      'outbound.recorded-meanwhile',
    );
  });

  it('records a file whole or not at all, and the same file once', async () => {
    await agreeOutbound(ctx, manager, start);
    const file = (rows: string) => ({
      name: 'outbound.csv',
      bytes: new TextEncoder().encode(`日時,担当,架電先,結果,緊急\n${rows}`),
    });
    const good = '2024-05-20 10:00,OP01,松寿園,承諾,いいえ\n2024-05-21 14:59,OP02,港商会,不在,はい\n';
    expect(await importOutbound(ctx, lead, file(good))).to.deep.equal({ added: 2, unchanged: 0 });
    expect(await importOutbound(ctx, lead, file(good))).to.deep.equal({ added: 0, unchanged: 2 });
    const wrong = [
      // To come; closed; unknown person; before opening.
      '2024-05-21 15:01,OP01,松寿園,応答,',
      '2024-05-25 10:00,OP01,松寿園,応答,',
      '2024-05-21 10:00,OP99,松寿園,応答,',
      '2024-05-21 8:59,OP01,松寿園,応答,',
    ];
    const codes: string[] = [];
    for (const row of wrong) {
      codes.push(await refused(importOutbound(ctx, lead, file(`2024-05-21 9:30,OP01,別荘,応答,\n${row}\n`))));
    }
    expect(codes).to.deep.equal(['input.invalid', 'day.closed', 'input.invalid', 'input.invalid']);
    expect((await load()).attempts).to.have.length(2);
  });

  it('notes once when the city was told of an urgent one', async () => {
    await agreeOutbound(ctx, manager, start);
    await recordOutbound(ctx, lead, [attempt(600, { isUrgent: true }), attempt(610)]);
    const [urgent, usual] = (await load()).attempts;
    expect(await refused(reportUrgent(ctx, lead, { id: urgent!.id, to: ' ' }))).to.equal('input.invalid');
    await reportUrgent(ctx, lead, { id: urgent!.id, to: '市野' });
    expect((await load()).attempts[0]!.reported).to.deep.equal({
      to: '市野',
      by: lead.userId,
      at: ctx.now(),
    });
    for (const { id } of [urgent!, usual!]) {
      expect(await refused(reportUrgent(ctx, lead, { id, to: '市野' }))).to.equal('outbound.not-found');
    }
  });

  it('shows the city figures and counts, with operators by code and no proposal', async () => {
    await agreeOutbound(ctx, manager, start);
    const { callers } = await load();
    const named = callers.find(({ id }) => id === 'OP01')!.name!;
    await recordOutbound(ctx, lead, [attempt(600, { note: `${named}が説明` }), attempt(610)]);
    await undoAttempt(ctx, lead, { id: (await load()).attempts[1]!.id });
    const official = await cityOfficial(ctx, null);
    const seen = await loadOutbound(ctx, official, { month: may });
    expect(seen.proposal).to.equal(null);
    // A draft is no matter of the city's, and neither are its figures.
    expect(seen.readings).to.equal(null);
    expect(seen.totals[0]!.attempts).to.equal(1);
    expect(seen.attempts).to.have.length(1);
    expect(seen.attempts[0]!.note).to.equal('OP01が説明');
    expect(seen.callers.every(({ name }) => name === null)).to.equal(true);
    for (const work of [
      () => recordOutbound(ctx, official, [attempt(600)]),
      () => importOutbound(ctx, official, { name: 'x.csv', bytes: new Uint8Array() }),
      () => agreeOutbound(ctx, official, start),
      () => undoAgreement(ctx, official, { month: may, id: 1 }),
      () => undoAttempt(ctx, official, { id: 1 }),
      () => reportUrgent(ctx, official, { id: 1, to: 'x' }),
    ]) {
      expect(await refused(work())).to.equal('role.not-allowed');
    }
  });
});
