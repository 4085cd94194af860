import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseHistoryCsv } from '../../src/files/history.ts';
import type { HistoryInterval } from '../../src/forecast/history.ts';
import { historyCsv } from '../../src/sample/files.ts';
import { bytesOf, contract, expectError } from './sample-contract.ts';

const header = 'interval_start,queue,offered,answered,abandoned,handling_seconds';
const parse = (text: string) => parseHistoryCsv(bytesOf(text), 'h.csv', contract);
const plain = (rows: readonly HistoryInterval[]) =>
  rows.map((row) => ({ ...row, date: row.date.toString() }));
const good = { ...{ queueId: 'booking', date: '2024-05-13', startMinute: 540, endMinute: 555 } };
const goodCalls = { offered: 5, answered: 3, abandoned: 1, handlingSeconds: 1200 };

const intervals = fc
  .uniqueArray(
    fc.record({
      queueId: fc.constantFrom('booking', 'enquiry'),
      dayOffset: fc.integer({ min: 0, max: 800 }),
      quarter: fc.integer({ min: 0, max: 95 }),
      answered: fc.nat(50),
      abandoned: fc.nat(50),
      lost: fc.nat(5),
      handlingSeconds: fc.nat(100_000),
    }),
    { selector: (row) => `${row.queueId} ${row.dayOffset} ${row.quarter}`, minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(
      (row): HistoryInterval => ({
        queueId: row.queueId,
        date: LocalDate.of(2023, 4, 1).plusDays(row.dayOffset),
        startMinute: row.quarter * 15,
        endMinute: row.quarter * 15 + 15,
        offered: row.answered + row.abandoned + row.lost,
        answered: row.answered,
        abandoned: row.abandoned,
        handlingSeconds: row.handlingSeconds,
      }),
    ),
  );

describe('parseHistoryCsv', () => {
  it('gives back what was written, with LF and CRLF, with and without BOM', () => {
    fc.assert(
      fc.property(intervals, fc.boolean(), fc.boolean(), (rows, hasBom, isCrLf) => {
        const text = (hasBom ? '\uFEFF' : '') + historyCsv(rows);
        expect(plain(parse(isCrLf ? text.replaceAll('\n', '\r\n') : text))).to.deep.equal(plain(rows));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the contract’s length to an interval without one', () => {
    expect(plain(parse(`${header}\n2024-05-13 09:00,booking,5,3,1,1200`))).to.deep.equal([
      { ...good, ...goodCalls },
    ]);
  });

  for (const start of [
    '2024/05/13 9:00',
    '2024/5/13 09:00',
    '2024-05-13T09:00',
    '2024-05-13 09:00:00',
    ' 2024-05-13  9:00 ',
  ]) {
    it(`reads ${start} as the same start`, () => {
      expect(plain(parse(`${header}\n${start},booking,5,3,1,1200`))).to.deep.equal([
        { ...good, ...goodCalls },
      ]);
    });
  }

  it('reads Japanese headers and queue names in any order beside columns of its own', () => {
    const text =
      '放棄呼数,備考,総処理時間秒,キュー,応答数,着信数,日時,間隔分\r\n1,"雨, 強風",1200,電話予約,3,5,2024-05-13 09:00,30\r\n\r\n,,,,,,,\r\n';
    expect(plain(parse(text))).to.deep.equal([{ ...good, endMinute: 570, ...goodCalls }]);
  });

  it('reads the same rows from Shift_JIS', () => {
    // キュー and 日時 and 電話予約 in code page 932; the other headers are English.
    const sjis = [
      ...bytesOf('offered,answered,abandoned,handling_seconds,'),
      ...[0x93, 0xfa, 0x8e, 0x9e, 0x2c, 0x83, 0x4c, 0x83, 0x85, 0x81, 0x5b, 0x0d, 0x0a],
      ...bytesOf('5,3,1,1200,2024-05-13 09:00,'),
      ...[0x93, 0x64, 0x98, 0x62, 0x97, 0x5c, 0x96, 0xf1, 0x0d, 0x0a],
    ];
    expect(plain(parseHistoryCsv(Uint8Array.from(sjis), 'h.csv', contract))).to.deep.equal([
      { ...good, ...goodCalls },
    ]);
  });

  const badRows: readonly (readonly [string, string, string, string])[] = [
    ['a date outside the calendar', '2024-02-30 09:00,booking,5,3,1,1200', 'interval_start', '2024-02-30'],
    ['a start without a time', '2024-05-13,booking,5,3,1,1200', 'interval_start', '2024-05-13'],
    ['an hour past the day', '2024-05-13 24:00,booking,5,3,1,1200', 'interval_start', '2024-05-13 24:00'],
    ['an interval past midnight', '2024-05-13 23:50,booking,5,3,1,0', 'interval_start', '2024-05-13 23:50'],
    ['an unknown queue', '2024-05-13 09:00,予約,5,3,1,1200', 'queue', '予約'],
    ['full-width digits', '2024-05-13 09:00,booking,５,3,1,1200', 'offered', '５'],
    ['a negative number', '2024-05-13 09:00,booking,5,-3,1,1200', 'answered', '-3'],
    ['a decimal number', '2024-05-13 09:00,booking,5,3,1.5,1200', 'abandoned', '1.5'],
    ['an empty number', '2024-05-13 09:00,booking,5,3,1,', 'handling_seconds', ''],
    ['a thousands separator', '2024-05-13 09:00,booking,5,3,1,"1,200"', 'handling_seconds', '1,200'],
    ['more answered than offered', '2024-05-13 09:00,booking,5,6,0,1200', 'answered', '6'],
    ['answered and abandoned above offered', '2024-05-13 09:00,booking,5,3,3,1200', 'abandoned', '3'],
    ['a missing cell', '2024-05-13 09:00,booking,5,3,1', 'handling_seconds', ''],
    ['a surplus cell', '2024-05-13 09:00,booking,5,3,1,1200,9', '7', '9'],
    ['a quote that is never closed', '2024-05-13 09:00,"booking,5,3,1,1200', 'queue', '"'],
    ['a quote inside a cell', '2024-05-13 09:00,book"ing,5,3,1,1200', 'queue', '"'],
    ['the same interval twice', '2024-05-14 09:00,booking,1,1,0,1', 'interval_start', '2024-05-14 09:00'],
    ['overlapping intervals', '2024-05-14 09:10,booking,1,1,0,1', 'interval_start', '2024-05-14 09:10'],
  ];
  for (const [name, row, column, value] of badRows) {
    it(`refuses ${name}, naming line and column`, () => {
      const text = `${header}\n2024-05-14 09:00,booking,1,1,0,1\n${row}\n2024-05-15 09:00,x,x,x,x,x\n`;
      expectError(() => parse(text), 'file.bad-row', { file: 'h.csv', line: 3, column, value });
    });
  }

  it('names the column as the file writes it', () => {
    const text = '日時,キュー,着信数,応答数,放棄呼数,総処理時間秒\n2024-05-13 09:00,電話予約,5,x,1,1200';
    const error = expectError(() => parse(text), 'file.bad-row', { line: 2, column: '応答数', value: 'x' });
    expect(error.sentence('ja')).to.include('h.csv の 2 行目、列「応答数」の値「x」');
  });

  it('counts the lines inside quotes and the blank ones', () => {
    const rows = '2024-05-14 09:00,booking,1,1,0,1,"two\r\nlines"\r\n\r\n2024-05-15 09:00,booking,1,1,0,x,""';
    expectError(() => parse(`${header},note\r\n${rows}`), 'file.bad-row', { line: 5, value: 'x' });
  });

  it('refuses an interval length outside 1 to 1440', () => {
    for (const length of ['0', '1441', '15分']) {
      const text = `interval_minutes,${header}\n${length},2024-05-13 09:00,booking,5,3,1,1200`;
      expectError(() => parse(text), 'file.bad-row', { line: 2, column: 'interval_minutes', value: length });
    }
  });

  it('shows no more than the beginning of a long value', () => {
    const text = `${header}\n2024-05-13 09:00,booking,${'𠮷'.repeat(500)},3,1,1200`;
    expectError(() => parse(text), 'file.bad-row', { value: `${'𠮷'.repeat(60)}…` });
  });

  it('refuses an empty file and one whose header lacks columns, naming all of them', () => {
    expectError(() => parse(''), 'file.missing-column');
    expectError(() => parse('日時,キュー,着信数,応答数\n'), 'file.missing-column', {
      columns: '放棄呼数 (abandoned), 総処理時間秒 (handling_seconds)',
    });
  });

  it('refuses a column that stands twice', () => {
    expectError(() => parse(`${header},着信数\n`), 'file.duplicate-column', { column: '着信数' });
  });

  it('takes a header without rows for no history, and refuses a file of blank lines', () => {
    expect(parse(header)).to.deep.equal([]);
    expect(parse(`\uFEFF${header}\r\n\r\n,,\r\n`)).to.deep.equal([]);
    expectError(() => parse('\n\n'), 'file.missing-column');
  });
});
