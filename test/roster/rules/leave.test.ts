import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import {
  fiveDaysLeave,
  hourlyLeave,
  leaveGrant,
  statutoryLeaveDays,
} from '../../../src/roster/rules/leave.ts';
import {
  datesFrom,
  day,
  labour,
  labourContract,
  person,
  range,
  ruleContext,
  rulesOf,
  shift,
} from '../../build/roster.ts';

const agreed = (daysPerYear: number) =>
  labourContract({}, { hourlyLeave: { concludedOn: day('2024-03-15'), daysPerYear } });

describe('hourlyLeave', () => {
  const afternoon = { date: day('2024-05-08'), ...range('13:00-15:00') };
  const away = person({ labour: labour({ hourlyLeave: [afternoon] }) });

  it('wins over the plan up to its first minute', () => {
    const on = (times: string, date = '2024-05-08') =>
      hourlyLeave(
        ruleContext({ contract: agreed(5), staff: [away], shifts: { [date]: [shift('OP01', times)] } }),
      );
    expect(on('9:00-13:00')).to.deep.equal([]);
    expect(on('15:00-17:00')).to.deep.equal([]);
    expect(on('9:00-17:00', '2024-05-09')).to.deep.equal([]);
    const found = on('9:00-13:01');
    expect(rulesOf(found)).to.deep.equal(['H labour.hourly-leave']);
    expect(found[0]!.text.ja).to.include('39条4項');
  });

  it('needs an agreement', () => {
    const found = hourlyLeave(ruleContext({ staff: [away] }));
    expect(rulesOf(found)).to.deep.equal(['H labour.hourly-leave-agreement']);
    expect(hourlyLeave(ruleContext({ contract: agreed(5), staff: [away] }))).to.deep.equal([]);
    expect(hourlyLeave(ruleContext({ staff: [away], month: YearMonth.of(2024, 6) }))).to.deep.equal([]);
  });

  it('is as many days a year as agreed, of whole hours, counted from the grant', () => {
    const grant = { grantedOn: day('2024-04-01'), days: 10, takenDays: 0 };
    const found = (hours: number, daysPerYear: number, maximumDailyMinutes = 465) => {
      const dates = datesFrom('2024-05-01', hours);
      const entries = dates.map((date) => ({ date: day(date), ...range('13:00-14:00') }));
      const old = { date: day('2024-03-31'), ...range('9:00-17:00') };
      const staff = person({
        maximumDailyMinutes,
        labour: labour({ leaveGrant: grant, hourlyLeave: [old, ...entries] }),
      });
      return hourlyLeave(ruleContext({ contract: agreed(daysPerYear), staff: [staff] }));
    };
    // A day of 7:45 counts as eight hours.
    expect(found(24, 3)).to.deep.equal([]);
    const over = found(25, 3);
    expect(rulesOf(over)).to.deep.equal(['H labour.hourly-leave-days']);
    expect(over[0]!.text.ja).to.include('25 時間').and.to.include('3 日分 24 時間');
    expect(found(21, 3, 420)).to.deep.equal([]);
    expect(found(22, 3, 420)).to.have.length(1);
  });
});

