import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { jammedDays, outagesOf, usesOf, withoutRedials } from '../../src/forecast/clean-history.ts';
import type { HistoryInterval } from '../../src/forecast/index.ts';
import { forecastMonth } from '../../src/forecast/index.ts';
import { intradayProfile } from '../../src/forecast/intraday.ts';
import { openingLengths } from '../../src/forecast/opening-lengths.ts';
import { contract, day, input, syntheticHistory } from './build.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const history = syntheticHistory({
  from: '2024-01-04',
  to: '2024-09-19',
  base: { booking: 40, enquiry: 20 },
  rate: { booking: 0, enquiry: 0 },
  mailings: [],
});
const isOn = (date: string) => (row: HistoryInterval) => row.date.equals(day(date));
const changed = (date: string, change: (row: HistoryInterval) => HistoryInterval) =>
  history.map((row) => (isOn(date)(row) ? change(row) : row));
const silent = (row: HistoryInterval) => ({
  ...row,
  offered: 0,
  answered: 0,
  abandoned: 0,
  handlingSeconds: 0,
});

describe('outagesOf', () => {
  const find = (rows: readonly HistoryInterval[]) => {
    const openings = openingLengths(contract, YearMonth.parse('2024-10'), rows).seen;
    return outagesOf(rows, openings, intradayProfile(contract, rows, openings));
  };

  it('finds none in calls that come by chance', () => {
    expect(find(history).size).to.equal(0);
  });

  it('finds the hours in which none came though many were due', () => {
    const rows = changed('2024-06-12', (row) =>
      row.startMinute >= 600 && row.startMinute < 780 ? silent(row) : row,
    );
    const outages = find(rows);
    expect([...outages.keys()]).to.deep.equal([day('2024-06-12').toEpochDay()]);
    const { startMinute, endMinute } = outages.get(day('2024-06-12').toEpochDay())!;
    expect(startMinute).to.be.within(570, 600);
    expect(endMinute).to.be.within(780, 810);
  });

  it('says nothing of an hour at lunch on a quiet day', () => {
    const rows = changed('2024-06-12', (row) =>
      row.startMinute >= 720 && row.startMinute < 765 ? silent(row) : row,
    );
    expect(find(rows).size).to.equal(0);
  });
});

describe('jammedDays', () => {
  it('are those on which more gave up than chance explains', () => {
    const lost = (fraction: number) => (row: HistoryInterval) => {
      const answered = Math.round(row.offered * (1 - fraction));
      return { ...row, answered, abandoned: row.offered - answered };
    };
    expect(jammedDays(history).size).to.equal(0);
    const rows = changed('2024-06-12', (row) => lost(0.7)({ ...row, offered: row.offered * 4 }));
    expect([...jammedDays(rows)]).to.deep.equal([day('2024-06-12').toEpochDay()]);
  });
});

describe('withoutRedials', () => {
  const row = { ...history[0]!, offered: 100, answered: 30, abandoned: 70 };

  it('takes 40 % of those that gave up out of a jammed day, and none elsewhere', () => {
    expect(withoutRedials(contract, [row], true)[0]!.offered).to.equal(72);
    expect(withoutRedials(contract, [row], false)[0]!.offered).to.equal(100);
  });

  it("goes by the contract's share where it assumes more, and never under the answered", () => {
    const assumptions = { ...contract.assumptions, redial: { redialFraction: 0.5, redialSeconds: 600 } };
    expect(withoutRedials({ ...contract, assumptions }, [row], false)[0]!.offered).to.equal(65);
    const certain = { ...assumptions, redial: { redialFraction: 1, redialSeconds: 600 } };
    expect(withoutRedials({ ...contract, assumptions: certain }, [row], false)[0]!.offered).to.equal(30);
  });
});

describe('usesOf', () => {
  it("takes a queue's own decision before one about all", () => {
    const date = day('2024-06-12');
    const use = usesOf(
      [
        { date, queueId: 'booking', use: 'asCounted' },
        { date, queueId: null, use: 'leftOut' },
      ],
      'booking',
    );
    expect(use(date.toEpochDay())).to.equal('asCounted');
    expect(use(date.toEpochDay() + 1)).to.equal(null);
  });
});

describe('forecastMonth of a history that is not as it should be', () => {
  const usual = forecastMonth(input({ history }));
  /** Five days of a jammed week: four times the calls, most of them given up. */
  const jammed = history.map((row) => {
    if (row.date.isBefore(day('2024-09-09')) || row.date.isAfter(day('2024-09-13'))) return row;
    const offered = row.offered * 4;
    return { ...row, offered, answered: row.answered, abandoned: offered - row.answered };
  });

  it('is moved little by a day without calls for half a day, lists it, and takes it as counted when told to', () => {
    const date = '2024-09-18';
    const rows = changed(date, (row) =>
      row.startMinute >= 600 && row.startMinute < 870 ? silent(row) : row,
    );
    const forecast = forecastMonth(input({ history: rows }));
    expect(forecast.calls / usual.calls).to.be.closeTo(1, 0.02);
    const listed = forecast.cleaned.filter((entry) => entry.reason === 'outage');
    expect(listed.map((entry) => [entry.date.toString(), entry.queueId])).to.deep.equal([
      [date, 'booking'],
      [date, 'enquiry'],
    ]);
    expect(sum(listed.map((entry) => entry.usedCalls!))).to.be.above(
      1.3 * sum(listed.map((entry) => entry.countedCalls)),
    );
    const told = forecastMonth(
      input({ history: rows, historyDecisions: [{ date: day(date), queueId: null, use: 'asCounted' }] }),
    );
    expect(told.cleaned).to.deep.equal([]);
    expect(told.calls).to.be.below(forecast.calls);
  });

  it('counts people who call again once in a jammed week, and lists the days', () => {
    const forecast = forecastMonth(input({ history: jammed }));
    const listed = forecast.cleaned.filter(
      (entry) => entry.reason === 'redials' || entry.reason === 'doubted',
    );
    expect(new Set(listed.map((entry) => entry.date.toString())).size).to.equal(5);
    for (const { usedCalls, countedCalls } of listed) expect(usedCalls!).to.be.below(countedCalls);
  });

  it('uses nothing of a day that is left out', () => {
    const date = '2024-09-18';
    const historyDecisions = [{ date: day(date), queueId: null, use: 'leftOut' as const }];
    const left = forecastMonth(input({ history, historyDecisions }));
    const spike = changed(date, (row) => ({ ...row, offered: 50 }));
    const leftSpike = forecastMonth(input({ history: spike, historyDecisions }));
    expect(leftSpike.calls).to.be.closeTo(left.calls, 0.05 * left.calls);
    expect(left.cleaned.map(({ reason, usedCalls }) => [reason, usedCalls])).to.deep.equal([
      ['leftOut', null],
      ['leftOut', null],
    ]);
  });

  it('says which day it doubts, and believes it when told to', () => {
    const date = '2024-08-21';
    const spike = changed(date, (row) => ({ ...row, offered: row.offered + 6, answered: row.offered + 6 }));
    const forecast = forecastMonth(input({ history: spike }));
    expect(forecast.cleaned.map((entry) => [entry.date.toString(), entry.reason])).to.deep.equal([
      [date, 'doubted'],
      [date, 'doubted'],
    ]);
    expect(forecast.calls / usual.calls).to.be.closeTo(1, 0.03);
    const told = forecastMonth(
      input({ history: spike, historyDecisions: [{ date: day(date), queueId: null, use: 'asCounted' }] }),
    );
    expect(told.cleaned).to.deep.equal([]);
  });
});
