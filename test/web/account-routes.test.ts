import { expect } from 'chai';
import { firstInvitation } from '../../src/app/first-invitation.ts';
import { openSite, password, type TestSite } from './browser.ts';

describe('accountRoutes', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  const start = { login: 'hanako', password, repeated: password };
  const linkIn = (page: string): string => /data-copy>http[^<]*?(\/start\/[^<]+)</.exec(page)![1]!;

  it('leads from the first link to an administrator, who invites', async () => {
    const browser = site.browser();
    const link = `/start/${await firstInvitation(site.ctx)}`;
    const answer = await browser.post(link, { ...start, login: 'admin', name: '管理 太郎' });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/']);
    expect(await browser.read('/'))
      .to.include('<h1>利用者</h1>')
      .and.to.include('管理 太郎');
    const made = await browser.post('/accounts/invitations', { name: '見本 花子', role: 'manager' });
    const page = await made.text();
    expect(page).to.include(`${site.base}/start/`);
    expect(await browser.read('/accounts')).not.to.include('/start/');
    const invited = site.browser();
    expect((await invited.post(linkIn(page), start)).status).to.equal(303);
    expect((await invited.get('/accounts')).status).to.equal(403);
    expect((await site.browser().get(linkIn(page))).status).to.equal(404);
    expect((await site.browser().post(linkIn(page), { ...start, login: 'other' })).status).to.equal(404);
  });

  it('keeps what was typed when the passwords differ or are short', async () => {
    const browser = site.browser();
    const link = `/start/${await firstInvitation(site.ctx)}`;
    const differing = await browser.post(link, { ...start, name: '管理 太郎', repeated: `${password}!` });
    expect(differing.status).to.equal(400);
    expect(await differing.text())
      .to.include('value="hanako"')
      .and.to.include('value="管理 太郎"');
    const short = await browser.post(link, { ...start, name: '管理', password: 'short', repeated: 'short' });
    expect(await short.text())
      .to.include('12文字以上')
      .and.not.to.include('value="short"');
  });

  it('shows a name as text whatever it holds', async () => {
    const admin = await site.as('administrator');
    const name = '<img src=x onerror=alert(1)>"\'';
    const page = await (await admin.post('/accounts/invitations', { name, role: 'lead' })).text();
    expect(page).to.include('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;').and.not.to.include('<img src=x');
    const invited = await (await site.browser().get(linkIn(page))).text();
    expect(invited).to.include('&lt;img').and.not.to.include('<img src=x');
  });

  it('ends the session of an account that is disabled', async () => {
    const admin = await site.as('administrator');
    const lead = await site.as('lead');
    const page = await admin.read('/accounts');
    const id = /見本 lead-\d+[\s\S]*?\/accounts\/([0-9a-f-]{36})\/state/.exec(page)![1]!;
    expect((await lead.get('/plans')).status).to.equal(200);
    await admin.post(`/accounts/${id}/state`, { state: 'disabled' });
    expect((await lead.get('/plans')).headers.get('location')).to.match(/^\/sign-in/);
    expect(await admin.read('/accounts'))
      .to.include('停止中')
      .and.to.include('再開する');
  });

  it('gives a new session id on signing in and forgets it on signing out', async () => {
    const admin = await site.as('administrator');
    const before = await admin.get('/accounts');
    expect(before.status).to.equal(200);
    const out = await admin.post('/sign-out', {});
    expect(out.headers.get('location')).to.equal('/sign-in');
    expect((await admin.get('/accounts')).headers.get('location')).to.match(/^\/sign-in/);
  });

  it('says the same of a wrong password and an unknown login, and keeps the login typed', async () => {
    await site.as('manager');
    for (const login of ['manager-1', 'nobody']) {
      const answer = await site.browser().post('/sign-in', { login, password: 'wrong', next: '/' });
      expect(answer.status).to.equal(403);
      expect(await answer.text())
        .to.include('ログイン名またはパスワード')
        .and.to.include(`value="${login}"`);
    }
  });

  it('protects the session cookie from scripts and other sites', async () => {
    const browser = site.browser();
    const link = `/start/${await firstInvitation(site.ctx)}`;
    const answer = await browser.post(link, { ...start, name: '管理 太郎' });
    expect(answer.headers.get('set-cookie'))
      .to.match(/HttpOnly/i)
      .and.to.match(/SameSite=Lax/i)
      .and.not.to.match(/Secure/i);
  });

  it('marks the session cookie Secure, and links with https, behind a proxy of this machine that ends TLS', async () => {
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'sekisu.example' };
    const browser = site.browser();
    const link = `/start/${await firstInvitation(site.ctx)}`;
    const answer = await browser.post(link, { ...start, name: '管理 太郎' }, proxied);
    expect(answer.headers.get('set-cookie')).to.match(/sekisu=.*Secure/i);
    const form = { name: '見本 花子', role: 'lead' };
    const origin = { ...proxied, origin: 'https://sekisu.example' };
    const page = await (await browser.post('/accounts/invitations', form, origin)).text();
    expect(page).to.include('https://sekisu.example/start/');
  });
});
