import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withoutCodePoints } from '../../src/render/font-letters.ts';
import { fontDirectory } from '../../src/render/fonts.ts';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import { pdfPages } from '../../src/render/pdf-text.ts';

const letters = '検査・請求・支払 ‘引用’ 髙﨑𠮷①㊞ ～－―〜 令和6年';

describe('fonts of prints', () => {
  let printer: Printer;
  before(() => {
    printer = openPrinter({});
  });
  after(() => printer.close());

  for (const weight of ['400', '700'] as const) {
    it(`give every letter back as it was written, ・ not as its twin, weight ${weight}`, async () => {
      const html = `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="stylesheet" href="/fonts/${weight}.css"><style>body{font:${weight} 12px 'Noto Sans JP'}</style><p>${letters}</p>`;
      const [text] = await pdfPages(await printer.print(html));
      expect(text).to.equal(letters.replace(/\s/gu, ''));
    });
  }

  it('are refused when they are none', () => {
    expect(() => withoutCodePoints(Buffer.from('wOFF and more'), [1])).to.throw('WOFF2');
  });

  it('say the same when nothing is taken off', () => {
    const file = readFileSync(join(fontDirectory, 'files/noto-sans-jp-119-400-normal.woff2'));
    expect(withoutCodePoints(withoutCodePoints(file, []), [])).to.deep.equal(withoutCodePoints(file, []));
  });
});
