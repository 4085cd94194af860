import { expect } from 'chai';
import { openSite, type TestSite } from './browser.ts';

describe('createWeb', () => {
  let site: TestSite;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  it('says that it is well', async () => {
    const answer = await site.browser().get('/healthz');
    expect([answer.status, await answer.json()]).to.deep.equal([200, { status: 'ok' }]);
  });

  it('ends at the page for signing in while signed out', async () => {
    const answer = await fetch(site.base);
    expect(answer.status).to.equal(200);
    expect(new URL(answer.url).pathname).to.equal('/sign-in');
    expect(await answer.text()).to.include('<h1>サインイン</h1>');
  });

  it('leads back to the page that was asked for, and never to another site', async () => {
    const asked = await site.browser().get('/plans/2024-05/1');
    expect(asked.headers.get('location')).to.equal('/sign-in?next=%2Fplans%2F2024-05%2F1');
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      const page = await site.browser().read(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page)
        .to.include('name="next" value="/"')
        .and.not.to.match(/(?:value|action)="[^"]*evil/);
    }
  });

  it('allows no script in a page and no other place to load from', async () => {
    const answer = await site.browser().get('/sign-in');
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).to.include("default-src 'none'").and.to.include("script-src 'self'");
    expect(policy).not.to.match(/script-src[^;]*unsafe|https?:/);
    const page = await answer.text();
    expect(page).not.to.match(/<script(?![^>]*src=)/);
    expect(page).not.to.match(/(?:src|href)="https?:/);
  });

  it('serves its style sheets, fonts and scripts itself', async () => {
    const page = await site.browser().read('/sign-in');
    const files = [...page.matchAll(/(?:src|href)="(\/(?:assets|fonts)\/[^"]+)"/g)].map((match) => match[1]!);
    expect(files.length).to.be.greaterThan(5);
    for (const file of files) expect((await site.browser().get(file)).status, file).to.equal(200);
    expect((await site.browser().get('/fonts/files/..%2Fpackage.json')).status).to.equal(404);
  });

  it('answers in Japanese until English is chosen', async () => {
    const browser = site.browser();
    const asked = await browser.get('/sign-in', { 'accept-language': 'en' });
    expect(await asked.text()).to.include('<html lang="ja">');
    const chosen = await browser.get('/language/en?back=/sign-in');
    expect(chosen.headers.get('location')).to.equal('/sign-in');
    expect(await browser.read('/sign-in'))
      .to.include('<html lang="en">')
      .and.to.include('<h1>Sign in</h1>');
  });

  it('answers a page that is not there with help, or a problem document for a program', async () => {
    const browser = site.browser();
    const page = await browser.get('/nowhere<b>');
    expect(page.status).to.equal(404);
    expect(await page.text())
      .to.include('見つかりません')
      .and.not.to.include('<b>');
    const document = await browser.get('/nowhere', { accept: 'application/json' });
    expect(document.headers.get('content-type')).to.include('application/problem+json');
    expect(await document.json()).to.include({ status: 404, code: 'page.not-found' });
  });

  it('refuses programs that are signed out', async () => {
    const answer = await site.browser().get('/months/2024-05', { accept: 'application/json' });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([
      403,
      'sign-in.needed',
    ]);
  });

  it('answers the unforeseen with a reference number and nothing of its insides', async () => {
    const broken = await openSite();
    await broken.ctx.db.transaction((tx) => tx.execute('drop table web_session'));
    const answer = await broken.browser().get('/healthz', { accept: 'application/json' });
    const problem = (await answer.json()) as Record<string, unknown>;
    await broken.close();
    expect(answer.status).to.equal(500);
    expect(problem['reference']).to.match(/^[0-9a-f]{8}$/);
    expect(Object.keys(problem).toSorted()).to.deep.equal(['detail', 'reference', 'status', 'title', 'type']);
  });
});
