import { expect } from 'chai';
import { sampleBytes } from '../app/fixtures.ts';
import { openSite, type TestSite } from './browser.ts';

describe('importRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  function formWith(name: string, content: Uint8Array<ArrayBuffer> | string): FormData {
    const form = new FormData();
    form.set('file', new File([content], name));
    return form;
  }
  const contract = (): FormData => formWith('contract.json', new Uint8Array(sampleBytes('contract.json')));

  it('brings a file in and records it', async () => {
    const manager = await site.as('manager');
    expect((await manager.post('/imports/contract', contract())).headers.get('location')).to.equal(
      '/imports',
    );
    expect(await manager.read('/imports'))
      .to.include('contract.json を取り込みました')
      .and.to.include('取込の記録');
  });

  it('says in which line and column a file is wrong, what stands there and what should', async () => {
    const manager = await site.as('manager');
    await manager.post('/imports/contract', contract());
    const header = 'posted_on,letters,kind,calls_per_letter,announced_on,booking_opens_on';
    const bad = formWith('発送<b>.csv', `${header}\n2024-05-02,九百,交付通知書,0.1,2024-04-01,\n`);
    const answer = await manager.post('/imports/mailings', bad);
    expect(answer.status).to.equal(400);
    const page = await answer.text();
    for (const part of ['<td>2</td>', '<td>letters</td>', '<td>九百</td>', '正しい書き方']) {
      expect(page).to.include(part);
    }
    expect(page).not.to.include('発送<b>');
  });

  it('brings in what is known ahead, and names the row and column of a number that is none', async () => {
    const manager = await site.as('manager');
    const events = formWith('行事.csv', '日付,行事\n2024-05-15,広報掲載\n');
    expect((await manager.post('/imports/events', events)).status).to.equal(303);
    expect(await manager.read('/imports')).to.include('行事.csv を取り込みました。1行のうち、追加 1');
    const drivers = formWith('予約.csv', '日付,予約数\n2024-05-15,120\n2024-05-16,多数\n');
    const answer = await manager.post('/imports/drivers', drivers);
    expect(answer.status).to.equal(400);
    const page = await answer.text();
    for (const part of ['<td>3</td>', '<td>予約数</td>', '<td>多数</td>']) expect(page).to.include(part);
    const record = /<tbody>[\s\S]*<\/tbody>/.exec(await manager.read('/imports'))![0];
    expect(record).to.include('行事.csv').and.not.to.include('予約.csv');
  });

  it('refuses a form without a file, one that is no form, and one that is too large', async () => {
    const manager = await site.as('manager');
    expect((await manager.post('/imports/staff', formWith('', ''))).status).to.equal(400);
    expect((await manager.post('/imports/staff', { file: 'x' })).status).to.equal(400);
    const large = formWith('large.csv', 'x'.repeat(21 * 1024 * 1024));
    const answer = await manager.post('/imports/staff', large);
    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.include('20 MB');
  });

  it('refuses who may not import before the file is read', async () => {
    const lead = await site.as('lead');
    const large = formWith('large.csv', 'x'.repeat(21 * 1024 * 1024));
    // Too large would be 400: that it is 403 shows which of the two is looked at first.
    expect((await lead.post('/imports/staff', large)).status).to.equal(403);
  });

  it('is closed to leads', async () => {
    const lead = await site.as('lead');
    expect((await lead.get('/imports')).status).to.equal(403);
    expect((await lead.post('/imports/contract', contract())).status).to.equal(403);
  });
});
