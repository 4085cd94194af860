import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import type { ForecastParts, MonthForecast } from '../../src/forecast/index.ts';
import { monthChange } from '../../src/forecast/month-change.ts';
import { day } from './build.ts';

/** A month of which only what the change is told from matters. */
function month(
  name: string,
  known: string,
  days: readonly {
    readonly date: string;
    readonly usual: number;
    readonly letters?: number;
    readonly events?: number;
  }[],
): MonthForecast {
  const none = { low95: 0, low80: 0, high80: 0, high95: 0 };
  const forecastDays = days.map(({ date, usual, letters = 0, events = 0 }) => {
    const parts: ForecastParts = {
      base: usual + events,
      level: usual,
      weekday: 0,
      season: 0,
      events,
      mailings: letters,
      byMailing: [],
    };
    return { date: day(date), calls: usual + events + letters, parts } as MonthForecast['days'][number];
  });
  return {
    month: YearMonth.parse(name),
    knowledgeDate: day(known),
    days: forecastDays,
    calls: forecastDays.reduce((sum, { calls }) => sum + calls, 0),
    bounds: none,
    weeks: [],
    cleaned: [],
    queues: [],
    mailings: [],
    measuredAhtSeconds: null,
    historyDays: 0,
    volumeCvFraction: 0,
    dayCvFraction: 0,
  };
}

const april = month('2024-04', '2024-04-20', [
  { date: '2024-04-18', usual: 20 },
  { date: '2024-04-19', usual: 20, letters: 4 },
  { date: '2024-04-22', usual: 20, letters: 6 },
]);
const may = month('2024-05', '2024-04-20', [
  { date: '2024-05-01', usual: 20, letters: 30 },
  { date: '2024-05-02', usual: 20, letters: 25, events: 8 },
  { date: '2024-05-07', usual: 20 },
  { date: '2024-05-08', usual: 20 },
]);

describe('monthChange', () => {
  it('tells open days, letters, events and the level apart, heaviest first, adding up', () => {
    const actual = [
      { date: day('2024-04-18'), calls: 23 },
      { date: day('2024-04-19'), calls: 22 },
      // Known only later.
      { date: day('2024-04-22'), calls: 999 },
    ];
    const change = monthChange(may, april, actual)!;
    expect(change.previousCalls).to.equal(23 + 22 + 26);
    expect(change.countedDays).to.equal(2);
    expect(change.changeFraction).to.be.closeTo((143 - 71) / 71, 1e-12);
    // One open day more at 20 calls; 55 less 10 from letters; 8 from an event; the days that came brought 1 more than expected.
    expect(change.drivers).to.deep.equal([
      { driver: 'letters', calls: 45 },
      { driver: 'openDays', calls: 20 },
      { driver: 'events', calls: 8 },
      { driver: 'level', calls: -1 },
    ]);
  });

  it('says nothing beside a month without open days', () => {
    expect(monthChange(may, month('2024-04', '2024-04-20', []), [])).to.equal(null);
  });
});
