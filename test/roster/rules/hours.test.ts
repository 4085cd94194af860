import { expect } from 'chai';
import type { Shift } from '../../../src/roster/roster.ts';
import { contractHours, dailyHours, promisedHours, weeklyHours } from '../../../src/roster/rules/hours.ts';
import { day, person, rosterDays, ruleContext, shift } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

/** Eight hours of work with an hour of meal. */
const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
const on = (duty: Shift, ...dates: readonly string[]): Record<string, readonly Shift[]> =>
  Object.fromEntries(dates.map((date) => [date, [duty]]));
const withoutAgreement = {
  ...sampleContract,
  labour: {
    ...sampleContract.labour,
    agreements: { ...sampleContract.labour.agreements, overtime36: null },
  },
};
/** Sunday 12 May 2024 to Saturday 18 May. */
const week = ['2024-05-13', '2024-05-14', '2024-05-15', '2024-05-16', '2024-05-17'];
const rulesOf = (found: readonly { readonly rule: string; readonly level: string }[]) =>
  found.map(({ rule, level }) => `${level} ${rule}`);

describe('dailyHours', () => {
  it('holds at eight hours and reports a minute more, H without a 36協定 and W with one', () => {
    const long = shift('OP01', '9:00-18:01', { meal: '12:00-13:00' });
    expect(dailyHours(ruleContext({ shifts: on(eight, week[0]!) }))).to.deep.equal([]);
    const shifts = on(long, week[0]!);
    const found = dailyHours(ruleContext({ contract: withoutAgreement, shifts }));
    expect(rulesOf(found)).to.deep.equal(['H labour.daily-hours']);
    expect(found[0]!.text.ja).to.include('8.02 時間').and.to.include('32条2項');
    expect(rulesOf(dailyHours(ruleContext({ shifts })))).to.deep.equal(['W labour.daily-hours']);
  });

  it('takes a 36協定 for on file from the day it was filed', () => {
    const long = shift('OP01', '9:00-18:01', { meal: '12:00-13:00' });
    const filed = (date: string) => {
      const agreements = { ...sampleContract.labour.agreements, overtime36: day(date) };
      const contract = { ...sampleContract, labour: { ...sampleContract.labour, agreements } };
      return rulesOf(dailyHours(ruleContext({ contract, shifts: on(long, week[0]!) })));
    };
    expect(filed(week[0]!)).to.deep.equal(['W labour.daily-hours']);
    expect(filed(week[1]!)).to.deep.equal(['H labour.daily-hours']);
  });

  it('never lets an exempt person do overtime', () => {
    const staff = [person({ isExemptFromOvertime: true })];
    const long = shift('OP01', '9:00-18:01', { meal: '12:00-13:00' });
    const found = dailyHours(ruleContext({ staff, shifts: on(long, week[0]!) }));
    expect(rulesOf(found)).to.deep.equal(['W labour.daily-hours', 'H labour.overtime-exempt']);
    expect(found[1]!.text.ja).to.include('16条の8').and.to.include(week[0]!);
    expect(dailyHours(ruleContext({ staff, shifts: on(eight, week[0]!) }))).to.deep.equal([]);
  });

  it('counts a standby as no work', () => {
    const onCall = shift('OP01', '6:00-20:00', { isStandby: true });
    expect(dailyHours(ruleContext({ shifts: on(onCall, week[0]!) }))).to.deep.equal([]);
  });
});

