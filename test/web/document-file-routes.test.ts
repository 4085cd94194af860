import { expect } from 'chai';
import { openPlannedSite, type TestSite } from './browser.ts';

const address = '/documents/monthlyReport/2024-05/1';
const header = '受付番号,日時,キュー,担当,交付場所,用件,結果,処理秒数,備考\r\n';
const cases = `${header}A-1,2024-05-14 9:03,電話予約,OP01,嬉野地域振興局,予約,対応完了,300,川﨑町の窓口で個人番号カード\r\n`;

describe('the data beside documents', () => {
  let site: TestSite;
  before(async () => {
    site = await openPlannedSite();
  });
  beforeEach(() => site.reset());
  after(() => site.close());

  it('come as CSV in both encodings and as XLSX, to the city once the report was handed in', async () => {
    const manager = await site.as('manager');
    const city = await site.as('city');
    const form = new FormData();
    form.set('file', new File([cases], 'cases.csv'));
    expect((await manager.post('/imports/cases', form)).status).to.equal(303);
    await manager.post('/documents', { kind: 'monthlyReport', subject: '2024-05' });
    expect(await manager.read(address))
      .to.contain(`${address}/cases.csv`)
      .and.to.contain(`${address}/days.xlsx`);
    expect(await manager.read(address)).to.contain('「個人番号カード」は「マイナンバーカード」に統一');
    expect((await city.get(`${address}/cases.csv`)).status).to.equal(403);
    await manager.post(`${address}/sign`, {});
    const csv = await city.get(`${address}/cases.csv`);
    expect(csv.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).to.contain(encodeURIComponent('業務月報_2024-05'));
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).to.contain(
      'A-1,2024-05-14 09:03,電話予約,OP01,嬉野地域振興局,予約,対応完了',
    );
    const sjis = await city.get(`${address}/cases-sjis.csv`);
    expect(sjis.headers.get('content-type')).to.equal('text/csv; charset=shift_jis');
    expect(new TextDecoder('shift_jis').decode(await sjis.arrayBuffer())).to.contain('川﨑町');
    for (const file of ['cases.xlsx', 'days.xlsx']) {
      const book = await city.get(`${address}/${file}`);
      expect(book.status).to.equal(200);
      expect(
        Buffer.from(await book.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).to.equal('PK');
    }
    expect((await city.get(`${address}/names.csv`)).status).to.equal(404);
  });
});
