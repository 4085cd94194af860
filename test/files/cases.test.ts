import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseCasesCsv, writeCasesCsv } from '../../src/files/index.ts';
import { type CallCase, caseOutcomes, isAnswered } from '../../src/plan/call-cases.ts';
import { bytesOf, contract, expectError } from './sample-contract.ts';

const staffIds = new Set(['OP01', 'OP02']);
const parse = (text: string) => parseCasesCsv(bytesOf(text), 'cases.csv', { contract, staffIds });
const header = 'case_id,started_at,queue,operator,venue,reason,outcome,complaint,handling_seconds,note\n';
const plain = (cases: readonly CallCase[]) => cases.map((own) => ({ ...own, date: own.date.toString() }));

describe('parseCasesCsv', () => {
  it('reads calls that were taken and calls that nobody took', () => {
    const cases = parse(
      `${header}A-1,2024-05-13 09:03,booking,OP01,centre,book,answered,yes,412,済\nA-2,2024-05-13 9:04,電話予約,,,,自動応答,,,\n`,
    );
    expect(plain(cases)).to.deep.equal([
      {
        id: 'A-1',
        date: '2024-05-13',
        startMinute: 543,
        queueId: 'booking',
        staffId: 'OP01',
        venue: 'centre',
        reason: 'book',
        outcome: 'answered',
        isComplaint: true,
        handlingSeconds: 412,
        note: '済',
      },
      {
        id: 'A-2',
        date: '2024-05-13',
        startMinute: 544,
        queueId: 'booking',
        staffId: null,
        venue: null,
        reason: null,
        outcome: 'automatic',
        isComplaint: false,
        handlingSeconds: 0,
        note: null,
      },
    ]);
  });

  const good = ['A-1', '2024-05-13 09:03', 'booking', 'OP01', 'centre', 'book', 'answered', 'no', '412', ''];
  const refused: readonly (readonly [string, number, string])[] = [
    ['a queue that the contract has not', 2, 'billing'],
    // A name would go to the city.
    ['an operator by name', 3, '髙橋 美咲'],
    ['a call that was answered by nobody', 3, ''],
    ['a venue that the contract has not', 4, 'tokyo'],
    ['a reason of the other queue', 5, 'password'],
    ['a word for the outcome that is none', 6, 'done'],
    ['a negative time', 8, '-1'],
    ['full-width digits', 8, '４１２'],
    ['a day that no calendar has', 1, '2024-02-30 09:03'],
    ['a call without a number', 0, ''],
  ];
  for (const [what, column, value] of refused) {
    it(`refuses ${what}, with its line and column`, () => {
      const bad = good.with(column, value).with(0, column === 0 ? value : 'A-2');
      const text = `${header}${good.join(',')}\n${bad.join(',')}\n`;
      expectError(() => parse(text), 'file.bad-row', { line: 3, column: header.trim().split(',')[column]! });
    });
  }

  it('refuses a number that stands twice and an operator or time of a call that nobody took', () => {
    const text = (row: readonly string[]) => `${header}${row.join(',')}\n`;
    expectError(() => parse(`${text(good)}${good.join(',')}\n`), 'file.bad-row', {
      line: 3,
      column: 'case_id',
    });
    const lost = good.with(6, 'abandoned');
    expectError(() => parse(text(lost)), 'file.bad-row', { column: 'operator' });
    expectError(() => parse(text(lost.with(3, ''))), 'file.bad-row', { column: 'handling_seconds' });
    expect(parse(text(lost.with(3, '').with(8, '0')))).to.have.length(1);
  });
});

describe('writeCasesCsv', () => {
  const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
  const anyCase: fc.Arbitrary<CallCase> = some(caseOutcomes).chain((outcome) =>
    some(contract.queues).chain(({ id: queueId }) =>
      fc.record({
        id: fc.constant(''),
        date: fc.integer({ min: 0, max: 364 }).map((days) => LocalDate.of(2024, 4, 1).plusDays(days)),
        startMinute: fc.integer({ min: 0, max: 1439 }),
        queueId: fc.constant(queueId),
        staffId: isAnswered({ outcome }) ? some([...staffIds]) : fc.constant(null),
        venue: fc.option(some(contract.service.venues.map(({ code }) => code))),
        reason: fc.option(
          some(contract.service.reasons.filter(({ queue }) => queue === queueId).map(({ code }) => code)),
        ),
        outcome: fc.constant(outcome),
        isComplaint: fc.boolean(),
        handlingSeconds: isAnswered({ outcome }) ? fc.integer({ min: 0, max: 86_400 }) : fc.constant(0),
        note: fc.option(fc.stringMatching(/^[a-z"髙①𠮷][ ,\n"a-z髙①𠮷]{0,20}[a-z"髙①𠮷]$/u)),
      }),
    ),
  );

  it('gives a file that reads back as the same cases', () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 8 }), (drawn) => {
        const cases = drawn.map((own, index) => ({ ...own, id: `No.${index}` }));
        expect(plain(parse(writeCasesCsv(cases, contract)))).to.deep.equal(plain(cases));
      }),
    );
  });

  it('lets no spreadsheet take a note for a formula', () => {
    const [own] = parse(`${header}A-1,2024-05-13 09:03,booking,OP01,,,answered,,60,=1+1\n`);
    expect(writeCasesCsv([own!], contract)).to.include("'=1+1");
  });
});
