import { expect } from 'chai';
import fc from 'fast-check';
import { codePointsOf, fittedTo, letterName, lettersOf } from '../../src/documents/index.ts';

const has = (codePoint: number): boolean => codePoint < 0x80 || (codePoint >= 0x3041 && codePoint <= 0x9fff);

describe('fittedTo', () => {
  it('keeps what the font has, and signs that have no shape', () => {
    for (const text of ['plain', '松阪', 'a\n\tb', '一\u200b二\ufe00', '']) {
      expect(fittedTo(text, has)).to.deep.equal({ text, lacking: [] });
    }
  });

  it('writes a letter in its compatible form where the font has that, else the geta, and names it once', () => {
    expect(fittedTo('第Ⅷ章 Ⅷ 𠮷', has)).to.deep.equal({ text: '第VIII章 VIII 〓', lacking: ['Ⅷ', '𠮷'] });
  });

  it('keeps a variation selector and names the letter that asks for it', () => {
    expect(fittedTo('葛\u{e0100}城', has)).to.deep.equal({ text: '葛\u{e0100}城', lacking: ['葛\u{e0100}'] });
  });

  it('leaves nothing that the font lacks but the geta', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const fitted = fittedTo(text, has);
        expect(
          fittedTo(fitted.text.replaceAll('〓', ''), has).lacking.filter((one) => one.length === 1),
        ).to.deep.equal([]);
        if (fitted.lacking.length === 0) expect(fitted.text).to.equal(text);
      }),
    );
  });
});

describe('codePointsOf', () => {
  it('reads single points and runs of a unicode-range', () => {
    expect(codePointsOf('U+3000-3002, U+4e00,u+1F600')).to.deep.equal([
      [0x3000, 0x3002],
      [0x4e00, 0x4e00],
      [0x1f600, 0x1f600],
    ]);
  });
});

describe('lettersOf', () => {
  it('finds each letter outside ASCII once', () => {
    expect([...lettersOf('<p>𠮷野𠮷</p>')]).to.deep.equal(['𠮷', '野']);
  });
});

describe('letterName', () => {
  it('says the letter and its code points', () => {
    expect(letterName('葛\u{e0100}')).to.equal('葛\u{e0100} U+845B U+E0100');
  });
});
