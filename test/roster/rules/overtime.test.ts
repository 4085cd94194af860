import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import {
  overtimeAverage,
  overtimeLimit,
  overtimeWithHolidays,
  overtimeYear,
} from '../../../src/roster/rules/overtime.ts';
import {
  datesFrom,
  day,
  labour,
  labourContract,
  labourRecord,
  pastMonths,
  person,
  rosterDays,
  ruleContext,
  rulesOf,
  shift,
  shiftsOn,
} from '../../build/roster.ts';

const special = labourContract(
  {},
  { overtime36Terms: { specialClause: true, yearStartsInMonth: 4, holidayDaysPerMonth: 4 } },
);

/** Weekdays of May 2024 from the 1st. */
const weekdays = datesFrom('2024-05-01', 31).filter((date) => day(date).dayOfWeek().value() <= 5);
/** So many minutes of overtime in May: days of eleven hours, so three hours over eight each, and one for the rest. */
const overtime = (minutes: number) => {
  const whole = Math.floor(minutes / 180);
  const rest = minutes - whole * 180;
  const long = shift('OP01', '8:00-20:00', { meal: '12:00-13:00' });
  const last = { ...shift('OP01', '8:00-17:00', { meal: '12:00-13:00' }), endMinute: 1020 + rest };
  return {
    ...shiftsOn(long, ...weekdays.slice(0, whole)),
    ...(rest === 0 ? {} : { [weekdays[whole]!]: [last] }),
  };
};
const hours = (count: number) => count * 60;

describe('overtimeLimit', () => {
  const found = (minutes: number, contract = labourContract({})) =>
    overtimeLimit(ruleContext({ contract, shifts: overtime(minutes) }));

  it('holds at 45 hours and refuses a minute more', () => {
    expect(found(hours(45))).to.deep.equal([]);
    const over = found(hours(45) + 1);
    expect(rulesOf(over)).to.deep.equal(['H labour.overtime-limit']);
    expect(over[0]!.text.ja)
      .to.include('45.02 時間')
      .and.to.include('上限 45 時間')
      .and.to.include('36条4項');
  });

  it('holds at 42 hours under yearly variable hours', () => {
    const contract = labourContract({}, { yearlyVariableHours: day('2024-03-15') });
    expect(found(hours(42), contract)).to.deep.equal([]);
    expect(rulesOf(found(hours(42) + 1, contract))).to.deep.equal(['H labour.overtime-limit']);
  });

  it('counts a sixth day over forty hours without counting daily overtime twice', () => {
    const long = shift('OP01', '8:00-20:00', { meal: '12:00-13:00' });
    const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
    const saturdays = ['2024-05-11', '2024-05-18', '2024-05-25'];
    const days = [...weekdays.slice(0, 20), ...saturdays];
    expect(overtimeLimit(ruleContext({ shifts: shiftsOn(eight, ...days) }))).to.deep.equal([]);
    const over = overtimeLimit(ruleContext({ shifts: shiftsOn(long, ...days) }));
    // 23 days of three hours each, and eight hours on each of the three Saturdays.
    expect(over[0]!.text.ja).to.include('93 時間');
  });

  it('counts the overtime of a week over the month’s end in the month of the day that passes forty hours', () => {
    // From Sunday 28 April: 24 hours in April, 16 to Thursday; Friday and Saturday pass forty.
    const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
    const april = shiftsOn(eight, ...datesFrom('2024-04-28', 3));
    const shifts = { ...shiftsOn(eight, ...datesFrom('2024-05-01', 3)), ...overtime(0) };
    const long = shift('OP01', '8:00-20:00', { meal: '12:00-13:00' });
    const may = { ...shifts, ...shiftsOn(long, ...weekdays.slice(5, 18)) };
    // 13 days of three hours, and the eight of Friday the 3rd where April's 24 are known.
    expect(overtimeLimit(ruleContext({ shifts: may }))).to.deep.equal([]);
    const over = overtimeLimit(ruleContext({ shifts: may, daysBefore: rosterDays(april) }));
    expect(over[0]!.text.ja).to.include('47 時間');
    // The same days are no overtime of April.
    const aprils = overtimeLimit(
      ruleContext({ month: YearMonth.of(2024, 4), shifts: april, daysAfter: rosterDays(may) }),
    );
    expect(aprils).to.deep.equal([]);
  });

  it('lets a special clause pass it in six months of the agreement’s year, and says how many are known', () => {
    const past = pastMonths({ '2024-04': { overtime: 46 } });
    const used = overtimeLimit(
      ruleContext({
        contract: special,
        shifts: overtime(hours(46)),
        record: labourRecord({ pastMonths: past }),
      }),
    );
    expect(rulesOf(used)).to.deep.equal(['W labour.special-clause']);
    expect(used[0]!.text.ja)
      .to.include('2 回目')
      .and.to.include('過去 1 か月のうち')
      .and.to.include('分かる 1 か月');
    const january = (months: readonly string[]) =>
      overtimeLimit(
        ruleContext({
          contract: special,
          month: YearMonth.of(2024, 5),
          shifts: overtime(hours(46)),
          record: labourRecord({
            pastMonths: pastMonths(Object.fromEntries(months.map((month) => [month, { overtime: 46 }]))),
          }),
        }),
      );
    // The agreement's year begins in April: what was before does not count.
    const before = ['2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03'];
    expect(rulesOf(january(before))).to.deep.equal(['W labour.special-clause']);
  });

  it('refuses the seventh month over 45 hours, exactly 45 not counted', () => {
    const contract = labourContract(
      {},
      { overtime36Terms: { specialClause: true, yearStartsInMonth: 11, holidayDaysPerMonth: 0 } },
    );
    const months = ['2023-11', '2023-12', '2024-01', '2024-02', '2024-03', '2024-04'];
    const seventh = (last: number) =>
      overtimeLimit(
        ruleContext({
          contract,
          shifts: overtime(hours(46)),
          record: labourRecord({
            pastMonths: pastMonths(
              Object.fromEntries(
                months.map((month, index) => [month, { overtime: index === 5 ? last : 46 }]),
              ),
            ),
          }),
        }),
      );
    expect(rulesOf(seventh(45))).to.deep.equal(['W labour.special-clause']);
    const found = seventh(45.1);
    expect(rulesOf(found)).to.deep.equal(['H labour.overtime-months']);
    expect(found[0]!.text.ja).to.include('7 回目').and.to.include('2023-11 から').and.to.include('36条5項');
  });

  it('gives a special clause no effect without the 36協定 itself, and 管理監督者 no limit', () => {
    const contract = labourContract(
      {},
      {
        overtime36: null,
        overtime36Terms: { specialClause: true, yearStartsInMonth: 4, holidayDaysPerMonth: 0 },
      },
    );
    expect(rulesOf(found(hours(46), contract))).to.deep.equal(['H labour.overtime-limit']);
    const staff = [person({ labour: labour({ isManagerial: true }) })];
    expect(overtimeLimit(ruleContext({ staff, shifts: overtime(hours(46)) }))).to.deep.equal([]);
  });
});

