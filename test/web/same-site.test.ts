import { expect } from 'chai';
import { openSite, type TestSite } from './browser.ts';

describe('requireSameSite', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const form = { name: '見本 花子', role: 'lead' };

  it('refuses to change anything for another site and changes nothing', async () => {
    const admin = await site.as('administrator');
    const headers = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const header of headers as Record<string, string>[]) {
      const answer = await admin.post('/accounts/invitations', form, header);
      expect(answer.status, JSON.stringify(header)).to.equal(403);
    }
    expect(await admin.read('/accounts')).not.to.include('見本 花子');
  });

  it('takes forms of its own pages, and programs that are no browser', async () => {
    const admin = await site.as('administrator');
    for (const header of [{ 'sec-fetch-site': 'same-origin' }, { origin: site.base }, {}]) {
      const answer = await admin.post('/accounts/invitations', form, header as Record<string, string>);
      expect(answer.status).to.equal(200);
    }
  });

  it('lets other sites link to pages', async () => {
    const answer = await site.browser().get('/sign-in', { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).to.equal(200);
  });
});
