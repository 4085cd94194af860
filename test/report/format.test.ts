import { LocalDate, LocalDateTime, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  boundsText,
  callsText,
  dateText,
  dateTimeText,
  dayText,
  fiscalYearText,
  floorPercentText,
  monthText,
  probabilityText,
} from '../../src/report/index.ts';

const nbsp = '\u00a0';

describe('floorPercentText', () => {
  it('keeps one decimal and never shows a rate above what it is', () => {
    expect(floorPercentText(0.957)).to.equal(`95.7${nbsp}%`);
    expect(floorPercentText(0.8996)).to.equal(`89.9${nbsp}%`);
    expect(floorPercentText(1)).to.equal(`100.0${nbsp}%`);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
        const shown = Number.parseFloat(floorPercentText(fraction)) / 100;
        expect(shown).to.be.within(fraction - 0.001 - 1e-9, fraction + 1e-9);
      }),
    );
  });

  it('gives back every rate of one decimal', () => {
    for (let permille = 0; permille <= 1000; permille += 1) {
      expect(floorPercentText(permille / 1000)).to.equal(`${(permille / 10).toFixed(1)}${nbsp}%`);
    }
  });
});

describe('probabilityText', () => {
  it('rounds down and never promises 100 %', () => {
    expect(probabilityText(1)).to.equal(`99${nbsp}%`);
    expect(probabilityText(0.9499)).to.equal(`94${nbsp}%`);
    expect(probabilityText(0.29)).to.equal(`29${nbsp}%`);
  });
});

describe('boundsText', () => {
  it('writes a value with its bounds in either language', () => {
    expect(boundsText(34.4, 28, 41.2, 'ja')).to.equal('34（28–41）');
    expect(boundsText(34.4, 28, 41.2, 'en')).to.equal('34 (28–41)');
  });
});

describe('callsText', () => {
  it('sets thousands apart', () => {
    expect([0, 999, 1000, 1234567].map(callsText)).to.deep.equal(['0', '999', '1,000', '1,234,567']);
  });
});

describe('dayText', () => {
  it('writes a day with its weekday', () => {
    expect(dayText(LocalDate.of(2024, 5, 14), 'ja')).to.equal('5/14（火）');
    expect(dayText(LocalDate.of(2024, 5, 14), 'en')).to.equal('Tue 5/14');
  });
});

describe('dateText', () => {
  it('writes the first year of an era as 元年', () => {
    expect(dateText(LocalDate.of(2019, 5, 1), 'ja')).to.equal('令和元年5月1日');
    expect(dateText(LocalDate.of(2019, 4, 30), 'ja')).to.equal('平成31年4月30日');
    expect(dateText(LocalDate.of(2024, 4, 22), 'en')).to.equal('22 April 2024');
  });
});

describe('dateTimeText', () => {
  it('writes a moment with a clock of 24 hours', () => {
    const at = LocalDateTime.of(2024, 4, 2, 9, 5);
    expect(dateTimeText(at, 'ja')).to.equal('令和6年4月2日 09:05');
    expect(dateTimeText(at, 'en')).to.equal('2 April 2024 09:05');
  });
});

describe('monthText', () => {
  it('names the month in the era of its last day', () => {
    expect(monthText(YearMonth.of(2024, 5), 'ja')).to.equal('令和6年5月');
    expect(monthText(YearMonth.of(2024, 5), 'en')).to.equal('May 2024');
  });
});

describe('fiscalYearText', () => {
  it('counts from April and names the year of a change of era by the new era', () => {
    expect(fiscalYearText(LocalDate.of(2025, 3, 31), 'ja')).to.equal('令和6年度');
    expect(fiscalYearText(LocalDate.of(2024, 4, 1), 'ja')).to.equal('令和6年度');
    expect(fiscalYearText(LocalDate.of(2019, 4, 1), 'ja')).to.equal('令和元年度');
    expect(fiscalYearText(LocalDate.of(2025, 3, 31), 'en')).to.equal('FY2024');
  });
});
