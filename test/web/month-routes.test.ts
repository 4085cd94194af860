import { expect } from 'chai';
import type { PlanDay } from '../../src/plan/index.ts';
import { keepDraft, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, openSite, type TestSite } from './browser.ts';

describe('monthRoutes', () => {
  let site: TestSite;
  /** A day of the plan, and a number of calls that it may be corrected to. */
  let day: PlanDay;
  let near: string;
  before(async () => {
    site = await openPlannedSite();
    day = (await sampleContent()).days.find(({ date }) => date === '2024-05-21')!;
    near = String(Math.round(day.forecastCalls) + 3);
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  it('opens with the answer, and shows forecast, seats, roster and checks', async () => {
    const page = await (await site.as('manager')).read('/months/2024-05');
    const answer = /<div class="answer"[\s\S]*?<\/div>/.exec(page)![0];
    expect(answer)
      .to.include('令和6年5月の応答率は')
      .and.to.match(/\d\d\.\d\s%/);
    for (const title of ['暦', '入電の予測', '席（必要／配置）', 'シフト', '規則の確認']) {
      expect(page).to.include(`>${title}</h2>`);
    }
    expect(page).to.match(/最小費用から\d+\.\d\s%以内であることが証明されています。/);
    expect(page).to.include('架空データ').and.to.include('<svg').and.not.to.include('<style');
  });

  it('shows first what the city said of the newest version, by whom and when, and what to do next', async () => {
    const manager = await site.as('manager');
    const city = await site.as('city', '課長');
    await manager.post('/plans/2024-05/1/submit', { comment: '' });
    expect(await manager.read('/months/2024-05')).not.to.include('city-words-title');
    await city.post('/plans/2024-05/1/comment', { comment: '<u>17日</u>は足りますか。' });
    const commented = await manager.read('/months/2024-05');
    expect(commented).to.include('第1版に市のコメントがあります').and.to.include('&lt;u&gt;17日&lt;/u&gt;は');
    await manager.post('/plans/2024-05/1/comment', { comment: '足ります。' });
    expect(await manager.read('/months/2024-05')).not.to.include('city-words-title');
    await city.post('/plans/2024-05/1/return', { comment: '21日を見直してください。' });
    const page = await manager.read('/months/2024-05');
    const words = /<section class="panel city-words"[\s\S]*?<\/section>/.exec(page)!;
    expect(words[0])
      .to.include('差戻し')
      .and.to.include('課長')
      .and.to.include('令和6年4月22日 12:00')
      .and.to.include('21日を見直してください。')
      .and.to.include('作り直して第2版を提出する')
      .and.to.include('href="#make"');
    expect(words.index).to.be.below(page.indexOf('class="figures"'));
    const lead = await (await site.as('lead')).read('/months/2024-05');
    expect(lead).to.include('21日を見直してください。').and.not.to.include('href="#make"');
  });

  it('shows a lead the month and none of its controls', async () => {
    const lead = await site.as('lead');
    const page = await lead.read('/months/2024-05');
    expect(page).to.include('シフト').and.not.to.include('/months/2024-05/plan"');
    expect((await lead.post('/months/2024-05/plan', {})).status).to.equal(403);
    const override = { date: '2024-05-21', calls: '150', reason: '広報' };
    expect((await lead.post('/months/2024-05/overrides', override)).status).to.equal(403);
  });

  it('corrects a day with a reason, says that the plan does not have it yet, and undoes it', async () => {
    const manager = await site.as('manager');
    const override = { date: '2024-05-21', calls: near, reason: '<i>広報</i>の案内' };
    expect((await manager.post('/months/2024-05/overrides', override)).status).to.equal(303);
    const page = await manager.read('/months/2024-05');
    expect(page).to.include('&lt;i&gt;広報&lt;/i&gt;の案内').and.to.include('次の版から反映');
    await manager.post('/months/2024-05/overrides/2024-05-21/undo', {});
    expect(await manager.read('/months/2024-05')).not.to.include('広報');
  });

  describe('of a correction outside the bounds of the forecast', () => {
    const reason = '<b>窓口</b>の"休止"';
    const shown = '&lt;b&gt;窓口&lt;/b&gt;の&quot;休止&quot;';
    const box = /<input type="checkbox" name="isConfirmed"[^>]*>/;

    it('asks for a confirmation, with all that was typed still there, and takes it once it is given', async () => {
      const manager = await site.as('manager');
      const calls = String(Math.ceil(day.forecastBounds.high95) + 2);
      const fields = { date: '2024-05-21', calls, reason };
      expect(await manager.read('/months/2024-05')).not.to.match(box);
      const refused = await manager.post('/months/2024-05/overrides', fields);
      expect(refused.status).to.equal(409);
      const page = await refused.text();
      expect(page)
        .to.include(`${day.forecastBounds.low95}～${day.forecastBounds.high95} 件`)
        .and.to.include('<details open>')
        .and.to.match(/<option value="2024-05-21" selected>/)
        .and.to.match(new RegExp(`name="calls"[^>]*value="${calls}"`))
        .and.to.include(`value="${shown}"`);
      expect(box.exec(page)![0]).not.to.include('checked');

      const confirmed = { ...fields, isConfirmed: 'yes' };
      const reasonless = await manager.post('/months/2024-05/overrides', { ...confirmed, reason: '' });
      expect(reasonless.status).to.equal(400);
      expect(box.exec(await reasonless.text())![0]).to.include('checked');
      expect((await manager.post('/months/2024-05/overrides', confirmed)).status).to.equal(303);
      const after = await manager.read('/months/2024-05');
      expect(after).to.include(`${calls}件`).and.to.include('次の版から反映').and.not.to.match(box);
      await manager.post('/months/2024-05/overrides/2024-05-21/undo', {});
      expect(await manager.read('/months/2024-05')).not.to.include('窓口');
    });

    it('says what to do instead when the number is too far from the forecast, and asks nothing', async () => {
      const manager = await site.as('manager');
      const calls = String(Math.ceil(3 * day.forecastCalls) + 1);
      const answer = await manager.post('/months/2024-05/overrides', { date: '2024-05-21', calls, reason });
      expect(answer.status).to.equal(400);
      const page = await answer.text();
      expect(page).to.include('離れすぎています').and.to.include('発送予定や行事に加え');
      expect(page)
        .to.match(new RegExp(`name="calls"[^>]*value="${calls}"`))
        .and.not.to.match(box);
    });
  });

  it('says what is wrong with a correction without a reason', async () => {
    const manager = await site.as('manager');
    const answer = await manager.post('/months/2024-05/overrides', {
      date: '2024-05-21',
      calls: '150',
      reason: ' ',
    });
    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.include('role="alert"');
  });

  for (const [what, fields] of [
    ['no number', { date: '2024-05-21', calls: '' }],
    ['a number that nobody types', { date: '2024-05-21', calls: '0x10' }],
    ['a day of another month', { date: '2024-07-16', calls: '50' }],
    ['a closed day', { date: '2024-05-12', calls: '50' }],
  ] as const) {
    it(`refuses a correction with ${what}`, async () => {
      const manager = await site.as('manager');
      const answer = await manager.post('/months/2024-05/overrides', { ...fields, reason: '広報' });
      expect(answer.status).to.equal(400);
      expect(await manager.read('/months/2024-05')).not.to.include('広報');
    });
  }

  it('reads full-width digits as the number that they are', async () => {
    const manager = await site.as('manager');
    const wide = near.replaceAll(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)]!);
    const fields = { date: '2024-05-21', calls: wide, reason: '全角' };
    expect((await manager.post('/months/2024-05/overrides', fields)).status).to.equal(303);
    expect(await manager.read('/months/2024-05')).to.include(`${near}件　全角`);
  });

  it('makes a plan and tells how far it is in words', async () => {
    const manager = await site.as('manager');
    const kept = { keep: 'yes', changePrice: '８' };
    const started = await manager.post('/months/2024-05/plan', { knowledgeDate: '2024-04-20', ...kept });
    const work = started.headers.get('location')!;
    expect(work).to.match(/^\/progress\//);
    const json = { accept: 'application/json' };
    const look = async () =>
      (await (await manager.get(work, json)).json()) as { readonly state: string; readonly stepText: string };
    let progress = await look();
    expect(progress.stepText).to.match(/[ぁ-ん]/);
    while (progress.state === 'queued' || progress.state === 'running') {
      progress = await look();
    }
    expect(progress).to.include({ state: 'done', version: 2, month: '2024-05' });
    expect((await manager.get(work)).headers.get('location')).to.equal('/months/2024-05');
    expect(await manager.read('/plans/2024-05/2')).to.include('第1版との違い');
    expect(await manager.read('/months/2024-05')).to.include('第1版と同じ勤務です。');
  });

  it('offers to keep the roster that people know, the newest one or, ticked, the one in force', async () => {
    const manager = await site.as('manager');
    const keep = /<input type="checkbox" name="keep"[^>]*>/;
    expect(await manager.read('/months/2024-06')).not.to.match(keep);
    const draft = await manager.read('/months/2024-05');
    expect(keep.exec(draft)![0]).not.to.include('checked');
    expect(draft)
      .to.include('いまの第1版の勤務をできるだけ変えない')
      .and.not.to.include('第1版と同じ勤務です。');
    const { roster: _roster, ...content } = await sampleContent();
    const [first, ...others] = content.days;
    const shifts = first!.shifts.slice(1);
    await manager.post('/plans/2024-05/1/publish', {});
    await keepDraft(site.ctx, 2, { ...content, days: [{ ...first!, shifts }, ...others] });
    const page = await manager.read('/months/2024-05');
    expect(keep.exec(page)![0]).to.include('checked');
    expect(page).to.include('公開済みの第1版の勤務をできるだけ変えない');
    expect(page).to.include('第1版から勤務が変わるのは1人日です。').and.not.to.include('休憩の時刻だけが');
    expect(page).not.to.include('最小費用');
    await manager.get('/language/en');
    const english = await manager.read('/months/2024-05');
    expect(english).to.include('Person-days with another shift than in version 1: 1.');
  });

  for (const [says, roster] of [
    ['最小費用から0.5 %以内', { costHours: 1004.1, boundHours: 1000 }],
    ['費用が最小であることが証明されています', { costHours: 1000, boundHours: 1000 }],
    ['証明できていません', { costHours: 9000.5, boundHours: null }],
    ['証明できていません', { costHours: 9000.5, boundHours: 0 }],
  ] as const) {
    it(`says ${says} of a roster of ${roster.costHours} hours with bound ${roster.boundHours}`, async () => {
      await keepDraft(site.ctx, 2, { ...(await sampleContent()), roster });
      const page = await (await site.as('manager')).read('/months/2024-05');
      expect(page.replaceAll('\u00a0', ' ')).to.include(says).and.to.include(`${roster.costHours}時間`);
    });
  }

  for (const changePrice of ['101', '-1', 'many', '']) {
    it(`refuses to weigh a change with "${changePrice}"`, async () => {
      const manager = await site.as('manager');
      const answer = await manager.post('/months/2024-05/plan', { keep: 'yes', changePrice });
      expect(answer.status).to.equal(400);
    });
  }

  it('says what a month without a plan needs, and refuses a month outside the term', async () => {
    const manager = await site.as('manager');
    expect(await manager.read('/months/2024-06')).to.include('計画はまだありません');
    expect((await manager.get('/months/2027-04')).status).to.equal(400);
  });

  it('leads a manager without a contract to the imports', async () => {
    const empty = await openSite();
    const manager = await empty.as('manager');
    expect(await manager.read('/')).to.include('<h1>取込</h1>');
    const lead = await empty.as('lead');
    expect(await lead.read('/')).to.include('計画がまだない');
    await empty.close();
  });
});
