import { expect } from 'chai';
import fc from 'fast-check';
import { formatTime, parseTime } from '../../src/calendar/index.ts';
import { SekisuError } from '../../src/errors.ts';

describe('parseTime', () => {
  it('reads 00:00 to 24:00, both included', () => {
    expect(['00:00', '08:45', '23:59', '24:00'].map(parseTime)).to.deep.equal([0, 525, 1439, 1440]);
  });

  it('refuses every other text with the text in the error', () => {
    for (const text of [
      '24:01',
      '25:00',
      '12:60',
      '9:00',
      '09:0',
      '0900',
      '-1:00',
      '09:00:00',
      ' 09:00',
      '',
      '０９:００',
      'NaN',
    ]) {
      expect(() => parseTime(text), text)
        .to.throw(SekisuError)
        .that.deep.includes({
          code: 'number.out-of-range',
          details: { name: 'time', value: text, expected: 'HH:mm' },
        });
    }
  });
});

describe('formatTime', () => {
  it('writes what parseTime reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minute) => {
        expect(formatTime(minute)).to.match(/^\d\d:\d\d$/);
        expect(parseTime(formatTime(minute))).to.equal(minute);
      }),
    );
  });
});
