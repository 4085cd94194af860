import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import type { HistoryInterval } from '../../src/forecast/index.ts';
import { callFigures, figuresByHalfHour, openIntervals, wholeMonths } from '../../src/plan/call-figures.ts';
import { sampleContract, sampleHistory } from '../build/sample.ts';

const row = (own: Partial<HistoryInterval> = {}): HistoryInterval => ({
  queueId: 'booking',
  date: LocalDate.of(2024, 5, 14),
  startMinute: 540,
  endMinute: 555,
  offered: 10,
  answered: 7,
  abandoned: 1,
  handlingSeconds: 2100,
  ...own,
});

describe('callFigures', () => {
  it('tells what ended at the automatic answer from the offered, and counts it as no answer', () => {
    expect(callFigures([row(), row({ startMinute: 555, endMinute: 570 })])).to.deep.equal({
      offered: 20,
      answered: 14,
      abandoned: 2,
      automatic: 4,
      answerRate: 0.7,
      ahtSeconds: 300,
    });
    expect(callFigures([])).to.include({ offered: 0, answerRate: null, ahtSeconds: null });
  });
});

describe('openIntervals', () => {
  it('tells calls outside the opening apart, those of closed days too', () => {
    const rows = [
      row(),
      row({ startMinute: 525, endMinute: 540 }),
      row({ startMinute: 1020, endMinute: 1035 }),
      row({ startMinute: 1035, endMinute: 1050 }),
      // 3 May 2024 is a holiday.
      row({ date: LocalDate.of(2024, 5, 3) }),
    ];
    const { open, afterHours } = openIntervals(sampleContract, rows);
    expect(open.map(({ startMinute }) => startMinute)).to.deep.equal([540, 1020]);
    expect(afterHours).to.have.length(3);
  });
});

describe('figuresByHalfHour', () => {
  it('adds the quarters of a half hour, in order', () => {
    const rows = [row({ startMinute: 585 }), row({ startMinute: 555 }), row()];
    expect(figuresByHalfHour(rows).map(([minute, { offered }]) => [minute, offered])).to.deep.equal([
      [540, 20],
      [570, 10],
    ]);
  });
});

describe('wholeMonths', () => {
  it('has the months of which every open day was counted and that are over', () => {
    const rows = sampleHistory.filter(({ date }) => date.year() === 2024 && date.monthValue() <= 6);
    const today = LocalDate.of(2024, 6, 20);
    const may = rows.filter(({ date }) => !date.equals(LocalDate.of(2024, 2, 14)));
    const months = wholeMonths(sampleContract, may, today);
    expect(months.map(({ month }) => month.toString())).to.deep.equal([
      '2024-01',
      '2024-03',
      '2024-04',
      '2024-05',
    ]);
    const sum = rows
      .filter(({ date }) => YearMonth.from(date).equals(YearMonth.of(2024, 5)))
      .reduce((total, { offered }) => total + offered, 0);
    expect(months[3]!.figures.offered).to.equal(sum);
  });
});
