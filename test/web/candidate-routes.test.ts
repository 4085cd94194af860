import { expect } from 'chai';
import { searchKindOf } from '../../src/app/find-candidates.ts';
import { loadPlan } from '../../src/db/plans.ts';
import { createWork, failWork, finishWork } from '../../src/db/work.ts';
import type { FoundCandidates } from '../../src/plan/candidates.ts';
import type { PlanContent } from '../../src/plan/index.ts';
import type { RosterFacts } from '../../src/plan/roster-facts.ts';
import { may, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

const facts: RosterFacts = {
  costHours: 1234.5,
  boundHours: 1200,
  shortIntervals: 0,
  wishes: { granted: 12, asked: 16, grantedWeight: 20, askedWeight: 27 },
  unfairTimes: 4.2,
  unevenHours: 6.1,
  answerRate: 0.9512,
  probabilityTargetMet: 0.97,
  budgetDays: 8,
  worstAbsentRate: 0.851,
  hardFindings: 0,
  warnings: 2,
  paidHours: 1100,
  personDays: 180,
  changedPersonDays: 0,
};

describe('candidateRoutes', () => {
  let site: TestSite;
  let content: PlanContent;
  before(async () => {
    site = await openPlannedSite();
    content = await sampleContent();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  /** The draft with one operator less on its first day. */
  const without = (place: number): PlanContent => ({
    ...content,
    days: content.days.map((day, index) => {
      const operators = day.shifts.filter(({ role, standby }) => role === 'operator' && !standby);
      return index === 0 ? { ...day, shifts: day.shifts.filter((shift) => shift !== operators[place]) } : day;
    }),
  });
  const removedId = (place: number): string =>
    content.days[0]!.shifts.filter(({ role, standby }) => role === 'operator' && !standby)[place]!.staffId;

  const found = (): FoundCandidates => ({
    draft: facts,
    candidates: [
      {
        kind: 'balanced',
        content: without(0),
        facts: { ...facts, costHours: 1210, changedPersonDays: 1 },
      },
      {
        kind: 'people',
        content: without(1),
        facts: {
          ...facts,
          wishes: { granted: 15, asked: 16, grantedWeight: 26, askedWeight: 27 },
          budgetDays: 7,
          changedPersonDays: 1,
        },
      },
    ],
    alike: [{ leaning: 'robust', like: 'balanced', personDays: 2 }],
  });

  /** A search for the draft as it is, with what it found, or why it failed. @returns its address */
  async function doneSearch(result: FoundCandidates | { readonly ja: string; readonly en: string }) {
    return site.ctx.db.transaction(async (tx) => {
      const kind = searchKindOf(await loadPlan(tx, may, 'latest'));
      const workId = await createWork(tx, { kind, createdAt: site.ctx.now(), by: 'cli' });
      await ('draft' in result ? finishWork(tx, workId, result) : failWork(tx, workId, result));
      return `/candidates/${workId}`;
    });
  }

  it('is asked for on the month’s page by who may edit the draft, and leads to the search under way', async () => {
    const manager = await site.as('manager');
    const action = 'action="/months/2024-05/candidates"';
    expect(await manager.read('/months/2024-05'))
      .to.include(action)
      .and.to.include('候補を比べる');
    expect(await (await site.as('lead')).read('/months/2024-05')).not.to.include(action);
    const workId = await site.ctx.db.transaction(async (tx) =>
      createWork(tx, {
        kind: searchKindOf(await loadPlan(tx, may, 'latest')),
        createdAt: site.ctx.now(),
        by: 'cli',
      }),
    );
    const started = await manager.post('/months/2024-05/candidates', {});
    expect(started.status).to.equal(303);
    expect(started.headers.get('location')).to.equal(`/candidates/${workId}`);
    const page = await manager.read(`/candidates/${workId}`);
    expect(page).to.include('<progress').and.to.include('探しています').and.to.include('changes.js');
    const answer = await manager.get(`/candidates/${workId}`, { accept: 'application/json' });
    expect(await answer.json()).to.deep.equal({ state: 'queued', donePercent: 0 });
  });

  it('shows the draft and the candidates with their figures, what speaks for each, and who was almost the same', async () => {
    const manager = await site.as('manager');
    const page = await manager.read(await doneSearch(found()));
    for (const text of [
      '良い勤務表が2案あります',
      'A案　費用が少ない案',
      'B案　希望と公平の案',
      'いまの下書き',
      '費用が最も少ない（1,210時間）',
      '下限との差 0.9 %以内',
      '希望が最も多くかなう（15/16）',
      '重さでは 26/27',
      '欠勤の余裕は最良の案と同じ（8日）',
      '95.12 %',
      '要是正0・注意2',
      '「欠勤に強い案」として選ばれる勤務表は、「A案　費用が少ない案」とほぼ同じでした（違い 2人日）',
      '架空データ',
      'この案にする',
    ]) {
      expect(page.replaceAll('\u00a0', ' '), text).to.include(text);
    }
    expect(page).not.to.include('<progress').and.not.to.include('探したあとに下書きが変わりました');
    await manager.get('/language/en?back=/');
    const english = await manager.read(await doneSearch(found()));
    expect(english).to.include('Besides the draft there are 2 good rosters').and.to.include('Costs least');
  });

  it('says so where there is nothing better, and why a search failed', async () => {
    const manager = await site.as('manager');
    const alike = (['balanced', 'people', 'robust'] as const).map((leaning) => ({
      leaning,
      like: 'draft' as const,
      personDays: 0,
    }));
    const none = await manager.read(await doneSearch({ draft: facts, candidates: [], alike }));
    expect(none).to.include('別の勤務表はありませんでした').and.not.to.include('この案にする');
    const failed = await manager.read(await doneSearch({ ja: '<b>探せませんでした</b>', en: 'failed' }));
    expect(failed).to.include('&lt;b&gt;探せませんでした&lt;/b&gt;').and.to.include('もう一度探す');
  });

  it('shows a candidate’s roster', async () => {
    const manager = await site.as('manager');
    const address = await doneSearch(found());
    const page = await manager.read(`${address}/people`);
    expect(page).to.include('B案　希望と公平の案').and.to.include('class="grid roster"');
    expect(page).to.include('いまの下書きとの違いは1人日です').and.to.include(`action="${address}/people"`);
    expect((await manager.get(`${address}/robust`)).status).to.equal(404);
    expect((await manager.get(`${address}/cheapest`)).status).to.equal(404);
  });

  it('puts a candidate into the draft, says so, and takes it back', async () => {
    const manager = await site.as('manager');
    const address = await doneSearch(found());
    const chosen = await manager.post(`${address}/people`, {});
    expect(chosen.status).to.equal(303);
    expect(chosen.headers.get('location')).to.equal('/months/2024-05#roster-title');
    const month = await manager.read('/months/2024-05');
    expect(month)
      .to.include('下書きの勤務表を「希望と公平の案」にしました（1人日を変更）')
      .and.to.include('別の案に替えた')
      .and.to.include(removedId(1));
    const stale = await manager.read(address);
    expect(stale)
      .to.include('探したあとに下書きが変わりました')
      .and.to.include('探したときの下書き')
      .and.not.to.include('この案にする');
    expect((await manager.post(`${address}/balanced`, {})).status).to.equal(409);
    await manager.post('/months/2024-05/edits/undo', {});
    expect(await manager.read(address)).to.include('この案にする');
    const plan = await site.ctx.db.transaction((tx) => loadPlan(tx, may, 'latest'));
    expect(plan.content.days).to.deep.equal(content.days);
  });

  it('is for the manager alone', async () => {
    const address = await doneSearch(found());
    for (const role of ['lead', 'city', 'administrator'] as const) {
      const browser = await site.as(role);
      for (const path of [address, `${address}/people`]) {
        expect((await browser.get(path)).status, `${role} ${path}`).to.equal(403);
      }
      expect((await browser.get(address, { accept: 'application/json' })).status).to.equal(403);
      for (const path of ['/months/2024-05/candidates', `${address}/people`]) {
        expect((await browser.post(path, {})).status, `${role} ${path}`).to.equal(403);
      }
    }
  });

  it('refuses a search that is not there, and a version that is no open draft', async () => {
    const manager = await site.as('manager');
    expect((await manager.get('/candidates/00000000-0000-4000-8000-000000000000')).status).to.equal(404);
    await manager.post('/plans/2024-05/1/submit', {});
    expect((await manager.post('/months/2024-05/candidates', {})).status).to.equal(409);
    expect(await manager.read('/months/2024-05')).not.to.include('/candidates"');
  });
});