describe('weeklyHours', () => {
  it('holds at forty hours and reports a minute more with the first day of the week', () => {
    expect(weeklyHours(ruleContext({ shifts: on(eight, ...week) }))).to.deep.equal([]);
    const shifts = { ...on(eight, ...week), '2024-05-18': [shift('OP01', '9:00-9:01')] };
    const found = weeklyHours(ruleContext({ contract: withoutAgreement, shifts }));
    expect(rulesOf(found)).to.deep.equal(['H labour.weekly-hours']);
    expect(found[0]!.date?.toString()).to.equal('2024-05-12');
    expect(found[0]!.text.ja).to.include('2024-05-12 からの週').and.to.include('40.02 時間');
    expect(found[0]!.text.en).to.include('art. 32(1)');
  });

  it('begins the week on Sunday, or where the work rules say', () => {
    const shifts = { ...on(eight, ...week), '2024-05-19': [eight] };
    expect(weeklyHours(ruleContext({ shifts }))).to.deep.equal([]);
    const labour = { ...sampleContract.labour, weekStartsOn: 'MON' as const };
    const contract = { ...sampleContract, labour };
    expect(weeklyHours(ruleContext({ contract, shifts }))).to.have.length(1);
  });

  it('adds the days of last month’s published plan to a week that straddles two months', () => {
    const shifts = on(eight, '2024-05-01', '2024-05-02', '2024-05-03');
    const published = (...dates: readonly string[]) => rosterDays(on(eight, ...dates));
    const two = published('2024-04-29', '2024-04-30');
    expect(weeklyHours(ruleContext({ shifts, daysBefore: two }))).to.deep.equal([]);
    const three = published('2024-04-28', '2024-04-29', '2024-04-30');
    const found = weeklyHours(ruleContext({ shifts, daysBefore: three }));
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-04-28']);
    expect(found[0]!.text.ja).to.include('48 時間');
    // The week before has 48 hours, which is last month's matter.
    const longWeek = ['2024-04-22', '2024-04-23', '2024-04-24', '2024-04-25', '2024-04-26', '2024-04-27'];
    const weekBefore = published(...longWeek, '2024-04-29', '2024-04-30');
    expect(weeklyHours(ruleContext({ shifts, daysBefore: weekBefore }))).to.deep.equal([]);
  });

  it('adds the days of next month’s published plan to the week that runs into it', () => {
    const last = on(eight, '2024-05-26', '2024-05-27', '2024-05-28', '2024-05-29', '2024-05-30');
    const saturday = rosterDays(on(eight, '2024-06-01'));
    expect(weeklyHours(ruleContext({ shifts: last }))).to.deep.equal([]);
    const found = weeklyHours(ruleContext({ shifts: last, daysAfter: saturday }));
    expect(found.map(({ date }) => date?.toString())).to.deep.equal(['2024-05-26']);
    // The week after is next month's matter.
    const june = ['2024-06-02', '2024-06-03', '2024-06-04', '2024-06-05', '2024-06-06', '2024-06-07'];
    const weekAfter = rosterDays(on(eight, ...june));
    expect(weeklyHours(ruleContext({ shifts: last, daysAfter: weekAfter }))).to.deep.equal([]);
  });

  it('refuses overtime of the week for minors and exempt people even with a 36協定', () => {
    const shifts = { ...on(eight, ...week), '2024-05-18': [shift('OP01', '9:00-9:01')] };
    const minor = [person({ birthDate: day('2007-01-01') })];
    expect(rulesOf(weeklyHours(ruleContext({ staff: minor, shifts })))).to.deep.equal([
      'W labour.weekly-hours',
      'H labour.minor',
    ]);
    const exempt = [person({ isExemptFromOvertime: true })];
    expect(rulesOf(weeklyHours(ruleContext({ staff: exempt, shifts })))).to.deep.equal([
      'W labour.weekly-hours',
      'H labour.overtime-exempt',
    ]);
  });
});

