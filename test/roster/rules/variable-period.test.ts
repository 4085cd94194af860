import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { optionsOn } from '../../../src/roster/duty-options.ts';
import { dailyHours, weeklyHours } from '../../../src/roster/rules/hours.ts';
import { overtimeLimit } from '../../../src/roster/rules/overtime.ts';
import { variableFixed, variablePattern, variableTotal } from '../../../src/roster/rules/variable-period.ts';
import {
  freezeDateOf,
  variableLimitMinutes,
  variablePeriodOf,
  variablePeriodsOf,
} from '../../../src/roster/variable-hours.ts';
import {
  datesFrom,
  day,
  demandOf,
  labour,
  labourContract,
  labourRecord,
  person,
  rosterDays,
  ruleContext,
  rulesOf,
  shift,
  shiftsOn,
} from '../../build/roster.ts';

const from = (startsOn: string, overtime36: string | null = null) =>
  labourContract(
    {},
    {
      variableHours: { concludedOn: day('2024-03-15'), startsOn: day(startsOn) },
      overtime36: overtime36 === null ? null : day(overtime36),
    },
  );
const contract = from('2024-04-01');
const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
/** So many minutes in May: 22 days of eight hours, and the rest on the 31st. */
const total = (minutes: number) => {
  const days = datesFrom('2024-05-01', 30)
    .filter((date) => day(date).dayOfWeek().value() <= 5)
    .slice(0, 22);
  const rest = minutes - 22 * 480;
  return {
    ...shiftsOn(eight, ...days),
    '2024-05-31': [{ ...shift('OP01', '9:00-10:00'), endMinute: 540 + rest }],
  };
};
const clock = (hours: number, minutes: number) => hours * 60 + minutes;

describe('variableLimitMinutes', () => {
  it('is forty hours a week over the days of a period, rounded down to the minute', () => {
    const limitOf = (month: string) => {
      const [period] = variablePeriodsOf(from('2023-01-01'), YearMonth.parse(month));
      return variableLimitMinutes(contract, period!);
    };
    expect(limitOf('2023-02')).to.equal(clock(160, 0));
    expect(limitOf('2024-02')).to.equal(clock(165, 42));
    expect(limitOf('2024-04')).to.equal(clock(171, 25));
    expect(limitOf('2024-05')).to.equal(clock(177, 8));
  });
});

describe('variablePeriodOf', () => {
  it('goes from the day of 起算日 to the day before it a month later, and is fixed by the day before', () => {
    const of = (date: string) => {
      const period = variablePeriodOf(from('2024-04-21'), day(date));
      return period === null ? null : `${period.start}~${period.end} ${freezeDateOf(period)}`;
    };
    expect(of('2024-04-20')).to.equal(null);
    expect(of('2024-04-21')).to.equal('2024-04-21~2024-05-20 2024-04-20');
    expect(of('2024-05-20')).to.equal('2024-04-21~2024-05-20 2024-04-20');
    expect(of('2024-05-21')).to.equal('2024-05-21~2024-06-20 2024-05-20');
    expect(of('2025-01-05')).to.equal('2024-12-21~2025-01-20 2024-12-20');
    expect(variablePeriodsOf(from('2024-04-21'), YearMonth.of(2024, 4))).to.have.length(1);
    expect(variablePeriodsOf(from('2024-04-21'), YearMonth.of(2024, 5))).to.have.length(2);
    expect(variablePeriodsOf(contract, YearMonth.of(2024, 5))).to.have.length(1);
    expect(variablePeriodsOf(labourContract({}), YearMonth.of(2024, 5))).to.deep.equal([]);
  });
});

