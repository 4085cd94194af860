import { expect } from 'chai';
import { keepDraft, operatorNames, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('planRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

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
    const city = await site.as('city');
    const empty = await city.post(`${plan}/comment`, { comment: ' ' });
    expect(empty.status).to.equal(400);
    await city.post(`${plan}/comment`, { comment: '<b>21日</b>は?' });
    await city.post(`${plan}/confirm`, { comment: '' });
    const page = await city.read(plan);
    expect(page).to.include('&lt;b&gt;21日&lt;/b&gt;は?').and.not.to.include('<b>21日');
    expect(page).to.include('市が確認済み').and.to.include('令和6年4月22日 12:00');
    const again = await city.post(`${plan}/return`, { comment: 'やはり\n差し戻します' });
    expect(again.status).to.equal(409);
    expect(await again.text()).to.include('>やはり\n差し戻します</textarea>');
  });

  it('returns a plan only with a comment and keeps what was typed', async () => {
    await (await site.as('manager')).post(`${plan}/submit`, {});
    const city = await site.as('city', '係長');
    expect((await city.post(`${plan}/return`, { comment: '' })).status).to.equal(400);
    expect((await city.post(`${plan}/return`, { comment: '21日の席を見直してください' })).status).to.equal(
      303,
    );
    expect(await city.read(plan))
      .to.include('差戻し')
      .and.to.include('21日の席を見直してください');
  });

  it('refuses the page of a step that the version is not ready for', async () => {
    const manager = await site.as('manager');
    const city = await site.as('city');
    await manager.post(`${plan}/submit`, {});
    expect((await manager.get(`${plan}/submit`)).status).to.equal(409);
    expect((await city.get(`${plan}/submit`)).status).to.equal(403);
    expect((await city.get(`${plan}/confirm`)).status).to.equal(200);
    await city.post(`${plan}/confirm`, { comment: '' });
    for (const step of ['confirm', 'return']) {
      const answer = await city.get(`${plan}/${step}`);
      expect(answer.status, step).to.equal(409);
      expect(await answer.text()).to.include('市が確認済み');
    }
    expect((await manager.get(`${plan}/publish`)).status).to.equal(200);
    await manager.post(`${plan}/publish`, {});
    expect((await manager.get(`${plan}/publish`)).status).to.equal(409);
  });

  it('offers the steps of the newest version only', async () => {
    await keepDraft(site.ctx, 2, await sampleContent());
    const manager = await site.as('manager');
    for (const step of ['submit', 'publish']) {
      expect(await manager.read(plan)).not.to.include(`href="${plan}/${step}"`);
      expect((await manager.get(`${plan}/${step}`)).status, step).to.equal(409);
      expect((await manager.get(`/plans/2024-05/2/${step}`)).status, step).to.equal(200);
    }
  });

  it("never tells the city why: how many are on leave is the contractor's matter", async () => {
    const content = await sampleContent();
    const why = '職員十四名のうち三名が休暇です。';
    const short = {
      rule: 'cover.required',
      level: 'W',
      where: '2024-05-21',
      text: '一席足りません。',
    } as const;
    const finding = { ...short, textEn: 'One seat lacks.', why, whyEn: 'Three of fourteen are on leave.' };
    await keepDraft(site.ctx, 2, { ...content, findings: [...content.findings, finding] });
    const manager = await site.as('manager');
    for (const path of ['/months/2024-05', '/plans/2024-05/2']) {
      expect(await manager.read(path), path)
        .to.include(short.text)
        .and.to.include(why);
    }
    await manager.post('/plans/2024-05/2/submit', {});
    const city = await site.as('city');
    for (const path of ['/plans/2024-05/2', '/plans/2024-05/2/confirm', '/plans/2024-05/2/return']) {
      expect(await city.read(path), path).not.to.include('三名が休暇');
    }
    expect(await city.read('/plans/2024-05/2')).to.include(short.text);
    await city.get('/language/en');
    expect(await city.read('/plans/2024-05/2'))
      .to.include('One seat lacks.')
      .and.not.to.include('on leave.');
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
