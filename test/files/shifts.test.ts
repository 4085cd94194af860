import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { type PlannedShifts, writeShiftsCsv } from '../../src/files/shifts.ts';
import type { PlanDay } from '../../src/plan/format.ts';

type Shift = PlanDay['shifts'][number];

const shift: Shift = {
  staffId: 'OP01',
  role: 'operator',
  pattern: '早',
  start: '08:45',
  end: '17:15',
  standby: false,
  breaks: [
    { start: '10:00', end: '10:10', kind: 'rest' },
    { start: '12:00', end: '12:45', kind: 'meal' },
    { start: '14:30', end: '14:40', kind: 'rest' },
  ],
};
const standby: Shift = { ...shift, staffId: 'OP02', pattern: '待', end: '17:30', standby: true, breaks: [] };

const planOf = (names: readonly string[], shifts: readonly Shift[]): PlannedShifts => ({
  staff: names.map((name, index) => ({ id: `OP0${index + 1}`, name })),
  days: [{ date: '2024-05-13', shifts: [...shifts] }],
});

describe('writeShiftsCsv', () => {
  it('writes one row a shift with breaks, and minutes worked without meals', () => {
    expect(writeShiftsCsv(planOf(['髙橋 美咲', '𠮷田 恵子'], [shift, standby]))).to.equal(
      [
        '\uFEFF日付,曜日,職員番号,氏名,役割,勤務,開始,終了,待機,食事休憩,小休止,実働分',
        '2024-05-13,月,OP01,髙橋 美咲,オペレーター,早,08:45,17:15,いいえ,12:00-12:45,10:00-10:10;14:30-14:40,465',
        '2024-05-13,月,OP02,𠮷田 恵子,オペレーター,待,08:45,17:30,はい,,,0',
        '',
      ].join('\r\n'),
    );
  });

  it('writes the header alone for a plan without shifts', () => {
    expect(writeShiftsCsv(planOf([], [])).split('\r\n')).to.have.length(2);
  });

  for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '=HYPERLINK("http://x","y")']) {
    it(`keeps a spreadsheet from taking the name ${name} for a formula`, () => {
      const rows = parse(writeShiftsCsv(planOf([name], [{ ...shift, pattern: name.slice(0, 2) }])), {
        bom: true,
      });
      expect(rows[1]![3]).to.equal(`'${name}`);
      expect(rows[1]![5]).to.equal(`'${name.slice(0, 2)}`);
    });
  }

  it('keeps commas, quotes and line ends of a name in its cell', () => {
    const name = '見本, "花子"\n様';
    const rows = parse(writeShiftsCsv(planOf([name], [shift])), { bom: true });
    expect(rows[1]![3]).to.equal(name);
  });
});
