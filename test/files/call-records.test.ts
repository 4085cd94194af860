import { readFileSync } from 'node:fs';
import { LocalDateTime } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { CallRecord } from '../../src/calls/index.ts';
import { parseCallRecordsCsv } from '../../src/files/call-records.ts';
import { bytesOf, expectError } from './sample-contract.ts';

const header = 'arrival,wait_seconds,outcome,service_seconds,queue';
const parse = (text: string) => parseCallRecordsCsv(bytesOf(text), 'c.csv');
const plain = (records: readonly CallRecord[]) =>
  records.map((record) => ({ ...record, arrivesAt: record.arrivesAt.toString() }));
const good = {
  arrivesAt: '2024-05-13T09:03:07',
  waitSeconds: 12.5,
  outcome: 'answered',
  serviceSeconds: 240,
  queueId: '電話予約',
};

const someRecords = fc.array(
  fc
    .record({
      second: fc.nat(86_399),
      waitSeconds: fc.nat(9000).map((tenths) => tenths / 10),
      isAbandoned: fc.boolean(),
      service: fc.option(fc.nat(5000)),
      queueId: fc.option(fc.constantFrom('booking', '電話予約', 'a, "b"')),
    })
    .map(
      ({ second, isAbandoned, service, ...rest }): CallRecord => ({
        ...rest,
        arrivesAt: LocalDateTime.of(2024, 2, 29, 0, 0).plusSeconds(second),
        outcome: isAbandoned ? 'abandoned' : 'answered',
        serviceSeconds: isAbandoned ? null : service,
      }),
    ),
  { maxLength: 20 },
);

