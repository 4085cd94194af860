import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { weekAllowance, weeksOfMonth } from '../../src/roster/weeks.ts';
import { day, person, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const may = YearMonth.of(2024, 5);
const april = YearMonth.of(2024, 4);

describe('weeksOfMonth', () => {
  it('splits May 2024 at its Sundays, with the open days of whole weeks', () => {
    const weeks = weeksOfMonth(sampleContract, may).map((week) => [
      week.firstDay.toString(),
      week.days.length,
      week.openDays,
      week.position,
    ]);
    expect(weeks).to.deep.equal([
      ['2024-04-28', 2, 3, 'leading'],
      ['2024-05-05', 4, 4, 'inside'],
      ['2024-05-12', 5, 5, 'inside'],
      ['2024-05-19', 5, 5, 'inside'],
      ['2024-05-26', 5, 5, 'trailing'],
    ]);
  });
});

describe('weekAllowance', () => {
  const part = person({ maximumWeeklyMinutes: 1050, maximumWeeklyDays: 4 });
  const first = weeksOfMonth(sampleContract, may)[0]!;

  it('leaves what the published plan before has not used', () => {
    const daysBefore = rosterDays({
      '2024-04-26': [shift('OP01', '9:00-15:00')],
      '2024-04-30': [shift('OP01', '10:00-16:00'), shift('OP02', '10:00-16:00')],
    });
    expect(weekAllowance({ person: part, week: first, contract: sampleContract, daysBefore })).to.deep.equal({
      minutes: 1050 - 360,
      days: 3,
    });
  });

  it('leaves what the published plan after has not used', () => {
    const last = weeksOfMonth(sampleContract, april).at(-1)!;
    const daysAfter = rosterDays({
      '2024-05-01': [shift('OP01', '10:00-16:00')],
      '2024-05-07': [shift('OP01', '10:00-16:00')],
    });
    const input = { person: part, week: last, contract: sampleContract, daysBefore: null, daysAfter };
    expect(weekAllowance(input)).to.deep.equal({ minutes: 1050 - 360, days: 3 });
  });

  it('gives the whole week in which the term begins, for nobody has worked before', () => {
    const term = { ...sampleContract.term, start: day('2024-05-01') };
    const contract = { ...sampleContract, term };
    const week = weeksOfMonth(contract, may)[0]!;
    expect(weekAllowance({ person: part, week, contract, daysBefore: null })).to.deep.equal({
      minutes: 1050,
      days: 4,
    });
  });

  it('shares a part-timer’s week by open days when no plan before is known', () => {
    const allowed = weekAllowance({ person: part, week: first, contract: sampleContract, daysBefore: null });
    expect(allowed).to.deep.equal({ minutes: 690, days: 2 });
    const last = weeksOfMonth(sampleContract, april).at(-1)!;
    const before = weekAllowance({ person: part, week: last, contract: sampleContract, daysBefore: null });
    expect(before).to.deep.equal({ minutes: 360, days: 2 });
  });

  it('never allows more in two plans made apart than the week allows, nor more than 15 minutes less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 160 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 120 }),
        (quarters, days, offset) => {
          const month = YearMonth.of(2022, 4).plusMonths(offset);
          // A contract that runs all the while: out of its term nobody works.
          const term = { start: day('2000-01-01'), end: day('2099-12-31') };
          const contract = { ...sampleContract, term };
          const anyone = person({ maximumWeeklyMinutes: quarters * 15, maximumWeeklyDays: days });
          const of = (part: YearMonth, position: string) => {
            const week = weeksOfMonth(contract, part).find((entry) => entry.position === position);
            return week === undefined || week.days.length === week.openDays
              ? undefined
              : weekAllowance({ person: anyone, week, contract, daysBefore: null });
          };
          const [ending, beginning] = [of(month, 'trailing'), of(month.plusMonths(1), 'leading')];
          if (ending === undefined || beginning === undefined) return;
          expect(ending.minutes + beginning.minutes).to.be.within(quarters * 15 - 15, quarters * 15);
          expect(ending.days + beginning.days).to.equal(days);
        },
      ),
      { numRuns: 300, seed: 9 },
    );
  });

  it('takes the labour law’s week where the person’s own is longer', () => {
    const inside = weeksOfMonth(sampleContract, may)[1]!;
    const eager = person({ maximumWeeklyMinutes: 3000 });
    const allowed = weekAllowance({
      person: eager,
      week: inside,
      contract: sampleContract,
      daysBefore: null,
    });
    expect(allowed.minutes).to.equal(2400);
    expect(day('2024-05-05').equals(inside.firstDay)).to.equal(true);
  });
});
