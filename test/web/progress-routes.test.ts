import { Instant, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { publishPlan } from '../../src/db/plans.ts';
import { planContentFormat } from '../../src/plan/format.ts';
import { importSample, keepDraft, manager } from '../app/fixtures.ts';
import { buildPlan } from '../build/plan.ts';
import { type Browser, openSite, type TestSite } from './browser.ts';

const content = planContentFormat.parse(buildPlan());
const [first, second] = content.days.map(({ date }) => date) as [string, string];

/** Rows of a day, a call in every quarter of an hour up to a time, so many of them lost. */
function rowsOf(date: string, lost: number, until = '24:00') {
  return content.days
    .find((day) => day.date === date)!
    .intervals.filter(({ end }) => end <= until)
    .map(({ start }, index) => ({
      interval_start: `${date} ${start}`,
      interval_minutes: 15,
      queue: 'booking',
      offered: 1,
      answered: index < lost ? 0 : 1,
      abandoned: index < lost ? 1 : 0,
      handling_seconds: index < lost ? 0 : 360,
    }));
}

describe('progressRoutes, actualsRoutes and improvementRoutes', () => {
  let site: TestSite;
  before(async () => {
    // Five past noon on the second open day of May.
    site = await openSite(Instant.parse('2024-05-02T03:05:00Z'));
  });
  beforeEach(async () => {
    await site.reset();
    await importSample(site.ctx, ['contract']);
    await keepDraft(site.ctx, 1, content);
    await site.ctx.db.transaction(async (tx) => {
      const [row]: { id: number }[] = await tx.execute('select id from plan_version');
      await publishPlan(tx, row!.id, { at: site.ctx.now(), by: manager.userId });
    });
  });
  after(() => site.close());

  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${site.base}/api/actuals`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const tokenOf = async (browser: Browser): Promise<string> => {
    const page = await (await browser.post('/imports/machines', { name: '電話交換機' })).text();
    return /<code>([\w-]{43})<\/code>/.exec(page)![1]!;
  };

  it('takes counts from a machine with its token and shows them on the day and the month', async () => {
    const browser = await site.as('manager');
    const token = await tokenOf(browser);
    expect(await browser.read('/imports/machines'))
      .to.include('電話交換機')
      .and.not.include(token);
    const authorization = `Bearer ${token}`;
    const rows = [...rowsOf(first, 2), ...rowsOf(second, 0, '12:00')];
    const answer = await send({ rows }, { authorization });
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({
      rows: rows.length,
      added: rows.length,
      changed: 0,
      unchanged: 0,
    });
    const day = await browser.read(`/days/${second}`);
    expect(day)
      .to.include('12:00 までの実績')
      .and.include('今月は')
      .and.include('<svg')
      .and.include('/months/2024-05/progress');
    const past = await browser.read(`/days/${first}`);
    expect(past).to.include('閉所までの実績');
    const lead = await site.as('lead');
    const month = await lead.read('/months/2024-05/progress');
    expect(month).to.include('あと逃せる件数').and.include('残りに要る応答率').and.include('途中');
    expect(month).not.to.include('/imports');
    const english = await lead.get('/language/en?back=/months/2024-05/progress');
    expect(english.status).to.equal(303);
    expect(await lead.read('/months/2024-05/progress')).to.include('May still be lost');
    expect(await browser.read('/months/2024-05')).to.include('/months/2024-05/progress');
  });

  it('refuses a body as a whole, a stranger, and a revoked machine', async () => {
    const browser = await site.as('manager');
    const authorization = `Bearer ${await tokenOf(browser)}`;
    const [row] = rowsOf(first, 0);
    const bad = await send(
      { rows: [row, { ...row, interval_start: '2024-05-01 25:00' }] },
      { authorization },
    );
    expect(bad.status).to.equal(400);
    expect(await bad.json()).to.include({ code: 'file.bad-row', line: 2, column: 'interval_start' });
    for (const body of [
      '{',
      '[]',
      { rows: [] },
      { rows: [{ ...row, extra: 1 }] },
      { rows: [{ queue: 'booking' }] },
    ]) {
      expect((await send(body, { authorization })).status).to.equal(400);
    }
    const kept = await site.ctx.db.transaction((tx) => tx.execute('select * from history_interval'));
    expect(kept).to.deep.equal([]);
    expect((await send({ rows: [row] })).status).to.equal(403);
    expect((await send({ rows: [row] }, { authorization: 'Bearer guess' })).status).to.equal(403);
    expect((await send({ rows: [row] }, { authorization, 'sec-fetch-site': 'cross-site' })).status).to.equal(
      403,
    );
    await browser.post('/imports/machines/revoke', { id: '1' });
    expect(await browser.read('/imports/machines')).to.include('に取り消し');
    expect((await send({ rows: [row] }, { authorization })).status).to.equal(403);
    const lead = await site.as('lead');
    expect((await lead.get('/imports/machines')).status).to.equal(403);
  });

  it('leads a miss from its opening to its end; the city reads it once it was told', async () => {
    const leader = await site.as('lead');
    const chief = await site.as('manager');
    const city = await site.as('city');
    const authorization = `Bearer ${await tokenOf(chief)}`;
    expect(await leader.read('/improvements')).to.include('対応中の記録はありません');
    await send({ rows: rowsOf(first, 20) }, { authorization });
    const list = await leader.read('/improvements');
    expect(list).to.include('一日の応答率').and.include('5/7（火） までに報告');
    const [, href] = /href="(\/improvements\/\d+)">5\/1/.exec(list)!;
    expect(await city.read('/improvements')).not.to.include(href!);
    expect((await city.get(href!)).status).to.equal(404);
    const act = async (fields: Record<string, string>, browser = leader) => {
      const answer = await browser.post(href!, fields);
      return { status: answer.status, text: await answer.text() };
    };
    const early = await act({ kind: 'closed', result: '済' });
    expect(early.status).to.equal(400);
    expect(early.text).to.include('市への報告、原因、対策');
    const report = { kind: 'reported', date: second, time: '09:10', channel: 'phone', person: '<b>課長</b>' };
    expect((await act(report, city)).status).to.equal(403);
    expect((await act({ ...report, channel: 'pigeon' })).status).to.equal(400);
    expect((await act(report)).status).to.equal(303);
    expect(await leader.read(href!))
      .to.include('市への報告を記録しました')
      .and.include('&lt;b&gt;課長');
    const seen = await city.read(href!);
    expect(seen).to.include('9:10').and.not.include('<form method="post" action="/improvements');
    await act({ kind: 'cause', text: '発送の翌日に集中' });
    await act({ kind: 'measure', text: '発送翌日の席を増やす', dueOn: '2024-05-10' });
    await act({ kind: 'measureResult', measure: '1', doneOn: second, result: '応答率 96 %' });
    expect((await act({ kind: 'closed', result: '回復した' }, chief)).status).to.equal(303);
    const closed = await city.read(href!);
    for (const words of ['発送の翌日に集中', '発送翌日の席を増やす', '応答率 96 %', '回復した']) {
      expect(closed).to.include(words);
    }
    expect(closed).not.to.include('完了にする');
    expect((await act({ kind: 'cause', text: 'ほか' })).status).to.equal(409);
    expect(await leader.read('/improvements')).to.include('id="closed-title"');
    expect((await leader.get('/improvements/abc')).status).to.equal(404);
  });

  it('says early that the margin is lost, and what would restore it', async () => {
    const browser = await site.as('manager');
    const authorization = `Bearer ${await tokenOf(browser)}`;
    await send(
      {
        rows: rowsOf(first, 33).map((row) => ({
          ...row,
          offered: 6,
          answered: 0,
          abandoned: 6,
          handling_seconds: 0,
        })),
      },
      { authorization },
    );
    const page = await browser.read('/months/2024-05/progress');
    expect(page).to.include('早めの警告').and.include('席').and.include('もう');
    const none = await browser.read(`/months/${YearMonth.parse('2024-05').plusMonths(1)}/progress`);
    expect(none).to.include('この月の計画がまだありません');
    expect((await browser.get('/months/2020-01/progress')).status).to.equal(400);
    const city = await site.as('city');
    expect((await city.get('/months/2024-05/progress')).status).to.equal(403);
  });
});
