import { expect } from 'chai';
import fc from 'fast-check';
import { decodeText, encodeShiftJis } from '../../src/files/index.ts';

const back = (text: string) => decodeText(encodeShiftJis(text).bytes, 'x.csv');

describe('encodeShiftJis', () => {
  it('writes what Windows has beyond the standard, and leaves the byte order mark out', () => {
    const text = '髙橋,山﨑,①,㈱,ｱ,氏名\r\n';
    expect(encodeShiftJis(`\uFEFF${text}`).replaced).to.deep.equal([]);
    expect(back(`\uFEFF${text}`)).to.equal(text);
    expect([...encodeShiftJis('髙①').bytes]).to.deep.equal([0xfb, 0xfc, 0x87, 0x40]);
  });

  it('puts 〓 for a character that it lacks, never a question mark, and lists it once', () => {
    expect(encodeShiftJis('𠮷田と𠮷野、鷗外?').replaced).to.deep.equal(['𠮷', '鷗']);
    expect(back('𠮷田と𠮷野、鷗外?')).to.equal('〓田と〓野、〓外?');
  });

  it('counts a letter with its variant as one, and joins marks where that helps', () => {
    expect(back('葛\u{E0100}城')).to.equal('〓城');
    expect(back('か\u3099')).to.equal('が');
  });

  it('writes signs of another code point that look the same', () => {
    expect(encodeShiftJis('9〜17−1').replaced).to.deep.equal([]);
    expect(back('9〜17−1')).to.equal('9～17－1');
  });

  it('never makes a question mark, and has a 〓 for each character that it lists', () => {
    const countOf = (text: string, sign: string) => text.split(sign).length - 1;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { bytes, replaced } = encodeShiftJis(text);
        const decoded = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
        expect(countOf(decoded, '?')).to.be.at.most(countOf(text, '?'));
        expect(countOf(decoded, '〓')).to.be.at.least(replaced.length);
      }),
    );
  });

  it('gives back every text of letters that it has', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'あアｱ亜髙﨑①㈱Ａa1,"\r\n') });
    fc.assert(
      fc.property(letters, (text) => {
        expect(back(text)).to.equal(text);
      }),
    );
  });
});
