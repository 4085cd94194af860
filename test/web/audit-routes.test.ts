import { expect } from 'chai';
import { importSample, keepDraft, sampleContent } from '../app/fixtures.ts';
import { openSite, type TestSite } from './browser.ts';

describe('auditRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
    await importSample(site.ctx, ['contract', 'staff']);
    await keepDraft(site.ctx, 1, await sampleContent());
  });
  after(() => site.close());

  it('is for managers and administrators alone', async () => {
    for (const role of ['lead', 'city'] as const) {
      const browser = await site.as(role);
      for (const path of ['/audit', '/audit?check=yes', '/audit.csv', '/audit.jsonl']) {
        expect((await browser.get(path)).status, `${role} ${path}`).to.equal(403);
      }
    }
  });

  it('says who did what, when and from where, and proves the store when asked', async () => {
    const manager = await site.as('manager');
    await manager.post('/plans/2024-05/1/submit', {});
    const page = await manager.read('/audit');
    expect(page)
      .to.include('plan.submitted')
      .and.include('2024-05 v1')
      .and.match(/(127\.0\.0\.1|::1|::ffff:127)/);
    expect(await manager.read('/audit?check=yes')).to.include('すべて書かれたときのままです');
    expect(await manager.read('/audit?page=99')).to.include('99 / 1 ページ');
  });

  it('gives the log as a table and as lines to verify', async () => {
    const administrator = await site.as('administrator');
    const csv = await administrator.get('/audit.csv');
    expect(csv.headers.get('content-type')).to.include('text/csv');
    expect(await csv.text()).to.include('plan.submitted');
    const lines = (await (await administrator.get('/audit.jsonl')).text()).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1)!)).to.have.keys([
      'at',
      'actor',
      'action',
      'subject',
      'detail',
      'origin',
      'previous',
      'sha256',
    ]);
  });
});
