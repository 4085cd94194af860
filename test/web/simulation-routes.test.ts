import { expect } from 'chai';
import { keepDraft, operatorNames, sampleContent } from '../app/fixtures.ts';
import { openPlannedSite, type TestSite } from './browser.ts';

describe('simulationRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const plan = '/plans/2024-05/1';

  it('opens with the simulated rate beside the formula, and says why they differ', async () => {
    const { simulation, monthAnswerRate } = await sampleContent();
    const page = await (await site.as('manager')).read(`${plan}/simulation`);
    const answer = /<div class="answer"[\s\S]*?<\/div>/.exec(page)![0];
    for (const rate of [simulation!.answerRate.mean, monthAnswerRate]) {
      expect(answer).to.include((Math.floor(rate * 1000) / 10).toFixed(1));
    }
    for (const title of [
      '計算式とシミュレーション',
      'なぜ違うのか',
      '日別の見込み',
      '時間帯別の応答率',
      '席数の決め方',
      '電話に出る人を30分増やすと',
    ]) {
      expect(page).to.include(`>${title}</h2>`);
    }
    expect(page).to.include('休憩を分単位で見る').and.to.include('架空データ');
  });

  it('is led to by the month and by the version', async () => {
    const manager = await site.as('manager');
    for (const path of ['/months/2024-05', plan]) {
      expect(await manager.read(path), path)
        .to.include(`href="${plan}/simulation"`)
        .and.to.include('シミュレーションでは');
    }
  });

  it('shows the city what was submitted to it, without any name, and nothing else', async () => {
    const city = await site.as('city', '担当');
    expect((await city.get(`${plan}/simulation`)).status).to.equal(404);
    await (await site.as('manager')).post(`${plan}/submit`, {});
    const page = await city.read(`${plan}/simulation`);
    expect(page).to.include('なぜ違うのか').and.not.to.include('OP01');
    for (const name of operatorNames) expect(page).not.to.include(name);
    expect((await (await site.as('administrator')).get(`${plan}/simulation`)).status).to.equal(403);
    expect((await (await site.as('lead')).get(`${plan}/simulation`)).status).to.equal(200);
  });

  it('does without a simulation where the version has none', async () => {
    const { simulation, sizing, ...content } = await sampleContent();
    expect([simulation, sizing]).not.to.include(undefined);
    await keepDraft(site.ctx, 2, content);
    const manager = await site.as('manager');
    const page = await manager.read('/plans/2024-05/2/simulation');
    expect(page)
      .to.include('シミュレーションの結果がありません')
      .and.to.include('電話に出る人を30分増やすと');
    expect(page).not.to.include('なぜ違うのか').and.not.to.include('席数の決め方');
    for (const path of ['/months/2024-05', '/plans/2024-05/2']) {
      const answer = await manager.get(path);
      expect(answer.status, path).to.equal(200);
      expect(await answer.text(), path).not.to.include('シミュレーションでは');
    }
  });

  it('speaks English when asked to', async () => {
    const manager = await site.as('manager');
    await manager.get('/language/en');
    expect(await manager.read(`${plan}/simulation`))
      .to.include('Why they differ')
      .and.to.include('Breaks to the minute');
  });

  it('finds no version under an address that is none', async () => {
    const manager = await site.as('manager');
    for (const path of ['/plans/2024-05/9/simulation', '/plans/2024-13/1/simulation']) {
      expect((await manager.get(path)).status, path).to.equal(404);
    }
  });
});
