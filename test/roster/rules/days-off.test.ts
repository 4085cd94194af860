import { expect } from 'chai';
import type { Shift } from '../../../src/roster/roster.ts';
import {
  availability,
  fourWeekRest,
  paidLeave,
  shiftInterval,
  weeklyRest,
} from '../../../src/roster/rules/days-off.ts';
import {
  day,
  labour,
  labourContract,
  person,
  rosterDays,
  ruleContext,
  rulesOf,
  shift,
} from '../../build/roster.ts';

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

describe('weeklyRest with work on days off', () => {
  const contract = (holidayDaysPerMonth: number, overtime36: string | null = '2024-03-15') =>
    labourContract(
      {},
      {
        overtime36: overtime36 === null ? null : day(overtime36),
        overtime36Terms: { specialClause: false, yearStartsInMonth: 4, holidayDaysPerMonth },
      },
    );
  const eight = run('2024-05-01', 8, duty);

  it('warns of as many lost days off as the 36協定 allows and refuses more', () => {
    const found = (days: number, on = '2024-03-15' as string | null) =>
      rulesOf(weeklyRest(ruleContext({ contract: contract(days, on), shifts: eight })));
    expect(found(0)).to.deep.equal(['H labour.weekly-rest', 'H labour.weekly-rest']);
    expect(found(1)).to.deep.equal(['W labour.holiday-work', 'H labour.weekly-rest']);
    expect(found(2)).to.deep.equal(['W labour.holiday-work', 'W labour.holiday-work']);
    expect(found(2, null)).to.deep.equal(['H labour.weekly-rest', 'H labour.weekly-rest']);
  });

  it('refuses it to minors and to who asked by 労基法66条2項', () => {
    const away = { kind: 'pregnant' as const, from: day('2024-05-01'), to: null, minutes: null };
    for (const changes of [{ birthDate: day('2007-01-01') }, { labour: labour({ restrictions: [away] }) }]) {
      const found = weeklyRest(
        ruleContext({ contract: contract(4), staff: [person(changes)], shifts: eight }),
      );
      expect(rulesOf(found)).to.deep.equal(['H labour.weekly-rest', 'H labour.weekly-rest']);
    }
  });

  it('does not take a national holiday for a statutory day off', () => {
    // 3 to 6 May 2024 are holidays; six days running over them are no breach, and seven are.
    expect(weeklyRest(ruleContext({ shifts: run('2024-05-01', 6, duty) }))).to.deep.equal([]);
    const around = { ...run('2024-04-29', 0, duty), ...run('2024-05-07', 6, duty) };
    expect(weeklyRest(ruleContext({ shifts: around }))).to.deep.equal([]);
    const withHolidays = { ...run('2024-05-03', 4, duty), ...run('2024-05-07', 3, duty) };
    expect(weeklyRest(ruleContext({ shifts: withHolidays }))).to.have.length(1);
  });
});

describe('fourWeekRest', () => {
  // Four weeks from Wednesday 1 May to Tuesday 28 May.
  const contract = labourContract({ fourWeekRestStartsOn: day('2024-04-03') });
  const found = (
    shifts: Record<string, readonly Shift[]>,
    daysBefore: Record<string, readonly Shift[]> = {},
  ) => fourWeekRest(ruleContext({ contract, shifts, daysBefore: rosterDays(daysBefore) }));

  it('holds with four days off wherever they lie and fails with three', () => {
    expect(found(run('2024-05-01', 24, duty))).to.deep.equal([]);
    const three = found(run('2024-05-01', 25, duty));
    expect(rulesOf(three)).to.deep.equal(['H labour.four-week-rest']);
    expect(three[0]!.date?.toString()).to.equal('2024-05-01');
    expect(three[0]!.text.ja).to.include('3 日').and.to.include('35条2項');
    expect(weeklyRest(ruleContext({ contract, shifts: run('2024-05-01', 24, duty) }))).to.deep.equal([]);
  });

  it('counts from the day of the work rules, and not any four weeks', () => {
    // Days off on 1 to 4 May and on 25 to 28 May: the 28 days between have none.
    const shifts = { ...run('2024-05-05', 20, duty), ...run('2024-05-29', 3, duty) };
    expect(found(shifts)).to.deep.equal([]);
  });

  it('counts last month’s published days of four weeks over the month’s end', () => {
    const april = labourContract({ fourWeekRestStartsOn: day('2024-04-17') });
    const context = (before: number) =>
      fourWeekRest(
        ruleContext({
          contract: april,
          shifts: run('2024-05-01', 14, duty),
          daysBefore: rosterDays(run('2024-04-17', before, duty)),
        }),
      );
    expect(context(10)).to.deep.equal([]);
    expect(context(11)).to.have.length(1);
    expect(context(11)[0]!.date?.toString()).to.equal('2024-04-17');
  });

  it('warns within the days of work on days off that the 36協定 allows', () => {
    const allowed = labourContract(
      { fourWeekRestStartsOn: day('2024-04-03') },
      { overtime36Terms: { specialClause: false, yearStartsInMonth: 4, holidayDaysPerMonth: 1 } },
    );
    const level = (days: number) =>
      rulesOf(fourWeekRest(ruleContext({ contract: allowed, shifts: run('2024-05-01', days, duty) })));
    expect(level(25)).to.deep.equal(['W labour.holiday-work-four-weeks']);
    expect(level(26)).to.deep.equal(['H labour.four-week-rest']);
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

  it('leaves the interval within the month before to that month', () => {
    const daysBefore = rosterDays({
      '2024-04-29': [shift('OP01', '13:00-22:00')],
      '2024-04-30': [shift('OP01', '8:00-12:00')],
    });
    expect(shiftInterval(ruleContext({ shifts: {}, daysBefore }))).to.deep.equal([]);
  });
});
