import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

const address = '/months/2024-05/what-if';

describe('whatIfRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  /** A page once it is worked out; until then it says so and asks to be loaded again. */
  async function readWhenDone(browser: Browser, path: string): Promise<string> {
    for (;;) {
      const answer = await browser.get(path);
      if (answer.headers.get('refresh') === null) return answer.text();
      expect(await answer.text()).to.contain('計算しています');
      await sleep(500);
    }
  }

  it('offers the usual questions and answers them beside the plan', async () => {
    const browser = await site.as('manager');
    const month = await browser.read('/months/2024-05');
    expect(month).to.contain(`href="${address}"`);
    const form = await browser.read(address);
    expect(form).to.contain('value="1.5" checked').and.contain('name="handlingPercent"');
    expect(form).not.to.contain('計画と並べて');
    const asked = `${address}?ask=yes&surge=2&fewer=1&handlingPercent=&together=yes`;
    const page = await readWhenDone(browser, asked);
    expect(page).to.contain('計画（第1版）').and.contain('入電2倍（月全体）');
    expect(page).to.match(/すべて同時：オペレーター1人減（OP\d+）、入電2倍/);
    expect(page).to.contain('すべてが同時に起きた場合が最も厳しく').and.contain('席が足りない日');
    expect(page).to.contain('時間給が登録されていない');
    expect(page).not.to.contain('データが変わっているため');
  });

  it('makes a draft of a case, which is told wherever versions are', async () => {
    const browser = await site.as('manager');
    const answer = await browser.post(`${address}/draft`, { handlingPercent: '10' });
    expect(answer.status).to.equal(303);
    const progress = answer.headers.get('location')!;
    for (;;) {
      const state = await browser.get(progress, { accept: 'application/json' });
      if (((await state.json()) as { state: string }).state !== 'running') break;
      await sleep(500);
    }
    const month = await browser.read('/months/2024-05');
    expect(month).to.contain('この版は仮定の計画です（仮定：平均処理時間 +10 %）');
    expect(month.match(/>仮定<\/span>/g)).to.have.length(2);
    expect(await browser.read('/plans')).to.contain('>仮定</span>');
    expect(await browser.read('/plans/2024-05/2')).to.contain('この版は仮定の計画です');
  });

  it('says what is wrong with a question and keeps what was typed', async () => {
    const browser = await site.as('manager');
    const wrong = [
      'letters=100&postedOn=&letterKind=x',
      'letters=100&postedOn=2024-05-10&letterKind=',
      'letters=0&postedOn=2024-05-10&letterKind=x',
      'letters=100&postedOn=2024-07-10&letterKind=x',
      'handlingPercent=999',
      'handlingPercent=abc',
      'fewer=1001',
      'surge=2&from=2024-04-01',
    ];
    for (const query of wrong) {
      const answer = await browser.get(`${address}?ask=yes&callsPerHundred=7&${query}`);
      expect(answer.status, query).to.equal(400);
      expect(await answer.text(), query).to.contain('value="7"');
    }
    expect((await browser.post(`${address}/draft`, {})).status).to.equal(400);
    expect((await browser.post(`${address}/draft`, { surge: '2', from: '2024-04-01' })).status).to.equal(400);
  });

  it('is for the manager, and needs a plan', async () => {
    for (const role of ['lead', 'city'] as const) {
      const browser = await site.as(role);
      expect((await browser.get(address)).status).to.equal(403);
      expect((await browser.post(`${address}/draft`, { fewer: '1' })).status).to.equal(403);
    }
    expect(await (await site.as('lead')).read('/months/2024-05')).not.to.contain(`href="${address}"`);
    const browser = await site.as('manager');
    expect((await browser.get('/months/2024-06/what-if')).status).to.equal(404);
    await browser.get('/language/en?back=/');
    expect(await browser.read(address)).to.contain('If calls rise');
  });
});
