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
  dueOn: null,
  phoneFraction: 1,
  chanceFraction: 1,
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

  it('reads the day by which people have to act, the share of the telephone and the chance of a batch', () => {
    const more = `${header},due_on,phone_share,chance\n`;
    const row = '2024-05-13,10500,交付通知書,0.06,2024-04-08,2024-05-20';
    const known = { ...expectedRow, dueOn: '2024-06-14', phoneFraction: 0.35, chanceFraction: 0.5 };
    expect(plain(`${more}${row},2024-06-14,0.35,0.5\n`)).to.deep.equal([known]);
    expect(plain(`${more}${row},,,\n`)).to.deep.equal([expectedRow]);
    const japanese = `${header},実施確度,期限日,電話利用割合\n${row},0.5,2024/6/14,.35\n`;
    expect(plain(japanese)).to.deep.equal([known]);
  });

  it('takes the day of posting for a due day, and nobody or everybody on the telephone', () => {
    const row = '2024-05-13,5,再通知,1,2024-05-13,,2024-05-13';
    const batches = parse(`${header},due_on,phone_share,chance\n${row},0,0.001\n${row},1,1\n`);
    expect(batches.map(({ phoneFraction, chanceFraction }) => [phoneFraction, chanceFraction])).to.deep.equal(
      [
        [0, 0.001],
        [1, 1],
      ],
    );
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

  const badAdditions: readonly (readonly [string, string, string, string])[] = [
    ['a due day before posting', '2024-02-02,,', 'due_on', '2024-02-02'],
    ['a wrong due day', '月末,,', 'due_on', '月末'],
    ['more than all on the telephone', ',1.2,', 'phone_share', '1.2'],
    ['a negative share', ',-0.1,', 'phone_share', '-0.1'],
    ['a percentage of chance', ',,50%', 'chance', '50%'],
    ['no chance at all', ',,0.0', 'chance', '0.0'],
  ];
  for (const [name, cells, column, value] of badAdditions) {
    it(`refuses ${name}, naming line and column`, () => {
      const text = `${header},due_on,phone_share,chance\n2024-02-03,1,a,0,2024-01-01,,${cells}\n`;
      expectError(() => parse(text), 'file.bad-row', { line: 2, column, value });
    });
  }
});
