import { expect } from 'chai';
import { parseMailingsCsv } from '../../src/files/mailings.ts';
import { bytesOf, expectError } from './sample-contract.ts';

const header = 'posted_on,letters,kind,calls_per_letter,announced_on,booking_opens_on';
const parse = (text: string) => parseMailingsCsv(bytesOf(text), 'm.csv');
const plain = (text: string) => JSON.parse(JSON.stringify(parse(text)));
const expectedRow = {
  postedOn: '2024-05-13',
  announcedOn: '2024-04-08',
  letters: 10500,
  kind: '交付通知書',
  callsPerLetter: 0.06,
  bookingOpensOn: '2024-05-20',
};

describe('parseMailingsCsv', () => {
  it('reads English and Japanese headers and both ways to write a date', () => {
    const row = '2024-05-13,10500,交付通知書,0.06,2024-04-08,2024-05-20';
    expect(plain(`${header}\n${row}\n`)).to.deep.equal([expectedRow]);
    const japanese =
      '種別,予約開始日,発送日,通数,電話割合,連絡日\n交付通知書,2024/5/20,2024/5/13,10500,.06,2024/04/08';
    expect(plain(japanese)).to.deep.equal([expectedRow]);
  });

  it('takes an empty or missing day of booking for none', () => {
    const row = '2024-05-13,10500,交付通知書,0.06,2024-04-08';
    const none = [{ ...expectedRow, bookingOpensOn: null }];
    expect(plain(`${header}\n${row},\n`)).to.deep.equal(none);
    expect(plain(`${header.replace(',booking_opens_on', '')}\n${row}\n`)).to.deep.equal(none);
  });

  it('keeps two equal batches and one that is announced on the day of posting', () => {
    const row = '2024-05-13,0,再通知,1,2024-05-13,';
    expect(parse(`${header}\n${row}\n${row}\n`)).to.have.length(2);
  });

  it('takes a header without rows for no batches, and refuses an empty file', () => {
    expect(parse(`${header}\n`)).to.deep.equal([]);
    expectError(() => parse(''), 'file.missing-column');
  });

  const badRows: readonly (readonly [string, string, string, string])[] = [
    ['a day outside the calendar', '2024-02-30,1,a,0,2024-01-01,', 'posted_on', '2024-02-30'],
    ['mixed date marks', '2024-02/03,1,a,0,2024-01-01,', 'posted_on', '2024-02/03'],
    ['a decimal number of letters', '2024-02-03,1.5,a,0,2024-01-01,', 'letters', '1.5'],
    ['an empty kind', '2024-02-03,1, ,0,2024-01-01,', 'kind', ''],
    ['more than one call per letter', '2024-02-03,1,a,1.01,2024-01-01,', 'calls_per_letter', '1.01'],
    ['a percentage', '2024-02-03,1,a,6%,2024-01-01,', 'calls_per_letter', '6%'],
    ['an announcement after posting', '2024-02-03,1,a,0,2024-02-04,', 'announced_on', '2024-02-04'],
    ['a wrong day of booking', '2024-02-03,1,a,0,2024-01-01,未定', 'booking_opens_on', '未定'],
  ];
  for (const [name, row, column, value] of badRows) {
    it(`refuses ${name}, naming line and column`, () => {
      expectError(() => parse(`${header}\n${row}\n`), 'file.bad-row', { line: 2, column, value });
    });
  }
});
