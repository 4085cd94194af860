import { expect } from 'chai';
import { operatorNames, sampleContent } from '../app/fixtures.ts';
import { type Browser, openPlannedSite, type TestSite } from './browser.ts';

describe('deskRoutes', () => {
  let site: TestSite;
  let lead: Browser;
  let absent: { staffId: string; name: string };
  before(async () => {
    site = await openPlannedSite();
    const { days, staff } = await sampleContent();
    const { staffId } = days
      .find(({ date }) => date === '2024-05-14')!
      .shifts.find((shift) => shift.role === 'operator' && !shift.standby)!;
    absent = { staffId, name: staff.find(({ id }) => id === staffId)!.name };
  });
  beforeEach(async () => {
    await site.reset();
    lead = await site.as('lead');
    await lead.post(`${day}/absence`, {
      staff: absent.staffId,
      from: '',
      to: '',
      reason: 'sick',
      detail: '発熱のため',
    });
  });
  after(() => site.close());

  const day = '/days/2024-05-14';
  const desk = `${day}/desk`;

  /** The hidden fields of the first form of a page that leads to a path. */
  function formOf(page: string, action: string): Record<string, string> {
    const form = page.split('<form').find((part) => part.includes(`action="${action}`))!;
    const fields = [...form.split('</form>')[0]!.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    return Object.fromEntries(fields.map(([, name, value]) => [name!, value!]));
  }
  /** The form of the best way that asks one person. */
  function askingForm(page: string): Record<string, string> {
    const way = page.split('<li class="way').find((part) => part.includes('連絡する人（1人）'))!;
    return formOf(way, `${desk}/way`);
  }
  async function choose(browser = lead): Promise<Record<string, string>> {
    const fields = askingForm(await browser.read(desk));
    expect((await browser.post(`${desk}/way`, fields)).headers.get('location')).to.equal(desk);
    return fields;
  }
  /** Notes an answer by the page's own form; the answer's page. */
  async function note(answer: string, browser = lead): Promise<Response> {
    const fields = formOf(await browser.read(desk), `${desk}/answer`);
    return browser.post(`${desk}/answer`, { ...fields, answer });
  }
  const accept = async (): Promise<Response> =>
    lead.post(`${desk}/way`, { ...formOf(await lead.read(desk), `${desk}/way`), option: 'accept' });

  it('asks the people of a way, takes their no, offers others, and publishes with the last yes', async () => {
    const chosen = await choose();
    const asking = await lead.read(desk);
    expect(asking).to.include('案を選びました').and.include('未連絡').and.include('承諾');
    expect(await lead.read(day)).to.include('返事待ち 1人');
    expect((await note('asked')).status).to.equal(303);
    expect(await lead.read(desk)).to.include('返事待ち');
    await note('no');
    const anew = await lead.read(desk);
    expect(anew).to.include('その人を除いて案を出し直しました').and.include('不可');
    expect(anew).to.not.include(`value="${chosen['option']}"`);
    await choose();
    const done = await note('yes');
    expect(done.status).to.equal(200);
    const links = await done.text();
    expect(links).to.include('第2版を職員に公開しました').and.include('/notices/');
    const page = await lead.read(day);
    expect(page)
      .to.include('第2版')
      .and.include('第2版で対応済み')
      .and.include('未確認')
      .and.not.include('の欠勤に対応中');
    expect((await lead.get(desk)).headers.get('location')).to.equal(day);
  });

  it('tells the second of two leads what is true now, with a way on, and overwrites nothing', async () => {
    const other = await site.as('lead');
    const page = await other.read(desk);
    const seen = formOf(page, `${desk}/way`);
    await choose();
    const late = await other.post(`${desk}/way`, { ...seen, option: 'accept' });
    expect(late.status).to.equal(409);
    const told = await late.text();
    expect(told)
      .to.include('が先に操作しました（案を選択）')
      .and.match(/\d+:\d\d に 見本 lead-\d+ が/)
      .and.include('案を選び、返事を待っています')
      .and.include(`href="${desk}"`);
    expect(await lead.read(desk)).to.include('未連絡');
    expect(await lead.read(day)).to.include('第1版');
    const program = await other.post(
      `${desk}/way`,
      { ...seen, option: 'accept' },
      { accept: 'application/json' },
    );
    expect(await program.json()).to.include({ code: 'desk.acted-meanwhile', status: 409 });
  });

  it('records nothing twice when a page is sent again, and says so', async () => {
    const fields = { ...formOf(await lead.read(desk), `${desk}/way`), option: 'accept' };
    expect(await (await lead.post(`${desk}/way`, fields)).text()).to.include('第2版を職員に公開しました');
    const again = await lead.post(`${desk}/way`, fields);
    expect(again.status).to.equal(409);
    expect(await again.text())
      .to.include('同じ操作を二度は記録しません')
      .and.include('第2版で対応済みです');
    expect(await lead.read(day))
      .to.include('第2版')
      .and.not.include('第3版');
  });

  it('says that an unknown way is none, and who was not asked', async () => {
    const fields = formOf(await lead.read(desk), `${desk}/way`);
    const unknown = await lead.post(`${desk}/way`, { ...fields, option: 'standby-NOBODY' });
    expect(unknown.status).to.equal(409);
    const stray = await lead.post(`${desk}/answer`, { ...fields, staff: 'OP99', answer: 'yes' });
    expect(stray.status).to.equal(400);
    expect(await stray.text()).to.include('何も頼んでいません');
  });

  it('undoes a wrong entry and puts the day back, the history kept', async () => {
    await accept();
    const before = await lead.read(day);
    const [, undo] = /href="(\/days\/2024-05-14\/desk\/undo\/\d+)"/.exec(before)!;
    const confirm = await lead.read(undo!);
    expect(confirm).to.include('第2版の前の体制に戻した').and.include('取り消す');
    const answer = await lead.post(undo!, formOf(confirm, undo!));
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.include('第3版を職員に公開しました');
    const after = await lead.read(day);
    expect(after).to.include('取消し済み').and.include('第3版').and.include('対応の履歴');
    expect((await lead.get(undo!)).status).to.equal(404);
  });

  it('shows each notice to who holds its link, alone, and who has read it to the lead', async () => {
    await choose();
    const done = await (await note('yes')).text();
    const { staff } = await sampleContent();
    const links = [...done.matchAll(/<code[^>]*>(http[^<]+)<\/code>/g)].map(
      ([, href]) => new URL(href!).pathname,
    );
    expect(links.length).to.be.greaterThan(0);
    const anybody = site.browser();
    for (const link of links) {
      const page = await anybody.read(link);
      const named = staff.filter(({ name }) => page.includes(name));
      expect(named).to.have.lengthOf(1);
      expect(page).to.include(`${named[0]!.name}さんの勤務が変わりました`).and.include('新しい勤務');
      expect(page).to.not.include(absent.name).and.not.include('体調').and.not.include('発熱');
    }
    expect((await anybody.post(links[0]!, {})).status).to.equal(303);
    expect(await anybody.read(links[0]!)).to.include('に確認しました');
    expect(await lead.read(day)).to.include('✓ 確認済み');
    expect((await anybody.get('/notices/guess')).status).to.equal(404);
  });

  it('makes a new link to a notice, and the old one leads nowhere', async () => {
    await choose();
    const done = await (await note('yes')).text();
    const linkIn = (page: string): string =>
      new URL(/<code[^>]*>(http[^<]+)<\/code>/.exec(page)![1]!).pathname;
    const [, renew] = /action="(\/days\/2024-05-14\/desk\/notices\/\d+\/link)"/.exec(await lead.read(day))!;
    const renewed = await (await lead.post(renew!, {})).text();
    expect((await site.browser().get(linkIn(done))).status).to.equal(404);
    expect((await site.browser().get(linkIn(renewed))).status).to.equal(200);
  });

  it('tells the city of the change and neither of the reason nor of the name, and lets it do nothing', async () => {
    await accept();
    const city = await site.as('city');
    const page = await city.read('/plans/2024-05/2');
    expect(page).to.include('欠勤による修正').and.to.include(absent.staffId);
    for (const hidden of ['発熱', '体調不良', ...operatorNames]) expect(page).not.to.include(hidden);
    for (const role of ['city', 'administrator'] as const) {
      const browser = await site.as(role, ...(role === 'city' ? ['課長'] : []));
      expect((await browser.get(desk)).status).to.equal(403);
      expect((await browser.get(day)).status).to.equal(403);
      const fields = { case: '1', version: '2', event: '3', option: 'accept' };
      expect((await browser.post(`${desk}/way`, fields)).status).to.equal(403);
      expect((await browser.post(`${desk}/notices/1/link`, {})).status).to.equal(403);
    }
    const official = await site.as('city', '課長');
    expect(await official.read('/plans/2024-05/2')).not.to.include('href="/plans/2024-05/2/confirm"');
    for (const step of ['confirm', 'return']) {
      const answer = await official.get(`/plans/2024-05/2/${step}`);
      expect(answer.status, step).to.equal(409);
      expect(await answer.text()).to.include('職員に公開済み');
    }
  });
});
