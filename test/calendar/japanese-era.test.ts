import { Instant, LocalDate, LocalDateTime, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import {
  fiscalYearOf,
  japanDateTimeOf,
  japaneseDate,
  japaneseDateTime,
  japaneseMonth,
  weekdayKanji,
} from '../../src/calendar/index.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);

describe('japaneseDate', () => {
  it('changes eras on their first days, and calls the first year 元年', () => {
    expect(
      [
        '2024-05-14',
        '2019-05-01',
        '2019-04-30',
        '2019-12-31',
        '2020-01-01',
        '1989-01-08',
        '1989-01-07',
        '1926-12-25',
        '1926-12-24',
      ].map((text) => japaneseDate(day(text))),
    ).to.deep.equal([
      '令和6年5月14日',
      '令和元年5月1日',
      '平成31年4月30日',
      '令和元年12月31日',
      '令和2年1月1日',
      '平成元年1月8日',
      '昭和64年1月7日',
      '昭和元年12月25日',
      '1926年12月24日',
    ]);
  });
});

describe('japaneseMonth', () => {
  it('takes the era of the last day', () => {
    expect(japaneseMonth(YearMonth.of(2024, 5))).to.equal('令和6年5月');
    expect(japaneseMonth(YearMonth.of(2019, 5))).to.equal('令和元年5月');
    expect(japaneseMonth(YearMonth.of(2019, 4))).to.equal('平成31年4月');
    expect(japaneseMonth(YearMonth.of(1989, 1))).to.equal('平成元年1月');
  });
});

describe('japaneseDateTime', () => {
  it('writes the time with two digits each', () => {
    expect(japaneseDateTime(LocalDateTime.parse('2024-04-22T09:05:59'))).to.equal('令和6年4月22日 09:05');
  });
});

describe('weekdayKanji', () => {
  it('names the days from Monday to Sunday', () => {
    const week = Array.from({ length: 7 }, (_, offset) => weekdayKanji(day('2024-05-13').plusDays(offset)));
    expect(week.join('')).to.equal('月火水木金土日');
  });
});

describe('fiscalYearOf', () => {
  it('turns on 1 April', () => {
    expect(fiscalYearOf(day('2025-03-31'))).to.equal(2024);
    expect(fiscalYearOf(day('2025-04-01'))).to.equal(2025);
  });
});

describe('japanDateTimeOf', () => {
  it('is nine hours ahead of UTC, over midnight', () => {
    expect(japanDateTimeOf(Instant.parse('2024-03-31T15:00:00Z')).toString()).to.equal('2024-04-01T00:00');
  });
});
