import { expect } from 'chai';
import { createWork, finishWork } from '../../src/db/work.ts';
import type { FoundChanges } from '../../src/plan/index.ts';
import { sampleContent } from '../app/fixtures.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

describe('changeRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const address = '/plans/2024-05/1/changes';

  /** The page of a search once it is over, having looked at its progress on the way. */
  async function resultOf(browser: Browser, path: string): Promise<string> {
    for (;;) {
      const answer = await browser.get(path, { accept: 'application/json' });
      const { state, donePercent } = (await answer.json()) as { state: string; donePercent: number };
      expect(donePercent).to.be.within(0, 100);
      if (state !== 'queued' && state !== 'running') {
        expect(state).to.equal('done');
        return browser.read(path);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A search that is done, with one change of each sort. */
  async function doneSearch(changes?: FoundChanges['changes']): Promise<string> {
    const { staff } = await sampleContent();
    const operators = staff.filter(({ role }) => role === 'operator');
    const common = {
      date: '2024-05-14',
      dayAnswerRate: { before: 0.9312, after: 0.9367 },
      monthAnswerRate: { before: 0.95123, after: 0.95149 },
    };
    const found: FoundChanges = {
      triedChanges: 57,
      searchedDays: 1,
      changes: changes ?? [
        {
          ...common,
          kind: 'rest',
          staffId: operators[0]!.id,
          before: { start: '10:30', end: '10:40' },
          after: { start: '10:45', end: '10:55' },
          addedRest: null,
          extra: null,
          gainedCalls: { mean: 0.4312, low95: 0.4011, high95: 0.4613 },
          newFindings: [],
        },
        {
          ...common,
          kind: 'laterEnd',
          staffId: operators[1]!.id,
          before: { start: '08:45', end: '13:00' },
          after: { start: '08:45', end: '13:30' },
          addedRest: { start: '12:20', end: '12:30' },
          extra: { paidMinutes: 30, workedMinutes: 285, maximumDailyMinutes: 300 },
          gainedCalls: { mean: 0.0127, low95: 0.009, high95: 0.0164 },
          newFindings: [
            { rule: 'x', level: 'W', where: '', text: '<b>注意</b>の文', textEn: 'note', why: '', whyEn: '' },
          ],
        },
      ],
    };
    return site.ctx.db.transaction(async (tx) => {
      const kind = 'changes:2024-05:1:2024-05-14';
      const workId = await createWork(tx, { kind, createdAt: site.ctx.now(), by: 'cli' });
      await finishWork(tx, workId, found);
      return `/changes/${workId}`;
    });
  }

  it('searches a day when asked, tells the progress and then what it looked at, and says that it is advice', async () => {
    const lead = await site.as('lead');
    const asked = await lead.read(address);
    expect(asked).to.include(`action="${address}"`).and.to.include('助言だけ').and.to.include('架空データ');
    const started = await lead.post(address, { date: '2024-05-14' });
    expect(started.status).to.equal(303);
    const path = started.headers.get('location')!;
    expect(path).to.match(/^\/changes\/[0-9a-f-]{36}$/);
    expect(await lead.read(path))
      .to.include('の変更案を探しています')
      .and.to.include('changes.js');
    const page = await resultOf(lead, path);
    expect(page)
      .to.match(/5\/14（火）の変更を[1-9]\d*通り調べました/)
      .and.to.include('助言だけ');
    expect(page).not.to.include('changes.js');
    const plans = await lead.read('/plans');
    expect(plans).to.include('第1版').and.not.to.include('第2版');
  });

  it('shows who, when, from and to, calls with their range, both rates, costs and findings', async () => {
    const manager = await site.as('manager');
    const page = await manager.read(await doneSearch());
    const { staff } = await sampleContent();
    const [first, second] = staff.filter(({ role }) => role === 'operator');
    for (const text of [
      '57通り',
      '多い順に2件',
      first!.name,
      second!.name,
      '5/14（火）',
      '10:30–10:40',
      '10:45–10:55',
      '＋0.43 件/日',
      '0.40～0.46',
      '93.12',
      '93.67',
      '95.12',
      '95.14',
      '30分遅く終える',
      '小休止を12:20–12:30に加える',
      '30分増え、その日は4:45（本人の契約の上限 5:00）',
      '＋0.013 件/日',
      '&lt;b&gt;注意&lt;/b&gt;の文',
    ]) {
      expect(page, text).to.include(text);
    }
    await manager.get('/language/en?back=/');
    const english = await manager.read(await doneSearch());
    expect(english).to.include('Move a rest').and.to.include('advice only').and.to.include('note');
  });

  it('says so where no change surely helps', async () => {
    const page = await (await site.as('lead')).read(await doneSearch([]));
    expect(page).to.include('増える変更はありませんでした').and.not.to.include('<table');
  });

  it('can be asked for on the page of the expectations, there too not by the city', async () => {
    const manager = await site.as('manager');
    const action = `action="${address}"`;
    expect(await manager.read('/plans/2024-05/1/simulation')).to.include(action);
    await manager.post('/plans/2024-05/1/submit', {});
    const seen = await (await site.as('city', '担当')).read('/plans/2024-05/1/simulation');
    expect(seen).to.include('なぜ違うのか').and.not.to.include(action).and.not.to.include('変更案');
  });

  it('shows the city and the administrator nothing of it', async () => {
    const path = await doneSearch();
    for (const role of ['city', 'administrator'] as const) {
      const browser = await site.as(role);
      expect((await browser.get(address)).status).to.equal(403);
      expect((await browser.post(address, { date: '' })).status).to.equal(403);
      expect((await browser.get(path)).status).to.equal(403);
      expect((await browser.get(path, { accept: 'application/json' })).status).to.equal(403);
    }
  });

  it('refuses a day that is not in the plan, a text that is no day, a version and a search that are not there', async () => {
    const lead = await site.as('lead');
    expect((await lead.post(address, { date: '2024-05-12' })).status).to.equal(404);
    expect((await lead.post(address, { date: 'tomorrow' })).status).to.equal(400);
    expect((await lead.get('/plans/2024-05/9/changes')).status).to.equal(404);
    expect((await lead.get('/changes/00000000-0000-4000-8000-000000000000')).status).to.equal(404);
  });
});