describe('overtimeYear', () => {
  const found = (minutes: number, past: Parameters<typeof pastMonths>[0], contract = labourContract({})) =>
    overtimeYear(
      ruleContext({
        contract,
        shifts: overtime(minutes),
        month: YearMonth.of(2024, 5),
        record: labourRecord({ pastMonths: pastMonths(past) }),
      }),
    );
  const from = (yearStartsInMonth: number, specialClause = false) =>
    labourContract({}, { overtime36Terms: { specialClause, yearStartsInMonth, holidayDaysPerMonth: 0 } });
  /** 320 hours from September to April, holiday work aside. */
  const eight = Object.fromEntries(
    ['2023-09', '2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03', '2024-04'].map((month) => [
      month,
      { overtime: 40, holiday: 10 },
    ]),
  );

  it('holds at 360 hours from the start of the agreement’s year and refuses a minute more', () => {
    expect(found(hours(40), eight, from(9))).to.deep.equal([]);
    const over = found(hours(40) + 1, eight, from(9));
    expect(rulesOf(over)).to.deep.equal(['H labour.overtime-year']);
    expect(over[0]!.text.ja)
      .to.include('2023-09 から')
      .and.to.include('360.02 時間')
      .and.to.include('上限 360 時間');
    expect(over[0]!.text.ja).to.include('過去 8 か月のうち公開計画が分かる 8 か月');
    // A year that begins in April has one month before May.
    expect(found(hours(40) + 1, eight, from(4))).to.deep.equal([]);
  });

  it('says when fewer months are known', () => {
    const gap = Object.fromEntries(
      Object.entries({ ...eight, '2023-12': { overtime: 81 } }).filter(([month]) => month !== '2024-02'),
    );
    const over = found(hours(40), gap, from(9));
    expect(over[0]!.text.ja)
      .to.include('361 時間')
      .and.to.include('過去 8 か月のうち公開計画が分かる 7 か月');
  });

  it('holds at 320 hours under yearly variable hours, and at 720 with a special clause', () => {
    const variable = from(9);
    const contract = labourContract(
      {},
      { ...variable.labour.agreements, yearlyVariableHours: day('2024-03-15') },
    );
    const seven = Object.fromEntries(Object.entries(eight).slice(1));
    expect(found(hours(40), seven, contract)).to.deep.equal([]);
    expect(found(hours(40) + 1, seven, contract)).to.have.length(1);
    const heavy = Object.fromEntries(Object.keys(eight).map((month) => [month, { overtime: 85 }]));
    expect(found(hours(40), heavy, from(9, true))).to.deep.equal([]);
    expect(found(hours(40) + 1, heavy, from(9, true))[0]!.text.ja).to.include('上限 720 時間');
  });

  it('says nothing in a month without overtime', () => {
    const heavy = Object.fromEntries(Object.keys(eight).map((month) => [month, { overtime: 85 }]));
    expect(found(0, heavy, from(9))).to.deep.equal([]);
  });
});