describe('contractHours', () => {
  const part = person({ maximumDailyMinutes: 360, maximumWeeklyMinutes: 1050, maximumWeeklyDays: 3 });
  const six = shift('OP01', '10:00-16:00');

  it('holds at the limits of a person’s own contract', () => {
    const shifts = { ...on(six, week[0]!, week[1]!), '2024-05-15': [shift('OP01', '10:00-15:30')] };
    expect(contractHours(ruleContext({ staff: [part], shifts }))).to.deep.equal([]);
  });

  it('refuses a minute more in a day or a week, and a day more in a week', () => {
    const daily = contractHours(
      ruleContext({ staff: [part], shifts: on(shift('OP01', '10:00-16:01'), week[0]!) }),
    );
    expect(rulesOf(daily)).to.deep.equal(['H contract.daily-hours']);
    expect(daily[0]!.text.ja).to.include('6.02 時間').and.to.include('上限 6 時間');
    const weekly = contractHours(
      ruleContext({
        staff: [part],
        shifts: { ...on(six, week[0]!, week[1]!), '2024-05-15': [shift('OP01', '10:00-15:31')] },
      }),
    );
    expect(rulesOf(weekly)).to.deep.equal(['H contract.weekly-hours']);
    expect(weekly[0]!.text.ja).to.include('17.52 時間').and.to.include('上限 17.5 時間');
    const short = shift('OP01', '10:00-12:00');
    const days = contractHours(ruleContext({ staff: [part], shifts: on(short, ...week.slice(0, 4)) }));
    expect(rulesOf(days)).to.deep.equal(['H contract.weekly-days']);
    expect(days[0]!.text.ja).to.include('4 日').and.to.include('上限 3 日');
  });

  it('counts the days of last month in a week that straddles two months', () => {
    const daysBefore = rosterDays(on(six, '2024-04-29', '2024-04-30'));
    const shifts = on(shift('OP01', '10:00-15:31'), '2024-05-01');
    const found = contractHours(ruleContext({ staff: [part], shifts, daysBefore }));
    expect(rulesOf(found)).to.deep.equal(['H contract.weekly-hours']);
    expect(contractHours(ruleContext({ staff: [part], shifts }))).to.deep.equal([]);
  });
});

describe('promisedHours', () => {
  const shifts = on(eight, ...week);
  const promised = (minutes: number, changes: Parameters<typeof person>[0] = {}) =>
    promisedHours(ruleContext({ staff: [person({ minimumMonthlyMinutes: minutes, ...changes })], shifts }));

  it('holds at the promised hours and warns a minute under them', () => {
    // 40 h are worked, on the five open days that there are; a sixth could not be promised.
    expect(promised(40 * 60)).to.deep.equal([]);
    const three = on(eight, ...week.slice(0, 3));
    const staff = [person({ minimumMonthlyMinutes: 24 * 60 + 1 })];
    const idle = Object.fromEntries(week.slice(3).map((date) => [date, []]));
    const found = promisedHours(ruleContext({ staff, shifts: { ...three, ...idle } }));
    expect(rulesOf(found)).to.deep.equal(['W contract.minimum-hours']);
    expect(found[0]!.text.ja).to.include('24 時間').and.to.include('26条');
  });

  it('counts a day of paid leave as a day of the longest shift', () => {
    const three = on(eight, ...week.slice(0, 3));
    const idle = Object.fromEntries(week.slice(3).map((date) => [date, []]));
    const with1 = (minutes: number) =>
      promisedHours(
        ruleContext({
          staff: [person({ minimumMonthlyMinutes: minutes, leave: [day(week[3]!)] })],
          shifts: { ...three, ...idle },
        }),
      );
    // 24 h of work and 7.75 h of leave.
    expect(with1(31.75 * 60)).to.deep.equal([]);
    expect(with1(31.75 * 60 + 1)).to.have.length(1);
  });

  it('promises nothing for days of leave, of unavailability and out of employment', () => {
    const none = { ...on(eight), ...Object.fromEntries(week.map((date) => [date, []])) };
    const away = (changes: Parameters<typeof person>[0]) =>
      promisedHours(
        ruleContext({ staff: [person({ minimumMonthlyMinutes: 6000, ...changes })], shifts: none }),
      );
    expect(away({})).to.have.length(1);
    expect(away({ leave: week.map(day) })).to.deep.equal([]);
    expect(away({ endsOn: day('2024-04-30') })).to.deep.equal([]);
    expect(away({ startsOn: day('2024-06-01') })).to.deep.equal([]);
    const unavailable = week.map((date) => ({
      date: day(date),
      isoWeekday: null,
      startMinute: 0,
      endMinute: 1440,
    }));
    expect(away({ unavailable })).to.deep.equal([]);
    expect(away({ skills: [] })).to.have.length(1);
  });
});
