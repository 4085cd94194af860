import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { shiftsOf } from '../../src/roster/dated-shifts.ts';
import type { Shift } from '../../src/roster/roster.ts';
import { monthSum, pastMonthOf, workedDays } from '../../src/roster/working-hours.ts';
import { datesFrom, day, labourContract, person, rosterDays, shift, shiftsOn } from '../build/roster.ts';

const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
const four = shift('OP01', '9:00-13:00');
const workOf = (
  shifts: Readonly<Record<string, readonly Shift[]>>,
  contract = labourContract({}),
  staff = person(),
) => workedDays(shiftsOf(rosterDays(shifts), 'OP01'), { contract, person: staff, fixedPeriods: [] });
const overtimeOf = (...given: Parameters<typeof workOf>) =>
  workOf(...given).flatMap(({ date, overtimeMinutes }) =>
    overtimeMinutes === 0 ? [] : [`${date} ${overtimeMinutes}`],
  );
const holidaysOf = (...given: Parameters<typeof workOf>) =>
  workOf(...given).flatMap(({ date, holidayMinutes }) =>
    holidayMinutes === 0 ? [] : [`${date} ${holidayMinutes}`],
  );

describe('workedDays', () => {
  it('counts a day’s overtime on the day, and a week’s on the day that passes forty hours', () => {
    // Sunday 5 May to Saturday 11 May.
    const ten = shift('OP01', '9:00-20:00', { meal: '12:00-13:00' });
    const week = { ...shiftsOn(eight, ...datesFrom('2024-05-06', 6)), '2024-05-07': [ten] };
    expect(overtimeOf(week)).to.deep.equal(['2024-05-07 120', '2024-05-11 480']);
    expect(overtimeOf(shiftsOn(eight, ...datesFrom('2024-05-06', 5)))).to.deep.equal([]);
    expect(
      overtimeOf({ ...shiftsOn(eight, ...datesFrom('2024-05-06', 5)), '2024-05-11': [four] }),
    ).to.deep.equal(['2024-05-11 240']);
  });

  it('takes the last day of a week without a day off for work on the statutory day off, not for overtime', () => {
    const seven = shiftsOn(eight, ...datesFrom('2024-05-05', 7));
    expect(holidaysOf(seven)).to.deep.equal(['2024-05-11 480']);
    expect(overtimeOf(seven)).to.deep.equal(['2024-05-10 480']);
    expect(holidaysOf(shiftsOn(four, ...datesFrom('2024-05-05', 6)))).to.deep.equal([]);
    // Seven days running over two weeks leave a day off in each.
    expect(holidaysOf(shiftsOn(four, ...datesFrom('2024-05-08', 7)))).to.deep.equal([]);
  });

  it('takes what passes the 24th day of four weeks for it where four in four weeks are given', () => {
    const contract = labourContract({ fourWeekRestStartsOn: day('2024-05-01') });
    expect(holidaysOf(shiftsOn(four, ...datesFrom('2024-05-01', 24)), contract)).to.deep.equal([]);
    expect(holidaysOf(shiftsOn(four, ...datesFrom('2024-05-01', 26)), contract)).to.deep.equal([
      '2024-05-25 240',
      '2024-05-26 240',
    ]);
    // Before the day named, four weeks are counted back from it.
    expect(holidaysOf(shiftsOn(four, ...datesFrom('2024-04-03', 25)), contract)).to.deep.equal([
      '2024-04-27 240',
    ]);
  });

  it('counts what passes a variable period’s limit on the day that passes it', () => {
    const contract = labourContract(
      {},
      { variableHours: { concludedOn: day('2024-03-15'), startsOn: day('2024-05-01') } },
    );
    const ten = shift('OP01', '8:00-19:00', { meal: '12:00-13:00' });
    const days = datesFrom('2024-05-01', 31).filter((date) => day(date).dayOfWeek().value() <= 5);
    // Seventeen days of ten hours are 170, the eighteenth passes 177:08 by 2:52.
    expect(overtimeOf(shiftsOn(ten, ...days.slice(0, 17)), contract)).to.deep.equal([]);
    expect(overtimeOf(shiftsOn(ten, ...days.slice(0, 19)), contract)).to.deep.equal([
      `${days[17]} 172`,
      `${days[18]} 600`,
    ]);
    const minor = person({ birthDate: day('2007-01-01') });
    expect(overtimeOf(shiftsOn(ten, days[0]!), contract, minor)).to.deep.equal([`${days[0]} 120`]);
  });

  it('counts a standby for nothing and two shifts of a day together', () => {
    const onCall = shift('OP01', '8:00-20:00', { isStandby: true });
    const [first, ...others] = workOf({
      '2024-05-08': [four, shift('OP01', '14:00-19:00')],
      '2024-05-09': [onCall],
    });
    expect(others).to.deep.equal([]);
    expect(first).to.include({ workedMinutes: 540, overtimeMinutes: 60 });
  });

  it('never makes overtime and work on days off more than the work itself, nor less than none', () => {
    const anyShift = fc
      .record({ start: fc.integer({ min: 0, max: 40 }), length: fc.integer({ min: 1, max: 50 }) })
      .map(({ start, length }) => ({ ...four, startMinute: start * 15, endMinute: (start + length) * 15 }));
    const startsOn = fc.option(fc.constantFrom('2024-04-01', '2024-05-10'));
    fc.assert(
      fc.property(
        fc.array(fc.option(anyShift), { minLength: 40, maxLength: 40 }),
        startsOn,
        (duties, start) => {
          const dates = datesFrom('2024-04-25', 40);
          const shifts = Object.fromEntries(
            duties.flatMap((duty, index) => (duty === null ? [] : [[dates[index]!, [duty]]])),
          );
          const variableHours =
            start === null ? null : { concludedOn: day('2024-03-15'), startsOn: day(start) };
          const work = workOf(shifts, labourContract({}, { variableHours }));
          for (const { workedMinutes, overtimeMinutes, holidayMinutes } of work) {
            expect(overtimeMinutes).to.be.at.least(0);
            expect(holidayMinutes).to.be.oneOf([0, workedMinutes]);
            expect(overtimeMinutes + holidayMinutes).to.be.at.most(workedMinutes);
          }
          const all = [4, 5, 6].map((month) => monthSum(work, YearMonth.of(2024, month)).workedMinutes);
          expect(all[0]! + all[1]! + all[2]!).to.equal(
            work.reduce((sum, { workedMinutes }) => sum + workedMinutes, 0),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('pastMonthOf', () => {
  it('names everybody who worked in the month, known or not, by code', () => {
    const other = shift('XX01', '9:00-18:30', { meal: '12:00-13:00' });
    const days = rosterDays({ '2024-04-30': [eight], '2024-05-08': [other, eight], '2024-06-03': [eight] });
    expect(pastMonthOf(YearMonth.of(2024, 5), days, labourContract({}), [person()])).to.deep.equal({
      month: '2024-05',
      people: [
        { staffId: 'OP01', workedMinutes: 480, overtimeMinutes: 0, holidayMinutes: 0 },
        { staffId: 'XX01', workedMinutes: 510, overtimeMinutes: 30, holidayMinutes: 0 },
      ],
    });
  });
});
