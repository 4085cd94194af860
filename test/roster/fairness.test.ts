import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  type FairnessKind,
  type FairnessLedger,
  fairnessKinds,
  fairnessLedger,
  fairnessPrices,
  type Shift,
  type StaffMember,
} from '../../src/roster/index.ts';
import { day, labour, person, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const contract = sampleContract;
const may = YearMonth.of(2024, 5);
const early = (id: string, meal = '12:00-12:45') => shift(id, '8:45-17:15', { meal });
const late = (id: string, meal = '12:00-12:45') => ({
  ...shift(id, '9:00-17:30', { meal }),
  patternCode: '遅',
});
const two = [person({ id: 'OP01' }), person({ id: 'OP02' })];

function ledger(
  staff: readonly StaffMember[],
  shifts: Readonly<Record<string, readonly Shift[]>>,
): FairnessLedger {
  return fairnessLedger({ contract, staff, months: [{ month: may, days: rosterDays(shifts) }] });
}
const rowOf = (of: FairnessLedger, staffId: string) => of.rows.find((row) => row.staffId === staffId)!;
const entryOf = (of: FairnessLedger, staffId: string, kind: FairnessKind) => {
  const { count, fairShare } = rowOf(of, staffId).entries[kind];
  return [count, Math.round(fairShare * 1000) / 1000];
};

describe('fairnessLedger', () => {
  it('counts early and late shifts by the contract, and neither for one that spans all patterns', () => {
    // Wednesday and Thursday.
    const of = ledger(two, {
      '2024-05-08': [early('OP01'), late('OP02')],
      '2024-05-09': [early('OP01'), shift('OP02', '8:45-17:30', { meal: '12:00-12:45' })],
    });
    expect(entryOf(of, 'OP01', 'early')).to.deep.equal([2, 1]);
    expect(entryOf(of, 'OP02', 'early')).to.deep.equal([0, 1]);
    expect(entryOf(of, 'OP01', 'late')).to.deep.equal([0, 0.5]);
    expect(entryOf(of, 'OP02', 'late')).to.deep.equal([1, 0.5]);
    expect(rowOf(of, 'OP01')).to.include({ availableDays: 2, workedDays: 2, workedMinutes: 2 * 465 });
  });

  it('counts a meal out of the usual time to the minute', () => {
    const meals = { '11:30-12:15': 0, '12:45-13:30': 0, '11:25-12:10': 1, '12:50-13:35': 1 };
    for (const [meal, count] of Object.entries(meals)) {
      const of = ledger(two, { '2024-05-08': [early('OP01', meal)] });
      expect(rowOf(of, 'OP01').entries.lunchRelay.count, meal).to.equal(count);
    }
  });

  it('counts standbys, and work before a weekend, a holiday and no other day; a standby before them is none', () => {
    const standby = shift('OP02', '8:45-17:30', { isStandby: true });
    // Thursday 2 May is before Constitution Day, Friday 10 before a weekend, Wednesday 8 before neither.
    const of = ledger(two, {
      '2024-05-02': [early('OP01'), standby],
      '2024-05-08': [early('OP01'), standby],
      '2024-05-10': [early('OP01')],
    });
    expect(entryOf(of, 'OP01', 'beforeDayOff')).to.deep.equal([2, 1]);
    expect(entryOf(of, 'OP02', 'beforeDayOff')).to.deep.equal([0, 1]);
    expect(entryOf(of, 'OP02', 'standby')).to.deep.equal([2, 1]);
    expect(rowOf(of, 'OP02')).to.include({ workedDays: 0, workedMinutes: 0 });
  });

  it('gives no share to who was on leave, could not work so, or has another role, and half of one to half a week', () => {
    const staff = [
      person({ id: 'OP01' }),
      person({ id: 'OP02', leave: [day('2024-05-08')] }),
      person({ id: 'OP03', patternCodes: ['遅'] }),
      person({ id: 'OP04', maximumWeeklyDays: 2 }),
      person({ id: 'OP05', maximumWeeklyDays: 3 }),
      person({ id: 'SV01', role: 'supervisor' }),
    ];
    const of = ledger(staff, { '2024-05-08': [early('OP01')] });
    expect(entryOf(of, 'OP01', 'early')).to.deep.equal([1, 0.5]);
    for (const id of ['OP02', 'OP03', 'SV01']) expect(entryOf(of, id, 'early')).to.deep.equal([0, 0]);
    expect(entryOf(of, 'OP04', 'early')).to.deep.equal([0, 0.2]);
    expect(entryOf(of, 'OP05', 'early')).to.deep.equal([0, 0.3]);
    expect(rowOf(of, 'OP02').availableDays).to.equal(0);
  });

  it('counts wishes asked and granted, and shares those refused by those asked', () => {
    const off = (date: string) => ({
      kind: 'off' as const,
      from: day(date),
      to: day(date),
      patternCode: null,
      weight: 1,
    });
    const staff = [
      person({ id: 'OP01', wishes: [off('2024-05-08'), off('2024-05-09'), off('2024-05-10')] }),
      person({ id: 'OP02', wishes: [off('2024-05-08')] }),
    ];
    const of = ledger(staff, {
      '2024-05-08': [early('OP02')],
      '2024-05-09': [early('OP01')],
      '2024-05-10': [],
    });
    expect(rowOf(of, 'OP01')).to.include({ wishesAsked: 3, wishesGranted: 2 });
    expect(entryOf(of, 'OP01', 'wishRefused')).to.deep.equal([1, 1.5]);
    expect(entryOf(of, 'OP02', 'wishRefused')).to.deep.equal([1, 0.5]);
  });

  it('holds hours against the contract, for the days of employment and less leave', () => {
    const agreed = labour({ weeklyContractMinutes: 7 * 60 });
    const staff = [
      person({ id: 'OP01', labour: agreed }),
      person({ id: 'OP02', labour: agreed, startsOn: day('2024-05-22') }),
      person({ id: 'OP03', labour: agreed, leave: [day('2024-05-08'), day('2024-05-11')] }),
    ];
    const of = ledger(staff, {});
    // An hour a day of the week; a day of leave on an open day is one of 7 h 45 min.
    expect(of.rows.map(({ contractMinutes }) => contractMinutes)).to.deep.equal([1860, 600, 1860 - 465]);
  });

  it('adds months up and keeps their names', () => {
    const months = [may, may.plusMonths(1)].map((month, index) => ({
      month,
      days: rosterDays({ [`2024-0${5 + index}-12`]: [], [`2024-0${5 + index}-13`]: [early('OP01')] }),
    }));
    const of = fairnessLedger({ contract, staff: two, months });
    expect(of.months).to.deep.equal(['2024-05', '2024-06']);
    expect(rowOf(of, 'OP01').entries.early.count).to.equal(2);
  });

  const anyShift = fc.record({
    id: fc.constantFrom('OP01', 'OP02', 'OP03', 'XX99'),
    kind: fc.integer({ min: 0, max: 2 }),
  });
  const anyRoster = fc.dictionary(
    fc.constantFrom('2024-05-07', '2024-05-08', '2024-05-09', '2024-05-10'),
    fc
      .uniqueArray(anyShift, { selector: ({ id }) => id, maxLength: 4 })
      .map((entries) =>
        entries.map(({ id, kind }) =>
          kind === 0
            ? early(id, '13:00-13:45')
            : kind === 1
              ? late(id)
              : shift(id, '8:45-17:30', { isStandby: true }),
        ),
      ),
  );

  it('shares out exactly what there was, whatever the order of the people', () => {
    const staff = [
      person({ id: 'OP01' }),
      person({ id: 'OP02', maximumWeeklyDays: 3 }),
      person({ id: 'OP03' }),
    ];
    fc.assert(
      fc.property(anyRoster, (shifts) => {
        const of = ledger(staff, shifts);
        for (const kind of fairnessKinds) {
          const sum = (value: (entry: { count: number; fairShare: number }) => number) =>
            of.rows.reduce((total, row) => total + value(row.entries[kind]), 0);
          expect(sum((entry) => entry.fairShare)).to.be.closeTo(
            sum((entry) => entry.count),
            1e-9,
          );
        }
        const turned = ledger(staff.toReversed(), shifts);
        for (const { staffId, entries } of of.rows) {
          for (const kind of fairnessKinds) {
            const other = rowOf(turned, staffId).entries[kind];
            expect(other.count).to.equal(entries[kind].count);
            expect(other.fairShare).to.be.closeTo(entries[kind].fairShare, 1e-9);
          }
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('fairnessPrices', () => {
  const dates = ['2024-05-07', '2024-05-08', '2024-05-09', '2024-05-13', '2024-05-14'];
  const standbys = (...counts: readonly number[]) => {
    const staff = counts.map((_, index) => person({ id: `OP0${index + 1}` }));
    const shifts = Object.fromEntries(
      dates.map((date, index) => [
        date,
        counts.flatMap((count, who) =>
          index < count ? [shift(`OP0${who + 1}`, '8:45-17:30', { isStandby: true })] : [],
        ),
      ]),
    );
    return fairnessPrices(ledger(staff, shifts)).map(({ prices }) => Math.round(prices.standby * 1e6) / 1e6);
  };

  it('is 0 for who had least and rises by 2 with every one more', () => {
    expect(standbys(0, 1, 3)).to.deep.equal([0, 2, 6]);
    expect(standbys(2, 2, 2)).to.deep.equal([0, 0, 0]);
  });

  it('asks less of a half week for nothing done, but more for as much done', () => {
    const staff = [person({ id: 'OP01' }), person({ id: 'OP02', maximumWeeklyDays: 2 })];
    const both = ['OP01', 'OP02'].map((id) => shift(id, '8:45-17:30', { isStandby: true }));
    const [full, half] = fairnessPrices(ledger(staff, { '2024-05-08': both }));
    expect(full!.prices.standby).to.equal(0);
    expect(half!.prices.standby).to.be.greaterThan(0);
  });

  it('compares people of the same role only', () => {
    const staff = [person({ id: 'OP01' }), person({ id: 'SV01', role: 'supervisor' })];
    const prices = fairnessPrices(ledger(staff, { '2024-05-08': [early('OP01')] }));
    for (const kind of fairnessKinds) expect(prices.map((entry) => entry.prices[kind])).to.deep.equal([0, 0]);
  });

  it('is never under 0 and never falls when one has one more', () => {
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.tuple(count, count, count), ([one, two, three]) => {
        const before = standbys(one, two, three);
        const after = standbys(one + 1, two, three);
        expect(Math.min(...before)).to.equal(0);
        expect(after[0]).to.be.at.least(before[0]!);
        expect(after[1]).to.be.at.most(before[1]!);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
