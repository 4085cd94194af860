import { expect } from 'chai';
import { parseWishesCsv } from '../../src/files/wishes.ts';
import { bytesOf, contract, expectError } from './sample-contract.ts';

const header = 'staff_id,date,kind,pattern,weight';
const ids = new Set(['OP01', 'OP02']);
const parse = (text: string) => parseWishesCsv(bytesOf(text), 'w.csv', contract, ids);
const plain = (text: string) => JSON.parse(JSON.stringify(parse(text)));

describe('parseWishesCsv', () => {
  it('reads every kind in English and in Japanese, with a day or a month', () => {
    const english = `${header}
OP01,2024-05-10,off,,3
OP01,2024-05-13,on,,
OP02,2024-05-14,on,遅,2
OP02,2024-06,pattern,早,
OP01,2024-05-20,pin,早,
OP01,2024-05-21,pin,off,
OP02,2024-05-22,pin,待,
OP02,2024-07,none,,
`;
    const japanese = `職員番号,日付,種類,勤務パターン,強さ
OP01,2024/5/10,休み,,3
OP01,2024/5/13,出勤,,
OP02,2024/5/14,出勤,遅,2
OP02,2024/6,勤務,早,
OP01,2024/5/20,固定,早,
OP01,2024/5/21,固定,休,
OP02,2024/5/22,固定,待,
OP02,2024/7,なし,,
`;
    const wish = (staffId: string, kind: string, from: string, patternCode: string | null, weight = 1) => ({
      staffId,
      wish: { kind, from, to: from, patternCode, weight },
    });
    expect(plain(english)).to.deep.equal({
      months: ['2024-05', '2024-06', '2024-07'],
      wishes: [
        wish('OP01', 'off', '2024-05-10', null, 3),
        wish('OP01', 'on', '2024-05-13', null),
        wish('OP02', 'on', '2024-05-14', '遅', 2),
        {
          staffId: 'OP02',
          wish: { kind: 'pattern', from: '2024-06-01', to: '2024-06-30', patternCode: '早', weight: 1 },
        },
        { staffId: 'OP01', pin: { date: '2024-05-20', patternCode: '早' } },
        { staffId: 'OP01', pin: { date: '2024-05-21', patternCode: null } },
        { staffId: 'OP02', pin: { date: '2024-05-22', patternCode: '待' } },
      ],
    });
    expect(plain(japanese)).to.deep.equal(plain(english));
  });

  it('takes a file without the columns of pattern and weight, and one without rows', () => {
    expect(plain('staff_id,date,kind\nOP01,2024-05-10,off\n').wishes).to.have.length(1);
    expect(plain(`${header}\n`)).to.deep.equal({ months: [], wishes: [] });
  });

  const refused: readonly (readonly [what: string, row: string, column: string])[] = [
    ['a person who is not there', 'OP09,2024-05-10,off,,', 'staff_id'],
    ['nobody', ',2024-05-10,off,,', 'staff_id'],
    ['a month of which one day is meant', 'OP01,2024-05,off,,', 'date'],
    ['a day that no calendar has', 'OP01,2024-05-32,on,,', 'date'],
    ['a month that no calendar has', 'OP01,2024-13,pattern,早,', 'date'],
    ['a kind that is not known', 'OP01,2024-05-10,maybe,,', 'kind'],
    ['a pattern that the contract lacks', 'OP01,2024-05-10,on,夜,', 'pattern'],
    ['a pattern of a day off', 'OP01,2024-05-10,off,早,', 'pattern'],
    ['two patterns', 'OP01,2024-05-10,on,早;遅,', 'pattern'],
    ['a wish for a pattern without one', 'OP01,2024-05-10,pattern,,', 'pattern'],
    ['a pin without a pattern', 'OP01,2024-05-10,pin,,', 'pattern'],
    ['a wish to be on call', 'OP01,2024-05-10,on,待,', 'pattern'],
    ['a weight of 0', 'OP01,2024-05-10,off,,0', 'weight'],
    ['a weight of 4', 'OP01,2024-05-10,off,,4', 'weight'],
  ];
  for (const [what, row, column] of refused) {
    it(`refuses ${what}`, () => {
      expectError(() => parse(`${header}\nOP01,2024-05-09,off,,1\n${row}\n`), 'file.bad-row', {
        file: 'w.csv',
        line: 3,
        column,
      });
    });
  }

  it('refuses a second pin of a person for a day, but not of another person', () => {
    const two = `${header}\nOP01,2024-05-10,pin,早,\nOP02,2024-05-10,pin,早,\n`;
    expect(parse(two).wishes).to.have.length(2);
    expectError(() => parse(`${two}OP01,2024-05-10,pin,off,\n`), 'file.bad-row', { line: 4, column: 'date' });
  });
});
