import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import { importFile } from '../../src/app/import-file.ts';
import { importSample, manager, sampleBytes, sampleContent } from '../app/fixtures.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

/** 15:00 of Tuesday 21 May 2024 in Japan, after the middle open day, the 17th. */
const afternoon = Instant.parse('2024-05-21T06:00:00Z');
const address = '/months/2024-05/outbound';
const today = `${address}/2024-05-21`;

describe('outboundRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite(afternoon);
  });
  beforeEach(async () => {
    await site.reset();
    await importSample(site.ctx, ['contract']);
  });
  after(() => site.close());

  /** May of the sample came to some 1,350 calls: with so many times the calls assumed it is below half of them. */
  async function assume(times: number): Promise<void> {
    const contract = JSON.parse(new TextDecoder().decode(sampleBytes('contract.json')));
    for (const queue of contract.queues) queue.monthlyCalls *= times;
    const bytes = new TextEncoder().encode(JSON.stringify(contract));
    await importFile(site.ctx, manager, { kind: 'contract', name: 'contract.json', bytes });
  }

  const start = {
    kind: 'start',
    agreedOn: '2024-05-20',
    cityPerson: '<b>市野</b>',
    contractorPerson: '見本 花子',
    terms: '介護施設へ1日35件まで',
    basis: 'projection-openDay',
    startsOn: '2024-05-20',
    endsOn: '2024-05-31',
    note: '',
    reference: '',
  };
  const attempt = {
    time: '10:05',
    staffId: 'OP01',
    organisation: '松寿園',
    outcome: 'callBack',
    note: '明日',
    urgent: 'yes',
  };

  async function agreed(): Promise<Browser> {
    await assume(5);
    const browser = await site.as('manager');
    expect((await browser.post(`${address}/agreements`, start)).status).to.equal(303);
    return browser;
  }

  it('says first that it may not be, with both readings', async () => {
    const page = await (await site.as('manager')).read(address);
    expect(page).to.contain('この月は勧奨業務を行えません');
    expect(page).to.contain('(a) 月全体の見込み').and.contain('(b) 月半ばまでの累計');
    expect(page).to.contain('5/17（金）').and.contain('5/15（水）');
    expect(page).not.to.contain('開始の協議を記録する');
    expect(await (await site.as('lead')).read('/months/2024-05')).to.contain(`href="${address}"`);
  });

  it('refuses a start that no reading allows, with what was typed', async () => {
    const browser = await site.as('manager');
    const answer = await browser.post(`${address}/agreements`, start);
    expect(answer.status).to.equal(409);
    expect(await answer.text()).to.contain('を下回りません');
    await assume(5);
    const second = await browser.post(`${address}/agreements`, { ...start, startsOn: '2024-05-16' });
    expect(second.status).to.equal(400);
    const page = await second.text();
    expect(page).to.contain('&lt;b&gt;市野&lt;/b&gt;').and.contain('value="2024-05-16"');
  });

  it('shows no day without an agreement', async () => {
    await assume(5);
    const browser = await site.as('lead');
    const answer = await browser.get(today);
    expect(answer.status).to.equal(409);
    expect(await answer.text()).to.contain('協議が記録されていません');
    expect((await browser.post(`${address}/agreements`, start)).status).to.equal(403);
    expect((await browser.post(`${today}/attempts`, attempt)).status).to.equal(409);
  });

  it('plans the days agreed, records, tells of the urgent and takes back', async () => {
    const browser = await agreed();
    const month = await browser.read(address);
    expect(month).to.contain('勧奨業務を行えます（市と協議済み）').and.contain('&lt;b&gt;市野&lt;/b&gt;');
    expect(month)
      .to.contain('0／35')
      .and.match(/記録時の数字 \(a\) [\d,]+件・\(b\) [\d,]+件・基準 1,750件/);
    const lead = await site.as('lead');
    expect((await lead.post(`${today}/attempts`, attempt)).status).to.equal(303);
    const day = await lead.read(today);
    expect(day).to.contain('松寿園').and.contain('市へ未報告').and.contain('あと 34件まで');
    expect(day).to.match(/9:00–9:15/);
    const id = /attempts\/(\d+)\/reported/.exec(day)![1]!;
    await lead.post(`${today}/attempts/${id}/reported`, { reportedTo: '市野' });
    expect(await lead.read(today)).to.contain('市野へ電話で報告');
    await lead.post(`${today}/attempts/${id}/undo`, {});
    const after = await lead.read(today);
    expect(after).to.contain('取消済み').and.contain('あと 35件まで');
    expect((await lead.post(`${today}/attempts/${id}/undo`, {})).status).to.equal(404);
    expect((await lead.post(`${today}/attempts/x/undo`, {})).status).to.equal(404);
  });

  it('refuses a time to come with what was typed, and the 36th attempt', async () => {
    const browser = await agreed();
    const late = await browser.post(`${today}/attempts`, { ...attempt, time: '15:01' });
    expect(late.status).to.equal(400);
    expect(await late.text()).to.contain('value="松寿園"');
    const rows = Array.from({ length: 36 }, (_, index) => `2024-05-20 10:${10 + index},OP01,松寿園,応答`);
    const csv = (count: number): FormData => {
      const form = new FormData();
      const text = ['日時,担当,架電先,結果', ...rows.slice(0, count)].join('\n');
      form.append('file', new File([text], 'outbound.csv'));
      return form;
    };
    const all = await browser.post(`${address}/attempts`, csv(36));
    expect(all.status).to.equal(409);
    expect(await all.text()).to.contain('1日の上限 35 件');
    expect((await browser.post(`${address}/attempts`, csv(35))).status).to.equal(303);
    const page = await browser.read(`${address}/2024-05-20`);
    expect(page).to.contain('上限に達しました').and.not.contain('name="organisation"');
    expect((await browser.post(`${address}/2024-05-20/attempts`, attempt)).status).to.equal(409);
  });

  it('ends by a stop agreed with the city, and takes back what was entered wrong', async () => {
    const browser = await agreed();
    const stop = { ...start, kind: 'stop', startsOn: '2024-05-21', agreedOn: '2024-05-21' };
    expect((await browser.post(`${address}/agreements`, stop)).status).to.equal(303);
    const page = await browser.read(address);
    expect(page).to.contain('この月の勧奨業務は終わっています').and.contain('5/21（火）から行わない');
    const ids = [...page.matchAll(/agreements\/(\d+)\/undo/g)].map(([, id]) => id!);
    await browser.post(`${address}/agreements/${ids[1]}/undo`, {});
    expect(await browser.read(address)).to.contain('勧奨業務を行えます（市と協議済み）');
    expect((await browser.post(`${address}/agreements/${ids[1]}/undo`, {})).status).to.equal(404);
  });

  it('lets the city read figures and counts by code, and nothing else', async () => {
    const browser = await agreed();
    await browser.post(`${today}/attempts`, attempt);
    await browser.post('/plans/2024-05/1/submit', { comment: '' });
    const city = await site.as('city', '担当');
    expect(await city.read('/plans')).to.contain(address);
    const month = await city.read(address);
    expect(month).to.contain('介護施設へ1日35件まで').and.contain('1／35');
    expect(month).not.to.contain('<form method="post" action="/months');
    const day = await city.read(today);
    expect(day).to.contain('OP01').and.contain('松寿園');
    expect(day).not.to.contain('<form method="post" action="/months');
    const { staff } = await sampleContent();
    const operators = staff.filter(({ role }) => role === 'operator');
    for (const { name } of operators) expect(month + day).not.to.contain(name);
    expect((await city.post(`${today}/attempts`, attempt)).status).to.equal(403);
    expect((await city.post(`${address}/agreements`, start)).status).to.equal(403);
  });

  it('speaks English, and answers for months without a plan or outside the term', async () => {
    const browser = await site.as('manager');
    expect(await browser.read('/months/2024-06/outbound')).to.contain('計画がまだない');
    expect((await browser.get('/months/2030-06/outbound')).status).to.equal(400);
    await browser.get('/language/en?back=/');
    expect(await browser.read(address))
      .to.contain('No outbound calls this month')
      .and.contain('Both readings');
  });
});
