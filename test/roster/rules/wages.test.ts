import { expect } from 'chai';
import { premiums, premiumYen } from '../../../src/roster/rules/wages.ts';
import { datesFrom, labour, person, ruleContext, rulesOf, shift, shiftsOn } from '../../build/roster.ts';

describe('premiumYen', () => {
  const hours = (overtime: number, holiday = 0, night = 0) => ({
    workedMinutes: 0,
    overtimeMinutes: overtime * 60,
    holidayMinutes: holiday * 60,
    nightMinutes: night * 60,
  });

  it('is 25 % up to sixty hours of overtime in the month and 50 % beyond', () => {
    expect(premiumYen(hours(60), 1000, false)).to.equal(75_000);
    expect(premiumYen(hours(61), 1000, false)).to.equal(76_500);
  });

  it('is 35 % on days off, and 25 % more at night', () => {
    expect(premiumYen(hours(0, 8), 1000, false)).to.equal(10_800);
    expect(premiumYen(hours(0, 0, 2), 1000, false)).to.equal(500);
    expect(premiumYen(hours(1, 0, 1), 1000, false)).to.equal(1500);
    expect(premiumYen(hours(0, 1, 1), 1000, false)).to.equal(1600);
  });

  it('is for the night alone of 管理監督者', () => {
    expect(premiumYen(hours(10, 8, 2), 1000, true)).to.equal(500);
  });
});

describe('premiums', () => {
  const long = shift('OP01', '12:00-23:00', { meal: '16:00-17:00' });
  const shifts = shiftsOn(long, '2024-05-08', '2024-05-09');

  it('informs of the hours, with their cost where the wage is known', () => {
    const unpriced = premiums(ruleContext({ shifts }));
    expect(rulesOf(unpriced)).to.deep.equal(['I labour.premium']);
    expect(unpriced[0]!.text.ja)
      .to.include('時間外 4 時間')
      .and.to.include('深夜 2 時間')
      .and.to.include('37条');
    const staff = [person({ labour: labour({ hourlyWageYen: 1000 }) })];
    const priced = premiums(ruleContext({ staff, shifts }));
    expect(rulesOf(priced)).to.deep.equal(['I labour.premium-yen']);
    expect(priced[0]!.text.ja).to.include('約 5500 円');
  });

  it('does not take a meal at night for work', () => {
    const meal = shift('OP01', '14:00-23:00', { meal: '22:00-23:00' });
    expect(premiums(ruleContext({ shifts: { '2024-05-08': [meal] } }))).to.deep.equal([]);
  });

  it('is silent in a month within the limits, and counts the seventh day of a week as a day off', () => {
    const short = shift('OP01', '9:00-12:00');
    expect(premiums(ruleContext({ shifts: shiftsOn(short, ...datesFrom('2024-05-05', 6)) }))).to.deep.equal(
      [],
    );
    const seven = premiums(ruleContext({ shifts: shiftsOn(short, ...datesFrom('2024-05-05', 7)) }));
    expect(seven[0]!.text.ja).to.include('休日 3 時間').and.to.include('時間外 0 時間');
  });

  it('counts only the night of 管理監督者', () => {
    const staff = [person({ labour: labour({ isManagerial: true }) })];
    const found = premiums(ruleContext({ staff, shifts }));
    expect(found[0]!.text.ja).to.include('時間外 0 時間').and.to.include('深夜 2 時間');
  });
});