describe('overtimeWithHolidays', () => {
  it('holds under 100 hours and refuses exactly 100', () => {
    const nine = (minutes: number) => {
      // Twenty-two days of four and a half hours over eight are 99 hours.
      const long = shift('OP01', '7:00-20:30', { meal: '12:00-13:00' });
      const last = { ...shift('OP01', '8:00-17:00', { meal: '12:00-13:00' }), endMinute: 1020 + minutes };
      return { ...shiftsOn(long, ...weekdays.slice(0, 22)), [weekdays[22]!]: [last] };
    };
    const found = (minutes: number) =>
      overtimeWithHolidays(ruleContext({ contract: special, shifts: nine(minutes) }));
    expect(found(59)).to.deep.equal([]);
    const over = found(60);
    expect(rulesOf(over)).to.deep.equal(['H labour.overtime-hundred']);
    expect(over[0]!.text.ja).to.include('100 時間').and.to.include('36条6項2号');
  });

  it('counts work on the statutory day off, which is no overtime', () => {
    const ten = shift('OP01', '8:00-19:00', { meal: '12:00-13:00' });
    // Sunday 5 May to Saturday 25 May: six times two hours and eight over forty hours in each week, and ten on Saturday.
    const contract = special;
    const shifts = shiftsOn(ten, ...datesFrom('2024-05-05', 21));
    const context = ruleContext({ contract, shifts });
    // 3 × (6×2 + 8 + 10) are 90 hours.
    expect(overtimeWithHolidays(context)).to.deep.equal([]);
    const more = {
      ...shifts,
      ...shiftsOn(shift('OP01', '7:00-20:30', { meal: '12:00-13:00' }), '2024-05-28', '2024-05-29'),
    };
    expect(overtimeWithHolidays(ruleContext({ contract, shifts: more }))).to.deep.equal([]);
    const hundred = { ...more, '2024-05-30': [shift('OP01', '8:00-18:00', { meal: '12:00-13:00' })] };
    expect(overtimeWithHolidays(ruleContext({ contract, shifts: hundred }))).to.have.length(1);
    // Without the holiday work the overtime itself is far from the limit of 80 on average.
    expect(overtimeAverage(ruleContext({ contract, shifts: hundred }))).to.deep.equal([]);
  });
});

describe('overtimeAverage', () => {
  const found = (minutes: number, past: Parameters<typeof pastMonths>[0]) =>
    overtimeAverage(
      ruleContext({
        contract: special,
        shifts: overtime(minutes),
        record: labourRecord({ pastMonths: pastMonths(past) }),
      }),
    );

  it('holds at 80 hours over two months, holiday work included, and refuses a minute more', () => {
    expect(found(hours(66), { '2024-04': { overtime: 80, holiday: 14 } })).to.deep.equal([]);
    const over = found(hours(66) + 1, { '2024-04': { overtime: 80, holiday: 14 } });
    expect(rulesOf(over)).to.deep.equal(['H labour.overtime-average']);
    expect(over[0]!.text.ja)
      .to.include('2 か月平均')
      .and.to.include('80.01 時間')
      .and.to.include('36条6項3号');
    expect(over[0]!.text.ja).to.include('過去 5 か月のうち公開計画が分かる 1 か月');
  });

  it('looks at every average up to six months and tells the worst', () => {
    const past = {
      '2023-12': { overtime: 99 },
      '2024-01': { overtime: 99 },
      '2024-02': { overtime: 99 },
      '2024-03': { overtime: 60 },
      '2024-04': { overtime: 60 },
    };
    // Over six months 99·3 + 120 + 66 are 483, 80.5 on average; over two and three they are 63 and 62.
    const over = found(hours(66), past);
    expect(over[0]!.text.ja)
      .to.include('6 か月平均')
      .and.to.include('80.5 時間')
      .and.to.include('分かる 5 か月');
  });

  it('does not reach over a month that is not known, nor over more than six', () => {
    const heavy = { overtime: 99 };
    expect(found(hours(60), { '2024-03': heavy, '2024-02': heavy })).to.deep.equal([]);
    const old = {
      '2023-11': { overtime: 400 },
      '2023-12': {},
      '2024-01': {},
      '2024-02': {},
      '2024-03': {},
      '2024-04': {},
    };
    expect(found(hours(60), old)).to.deep.equal([]);
  });

  it('goes over the turn of the agreement’s year', () => {
    expect(found(hours(62), { '2024-03': { overtime: 99 }, '2024-04': { overtime: 80 } })).to.have.length(1);
  });
});