describe('variableTotal', () => {
  it('holds in a month of 31 days at 177 h 8 min and refuses 177 h 9 min, with a 36協定 or without', () => {
    for (const terms of [contract, from('2024-04-01', '2024-03-15')]) {
      const found = (minutes: number) =>
        variableTotal(ruleContext({ contract: terms, shifts: total(minutes) }));
      expect(found(clock(177, 8))).to.deep.equal([]);
      const over = found(clock(177, 9));
      expect(rulesOf(over)).to.deep.equal(['H labour.variable-total']);
      expect(over[0]!.text.ja)
        .to.include('177:09')
        .and.to.include('上限 177:08')
        .and.to.include('32条の2第1項');
      expect(over[0]!.text.ja).to.include('2024-05-01 から 2024-05-31');
    }
  });

  it('takes what was added to a period fixed within the limit for overtime', () => {
    const fixed = {
      start: day('2024-05-01'),
      end: day('2024-05-31'),
      days: rosterDays(total(clock(177, 8))),
    };
    const found = (overtime36: string | null) =>
      variableTotal(
        ruleContext({
          contract: from('2024-04-01', overtime36),
          shifts: total(clock(178, 8)),
          record: labourRecord({ fixedPeriods: [fixed] }),
        }),
      );
    expect(rulesOf(found('2024-03-15'))).to.deep.equal(['W labour.variable-total']);
    expect(rulesOf(found(null))).to.deep.equal(['H labour.variable-total']);
  });

  it('adds last month’s published days of a period over the month’s end', () => {
    const terms = from('2024-04-21');
    const april = shiftsOn(eight, '2024-04-22', '2024-04-23', '2024-04-24', '2024-04-25', '2024-04-26');
    const may = shiftsOn(eight, ...datesFrom('2024-05-01', 17));
    // 22 days of eight hours are 176, over 171:25 of 30 days; the 17 of May alone are not.
    expect(variableTotal(ruleContext({ contract: terms, shifts: may }))).to.deep.equal([]);
    const over = variableTotal(ruleContext({ contract: terms, shifts: may, daysBefore: rosterDays(april) }));
    expect(over[0]!.text.ja).to.include('176:00').and.to.include('171:25');
  });

  it('does not look at people whose hours may not vary', () => {
    const shifts = total(clock(180, 0));
    const away = { from: day('2024-04-01'), to: null, minutes: null };
    for (const changes of [
      { birthDate: day('2007-01-01') },
      { labour: labour({ restrictions: [{ kind: 'pregnant', ...away }] }) },
      { labour: labour({ isManagerial: true }) },
    ]) {
      expect(variableTotal(ruleContext({ contract, shifts, staff: [person(changes)] }))).to.deep.equal([]);
    }
    expect(variableTotal(ruleContext({ shifts }))).to.deep.equal([]);
  });
});

describe('hours of a day and a week under variable hours', () => {
  const ten = shift('OP01', '8:00-19:00', { meal: '12:00-13:00' });
  const shifts = shiftsOn(ten, ...datesFrom('2024-05-13', 5));

  it('may pass eight and forty where they are still to be fixed', () => {
    expect(dailyHours(ruleContext({ contract, shifts }))).to.deep.equal([]);
    expect(weeklyHours(ruleContext({ contract, shifts }))).to.deep.equal([]);
    expect(overtimeLimit(ruleContext({ contract, shifts }))).to.deep.equal([]);
    expect(dailyHours(ruleContext({ shifts }))).to.have.length(5);
  });

  it('hold at what was fixed beforehand, if that is more, and a minute over it is overtime', () => {
    const period = { start: day('2024-05-01'), end: day('2024-05-31') };
    const nine = shift('OP01', '8:00-18:00', { meal: '12:00-13:00' });
    const fixed = { ...period, days: rosterDays(shiftsOn(nine, ...datesFrom('2024-05-13', 5))) };
    const record = labourRecord({ fixedPeriods: [fixed] });
    const found = (duty: typeof nine, dates: readonly string[]) => {
      const context = ruleContext({ contract, record, shifts: shiftsOn(duty, ...dates) });
      return [...dailyHours(context), ...weeklyHours(context)];
    };
    expect(found(nine, datesFrom('2024-05-13', 5))).to.deep.equal([]);
    const longer = { ...nine, endMinute: nine.endMinute + 1 };
    expect(rulesOf(found(longer, ['2024-05-13']))).to.deep.equal(['H labour.daily-hours']);
    // On a day off by the fixed shifts eight hours hold, and forty-five in the week.
    expect(rulesOf(found(nine, ['2024-05-18']))).to.deep.equal(['H labour.daily-hours']);
    expect(rulesOf(found(eight, ['2024-05-18']))).to.deep.equal([]);
    const sixth = {
      ...shiftsOn(nine, ...datesFrom('2024-05-13', 5)),
      '2024-05-18': [shift('OP01', '9:00-9:01')],
    };
    const context = ruleContext({ contract, record, shifts: sixth });
    expect(rulesOf(weeklyHours(context))).to.deep.equal(['H labour.weekly-hours']);
  });

  it('stay eight and forty for minors and for who asked by 労基法66条', () => {
    const away = { kind: 'pregnant' as const, from: day('2024-05-15'), to: day('2024-05-16'), minutes: null };
    const expecting = [person({ labour: labour({ restrictions: [away] }) })];
    const found = dailyHours(ruleContext({ contract, shifts, staff: expecting }));
    expect(found.map(({ date, rule }) => `${date} ${rule}`)).to.deep.equal([
      '2024-05-15 labour.daily-hours',
      '2024-05-15 labour.overtime-exempt',
      '2024-05-16 labour.daily-hours',
      '2024-05-16 labour.overtime-exempt',
    ]);
    const minor = [person({ birthDate: day('2007-01-01') })];
    expect(dailyHours(ruleContext({ contract, shifts, staff: minor }))).to.have.length(5);
  });

  it('let a person be placed on patterns of more than eight hours', () => {
    const long = { ...contract.shiftPatterns[0]!, code: '長', start: 540, end: 1140, mealMinutes: 60 };
    const patterns = { shiftPatterns: [long] };
    const staff = person({ patternCodes: ['長'], maximumDailyMinutes: 540 });
    const open = demandOf(day('2024-05-13'), 1);
    expect(optionsOn(staff, open, { ...contract, ...patterns }).patterns).to.have.length(1);
    expect(optionsOn(staff, open, { ...labourContract({}), ...patterns }).obstacle).to.equal('noPattern');
  });
});

