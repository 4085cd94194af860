import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import { pino } from 'pino';
import { type Browser, launch } from 'puppeteer-core';
import type { AppContext } from '../../src/app/context.ts';
import { firstInvitation } from '../../src/app/first-invitation.ts';
import { bundledChromium } from '../../src/render/chromium.ts';
import { createRenderer } from '../../src/render/html.ts';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import { openPlanner } from '../../src/solver/planner.ts';
import { createWeb } from '../../src/web/app.ts';
import { type TestDatabase, testDatabase } from '../build/database.ts';
import { pdfText } from '../build/pdf-text.ts';
import { Person } from './person.ts';

const sample = (name: string): string =>
  fileURLToPath(new URL(`../../forecasts/matsusaka/${name}`, import.meta.url));
const password = 'ながい合言葉-2024-Matsusaka';

/** One way from an empty store to a confirmed plan and a covered absence, in a real browser, step after step. */
describe('the whole way', function () {
  this.timeout(240_000);
  let db: TestDatabase;
  let printer: Printer;
  let browser: Browser;
  let server: Server;
  let base: string;
  let ctx: AppContext;
  let now = Instant.parse('2024-04-20T01:00:00Z');
  let administrator: Person;
  let manager: Person;
  let lead: Person;
  let city: Person;
  /** The city's 担当 and 係長, who sign before the 課長. */
  let colleagues: Person[];

  before(async () => {
    db = await testDatabase();
    printer = openPrinter({});
    const viewsDirectory = fileURLToPath(new URL('../../views', import.meta.url));
    const render = createRenderer({ viewsDirectory });
    ctx = {
      db,
      printer,
      render,
      planner: openPlanner(),
      now: () => now,
      log: pino({ level: 'silent' }),
    };
    const app = await createWeb(ctx);
    server = app.listen(0);
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
    const chromium = await bundledChromium(process.env);
    browser = await launch({
      executablePath: chromium.executablePath,
      args: [...chromium.arguments],
      env: { ...chromium.environment },
      headless: 'shell',
    });
  });

  // Each step needs those before it. Not `bail`, which ends the tests of other files too.
  let isBroken = false;
  beforeEach(function () {
    if (isBroken) this.skip();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') isBroken = true;
  });

  after(async () => {
    await browser?.close();
    await printer?.close();
    server?.closeAllConnections();
    server?.close();
    await db?.close();
  });

  async function accept(link: string, login: string, name: string | null): Promise<Person> {
    const person = await Person.arrive(browser, base);
    await person.goto(link);
    await person.picture(`start-${login}`);
    await person.fill({ ...(name === null ? {} : { name }), login, password, repeated: password });
    await person.click('form button[type="submit"]');
    return person;
  }

  async function invite(role: string, name: string, cityStep: string | null): Promise<string> {
    await administrator.goto('/accounts');
    await administrator.fill({ name });
    await administrator.choose('role', role);
    if (cityStep !== null) await administrator.page.select('[name="cityStep"]', cityStep);
    await administrator.click('form[action="/accounts/invitations"] button[type="submit"]');
    await administrator.picture('accounts');
    const link = await administrator.page.$eval('[data-copy]', (code) => code.textContent ?? '');
    return new URL(link.trim()).pathname;
  }

  it('shows a stranger the sign-in page with status 200', async () => {
    const answer = await fetch(`${base}/`);
    expect(answer.status).to.equal(200);
    const stranger = await Person.arrive(browser, base);
    await stranger.goto('/');
    expect(stranger.path()).to.equal('/sign-in');
    await stranger.picture('sign-in');
    expect(await stranger.overflowAt(390)).to.equal(0);
  });

  it('makes the first account by the one-time link, which then is used up, and the manager by a link of the administrator', async () => {
    const token = await firstInvitation(ctx);
    administrator = await accept(`/start/${token}`, 'kanri', '管理 太郎');
    expect(administrator.path()).to.equal('/accounts');
    manager = await accept(await invite('manager', '坂口 隆', null), 'sakaguchi', null);
    const again = await fetch(`${base}/start/${token}`);
    expect(again.status).to.be.at.least(400);
  });

  it('imports contract, history, mailings and staff, and names the row of a bad file', async () => {
    for (const [kind, name] of [
      ['contract', 'contract.json'],
      ['history', 'history.csv'],
      ['mailings', 'mailings.csv'],
      ['staff', 'staff.csv'],
    ] as const) {
      await manager.goto('/imports');
      const input = await manager.page.$(`#file-${kind}`);
      await input!.uploadFile(sample(name));
      await manager.click(`form[action="/imports/${kind}"] button[type="submit"]`);
    }
    const input = await manager.page.$('#file-mailings');
    await input!.uploadFile(fileURLToPath(new URL('./bad-mailings.csv', import.meta.url)));
    await manager.click('form[action="/imports/mailings"] button[type="submit"]');
    const said = await manager.text();
    expect(said).to.include('bad-mailings.csv').and.to.include('2024-02-30').and.to.include('3');
    await manager.picture('imports');
    expect(await manager.overflowAt(390)).to.equal(0);
    await administrator.goto('/accounts');
    expect(await administrator.overflowAt(390)).to.equal(0);
  });

  it('makes the accounts of the lead and of the city with its step of the sign-off', async () => {
    lead = await accept(await invite('lead', '藤原 誠', null), 'fujiwara', null);
    colleagues = [
      await accept(await invite('city', '田中 実', '担当'), 'tanaka', null),
      await accept(await invite('city', '小林 進', '係長'), 'kobayashi', null),
    ];
    city = await accept(await invite('city', '市野 花子', '課長'), 'ichino', null);
    expect(city.path()).to.equal('/plans');
  });

  it('makes the plan of May 2024 while the page says how far it is', async () => {
    await manager.goto('/months/2024-05');
    await manager.picture('month-empty');
    await manager.click('form[action="/months/2024-05/plan"] button[type="submit"]');
    expect(manager.path()).to.match(/^\/progress\//);
    await manager.picture('work');
    await manager.page.waitForFunction("location.pathname === '/months/2024-05'");
    const said = await manager.text();
    expect(said).to.include('応答率').and.to.include('架空データ');
    await manager.picture('month');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  /** A page of the forecast, once it is there; it waits for it by itself. */
  async function gotoForecast(person: Person, path: string): Promise<void> {
    await person.goto(path);
    await person.page.waitForFunction("!document.querySelector('[data-wait]')");
  }

  it('shows the forecast with its parts, why a day has its calls, and days like it', async () => {
    await manager.click('a[href="/forecast/2024-05"]');
    await manager.page.waitForFunction("!document.querySelector('[data-wait]')");
    const said = await manager.text();
    expect(said)
      .to.include('令和6年5月の入電は')
      .and.to.include('主な要因は')
      .and.to.include('要因の積み上げ');
    await manager.picture('forecast');
    expect(await manager.overflowAt(390)).to.equal(0);
    expect(await manager.overflowAt(390, 200)).to.equal(0);
    await gotoForecast(manager, '/forecast/2024-05/days/2024-05-17');
    expect(await manager.text())
      .to.include('なぜこの件数か')
      .and.to.include('似た日')
      .and.to.include('9:00–9:15');
    await manager.picture('forecast-day');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  it('shows what spreading the largest batch over four posting days would do', async () => {
    await manager.goto('/forecast/2024-05/spread');
    const largest = await manager.page.$$eval('#batch option', (options) =>
      options
        .map((option) => (option as unknown as { value: string }).value)
        .reduce((most, one) => (Number(one.split('_')[1]) > Number(most.split('_')[1]) ? one : most)),
    );
    await manager.page.select('#batch', largest);
    await manager.page.select('#days', '4');
    await manager.click('form[action="/forecast/2024-05/spread"] button[type="submit"]');
    await manager.page.waitForFunction("!document.querySelector('[data-wait]')");
    expect(await manager.text())
      .to.include('4日に分けて発送すると')
      .and.to.include('席時間');
    await manager.picture('forecast-spread');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  it('shows the formulas beside a thousand simulated months, and why they differ', async () => {
    await manager.goto('/plans/2024-05/1/simulation');
    expect(await manager.text())
      .to.match(/1,?000/)
      .and.to.include('休憩');
    await manager.picture('simulation');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  it('searches the single change of a day that helps most, as advice', async () => {
    await manager.page.locator('form[action="/plans/2024-05/1/changes"] [name="date"]').fill('2024-05-17');
    await manager.click('form[action="/plans/2024-05/1/changes"] button[type="submit"]');
    expect(manager.path()).to.match(/^\/changes\//);
    await manager.page.waitForSelector('.answer');
    await manager.picture('changes');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  it('submits the plan', async () => {
    await manager.goto('/plans/2024-05/1/submit');
    await manager.picture('submit');
    await manager.click('form[action="/plans/2024-05/1/submit"] button[type="submit"]');
    expect(await manager.text()).to.include('提出');
  });

  it('lets the city read without a name of an operator, comment and return', async () => {
    await city.goto('/plans/2024-05/1');
    const said = await city.text();
    expect(said).to.include('OP01').and.not.include('髙橋');
    await city.picture('review');
    expect(await city.overflowAt(390)).to.equal(0);
    for (const path of [
      '/months/2024-05',
      '/forecast/2024-05',
      '/days/2024-05-14',
      '/imports',
      '/accounts',
      '/plans/2024-05/1/plan.json',
    ]) {
      expect((await city.download(path)).status, path).to.equal(403);
    }
    await city.goto('/plans/2024-05/1/return');
    await city.picture('return');
    await city.fill({ comment: '17日の昼に1席の余裕を見てください。' });
    await city.click('form[action="/plans/2024-05/1/return"] button[type="submit"]');
    expect(await city.text()).to.include('17日の昼');
  });

  it('corrects a day with a reason, plans again and submits the next version', async () => {
    await manager.goto('/months/2024-05');
    expect(await manager.text())
      .to.include('17日の昼')
      .and.to.include('作り直して第2版を提出する');
    await manager.picture('month-returned');
    expect(await manager.overflowAt(390, 200)).to.equal(0);
    await manager.page.evaluate(
      "document.querySelectorAll('details').forEach((element) => { element.open = true; })",
    );
    await manager.page.locator('form[action="/months/2024-05/overrides"] [name="date"]').fill('2024-05-17');
    await manager.page.locator('form[action="/months/2024-05/overrides"] [name="calls"]').fill('130');
    await manager.page
      .locator('form[action="/months/2024-05/overrides"] [name="reason"]')
      .fill('市の依頼により余裕を見る');
    await manager.click('form[action="/months/2024-05/overrides"] button[type="submit"]');
    await manager.page.locator('form[action="/months/2024-05/plan"] [name="keep"]').click();
    await manager.click('form[action="/months/2024-05/plan"] button[type="submit"]');
    await manager.page.waitForFunction("location.pathname === '/months/2024-05'");
    // One day of 21 has another forecast: whoever has known the roster finds nearly all of it again.
    const changed = /第1版から勤務が変わるのは(\d+)人日です/.exec(await manager.text());
    expect(Number(changed?.[1] ?? 0)).to.be.at.most(10);
    expect(await manager.text()).to.match(/第1版(から勤務が変わるのは|と同じ勤務)/);
    await manager.picture('month-again');
    await manager.goto('/plans/2024-05/2/submit');
    await manager.click('form[action="/plans/2024-05/2/submit"] button[type="submit"]');
    await city.goto('/plans/2024-05/2');
    await city.picture('review-differences');
    expect(await city.text()).to.include('130');
  });

  it('confirms, and prints the sign-off copy with who confirmed and when', async () => {
    await city.goto('/plans/2024-05/2');
    expect(await city.page.$('a[href="/plans/2024-05/2/confirm"]'), 'not yet').to.equal(null);
    for (const colleague of colleagues) {
      await colleague.goto('/plans/2024-05/2/confirm');
      await colleague.click('form[action="/plans/2024-05/2/confirm"] button[type="submit"]');
    }
    await city.goto('/plans/2024-05/2/confirm');
    await city.picture('confirm');
    now = Instant.parse('2024-04-22T02:30:00Z');
    await city.click('form[action="/plans/2024-05/2/confirm"] button[type="submit"]');
    expect(await city.text()).to.include('確認');
    await city.picture('confirmed');
    const { status, bytes } = await city.download('/plans/2024-05/2/plan.pdf?audience=internal');
    expect(status).to.equal(200);
    const said = await pdfText(bytes);
    expect(said).to.include('田中実').and.to.include('小林進');
    expect(said).to.include('市野花子').and.to.include('坂口隆').and.to.include('令和6年4月22日');
    expect(said).to.not.include('髙橋');
    const internal = await manager.download('/plans/2024-05/2/plan.pdf?audience=internal');
    expect(await pdfText(internal.bytes)).to.include('髙橋');
  });

  it('publishes to the staff', async () => {
    await manager.goto('/plans/2024-05/2/publish');
    await manager.click('form[action="/plans/2024-05/2/publish"] button[type="submit"]');
    await manager.goto('/months/2024-05');
    await manager.picture('month-published');
  });

  const day = '/days/2024-05-14';
  const desk = `${day}/desk`;
  const wayButton = `form[action="${desk}/way"] button`;

  /** Everything of the desk, with whatever hand: report, ask, no, ask another, yes, read, undo. */
  async function coverAndUndo(
    act: (selector: string) => Promise<void>,
    colleague: (link: string) => Promise<void>,
    onPhone: Person,
    versions: { readonly covered: number; readonly undone: number },
    name: string,
  ): Promise<void> {
    const look = async (screen: string): Promise<void> => {
      await onPhone.picture(`${screen}-${name}`);
      expect(await onPhone.overflowAt(390), screen).to.equal(0);
    };
    await onPhone.goto('/');
    expect(onPhone.path()).to.equal(day);
    await look('day');
    await act(`a[href="${day}/absence"]`);
    await look('absence-who');
    await act('.targets a[href*="staff=OP"]');
    await look('absence-when');
    await act('.targets a');
    await look('absence-why');
    await act('button[name="reason"][value="sick"]');
    expect(onPhone.path()).to.equal(desk);
    await look('absence-ways');
    expect(await onPhone.text())
      .to.include('待機')
      .and.include('応答率')
      .and.include('この案で連絡する');
    await act(wayButton);
    await look('desk-asking');
    expect(await onPhone.text()).to.include('未連絡');
    await act('button[name="answer"][value="asked"]');
    expect(await onPhone.text()).to.include('返事待ち');
    await act('button[name="answer"][value="no"]');
    expect(await onPhone.text()).to.include('その人を除いて案を出し直しました');
    await look('desk-anew');
    await act(wayButton);
    await act('button[name="answer"][value="yes"]');
    expect(await onPhone.text()).to.include(`第${versions.covered}版を職員に公開しました`);
    await look('desk-done');
    const link = await onPhone.page.$eval('code', (code) => code.textContent ?? '');
    await colleague(new URL(link).pathname);
    await act(`a[href="${day}"]`);
    expect(await onPhone.text())
      .to.include(`第${versions.covered}版で対応済み`)
      .and.include('確認済み');
    await look('day-repaired');
    await act('a[href*="/desk/undo/"]');
    await look('desk-undo');
    await act('form[action*="/desk/undo/"] button');
    expect(await onPhone.text()).to.include(`第${versions.undone}版を職員に公開しました`);
    await act(`a[href="${day}"].button`);
    expect(await onPhone.text()).to.include('取消し済み');
    await look('day-undone');
  }

  it('covers an absence at 8:40 with one thumb, tells the colleague alone, and takes a wrong entry back', async () => {
    now = Instant.parse('2024-05-13T23:40:00Z');
    const onPhone = await lead.onPhone();
    const colleague = async (link: string): Promise<void> => {
      const somebody = await (await Person.arrive(browser, base)).onPhone();
      await somebody.goto(link);
      const said = await somebody.text();
      expect(said).to.include('勤務が変わりました').and.not.include('欠勤').and.not.include('体調');
      expect(await somebody.overflowAt(390)).to.equal(0);
      await somebody.picture('notice');
      await somebody.tap('form[action^="/notices/"] button');
      expect(await somebody.text()).to.include('8:40に確認しました');
    };
    await coverAndUndo((at) => onPhone.tap(at), colleague, onPhone, { covered: 3, undone: 4 }, 'touch');
  });

  it('does all of it by keyboard alone', async () => {
    const onPhone = await lead.onPhone();
    // Links answer to Enter, buttons to both.
    let turn = 0;
    const keyFor = (selector: string): 'Enter' | 'Space' => {
      turn += 1;
      return selector.includes('button') && !selector.includes('.button') && turn % 2 === 0
        ? 'Space'
        : 'Enter';
    };
    const colleague = async (link: string): Promise<void> => {
      const somebody = await Person.arrive(browser, base);
      await somebody.goto(link);
      await somebody.press('Space', 'form[action^="/notices/"] button');
      expect(await somebody.text()).to.include('確認しました');
    };
    const act = (at: string): Promise<void> => onPhone.press(keyFor(at), at);
    await coverAndUndo(act, colleague, onPhone, { covered: 5, undone: 6 }, 'keyboard');
  });

  it('tells the manager how far the forecast was off on the days that have come', async () => {
    await manager.goto('/forecast/2024-05/accuracy');
    expect(await manager.text())
      .to.match(/\d+日分の実績と比べて誤差/)
      .and.to.include('単純な平均');
    await manager.picture('forecast-accuracy');
    expect(await manager.overflowAt(390)).to.equal(0);
  });

  it('shows the city what changed, never why, and asks it nothing', async () => {
    await city.goto('/plans/2024-05/3');
    const said = await city.text();
    expect(said).to.not.include('体調').and.not.include('髙橋');
    expect(await city.page.$('a[href="/plans/2024-05/3/confirm"]')).to.equal(null);
    await city.picture('review-repair');
    expect((await city.download('/plans/2024-05/3/confirm')).status).to.be.at.least(400);
  });
});
