import { expect } from 'chai';
import { openPlannedSite, type TestSite } from './browser.ts';

const day = '2024-05-14';
const address = `/documents/dailyReport/${day}/1`;
const drawn = { kind: 'dailyReport', subject: day };

describe('the pages of documents', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  it('show what is overdue, and what is due within two weeks', async () => {
    const manager = await site.as('manager');
    const page = await manager.read('/documents');
    // It is 22 April: nothing of the first weeks was handed in.
    expect(page).to.contain('提出期限を過ぎた書類が');
    expect(page).to.contain('業務日報');
    expect(page).to.contain('委託業務完了報告書');
    expect(page).to.contain('期限超過');
    // Whoever opens the month or the plans is reminded.
    expect(await manager.read('/months/2024-05')).to.contain('提出期限を過ぎた書類が');
    const city = await site.as('city');
    expect(await city.read('/documents'))
      .to.contain('期限超過')
      .and.not.to.contain('action="/documents"');
  });

  it('take a document from its drawing up to the city, which sees it from the last signature of the contractor on', async () => {
    const manager = await site.as('manager');
    const lead = await site.as('lead');
    const city = await site.as('city');
    const answer = await lead.post('/documents', drawn);
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, address]);
    expect(await lead.read(address))
      .to.contain('業務日報')
      .and.not.to.contain(`${address}/sign`);
    expect((await city.get(address)).status).to.equal(403);
    expect(await city.read('/documents')).not.to.contain(address);
    expect(await manager.read(address)).to.contain('「作成・確認・承認」として署名する');
    expect((await manager.post(`${address}/sign`, {})).status).to.equal(303);
    expect(await city.read('/documents')).to.contain(address);
    expect(await city.read(address))
      .to.contain(`${address}/return`)
      .and.to.contain('試用の自己署名証明書')
      .and.to.contain('<option value="1 入電と応答">');
    expect((await city.post(`${address}/sign`, {})).status).to.equal(303);
    const page = await manager.read(address);
    expect(page).to.contain('data-kind="confirmed"').and.not.to.contain(`${address}/sign`);
    // Signed again it would say nothing new: the page says why it cannot be.
    const again = await manager.post(`${address}/sign`, {});
    expect([again.status, await again.text()]).to.satisfy(
      ([status, text]: [number, string]) => status === 409 && text.includes('role="alert"'),
    );
  });

  it('return a document with a comment that its next version follows', async () => {
    const manager = await site.as('manager');
    const city = await site.as('city', '担当');
    await manager.post('/documents', drawn);
    await manager.post(`${address}/sign`, {});
    expect((await city.post(`${address}/return`, { comment: '' })).status).to.equal(409);
    const words = { comment: '3番の欄を<直して>ください。', place: '3　用件' };
    expect((await city.post(`${address}/return`, words)).status).to.equal(303);
    const page = await manager.read(address);
    expect(page).to.contain('3番の欄を&lt;直して&gt;ください。').and.to.contain('【3　用件】');
    const next = await manager.post('/documents', drawn);
    expect(next.headers.get('location')).to.equal(`/documents/dailyReport/${day}/2`);
    expect(await manager.read(`/documents/dailyReport/${day}/2`)).to.contain(`href="${address}"`);
  });

  it('look as the print does, with nothing but its own style', async () => {
    const manager = await site.as('manager');
    await manager.post('/documents', drawn);
    const preview = await manager.get(`${address}/preview`);
    expect(preview.headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect(preview.headers.get('content-security-policy')).not.to.contain('script');
    expect(await preview.text()).to.contain('<h1>業務日報');
    const pdf = await manager.get(`${address}/document.pdf`);
    expect(pdf.headers.get('content-type')).to.equal('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).to.equal('%PDF-');
  });

  it('take minutes that are typed in, and keep what was typed while something is missing', async () => {
    const manager = await site.as('manager');
    const typed = {
      title: '4月 定例報告・協議',
      heldOn: '2024-04-22',
      place: '戸籍住民課',
      contractorAttendees: '坂口 隆\r\n 藤原 誠 \r\n',
      cityAttendees: '見本 係長',
      topic1: '平日の解釈',
      discussion1: '国民の祝日を含むかを<確認>した。',
      topic2: '',
      what1: '翌月の発送予定の連絡',
      who1: '市',
      dueOn1: '',
    };
    const refused = await manager.post('/documents/new/minutes', typed);
    expect(refused.status).to.equal(400);
    expect(await refused.text())
      .to.contain('国民の祝日を含むかを&lt;確認&gt;した。')
      .and.to.contain('role="alert"');
    const drawn = await manager.post('/documents/new/minutes', { ...typed, decision1: '祝日は休みとする。' });
    expect(drawn.headers.get('location')).to.equal('/documents/minutes/1/1');
    const preview = await manager.read('/documents/minutes/1/1/preview');
    expect(preview).to.contain('祝日は休みとする。').and.to.contain('令和6年4月22日');
    const next = await manager.post('/documents/new/minutes', { ...typed, decision1: '祝日は休みとする。' });
    expect(next.headers.get('location')).to.equal('/documents/minutes/2/1');
    expect((await (await site.as('city')).get('/documents/new/minutes')).status).to.equal(403);
  });

  it('answer what there is not and what is nobody’s business with a problem', async () => {
    const manager = await site.as('manager');
    expect((await manager.get('/documents/dailyReport/2024-05-15/1')).status).to.equal(404);
    expect((await manager.get('/documents/secret/2024-05-15/1')).status).to.equal(404);
    expect((await manager.get(`/documents/dailyReport/${'x'.repeat(50)}/1`)).status).to.equal(404);
    expect((await manager.post('/documents', { kind: 'dailyReport', subject: 'soon' })).status).to.equal(400);
    const administrator = await site.as('administrator');
    expect((await administrator.get('/documents')).status).to.equal(403);
    expect((await (await site.as('city')).post('/documents', drawn)).status).to.equal(403);
  });
});