describe('variableFixed', () => {
  const found = (
    today: string | null,
    fixedPeriods: Parameters<typeof labourRecord>[0]['fixedPeriods'] = [],
  ) =>
    variableFixed(
      ruleContext({
        contract,
        record: labourRecord({ today: today === null ? null : day(today), fixedPeriods }),
      }),
    );

  it('asks for shifts fixed by the day before 起算日, and not before that day is over', () => {
    expect(found('2024-04-30')).to.deep.equal([]);
    const late = found('2024-05-01');
    expect(rulesOf(late)).to.deep.equal(['H labour.variable-not-fixed']);
    expect(late[0]!.text.ja).to.include('前日 2024-04-30').and.to.include('32条の2');
    const fixed = { start: day('2024-05-01'), end: day('2024-05-31'), days: [] };
    expect(found('2024-05-01', [fixed])).to.deep.equal([]);
  });

  it('says nothing where the day is not known or hours do not vary', () => {
    expect(found(null)).to.deep.equal([]);
    expect(variableFixed(ruleContext({ contract }))).to.deep.equal([]);
    const record = labourRecord({ today: day('2024-05-01') });
    expect(variableFixed(ruleContext({ record }))).to.deep.equal([]);
  });
});

describe('variablePattern', () => {
  const [pattern] = contract.shiftPatterns;
  const listed = { ...shift('OP01', '9:00-10:00'), startMinute: pattern!.start, endMinute: pattern!.end };
  const found = (duty: typeof listed, options: Partial<Parameters<typeof ruleContext>[0]> = {}) =>
    variablePattern(ruleContext({ contract, shifts: { '2024-05-08': [duty] }, ...options }));

  it('refuses times that no pattern has, to the minute', () => {
    expect(found(listed)).to.deep.equal([]);
    const over = found({ ...listed, endMinute: listed.endMinute + 1 });
    expect(rulesOf(over)).to.deep.equal(['H labour.variable-pattern']);
    expect(over[0]!.text.ja).to.include('勤務パターン').and.to.include('32条の2');
  });

  it('says nothing of overtime on fixed hours, of standbys, and where hours do not vary', () => {
    const other = { ...listed, endMinute: listed.endMinute + 1 };
    const fixed = { start: day('2024-05-01'), end: day('2024-05-31'), days: [] };
    expect(found(other, { record: labourRecord({ fixedPeriods: [fixed] }) })).to.deep.equal([]);
    expect(found({ ...other, isStandby: true })).to.deep.equal([]);
    expect(found(other, { contract: labourContract({}) })).to.deep.equal([]);
    expect(found(other, { staff: [person({ birthDate: day('2007-01-01') })] })).to.deep.equal([]);
  });
});
