import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseEventsCsv, parseKnownDriversCsv } from '../../src/files/known-ahead.ts';
import { bytesOf, expectError } from './sample-contract.ts';

describe('parseEventsCsv', () => {
  const parse = (text: string) => parseEventsCsv(bytesOf(text), 'e.csv');
  const plain = (text: string) => JSON.parse(JSON.stringify(parse(text)));

  it('reads English and Japanese headers, with and without the day of announcement', () => {
    const known = { date: '2024-05-15', name: '広報掲載', announcedOn: '2024-04-10' };
    expect(plain('date,name,announced_on\n2024-05-15,広報掲載,2024-04-10\n')).to.deep.equal([known]);
    expect(plain('行事,連絡日,日付\n広報掲載,2024/4/10,2024/5/15\n')).to.deep.equal([known]);
    const always = [{ ...known, announcedOn: null }];
    expect(plain('date,name,announced_on\n2024-05-15,広報掲載,\n')).to.deep.equal(always);
    expect(plain('日付,行事\n2024/5/15,広報掲載\n')).to.deep.equal(always);
  });

  it('keeps several names of a day and several days of a name, in the order of the file', () => {
    const events = parse('date,name\n2024-06-15,a\n2024-05-15,a\n2024-06-15,b\n');
    expect(events.map(({ date, name }) => `${date} ${name}`)).to.deep.equal([
      '2024-06-15 a',
      '2024-05-15 a',
      '2024-06-15 b',
    ]);
  });

  it('takes a header without rows for none, and refuses a file without the columns', () => {
    expect(parse('date,name\n')).to.deep.equal([]);
    expectError(() => parse(''), 'file.missing-column');
    expectError(() => parse('date,type\n2024-05-15,a\n'), 'file.missing-column', {
      columns: '行事 (name)',
    });
  });

  for (const [what, rows, line, column, value] of [
    ['a day outside the calendar', '2024-02-30,a,', 2, 'date', '2024-02-30'],
    ['a day without a name', '2024-05-15,a,\n2024-05-16, ,', 3, 'name', ''],
    ['an announcement after the day', '2024-05-15,a,2024-05-16', 2, 'announced_on', '2024-05-16'],
    ['a wrong day of announcement', '2024-05-15,a,soon', 2, 'announced_on', 'soon'],
    ['a name twice on a day', '2024-05-15,a,\n2024-05-15,b,\n2024/5/15,a,', 4, 'date', '2024/5/15'],
  ] as const) {
    it(`refuses ${what}, naming line and column`, () => {
      const text = `date,name,announced_on\n${rows}\n`;
      expectError(() => parse(text), 'file.bad-row', { file: 'e.csv', line, column, value });
    });
  }
});

describe('parseKnownDriversCsv', () => {
  const parse = (text: string) => parseKnownDriversCsv(bytesOf(text), 'd.csv');
  const plain = (text: string) =>
    parse(text).map(({ name, values }) => [
      name,
      [...values].map(([day, value]) => `${LocalDate.ofEpochDay(day)} ${value}`),
    ]);

  it('reads a driver a column, an empty cell as unknown, and signs and decimals as they stand', () => {
    const rows = '2024-05-15,120,-0.5,\n2024/5/16,,1.25,\n';
    const expected = [
      ['予約数', ['2024-05-15 120']],
      ['Index', ['2024-05-15 -0.5', '2024-05-16 1.25']],
    ];
    expect(plain(`date,予約数,Index,nothing\n${rows}`)).to.deep.equal(expected);
    expect(plain(`日付,予約数,Index,\n${rows}`)).to.deep.equal(expected);
  });

  it('takes a file without rows, values or columns for no drivers', () => {
    for (const text of ['date\n', 'date,a\n', 'date\n2024-05-15\n', 'date,a\n2024-05-15,\n']) {
      expect(parse(text), text).to.deep.equal([]);
    }
    expectError(() => parse('day,a\n2024-05-15,1\n'), 'file.missing-column', { columns: '日付 (date)' });
  });

  for (const [what, text, line, column, value] of [
    ['a day twice', 'date,a\n2024-05-15,1\n2024/5/15,2\n', 3, 'date', '2024/5/15'],
    ['no day', 'date,a\n,1\n', 2, 'date', ''],
    ['a text', 'date,a,予約数\n2024-05-15,1,多数\n', 2, '予約数', '多数'],
    ['separators', 'date,a\n2024-05-15,"1,200"\n', 2, 'a', '1,200'],
    ['more than can be meant', 'date,a\n2024-05-15,-1000000000001\n', 2, 'a', '-1000000000001'],
    ['a value without a name', 'date,a,\n2024-05-15,1,\n2024-05-16,1,7\n', 3, '', '7'],
    ['a cell too many', 'date,a\n2024-05-15,1,7\n', 2, '3', '7'],
  ] as const) {
    it(`refuses ${what}, naming line and column`, () => {
      expectError(() => parse(text), 'file.bad-row', { file: 'd.csv', line, column, value });
    });
  }

  it('refuses a name twice, however it is written, and leaves unnamed empty columns in peace', () => {
    expectError(() => parse('date,a,Ａ\n2024-05-15,1,2\n'), 'file.duplicate-column', { column: 'Ａ' });
    expect(plain('date,,a,\n2024-05-15,,1,\n')).to.deep.equal([['a', ['2024-05-15 1']]]);
  });

  it('gives back whatever table of days and values was written', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 4 });
    const days = fc.uniqueArray(fc.integer({ min: 10_000, max: 30_000 }), { maxLength: 8 });
    const value = fc.option(fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000));
    fc.assert(
      fc.property(names, days, fc.infiniteStream(value), (columns, epochDays, stream) => {
        const free = columns.filter((name) => name !== 'date');
        const table = epochDays.map((day) => ({ day, cells: free.map(() => stream.next().value ?? null) }));
        const lines = table.map(({ day, cells }) =>
          [LocalDate.ofEpochDay(day), ...cells.map((cell) => cell ?? '')].join(','),
        );
        const read = parse(`${['date', ...free].join(',')}\n${lines.join('\n')}\n`);
        const expected = free.flatMap((name, place) => {
          const values = table.flatMap(({ day, cells }): [number, number][] =>
            cells[place] == null ? [] : [[day, cells[place]]],
          );
          return values.length === 0 ? [] : [{ name, values: new Map(values) }];
        });
        expect(read).to.deep.equal(expected);
      }),
    );
  });
});
