import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { nationalHoliday, openDaysOfMonth, openingOf } from '../../src/calendar/index.ts';
import { fiscalYear, sampleContract } from '../build/sample.ts';

const rules = sampleContract.opening;
const day = (text: string): LocalDate => LocalDate.parse(text);
const kindOf = (text: string): string => openingOf(rules, day(text)).kind;

describe('openDaysOfMonth', () => {
  it('counts the 243 weekdays of fiscal 2024 that are no holiday, month by month', () => {
    const counts = fiscalYear.map((month) => openDaysOfMonth(rules, month).length);
    expect(counts).to.deep.equal([21, 21, 20, 22, 21, 19, 22, 20, 20, 19, 18, 20]);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(243);
  });

  it('counts 256 of them where the centre opens on national holidays', () => {
    const open = { ...rules, closedOnNationalHolidays: false };
    const counts = fiscalYear.map((month) => openDaysOfMonth(open, month).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(256);
  });

  it('gives the days in order, each with its hours', () => {
    const days = openDaysOfMonth(rules, YearMonth.of(2024, 5));
    expect(days[0]!.date.toString()).to.equal('2024-05-01');
    expect(days.map(({ date }) => date.toEpochDay())).to.deep.equal(
      days.map(({ date }) => date.toEpochDay()).toSorted((a, b) => a - b),
    );
    for (const { startMinute, endMinute } of days)
      expect([startMinute, endMinute]).to.deep.equal([540, 1035]);
  });
});

describe('openingOf', () => {
  it('closes from 29 December to 3 January, over the turn of the year, and not a day longer', () => {
    expect(kindOf('2023-12-28')).to.equal('open');
    for (const closed of [
      '2023-12-29',
      '2024-12-30',
      '2024-12-31',
      '2025-01-01',
      '2025-01-02',
      '2025-01-03',
    ]) {
      const opening = openingOf(rules, day(closed));
      expect(opening.kind === 'closed' && opening.reason.ja, closed).to.equal('年末年始');
    }
    expect(kindOf('2024-01-04')).to.equal('open');
    expect(kindOf('2025-01-06')).to.equal('open');
  });

  it('closes on the substitute of a holiday on a Sunday, and says which', () => {
    // 12 and 23 February, 6 May, 12 August, 23 September and 4 November 2024 are Mondays after a Sunday's holiday.
    for (const monday of [
      '2024-02-12',
      '2024-05-06',
      '2024-08-12',
      '2024-09-23',
      '2024-11-04',
      '2025-02-24',
    ]) {
      expect(kindOf(monday), monday).to.equal('closed');
      expect(nationalHoliday(day(monday)), monday).not.to.equal(undefined);
    }
  });

  it('closes on a weekday between two holidays', () => {
    expect(kindOf('2026-09-22')).to.equal('closed');
    expect(kindOf('2015-09-22')).to.equal('closed');
  });

  it('puts an agreed exception before everything else', () => {
    const reason = { ja: '臨時開庁', en: 'Extra opening' };
    const exceptions = [
      { date: day('2024-05-03'), hours: { open: 600, close: 720 }, reason },
      { date: day('2024-05-08'), hours: null, reason },
    ];
    const changed = { ...rules, exceptions };
    expect(openingOf(changed, day('2024-05-03'))).to.deep.equal({
      kind: 'open',
      startMinute: 600,
      endMinute: 720,
    });
    expect(openingOf(changed, day('2024-05-08'))).to.deep.equal({ kind: 'closed', reason });
    expect(openDaysOfMonth(changed, YearMonth.of(2024, 5))).to.have.length(21);
  });

  it('closes within a yearly closure inside the year, both ends included', () => {
    const reason = { ja: '夏季休業', en: 'Summer closure' };
    const [closure] = rules.yearlyClosures;
    const { from, to } = closure!;
    const summer = {
      from: to.withMonth(8).withDayOfMonth(13),
      to: from.withMonth(8).withDayOfMonth(15),
      reason,
    };
    const changed = { ...rules, yearlyClosures: [summer] };
    const kinds = ['2024-08-09', '2024-08-13', '2024-08-15', '2024-08-16', '2024-12-30'].map(
      (text) => openingOf(changed, day(text)).kind,
    );
    expect(kinds).to.deep.equal(['open', 'closed', 'closed', 'open', 'open']);
  });

  it('opens on the nth weekday of every month besides, within its closures and exceptions', () => {
    const sundays = {
      ...rules,
      monthlyDays: [
        { nth: 2, weekday: 'SUN', open: 510, close: 1035 },
        { nth: 5, weekday: 'FRI', open: 600, close: 720 },
      ],
    };
    const openSundays = fiscalYear.flatMap((month) =>
      openDaysOfMonth(sundays, month).filter(({ date }) => date.dayOfWeek().value() === 7),
    );
    // 11 August 2024 is a holiday.
    expect(openSundays.map(({ date }) => date.dayOfMonth())).to.deep.equal([
      14, 12, 9, 14, 8, 13, 10, 8, 12, 9, 9,
    ]);
    expect(openSundays.every(({ startMinute }) => startMinute === 510)).to.equal(true);
    // The fifth Friday has hours of its own, the others those of the weekday.
    expect(openingOf(sundays, day('2024-05-31'))).to.deep.include({ startMinute: 600, endMinute: 720 });
    expect(openingOf(sundays, day('2024-05-24'))).to.deep.include({ startMinute: 540 });
    const away = { date: day('2024-05-12'), hours: null, reason: { ja: '点検', en: 'Check' } };
    expect(openingOf({ ...sundays, exceptions: [away] }, away.date).kind).to.equal('closed');
    const yearEnd = { ...sundays, monthlyDays: [{ nth: 5, weekday: 'SUN', open: 510, close: 1035 }] };
    expect(openingOf(yearEnd, day('2024-12-29')).kind).to.equal('closed');
  });

  it('closes on weekdays without hours', () => {
    expect(openingOf(rules, day('2024-05-11'))).to.deep.equal({
      kind: 'closed',
      reason: { ja: '休業日', en: 'Closed' },
    });
  });
});
