import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { type ContractChange, contractOn, emptyProfile, levelOn, optionsOn } from '../../src/roster/index.ts';
import { weekLimitsOf } from '../../src/roster/personal-profile.ts';
import { contractHours, promisedHours } from '../../src/roster/rules/hours.ts';
import { weekAllowance, weeksOfMonth } from '../../src/roster/weeks.ts';
import { datesFrom, day, demandOf, person, ruleContext, rulesOf, shift, shiftsOn } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const unchanged = {
  maximumWeeklyMinutes: null,
  maximumDailyMinutes: null,
  maximumWeeklyDays: null,
  minimumMonthlyMinutes: null,
  patternCodes: null,
};
const changing = (...changes: readonly (Partial<ContractChange> & Pick<ContractChange, 'from'>)[]) =>
  person({ profile: { ...emptyProfile, changes: changes.map((change) => ({ ...unchanged, ...change })) } });

describe('contractOn', () => {
  it('has the values of the latest change by the day, and the others as before', () => {
    const who = changing(
      { from: day('2024-05-15'), maximumWeeklyMinutes: 1800 },
      { from: day('2024-06-01'), maximumWeeklyDays: 3 },
    );
    expect(contractOn(who, day('2024-05-14'))).to.equal(who);
    expect(contractOn(who, day('2024-05-15'))).to.include({
      maximumWeeklyMinutes: 1800,
      maximumWeeklyDays: 5,
    });
    expect(contractOn(who, day('2024-06-01'))).to.include({
      maximumWeeklyMinutes: 1800,
      maximumWeeklyDays: 3,
    });
  });
});

describe('weekLimitsOf', () => {
  it('has the smaller limits of a week in which they change', () => {
    const more = changing({ from: day('2024-05-15'), maximumWeeklyMinutes: 2500, maximumWeeklyDays: 3 });
    const week = datesFrom('2024-05-12', 7).map(day);
    expect(weekLimitsOf(more, week)).to.include({ maximumWeeklyMinutes: 2400, maximumWeeklyDays: 3 });
    expect(weekLimitsOf(more, datesFrom('2024-05-19', 7).map(day))).to.include({
      maximumWeeklyMinutes: 2500,
    });
  });

  it('is what a week of a roster is held to', () => {
    const less = changing({ from: day('2024-05-15'), maximumWeeklyMinutes: 1200 });
    const weeks = weeksOfMonth(sampleContract, YearMonth.of(2024, 5));
    const minutes = weeks
      .filter(({ position }) => position === 'inside')
      .map(
        (week) => weekAllowance({ person: less, week, contract: sampleContract, daysBefore: null }).minutes,
      );
    expect(minutes).to.deep.equal([2400, 1200, 1200]);
  });
});

describe('optionsOn and contractHours with dated values', () => {
  it('offers the patterns of the day only', () => {
    const who = changing({ from: day('2024-05-15'), patternCodes: ['前'], maximumDailyMinutes: 300 });
    const codes = (date: string) =>
      optionsOn(who, demandOf(day(date), 0), sampleContract).patterns.map(({ code }) => code);
    expect(codes('2024-05-14')).to.deep.equal(['早', '遅']);
    expect(codes('2024-05-15')).to.deep.equal(['前']);
  });

  it('refuses what the new contract does not allow from its first day on', () => {
    const who = changing({ from: day('2024-05-15'), maximumDailyMinutes: 300 });
    const duty = shift('OP01', '9:00-14:01');
    const found = contractHours(
      ruleContext({ staff: [who], shifts: shiftsOn(duty, '2024-05-14', '2024-05-15') }),
    );
    expect(found.map(({ rule, date }) => [rule, date?.toString()])).to.deep.equal([
      ['contract.daily-hours', '2024-05-15'],
    ]);
  });

  it('promises each open day its share of the month as the contract has it then', () => {
    // Two open days: one promises half of 10 hours, the other half of none.
    const who = {
      ...changing({ from: day('2024-05-15'), minimumMonthlyMinutes: 0 }),
      minimumMonthlyMinutes: 600,
    };
    const worked = (hours: string) =>
      rulesOf(
        promisedHours(
          ruleContext({
            staff: [who],
            shifts: { '2024-05-14': [shift('OP01', hours)], '2024-05-15': [] },
          }),
        ),
      );
    expect(worked('9:00-14:00')).to.deep.equal([]);
    expect(worked('9:00-13:59')).to.deep.equal(['W contract.minimum-hours']);
  });
});

describe('levelOn', () => {
  it('is 0 in training and without the skill, 1 unless another is given', () => {
    const skillLevels = [{ queueId: 'booking', level: 3, trainedFrom: day('2024-05-08') }];
    const who = person({ skills: ['booking', 'enquiry'], profile: { ...emptyProfile, skillLevels } });
    expect(levelOn(who, 'booking', day('2024-05-07'))).to.equal(0);
    expect(levelOn(who, 'booking', day('2024-05-08'))).to.equal(3);
    expect(levelOn(who, 'enquiry', day('2024-05-07'))).to.equal(1);
    expect(levelOn(who, 'other', day('2024-05-08'))).to.equal(0);
  });
});
