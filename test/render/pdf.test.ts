import { fileURLToPath } from 'node:url';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { SekisuError } from '../../src/errors.ts';
import { createRenderer } from '../../src/render/html.ts';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import { staffingPlanHtml } from '../../src/render/staffing-plan.ts';
import { type Audience, staffingPlanReport } from '../../src/report/index.ts';
import { readBack } from '../build/pdf-text.ts';
import { buildPlan, sampleContract, sampleNames } from '../build/plan.ts';
import { confirmedEvents } from '../build/sign-off.ts';

const renderer = createRenderer({ viewsDirectory: fileURLToPath(new URL('../../views', import.meta.url)) });

function htmlOf(audience: Audience, state: 'submitted' | 'confirmed', names = sampleNames): string {
  return staffingPlanHtml(
    renderer,
    staffingPlanReport({
      contract: sampleContract,
      plan: buildPlan({ state, names, shortDays: ['2024-05-21'] }),
      events: state === 'confirmed' ? confirmedEvents : [],
      audience,
      issuedOn: LocalDate.of(2024, 4, 22),
    }),
  );
}

describe('openPrinter', () => {
  const blocked: string[] = [];
  let printer: Printer;
  before(() => {
    printer = openPrinter({
      log: ({ event, detail }) => {
        if (event === 'request-blocked') blocked.push(detail);
      },
    });
  });
  after(() => printer.close());

  it('prints the plan for the city: sentences, pages, embedded fonts, no name of an operator', async () => {
    const { pages, widths, fonts, outline, isTagged } = await readBack(
      await printer.print(htmlOf('city', 'submitted')),
    );
    const text = pages.join('');
    expect(pages[0]).to.match(/令和6年5月の応答率は9\d\.\d%の見込みです（90%以上となる確率99%）。/);
    for (const part of ['松阪市長様', '令和6年4月22日', '作成', '係長', '架空データ', '提出済（確認待ち）']) {
      expect(pages[0]).to.include(part);
    }
    for (const part of ['▼1,200通', '必要／配置', '−1', '食事11:00–11:45', '指摘なし', '待機']) {
      expect(text).to.include(part);
    }
    expect(pages.length).to.be.within(12, 18);
    pages.forEach((page, index) => {
      expect(page, `page ${index + 1}`).to.include(`${index + 1}/${pages.length}`);
      expect(page, `page ${index + 1}`).to.include('松マ予計-2024-05第2版');
    });
    expect(new Set(widths.map(Math.round))).to.deep.equal(new Set([842]));
    expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
    expect([...fonts.values()].every((isEmbedded) => isEmbedded)).to.equal(true);
    expect(isTagged).to.equal(true);
    expect(outline.join()).to.include('人員配置計画書');
    for (const name of sampleNames.slice(0, -3)) expect(text).not.to.include(name.replace(' ', ''));
  });

  it('prints who confirmed and when on the copy after sign-off', async () => {
    const { pages } = await readBack(await printer.print(htmlOf('city', 'confirmed')));
    for (const part of [
      '市確認済み令和6年4月24日16:05',
      '佐藤三郎',
      '総括管理責任者',
      '連休明けの体制を確認しました。',
    ]) {
      expect(pages[0]).to.include(part);
    }
  });

  it('prints rare characters of names on the internal copy', async () => {
    const names = ['髙﨑 ①㊞', '𠮷野 恵', ...sampleNames.slice(2)];
    const { pages, fonts } = await readBack(await printer.print(htmlOf('internal', 'submitted', names)));
    expect(pages.join('')).to.include('髙﨑①㊞').and.to.include('𠮷野');
    expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
  });

  it('has the letters of each document at hand, whatever the page printed before', async () => {
    const sheet = (text: string): string =>
      `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="stylesheet" href="/fonts/400.css"><style>body{font:12px 'Noto Sans JP'}</style><p>${text}</p>`;
    for (const text of ['甲', '髙﨑𠮷①㊞', 'abc', '栁濵邉', '甲']) {
      const { pages, fonts } = await readBack(await printer.print(sheet(text)));
      expect(pages.join('')).to.equal(text);
      for (const [name, isEmbedded] of fonts) {
        expect(name).to.contain('NotoSansJP');
        expect(isEmbedded).to.equal(true);
      }
    }
  });

  it('prints the same page twice alike but for the dates', async () => {
    const blank = (pdf: Uint8Array): string =>
      Buffer.from(pdf)
        .toString('latin1')
        .replace(/\/(Creation|Mod)Date \(.*?\)/g, '');
    const html = '<!doctype html><title>x</title><link rel="stylesheet" href="/fonts/400.css"><p>席数';
    expect(blank(await printer.print(html))).to.equal(blank(await printer.print(html)));
  });

  it('lets a page load nothing from outside and run no script', async () => {
    const html = `<!doctype html><p id="a">before</p><img src="https://example.com/a.png">
      <script>document.getElementById('a').textContent = 'after';</script>
      <link rel="stylesheet" href="/fonts/../../../package.json">`;
    const { pages } = await readBack(await printer.print(html));
    expect(pages[0]).to.include('before');
    expect(blocked.join()).to.include('https://example.com/a.png').and.to.include('/package.json');
  });

  it('prints several pages at a time', async () => {
    const pdfs = await Promise.all(['一', '二', '三'].map((text) => printer.print(`<p>${text}`)));
    expect(pdfs.every((pdf) => pdf.length > 500)).to.equal(true);
  });

  it('says that the browser is missing', async () => {
    const broken = openPrinter({ chromePath: '/no/such/chrome' });
    const error = await broken.print('<p>x').catch((problem: unknown) => problem);
    expect(error).to.be.instanceOf(SekisuError);
    expect((error as SekisuError).code).to.equal('print.browser-unavailable');
    await broken.close();
  });
});
