import { expect } from 'chai';
import { operatorNames } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('planRoutes', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await openPlannedSite();
  });
  afterEach(() => site.close());

  const plan = '/plans/2024-05/1';

  it('leads each role to its own start', async () => {
    const starts = { manager: '/months', lead: '/days', city: '/plans', administrator: '/accounts' } as const;
    for (const [role, start] of Object.entries(starts)) {
      const browser = await site.as(role as keyof typeof starts);
      expect((await browser.get('/')).headers.get('location')).to.equal(start);
      expect(await browser.read('/')).to.include('aria-current="page"');
    }
  });

  it('keeps the city out of everything but what was submitted to it', async () => {
    const city = await site.as('city');
    for (const path of [
      '/months/2024-05',
      '/days/2024-05-14',
      '/days/2024-05-14/absence',
      '/imports',
      '/accounts',
    ]) {
      expect((await city.get(path)).status, path).to.equal(403);
    }
    expect((await city.get(plan)).status).to.equal(404);
    expect(await city.read('/plans')).not.to.include(plan);
  });

  it('lets only the manager submit', async () => {
    for (const role of ['lead', 'city', 'administrator'] as const) {
      const answer = await (await site.as(role)).post(`${plan}/submit`, {});
      expect(answer.status, role).to.equal(403);
    }
    const manager = await site.as('manager');
    expect(await manager.read(plan))
      .to.include('下書き')
      .and.to.include(`href="${plan}/submit"`);
    expect(await manager.read(`${plan}/submit`)).to.include('この版を提出する');
    expect((await manager.post(`${plan}/submit`, { comment: '' })).headers.get('location')).to.equal(plan);
    const page = await manager.read(plan);
    expect(page).to.include('第1版を市へ提出しました').and.to.include('市が確認中');
    expect(await manager.read(plan)).not.to.include('第1版を市へ提出しました');
  });

  it('shows the city codes in the place of operators and the way to confirm', async () => {
    await (await site.as('manager')).post(`${plan}/submit`, {});
    const city = await site.as('city', '担当');
    const page = await city.read(plan);
    for (const name of operatorNames) expect(page).not.to.include(name);
    expect(page).to.include('OP01').and.to.include('架空データ').and.to.include(`href="${plan}/confirm"`);
    expect(page).to.match(/class="hash">[0-9a-f]{64}</);
    expect((await city.get(`${plan}/plan.json`)).status).to.equal(403);
    expect((await city.get(`${plan}/shifts.csv`)).status).to.equal(403);
  });

  it('records comments, then the confirmation, with who and when in the Japanese calendar', async () => {
    await (await site.as('manager')).post(`${plan}/submit`, {});
    const city = await site.as('city', '課長');
    const empty = await city.post(`${plan}/comment`, { comment: ' ' });
    expect(empty.status).to.equal(400);
    await city.post(`${plan}/comment`, { comment: '<b>21日</b>は?' });
    await city.post(`${plan}/confirm`, { comment: '' });
    const page = await city.read(plan);
    expect(page).to.include('&lt;b&gt;21日&lt;/b&gt;は?').and.not.to.include('<b>21日');
    expect(page).to.include('市が確認済み').and.to.include('令和6年4月22日 12:00');
    const again = await city.post(`${plan}/return`, { comment: 'やはり差し戻します' });
    expect(again.status).to.equal(409);
    expect(await again.text()).to.include('やはり差し戻します');
  });

  it('returns a plan only with a comment and keeps what was typed', async () => {
    await (await site.as('manager')).post(`${plan}/submit`, {});
    const city = await site.as('city', '係長');
    expect((await city.post(`${plan}/return`, { comment: '' })).status).to.equal(400);
    expect((await city.post(`${plan}/return`, { comment: '21日の席を見直してください' })).status).to.equal(
      303,
    );
    expect(await city.read(plan))
      .to.include('差し戻し')
      .and.to.include('21日の席を見直してください');
  });

  it('gives the manager the plan as data and its shifts for a spreadsheet', async () => {
    const manager = await site.as('manager');
    const data = await (await manager.get(`${plan}/plan.json`)).json();
    expect(data).to.include({ format: 'sekisu.plan/1', month: '2024-05', version: 1, state: 'draft' });
    const csv = await manager.get(`${plan}/shifts.csv`);
    expect(csv.headers.get('content-disposition')).to.include('sekisu-2024-05-v1-shifts.csv');
    expect(await csv.text()).to.include('職員番号');
  });

  it('finds no version under an address that is none', async () => {
    const manager = await site.as('manager');
    for (const path of ['/plans/2024-13/1', '/plans/2024-05/0', '/plans/2024-05/x', '/days/2024-02-31']) {
      expect((await manager.get(path)).status, path).to.equal(404);
    }
  });
});
