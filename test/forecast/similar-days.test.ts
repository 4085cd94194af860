import type { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { openingOf } from '../../src/calendar/index.ts';
import type { DailyCalls } from '../../src/forecast/daily-calls.ts';
import type { KnownEvent, Mailing } from '../../src/forecast/index.ts';
import { similarDays } from '../../src/forecast/similar-days.ts';
import { contract, day, mailing, uniformNumbers } from './build.ts';

/** Calls of every open day from one date to another, both included. */
function callsFrom(
  from: string,
  to: string,
  of: (date: LocalDate) => number = () => 35,
): readonly DailyCalls[] {
  const days: DailyCalls[] = [];
  for (let date = day(from); !date.isAfter(day(to)); date = date.plusDays(1)) {
    if (openingOf(contract.opening, date).kind === 'open') days.push({ date, calls: of(date) });
  }
  return days;
}

function similar(options: {
  readonly date: string;
  readonly known?: string;
  readonly history?: readonly DailyCalls[];
  readonly mailings?: readonly Mailing[];
  readonly events?: readonly KnownEvent[];
  readonly count?: number;
}) {
  return similarDays({
    contract,
    date: day(options.date),
    knowledgeDate: day(options.known ?? '2024-09-20'),
    history: options.history ?? callsFrom('2024-04-01', '2024-09-19'),
    mailings: options.mailings ?? [],
    events: options.events ?? [],
    count: options.count ?? 5,
  });
}

describe('similarDays', () => {
  it('finds the same weekday in the same place of the month at the same level, at distance 0', () => {
    // 9 October 2024 is an ordinary Wednesday in mid-month.
    const { days, meanCalls } = similar({ date: '2024-10-09' });
    expect(days).to.have.lengthOf(5);
    expect(meanCalls).to.equal(35);
    for (const one of days) {
      expect(one.distance).to.equal(0);
      expect(one.differences).to.deep.equal([]);
      expect(one.date.dayOfWeek().name()).to.equal('WEDNESDAY');
      expect(one.traits).to.include({ sinceClosure: 2, isBeforeClosure: false, levelCalls: 35 });
    }
  });

  it('prefers days after a closure for a day after one', () => {
    // 15 October 2024 is the Tuesday after a Monday holiday; so are 17 September, 13 August and 16 July.
    const { traits, days } = similar({ date: '2024-10-15', count: 3 });
    expect(traits).to.include({ weekday: 1, sinceClosure: 0 });
    expect(days.map(({ date }) => date.toString())).to.deep.equal(['2024-09-17', '2024-08-13', '2024-07-16']);
  });

  it('prefers days with as many letters before them, and tells how many', () => {
    const mailings = ['2024-06-05', '2024-10-02'].map((posted) =>
      mailing({ postedOn: day(posted), announcedOn: day('2024-05-01'), letters: 3000 }),
    );
    const { traits, days } = similar({ date: '2024-10-09', mailings, count: 1 });
    expect(traits.letters).to.equal(3000);
    expect(days[0]!.date.toString()).to.equal('2024-06-12');
    const unknown = mailings.map((batch) => ({ ...batch, announcedOn: day('2024-09-21') }));
    expect(similar({ date: '2024-10-09', mailings: unknown }).traits).to.include({
      letters: 0,
      letterCalls: 0,
    });
  });

  it('prefers the day on which the same happened', () => {
    const event = (date: string, name: string): KnownEvent => ({ date: day(date), name, announcedOn: null });
    const events = [event('2024-07-01', '広報'), event('2024-08-07', '説明会'), event('2024-10-09', '広報')];
    const { days } = similar({ date: '2024-10-09', events, count: 200 });
    const distanceOf = (date: string) => days.find((one) => one.date.equals(day(date)))!.distance;
    // 1 July is a Monday and the first of its month, 7 August a Wednesday with another event.
    expect(days.find((one) => one.date.equals(day('2024-08-07')))!.differences[0]).to.equal('events');
    expect(distanceOf('2024-07-01')).to.be.below(distanceOf('2024-08-07'));
  });

  it('prefers the level of now to the double', () => {
    const history = callsFrom('2024-04-01', '2024-09-19', (date) =>
      date.isBefore(day('2024-07-01')) ? 70 : 35,
    );
    const { days } = similar({ date: '2024-10-09', history, count: 200 });
    for (const one of days) {
      const isOld = one.date.isBefore(day('2024-07-01')) && one.date.isAfter(day('2024-04-01'));
      if (isOld) expect(one.distance, one.date.toString()).to.be.at.least(0.999);
    }
    expect(days[0]!.distance).to.be.closeTo(0, 1e-9);
  });

  it('uses nothing from the knowledge date on', () => {
    const history = callsFrom('2024-04-01', '2024-10-31');
    const changed = history.map((one) =>
      one.date.isBefore(day('2024-09-20')) ? one : { ...one, calls: 999 },
    );
    const of = (calls: readonly DailyCalls[]) =>
      JSON.stringify(similar({ date: '2024-10-09', history: calls, count: 99 }));
    expect(of(changed)).to.equal(of(history));
    const { days } = similar({ date: '2024-10-09', history, count: 500 });
    expect(days.every(({ date }) => date.isBefore(day('2024-09-20')))).to.equal(true);
  });

  it('gives the nearest of all, with distances that are never below 0', () => {
    const uniform = uniformNumbers(7);
    const history = callsFrom('2023-10-02', '2024-09-19', () => Math.round(20 + 60 * uniform()));
    const mailings = callsFrom('2023-10-02', '2024-09-19')
      .filter(() => uniform() < 0.05)
      .map(({ date }) => mailing({ postedOn: date, letters: Math.round(4000 * uniform()) }));
    const all = similar({ date: '2024-10-09', history, mailings, count: 10_000 }).days;
    const few = similar({ date: '2024-10-09', history, mailings, count: 7 }).days;
    expect(all).to.have.lengthOf(history.length);
    expect(all.slice(0, 7)).to.deep.equal(few);
    const farthest = few.at(-1)!.distance;
    expect(few.every(({ distance }) => distance >= 0)).to.equal(true);
    expect(all.slice(7).every(({ distance }) => distance >= farthest)).to.equal(true);
  });

  it('has nothing to show before any history', () => {
    const { traits, days, meanCalls } = similar({ date: '2024-10-09', history: [] });
    expect(traits.levelCalls).to.equal(null);
    expect([days, meanCalls]).to.deep.equal([[], null]);
  });
});
