import { expect } from 'chai';
import { launch } from 'puppeteer-core';
import { bundledChromium } from '../../src/render/chromium.ts';
import { fontSheetFor, isInFont } from '../../src/render/fonts.ts';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import { readBack } from '../build/pdf-text.ts';

/** Letters of names and of forms that are rare in fonts: outside JIS level 2, in circles, with other roots. */
const rareLetters = '髙﨑𠮷①㊞𡈽栁濵邉邊德﨟曻𣘺鷗㈱〒℡▲▼／−';

describe('isInFont', () => {
  it('has every rare letter that names and forms need, and knows what it lacks', () => {
    for (const letter of rareLetters) expect(isInFont(letter.codePointAt(0)!), letter).to.equal(true);
    for (const letter of ['Ⅷ', '\u{1f600}', 'ก'])
      expect(isInFont(letter.codePointAt(0)!), letter).to.equal(false);
  });
});

describe('fontSheetFor', () => {
  it('holds only the subsets that a page needs, with the bytes in it', () => {
    const few = fontSheetFor('400', '<p>abc');
    const more = fontSheetFor('400', '<p>abc 松阪');
    const facesIn = (sheet: string): number => sheet.match(/@font-face/g)!.length;
    expect(facesIn(few)).to.be.within(1, 2);
    expect(facesIn(more)).to.be.within(facesIn(few) + 1, facesIn(few) + 2);
    expect(more).to.include("format('woff2')").and.to.not.include('url(./');
    expect(fontSheetFor('700', 'abc')).to.include('font-weight: 700');
  });
});

describe('the pictures of rare letters', () => {
  it('are all different, so that none is the empty box that stands for what a font lacks', async () => {
    const how = await bundledChromium(process.env);
    const browser = await launch({
      executablePath: how.executablePath,
      args: how.arguments,
      env: how.environment,
      headless: 'shell',
    });
    try {
      const page = await browser.newPage();
      const letters = [...rareLetters];
      // Two letters that the font lacks show the same box, or nothing: the proof that boxes are seen.
      const shown = [...letters, '\u{10fffe}', '\u{10fffd}'];
      const spans = shown.map((letter) => `<span>${letter}</span>`).join('');
      await page.setContent(
        `<meta charset="utf-8"><style>${fontSheetFor('400', rareLetters)}
        span{display:inline-block;width:40px;height:44px;overflow:hidden;font:32px 'Noto Sans JP'}</style>${spans}`,
      );
      await page.evaluate('document.fonts.ready');
      const pictures: string[] = [];
      for (const span of await page.$$('span')) {
        pictures.push(Buffer.from(await span.screenshot()).toString('base64'));
      }
      expect(new Set(pictures.slice(0, letters.length)).size).to.equal(letters.length);
      const boxes = pictures.slice(letters.length);
      expect(pictures.slice(0, letters.length)).to.not.include.members([boxes[0]!]);
      expect(pictures.slice(0, letters.length)).to.not.include.members([boxes[1]!]);
      expect(boxes[0]).to.equal(boxes[1]);
    } finally {
      await browser.close();
    }
  });
});

describe('openPrinter', () => {
  const missing: string[] = [];
  let printer: Printer;
  before(() => {
    printer = openPrinter({
      log: ({ event, detail }) => {
        if (event === 'letters-missing') missing.push(detail);
      },
    });
  });
  after(() => printer.close());

  const page = (text: string): string =>
    `<!doctype html><html lang="ja"><title>x</title><link rel="stylesheet" href="/fonts/400.css"><style>html{font-family:'Noto Sans JP'}</style><p>${text}`;

  it('prints rare letters as they are, by the one font', async () => {
    const { pages, fonts } = await readBack(await printer.print(page(rareLetters)));
    expect(pages.join('').normalize('NFC')).to.include(rareLetters.normalize('NFC'));
    expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
    expect(missing).to.deep.equal([]);
  });

  it('names what the font lacks and prints no empty box for it', async () => {
    const { pages, fonts } = await readBack(await printer.print(page('第Ⅷ章 ก 葛\u{e0100}城')));
    expect(pages.join('')).to.include('第VIII章〓');
    expect([...fonts.keys()].every((name) => name.includes('NotoSansJP'))).to.equal(true);
    expect(missing.join()).to.include('Ⅷ U+2167').and.to.include('ก U+E01').and.to.include('U+845B U+E0100');
  });
});
