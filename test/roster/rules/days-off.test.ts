import { expect } from 'chai';
import type { Shift } from '../../../src/roster/roster.ts';
import { availability, paidLeave, shiftInterval, weeklyRest } from '../../../src/roster/rules/days-off.ts';
import { day, person, rosterDays, ruleContext, shift } from '../../build/roster.ts';

/** The same duty on so many days running. */
const run = (first: string, count: number, duty: Shift): Record<string, readonly Shift[]> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, offset) => [day(first).plusDays(offset).toString(), [duty]]),
  );
const duty = shift('OP01', '9:00-13:00');
const onCall = shift('OP01', '8:45-17:30', { isStandby: true });

describe('weeklyRest', () => {
  it('holds for six days running and fails on the seventh', () => {
    expect(weeklyRest(ruleContext({ shifts: run('2024-05-01', 6, duty) }))).to.deep.equal([]);
    const found = weeklyRest(ruleContext({ shifts: run('2024-05-01', 7, duty) }));
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ rule: 'labour.weekly-rest', level: 'H', staffId: 'OP01' });
    expect(found[0]!.date?.toString()).to.equal('2024-05-07');
    expect(found[0]!.text.ja).to.include('2024-05-07 まで7日続けて').and.to.include('35条1項');
  });

  it('counts days of the published plan before the month, and a standby as duty', () => {
    const daysBefore = rosterDays(run('2024-04-27', 4, duty));
    const shifts = { ...run('2024-05-01', 2, duty), '2024-05-03': [onCall] };
    const found = weeklyRest(ruleContext({ shifts, daysBefore }));
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-05-03']);
    expect(weeklyRest(ruleContext({ shifts }))).to.deep.equal([]);
  });

  it('counts days of the published plan after the month, and leaves runs that begin in it', () => {
    const shifts = run('2024-05-28', 4, duty);
    const published = (days: number) => rosterDays(run('2024-06-01', days, duty));
    expect(weeklyRest(ruleContext({ shifts, daysAfter: published(2) }))).to.deep.equal([]);
    const found = weeklyRest(ruleContext({ shifts, daysAfter: published(3) }));
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-06-03']);
    const rested = run('2024-05-28', 3, duty);
    expect(weeklyRest(ruleContext({ shifts: rested, daysAfter: published(7) }))).to.deep.equal([]);
  });

  it('says nothing about a run that ended before the month', () => {
    const daysBefore = rosterDays(run('2024-04-22', 8, duty));
    expect(weeklyRest(ruleContext({ shifts: run('2024-05-01', 1, duty), daysBefore }))).to.deep.equal([]);
  });

  it('is not fooled by two duties on one day', () => {
    const shifts = { ...run('2024-05-01', 7, duty), '2024-05-04': [duty, onCall] };
    expect(weeklyRest(ruleContext({ shifts }))).to.have.length(1);
  });
});

describe('paidLeave', () => {
  const staff = [person({ leave: [day('2024-05-08')] })];

  it('refuses a shift and a standby on a day of leave', () => {
    for (const entry of [duty, onCall]) {
      const found = paidLeave(ruleContext({ staff, shifts: { '2024-05-08': [entry] } }));
      expect(found).to.have.length(1);
      expect(found[0]).to.include({ rule: 'labour.leave', level: 'H', staffId: 'OP01' });
      expect(found[0]!.text.ja).to.include('2024-05-08').and.to.include('39条5項');
    }
  });

  it('holds on the days next to it', () => {
    const shifts = { '2024-05-07': [duty], '2024-05-09': [duty] };
    expect(paidLeave(ruleContext({ staff, shifts }))).to.deep.equal([]);
  });
});

describe('availability', () => {
  const away = { date: day('2024-05-08'), isoWeekday: null, startMinute: 780, endMinute: 1050 };

  it('holds up to the first unavailable minute and fails a minute into it', () => {
    const staff = [person({ unavailable: [away] })];
    expect(availability(ruleContext({ staff, shifts: { '2024-05-08': [duty] } }))).to.deep.equal([]);
    const longer = shift('OP01', '9:00-13:01');
    const found = availability(ruleContext({ staff, shifts: { '2024-05-08': [longer] } }));
    expect(found.map(({ rule, level }) => [rule, level])).to.deep.equal([['people.unavailable', 'H']]);
    expect(found[0]!.text.ja).to.include('09:00～13:01');
    expect(availability(ruleContext({ staff, shifts: { '2024-05-09': [longer] } }))).to.deep.equal([]);
  });

  it('knows entries of a weekday, and looks at standbys too', () => {
    const staff = [person({ unavailable: [{ ...away, date: null, isoWeekday: 3 }] })];
    const found = availability(
      ruleContext({ staff, shifts: { '2024-05-08': [onCall], '2024-05-09': [onCall] } }),
    );
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-05-08']);
  });

  it('refuses duties outside the employment, both ends of which are days of work', () => {
    const staff = [person({ startsOn: day('2024-05-08'), endsOn: day('2024-05-09') })];
    const found = availability(ruleContext({ staff, shifts: run('2024-05-07', 4, duty) }));
    expect(found.map(({ rule, date }) => [rule, date?.toString()])).to.deep.equal([
      ['people.not-employed', '2024-05-07'],
      ['people.not-employed', '2024-05-10'],
    ]);
  });
});

describe('shiftInterval', () => {
  it('holds at eleven hours and warns a minute under them, with the article', () => {
    const late = { '2024-05-08': [shift('OP01', '13:00-21:00')] };
    const early = (start: string) => ({ ...late, '2024-05-09': [shift('OP01', `${start}-12:00`)] });
    expect(shiftInterval(ruleContext({ shifts: early('8:00') }))).to.deep.equal([]);
    const found = shiftInterval(ruleContext({ shifts: early('7:59') }));
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ rule: 'labour.interval', level: 'W' });
    expect(found[0]!.text.ja).to.include('10.98 時間').and.to.include('勤務間インターバル');
  });

  it('looks over the turn of the month, and not at standbys', () => {
    const daysBefore = rosterDays({ '2024-04-30': [shift('OP01', '13:00-22:00')] });
    const shifts = { '2024-05-01': [shift('OP01', '8:00-12:00')] };
    expect(shiftInterval(ruleContext({ shifts, daysBefore }))).to.have.length(1);
    expect(shiftInterval(ruleContext({ shifts: { '2024-05-01': [onCall] }, daysBefore }))).to.deep.equal([]);
  });
});
