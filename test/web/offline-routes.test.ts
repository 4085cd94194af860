import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { importSample, keepDraft, sampleContent } from '../app/fixtures.ts';
import { openSite, type TestSite } from './browser.ts';

const plan = '/plans/2024-05/1';
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('offlineRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
    await importSample(site.ctx, ['contract', 'staff']);
    await keepDraft(site.ctx, 1, await sampleContent());
  });
  after(() => site.close());

  const formOf = (fields: Readonly<Record<string, string>>, bytes = png): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([bytes], '確認票.png', { type: 'image/png' }));
    return form;
  };
  const confirmed = { decision: 'confirmed', decidedOn: '2024-04-24', 'signer-2': '佐藤 三郎', comment: '' };

  it('offers nothing of a draft, and the package and the form once it is submitted', async () => {
    const manager = await site.as('manager');
    expect(await manager.read(plan)).not.to.include(`href="${plan}/paper"`);
    expect((await manager.get(`${plan}/review.zip`)).status).to.equal(409);
    await manager.post(`${plan}/submit`, {});
    expect(await manager.read(plan)).to.include(`href="${plan}/paper"`);
    expect(await manager.read(`${plan}/paper`))
      .to.include('市の決定を記録する')
      .and.include('name="signer-2"');
    const zip = await manager.get(`${plan}/review.zip`);
    expect(zip.headers.get('content-disposition')).to.include('review.zip');
    expect(unzipSync(new Uint8Array(await zip.arrayBuffer()))).to.have.property('02-review-form.pdf');
  });

  it('lets the city take the package and record nothing by it', async () => {
    const city = await site.as('city', '担当');
    expect((await city.get(`${plan}/review.zip`)).status).to.equal(200);
    expect(await city.read(`${plan}/paper`)).not.to.include('<form method="post" action="/plans');
    expect((await city.post(`${plan}/paper`, formOf(confirmed))).status).to.equal(403);
    expect((await (await site.as('lead')).get(`${plan}/review.zip`)).status).to.equal(403);
  });

  it('records what the city decided on paper, with the file, and shows both', async () => {
    const manager = await site.as('manager');
    const wrong = await manager.post(`${plan}/paper`, formOf(confirmed, new Uint8Array([60, 104])));
    expect(wrong.status).to.equal(400);
    expect(await wrong.text()).to.include('PDF・JPEG・PNG');
    expect((await manager.post(`${plan}/paper`, formOf(confirmed))).headers.get('location')).to.equal(plan);
    const page = await manager.read(plan);
    expect(page)
      .to.include('市が確認済み')
      .and.include('佐藤 三郎')
      .and.include('紙面による（令和6年4月24日）');
    const paper = await (await site.as('city')).read(`${plan}/paper`);
    const href = /href="(\/plans\/2024-05\/1\/paper\/\d+)"/.exec(paper)?.[1];
    const file = await manager.get(href!);
    expect(file.headers.get('content-type')).to.equal('image/png');
    expect(file.headers.get('content-disposition')).to.match(/^attachment/);
    expect(new Uint8Array(await file.arrayBuffer())).to.deep.equal(png);
    expect((await manager.get(`${plan}/paper/999`)).status).to.equal(404);
    expect((await manager.post(`${plan}/paper`, formOf(confirmed))).status).to.equal(409);
  });
});
