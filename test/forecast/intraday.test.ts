import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import type { HistoryInterval } from '../../src/forecast/index.ts';
import { intervalShares, intervalsOf, intradayProfile } from '../../src/forecast/intraday.ts';
import { openingLengths } from '../../src/forecast/opening-lengths.ts';
import { contract, day, syntheticHistory } from './build.ts';

const usualDay = { date: day('2024-05-07'), startMinute: 540, endMinute: 1035 };
const openingsOf = (rows: readonly HistoryInterval[]) =>
  openingLengths(contract, YearMonth.parse('2024-10'), rows).seen;
const profileOf = (rows: readonly HistoryInterval[]) => intradayProfile(contract, rows, openingsOf(rows));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('intervalShares', () => {
  it("without history gives each half hour the contract's share; the last one has 15 minutes", () => {
    const intervals = intervalsOf(usualDay, 15);
    const shares = intervalShares(profileOf([]), intervals);
    expect(intervals).to.have.length(33);
    expect(sum(shares)).to.be.closeTo(1, 1e-12);
    contract.assumptions.halfHourShares.forEach((share, index) => {
      expect(sum(shares.slice(2 * index, 2 * index + 2))).to.be.closeTo(share, 1e-9);
    });
  });

  it('keeps the clock on a short day instead of squeezing the whole day into it', () => {
    const morning = { ...usualDay, endMinute: 720 };
    const shares = intervalShares(profileOf([]), intervalsOf(morning, 60));
    expect(sum(shares)).to.be.closeTo(1, 1e-12);
    expect(shares[0]! / shares[2]!).to.be.closeTo((0.078 + 0.077) / (0.065 + 0.057), 1e-9);
  });

  it('follows a history that differs, and hourly rows do as well as quarter-hourly ones', () => {
    const history = syntheticHistory({
      from: '2023-04-03',
      to: '2024-03-29',
      base: { booking: 40 },
      rate: { booking: 0 },
      mailings: [],
    });
    const intervals = intervalsOf(usualDay, 15);
    const shares = intervalShares(profileOf(history), intervals);
    expect(sum(shares)).to.be.closeTo(1, 1e-12);
    // The synthetic calls are equal all day; the contract has 7.8 % in the first half hour and 4.5 % at lunch.
    expect(shares[0]! + shares[1]!).to.be.closeTo(2 / 33, 0.006);
    const hourly = [0, 1, 2].map((hour) => ({
      ...history[0]!,
      startMinute: 540 + 60 * hour,
      endMinute: 600 + 60 * hour,
      offered: 100_000,
    }));
    const threeHours = intervalShares(profileOf(hourly), intervalsOf({ ...usualDay, endMinute: 720 }, 60));
    for (const share of threeHours) expect(share).to.be.closeTo(1 / 3, 0.001);
  });

  it('is not drawn to the morning by days that were open in the morning only', () => {
    const history = syntheticHistory({
      from: '2023-04-03',
      to: '2024-03-29',
      base: { booking: 60 },
      rate: { booking: 0 },
      mailings: [],
    });
    const mornings = history.filter((row) => row.date.dayOfWeek().value() > 2 || row.startMinute < 720);
    const intervals = intervalsOf(usualDay, 15);
    const share = (rows: readonly HistoryInterval[]) =>
      sum(intervalShares(profileOf(rows), intervals).slice(0, 12));
    expect(share(mornings)).to.be.closeTo(share(history), 0.02);
  });
});
