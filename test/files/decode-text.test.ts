import { expect } from 'chai';
import { decodeText } from '../../src/files/decode-text.ts';
import { bytesOf, expectError } from './sample-contract.ts';

describe('decodeText', () => {
  it('reads UTF-8 with and without BOM as the same text', () => {
    expect(decodeText(bytesOf('日付,𠮷田'), 'a.csv')).to.equal('日付,𠮷田');
    expect(decodeText(bytesOf('\uFEFF日付,𠮷田'), 'a.csv')).to.equal('日付,𠮷田');
  });

  it('reads Shift_JIS as Windows writes it, with the letters that IBM and NEC added', () => {
    // 日付 is 93FA 9574 in JIS X 0208; 髙 FBFC, 﨑 FAB1 and ① 8740 are of code page 932.
    const bytes = Uint8Array.of(0x93, 0xfa, 0x95, 0x74, 0xfb, 0xfc, 0xfa, 0xb1, 0x87, 0x40);
    expect(decodeText(bytes, 'a.csv')).to.equal('日付髙﨑①');
  });

  it('keeps the half-width katakana and the backslash of Shift_JIS', () => {
    expect(decodeText(Uint8Array.of(0xb1, 0xb2, 0x5c), 'a.csv')).to.equal('ｱｲ\\');
  });

  for (const [name, bytes] of [
    ['a lead byte without its second', [0x41, 0x81]],
    ['UTF-16 with BOM', [0xff, 0xfe, 0x41, 0x00]],
    ['UTF-16 without BOM', [0x41, 0x00, 0x42, 0x00]],
    ['bytes of no text', [0xfd, 0xff]],
  ] as const) {
    it(`refuses ${name}`, () => {
      expectError(() => decodeText(Uint8Array.from(bytes), 'a.csv'), 'file.bad-encoding', { file: 'a.csv' });
    });
  }
});