describe('parseCallRecordsCsv', () => {
  it('gives back what was written, with LF and CRLF, with and without BOM', () => {
    fc.assert(
      fc.property(someRecords, fc.boolean(), fc.boolean(), (records, hasBom, isCrLf) => {
        const rows = records.map((record) =>
          [
            record.arrivesAt.toString(),
            record.waitSeconds,
            record.outcome,
            record.serviceSeconds ?? '',
            `"${(record.queueId ?? '').replaceAll('"', '""')}"`,
          ].join(','),
        );
        const text = [header, ...rows].join(isCrLf ? '\r\n' : '\n');
        expect(plain(parse(`${hasBom ? '\uFEFF' : ''}${text}`))).to.deep.equal(plain(records));
      }),
    );
  });

  for (const arrival of ['2024/5/13 9:03:07', '2024-05-13T09:03:07', ' 2024/05/13  09:03:07 ']) {
    it(`reads ${arrival} as the same arrival`, () => {
      expect(plain(parse(`${header}\n${arrival},12.5,answered,240,電話予約`))).to.deep.equal([good]);
    });
  }

  it('needs neither handling time nor queue, and no seconds', () => {
    const rows = '2024-05-13 09:03,5,answered\n2024-05-13 09:03,5,abandoned';
    expect(plain(parse(`arrival,wait_seconds,outcome\n${rows}`))).to.deep.equal(
      ['answered', 'abandoned'].map((outcome) => ({
        arrivesAt: '2024-05-13T09:03',
        waitSeconds: 5,
        outcome,
        serviceSeconds: null,
        queueId: null,
      })),
    );
  });

  it('reads Shift_JIS with Japanese headers in any order beside columns of its own', () => {
    // 結果,待ち秒数,着信日時,処理秒数,備考,キュー / 放棄,7,2024/5/13 9:03:07,0,無,電話予約 in code page 932.
    const sjis = Uint8Array.from([
      ...[0x8c, 0x8b, 0x89, 0xca, 0x2c, 0x91, 0xd2, 0x82, 0xbf, 0x95, 0x62, 0x90, 0x94, 0x2c],
      ...[0x92, 0x85, 0x90, 0x4d, 0x93, 0xfa, 0x8e, 0x9e, 0x2c, 0x8f, 0x88, 0x97, 0x9d, 0x95, 0x62, 0x90],
      ...[0x94, 0x2c, 0x94, 0xf5, 0x8d, 0x6c, 0x2c, 0x83, 0x4c, 0x83, 0x85, 0x81, 0x5b, 0x0d, 0x0a],
      ...[0x95, 0xfa, 0x8a, 0xfc, ...bytesOf(',7,2024/5/13 9:03:07,0,'), 0x96, 0xb3, 0x2c],
      ...[0x93, 0x64, 0x98, 0x62, 0x97, 0x5c, 0x96, 0xf1, 0x0d, 0x0a],
    ]);
    expect(plain(parseCallRecordsCsv(sjis, 'c.csv'))).to.deep.equal([
      { ...good, outcome: 'abandoned', waitSeconds: 7, serviceSeconds: null },
    ]);
  });

  const badRows: readonly (readonly [string, string, string, string])[] = [
    ['a date outside the calendar', '2024-02-30 09:00:00,5,answered,60,a', 'arrival', '2024-02-30'],
    ['an arrival without a time', '2024-05-13,5,answered,60,a', 'arrival', '2024-05-13'],
    ['an hour past the day', '2024-05-13 24:00:00,5,answered,60,a', 'arrival', '2024-05-13 24:00:00'],
    ['a second past the minute', '2024-05-13 09:00:60,5,answered,60,a', 'arrival', '2024-05-13 09:00:60'],
    ['a negative wait', '2024-05-13 09:00,-5,answered,60,a', 'wait_seconds', '-5'],
    ['a wait in minutes and seconds', '2024-05-13 09:00,0:05,answered,60,a', 'wait_seconds', '0:05'],
    ['a wait longer than a day', '2024-05-13 09:00,86401,answered,60,a', 'wait_seconds', '86401'],
    ['an empty wait', '2024-05-13 09:00,,answered,60,a', 'wait_seconds', ''],
    ['full-width digits', '2024-05-13 09:00,５,answered,60,a', 'wait_seconds', '５'],
    ['an unknown outcome', '2024-05-13 09:00,5,transferred,60,a', 'outcome', 'transferred'],
    ['an empty outcome', '2024-05-13 09:00,5,,60,a', 'outcome', ''],
    ['a handling time in words', '2024-05-13 09:00,5,answered,1分,a', 'service_seconds', '1分'],
    ['a handling time of an abandoned call', '2024-05-13 09:00,5,放棄,60,a', 'service_seconds', '60'],
    ['a missing cell', '2024-05-13 09:00,5,answered,60', 'queue', ''],
  ];
  for (const [name, row, column, value] of badRows) {
    it(`refuses ${name}, naming line and column`, () => {
      const text = `${header}\n2024-05-14 09:00,1,answered,1,a\n${row}\nx,x,x,x,x\n`;
      expectError(() => parse(text), 'file.bad-row', { file: 'c.csv', line: 3, column, value });
    });
  }

  it('names the columns that are missing or there twice', () => {
    expectError(() => parse('arrival,queue\n'), 'file.missing-column', {
      columns: '待ち秒数 (wait_seconds), 結果 (outcome)',
    });
    expectError(() => parse('arrival,着信日時,wait_seconds,outcome\n'), 'file.duplicate-column');
    expect(parse(`${header}\n`)).to.deep.equal([]);
  });
});

describe('the examples of calls.csv in forecasts/README.md', () => {
  it('say the same with English and with Japanese headers', () => {
    const readme = readFileSync(new URL('../../forecasts/README.md', import.meta.url), 'utf8');
    const section = readme.split('\n## ').find((text) => text.startsWith('calls.csv')) ?? '';
    const [english, japanese] = [...section.matchAll(/```csv\n([^`]+)```/g)].map((match) => parse(match[1]!));
    expect(plain(english!)).to.have.length(2);
    expect(plain(japanese!)).to.deep.equal(plain(english!));
  });
});
