import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import ICAL from 'ical.js';
import readXlsxFile from 'read-excel-file/node';
import { listPlans, publishPlan } from '../../src/db/plans.ts';
import { manager, may, operatorNames, sampleContent } from '../app/fixtures.ts';
import { pdfText } from '../build/pdf-text.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

/** 14 May 2024, noon in Japan. */
const now = Instant.parse('2024-05-14T03:00:00Z');

describe('publicationRoutes', () => {
  let site: TestSite;
  let lead: Browser;
  before(async () => {
    site = await openPlannedSite(now);
  });
  beforeEach(async () => {
    await site.reset();
    await site.ctx.db.transaction(async (tx) => {
      const [plan] = await listPlans(tx, may);
      await publishPlan(tx, plan!.id, { at: now, by: manager.userId });
    });
    lead = await site.as('lead');
  });
  after(() => site.close());

  /** Path of the address that is issued to a person. */
  async function addressOf(staff: string): Promise<string> {
    const page = await (await lead.post('/shift-addresses', { staff })).text();
    return new URL(/<code[^>]*>([^<]+)<\/code>/.exec(page)![1]!).pathname;
  }

  it('issues addresses to everybody at once, each shown this once, and revokes one', async () => {
    const empty = await lead.read('/shift-addresses');
    expect(empty).to.include('アドレスのない13人に発行する');
    const answer = await lead.post('/shift-addresses/missing', {});
    expect((await answer.text()).match(/\/shifts\/[\w-]{43}</g)).to.have.lengthOf(13);
    const again = await lead.read('/shift-addresses');
    expect(again).not.to.match(/\/shifts\/[\w-]{43}/);
    expect(again).not.to.include('人に発行する');
    const revoked = await lead.post('/shift-addresses/revoke', { staff: 'OP01' });
    expect(revoked.headers.get('location')).to.equal('/shift-addresses');
    expect(await lead.read('/shift-addresses'))
      .to.include('OP01のアドレスを使えなくしました')
      .and.include('アドレスのない1人に発行する');
  });

  it('shows a person their own published days without an account, and notes that they have read them', async () => {
    const { staff } = await sampleContent();
    const path = await addressOf('OP01');
    const visitor = site.browser();
    const answer = await visitor.get(path);
    expect(answer.headers.get('x-robots-tag')).to.equal('noindex');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const page = await answer.text();
    expect(page).to.include('令和6年5月').and.include('第1版').and.include('まだ公開されていません');
    const own = staff.find(({ id }) => id === 'OP01')!.name;
    expect(page).to.include(own);
    for (const name of operatorNames) if (name !== own) expect(page).not.to.include(name);
    expect(await lead.read('/months/2024-05/readings')).to.match(/確認済み 0人／対象 \d+人/);
    const read = await visitor.post(`${path}/2024-05/1/read`, {});
    expect(read.headers.get('location')).to.equal(path);
    expect(await visitor.read(path))
      .to.include('第1版を確認しました。')
      .and.not.include('責任者に伝わります');
    expect(await lead.read('/months/2024-05/readings'))
      .to.match(/確認済み 1人／対象 \d+人/)
      .and.include('未確認')
      .and.include('アドレスなし');
  });

  it('gives a calendar to follow, and only what is new when it is asked again', async () => {
    const path = await addressOf('OP02');
    const visitor = site.browser();
    const answer = await visitor.get(`${path}/shifts.ics`);
    expect(answer.headers.get('content-type')).to.equal('text/calendar; charset=utf-8');
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    expect(calendar.getAllSubcomponents('vevent').length).to.be.greaterThan(5);
    // Without the second head this client would ask for a fresh copy.
    const headers = { 'if-none-match': answer.headers.get('etag')!, 'cache-control': 'max-age=0' };
    expect((await visitor.get(`${path}/shifts.ics`, headers)).status).to.equal(304);
    expect((await visitor.get('/shifts/wrong/shifts.ics')).status).to.equal(404);
    expect(await visitor.read('/shifts/wrong')).to.include('このアドレスは使えません');
  });

  it('keeps the city and administrators out, and visitors without an account', async () => {
    for (const path of ['/shift-addresses', '/months/2024-05/readings']) {
      for (const role of ['city', 'administrator'] as const) {
        expect((await (await site.as(role)).get(path)).status).to.equal(403);
      }
      expect((await site.browser().get(path)).headers.get('location')).to.include('/sign-in');
    }
  });

  it('gives the roster as a workbook, to the city without the names of operators', async () => {
    const manager = await site.as('manager');
    const textOf = async (browser: Browser, audience: string) => {
      const answer = await browser.get(`/plans/2024-05/1/shifts.xlsx?audience=${audience}`);
      expect(answer.status).to.equal(200);
      const sheets = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
      return {
        text: JSON.stringify(sheets),
        file: answer.headers.get('content-disposition')!,
      };
    };
    const internal = await textOf(manager, 'internal');
    expect(internal.text).to.include(operatorNames[0]!).and.include('シフト表　令和6年5月分');
    expect(internal.file).to.include('sekisu-2024-05-v1-internal.xlsx');
    await manager.post('/plans/2024-05/1/submit', {});
    const city = await textOf(await site.as('city', '課長'), 'internal');
    for (const name of operatorNames) expect(city.text).not.to.include(name);
    expect(city.text).to.include('OP01').and.not.include('"有"');
    expect(city.file).to.include('city.xlsx');
  });

  it('gives the roster and a day as PDF, to the city without the names of operators', async () => {
    const manager = await site.as('manager');
    const pdfOf = async (browser: Browser, path: string) => {
      const answer = await browser.get(`/plans/2024-05/1/${path}?audience=internal`);
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-type')).to.equal('application/pdf');
      const text = await pdfText(new Uint8Array(await answer.arrayBuffer()));
      return { text, file: answer.headers.get('content-disposition')! };
    };
    const name = operatorNames[0]!.replace(' ', '');
    expect((await pdfOf(manager, 'shifts.pdf')).text).to.include(name);
    await manager.post('/plans/2024-05/1/submit', {});
    const official = await site.as('city', '課長');
    for (const [path, file] of [
      ['shifts.pdf', 'sekisu-2024-05-v1-shifts-city.pdf'],
      ['days/2024-05-14.pdf', 'sekisu-2024-05-14-v1-city.pdf'],
    ] as const) {
      const city = await pdfOf(official, path);
      expect(city.file).to.include(file);
      for (const one of operatorNames) expect(city.text).not.to.include(one.replace(' ', ''));
    }
    expect((await manager.get('/plans/2024-05/1/days/2024-05-18.pdf')).status).to.equal(404);
  });

  it('gives the shifts in Shift_JIS and says beforehand and with the file what it lacks', async () => {
    const manager = await site.as('manager');
    expect(await manager.read('/plans/2024-05/1')).to.match(/次の文字は〓になります：\s*<b>𠮷<\/b>/);
    const answer = await manager.get('/plans/2024-05/1/shifts-sjis.csv');
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=shift_jis');
    expect(answer.headers.get('x-replaced-characters')).to.equal('U+20BB7');
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(await answer.arrayBuffer());
    expect(text).to.include('〓田 恵子').and.include('山﨑 由美子').and.not.include('?');
    const plain = await manager.get('/plans/2024-05/1/shifts.csv');
    expect(await plain.text()).to.include('𠮷田 恵子');
    expect((await lead.get('/plans/2024-05/1/shifts-sjis.csv')).status).to.equal(403);
  });
});