describe('fiveDaysLeave', () => {
  /** Granted on 1 August 2023, so that five days are due by 31 July 2024. */
  const found = (
    changes: { readonly days?: number; readonly takenDays?: number; readonly leave?: readonly string[] },
    month = YearMonth.of(2024, 5),
  ) => {
    const { days = 10, takenDays = 0, leave = [] } = changes;
    const grant = { grantedOn: day('2023-08-01'), days, takenDays };
    const staff = person({ leave: leave.map(day), labour: labour({ leaveGrant: grant }) });
    return fiveDaysLeave(ruleContext({ staff: [staff], month }));
  };

  it('warns under five days taken or asked for, and holds at five', () => {
    const few = found({ takenDays: 2, leave: ['2024-05-08', '2024-07-31'] });
    expect(rulesOf(few)).to.deep.equal(['W labour.five-days-leave']);
    expect(few[0]!.text.ja)
      .to.include('4 日')
      .and.to.include('2024-07-31 までにあと 1 日')
      .and.to.include('39条7項');
    expect(found({ takenDays: 3, leave: ['2024-05-08', '2024-07-31'] })).to.deep.equal([]);
    expect(found({ takenDays: 3, leave: ['2024-05-08', '2024-08-01'] })).to.have.length(1);
    expect(found({ takenDays: 3, leave: ['2024-05-08', '2023-07-31'] })).to.have.length(1);
    expect(found({ takenDays: 4.5 })[0]!.text.ja).to.include('あと 0.5 日');
  });

  it('is due for grants of ten days or more only', () => {
    expect(found({ days: 9.5 })).to.deep.equal([]);
    expect(found({ days: 10 })).to.have.length(1);
  });

  it('is told from three months before the year ends until it has ended', () => {
    expect(found({}, YearMonth.of(2024, 3))).to.deep.equal([]);
    expect(found({}, YearMonth.of(2024, 4))).to.have.length(1);
    expect(found({}, YearMonth.of(2024, 7))).to.have.length(1);
    expect(found({}, YearMonth.of(2024, 8))).to.deep.equal([]);
    expect(fiveDaysLeave(ruleContext({}))).to.deep.equal([]);
  });
});

describe('statutoryLeaveDays', () => {
  const days = (serviceMonths: number, weeklyDays: number, weeklyHours: number) =>
    statutoryLeaveDays({ serviceMonths, weeklyDays, weeklyMinutes: weeklyHours * 60 });

  it('follows the tables of 労基法39条 and 則24条の3', () => {
    const service = [5, 6, 17, 18, 30, 42, 54, 66, 78, 300];
    expect(service.map((months) => days(months, 5, 40))).to.deep.equal([
      0, 10, 10, 11, 12, 14, 16, 18, 20, 20,
    ]);
    expect(service.map((months) => days(months, 4, 24))).to.deep.equal([0, 7, 7, 8, 9, 10, 12, 13, 15, 15]);
    expect([1, 2, 3].map((weekly) => days(6, weekly, 12))).to.deep.equal([1, 3, 5]);
    expect([1, 2, 3].map((weekly) => days(78, weekly, 12))).to.deep.equal([3, 7, 11]);
  });

  it('gives the full grant from thirty hours a week or five days', () => {
    expect(days(6, 4, 30)).to.equal(10);
    expect(days(6, 4, 29.9)).to.equal(7);
    expect(days(6, 5, 10)).to.equal(10);
  });
});

describe('leaveGrant', () => {
  const found = (
    granted: number,
    changes: Parameters<typeof person>[0] = {},
    weekly: number | null = null,
  ) => {
    const grant = { grantedOn: day('2024-04-01'), days: granted, takenDays: 0 };
    const known = labour({ leaveGrant: grant, weeklyContractMinutes: weekly });
    const staff = person({ startsOn: day('2023-10-01'), ...changes, labour: known });
    return leaveGrant(ruleContext({ staff: [staff] }));
  };

  it('compares the last grant with what is due after the service here', () => {
    expect(found(10)).to.deep.equal([]);
    const few = found(9);
    expect(rulesOf(few)).to.deep.equal(['W labour.leave-grant']);
    expect(few[0]!.text.ja).to.include('9 日').and.to.include('法定の 10 日').and.to.include('2024-04-01');
    expect(found(0, { startsOn: day('2023-10-02') })).to.deep.equal([]);
  });

  it('grants part-timers in proportion to their weekly days, by the hours of their contract', () => {
    const part = { maximumWeeklyDays: 3, maximumWeeklyMinutes: 1800 };
    expect(found(5, part, 1140)).to.deep.equal([]);
    expect(found(4.5, part, 1140)).to.have.length(1);
    // Thirty hours by the most that may be worked.
    expect(found(5, part)).to.have.length(1);
  });
});
