import { type LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import type { Contract } from '../../../src/contract/index.ts';
import { isLegal, off, personRules, type RosterProblem } from '../../../src/roster/engine/index.ts';
import type { FairnessKind, Pin, RosterDay, StaffMember, Wish } from '../../../src/roster/index.ts';
import { balancedPrices, prices } from '../../../src/roster/month/prices.ts';
import { type MonthProblem, type MonthTask, monthProblem } from '../../../src/roster/month/problem.ts';
import {
  datesFrom,
  day,
  dayNeed,
  demandsOfMonth,
  labourContract,
  monthTask,
  person,
  rosterDays,
  shift,
  shiftsOn,
} from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';
import { priceOfSchedule } from '../../oracle/rosters.ts';

const may = YearMonth.of(2024, 5);
const july = YearMonth.of(2024, 7);
const everyPattern = sampleContract.shiftPatterns.map(({ code }) => code);
/** Any part of the day, so that no limit but the one in question is met. */
const anyone = person({ patternCodes: everyPattern, maximumWeeklyDays: 7 });

/** The contract, open on every day of the week and of the year. */
function alwaysOpen(contract: Contract): Contract {
  const hours = contract.opening.hours[0]!;
  const weekdays: typeof hours.weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
  return {
    ...contract,
    opening: { ...contract.opening, closedOnNationalHolidays: false, hours: [{ ...hours, weekdays }] },
  };
}

type TaskChanges = Partial<Omit<MonthTask, 'options' | 'needs' | 'people'>>;

/** One person's month in which nobody is needed. */
function monthOf(member: StaffMember, changes: TaskChanges = {}): MonthProblem {
  const { contract = sampleContract, month = may } = changes;
  const needs = demandsOfMonth(contract, month, 0).map((demand) => dayNeed(demand, { spareShare: 0 }));
  return monthProblem(monthTask({ ...changes, month, people: [member], needs }));
}

/** A code of a pattern per date, 待 for a standby. */
type Codes = Readonly<Record<string, string>>;

function dutyOf({ duties }: MonthProblem, code: string): number {
  const duty = duties.findIndex((each) => (each?.code ?? '待') === code);
  expect(duty, code).to.be.at.least(0);
  return duty;
}

function scheduleOf(month: MonthProblem, codes: Codes): number[] {
  const schedule = Array.from({ length: month.problem.dayCount }, () => off);
  for (const [date, code] of Object.entries(codes))
    schedule[day(date).dayOfMonth() - 1] = dutyOf(month, code);
  return schedule;
}

function isAllowed(month: MonthProblem, codes: Codes): boolean {
  const { problem } = month;
  const rules = personRules(problem.duties, problem.people[0]!);
  return isLegal(problem, rules, scheduleOf(month, codes), 0);
}

/** The same duty on each of some dates. */
const each = (code: string, dates: readonly string[]): Codes =>
  Object.fromEntries(dates.map((date) => [date, code]));

/** What a day costs as a duty, or off, in hours of paid work and without the hours themselves. */
function priceOn(month: MonthProblem, date: string, code: string | null): number {
  const { problem, duties } = month;
  const own = problem.people[0]!;
  const at = day(date).dayOfMonth() - 1;
  if (code === null) return own.offPrice[at]!;
  const duty = dutyOf(month, code);
  const { minutes } = problem.duties[duty]!;
  const paid = duties[duty] === null ? 0 : Math.round((minutes / 60) * 16) / 16;
  return own.dutyPrice[at * duties.length + duty]! - paid;
}

const wish = (kind: Wish['kind'], weight: number, patternCode: string | null = null): Wish => ({
  kind,
  from: day('2024-05-08'),
  to: day('2024-05-08'),
  patternCode,
  weight,
});

describe('a person’s month in the engine', () => {
  it('has at most the minutes of a week that the person’s contract allows', () => {
    const month = monthOf({ ...anyone, maximumWeeklyMinutes: 1185 });
    // 465 + 465 + 255 minutes are as many, with the afternoon's 270 they are more.
    expect(isAllowed(month, { '2024-05-13': '早', '2024-05-14': '早', '2024-05-17': '前' })).to.equal(true);
    expect(isAllowed(month, { '2024-05-13': '早', '2024-05-14': '早', '2024-05-17': '後' })).to.equal(false);
    expect(isAllowed(month, each('早', ['2024-05-13', '2024-05-14', '2024-05-15']))).to.equal(false);
    expect(isAllowed(month, each('早', ['2024-05-16', '2024-05-17', '2024-05-20', '2024-05-21']))).to.equal(
      true,
    );
  });

  it('has at most the days of a week that the person’s contract allows', () => {
    const month = monthOf({ ...anyone, maximumWeeklyDays: 3 });
    expect(isAllowed(month, each('前', ['2024-05-13', '2024-05-15', '2024-05-17']))).to.equal(true);
    expect(isAllowed(month, each('前', datesFrom('2024-05-13', 4)))).to.equal(false);
    expect(isAllowed(month, each('前', ['2024-05-15', '2024-05-16', '2024-05-17', '2024-05-20']))).to.equal(
      true,
    );
  });

  it('has the share of a week that begins in an unknown month before, and what is left of it in a known one', () => {
    // Of the week from 28 April on, 30 April and 1 and 2 May are open.
    const member = { ...anyone, maximumWeeklyDays: 2 };
    const both = each('前', ['2024-05-01', '2024-05-02']);
    expect(isAllowed(monthOf(member), both)).to.equal(false);
    expect(isAllowed(monthOf(member), each('前', ['2024-05-02']))).to.equal(true);
    const free = rosterDays({ '2024-04-30': [] });
    expect(isAllowed(monthOf(member, { daysBefore: free }), both)).to.equal(true);
    const worked = rosterDays({ '2024-04-30': [shift('OP01', '8:45-13:00')] });
    expect(isAllowed(monthOf(member, { daysBefore: worked }), both)).to.equal(false);
    expect(isAllowed(monthOf(member, { daysBefore: worked }), each('前', ['2024-05-02']))).to.equal(true);
  });

  it('has the minutes of a week that begins in the month before, less those worked there', () => {
    const member = { ...anyone, maximumWeeklyMinutes: 900 };
    const whole = { '2024-05-01': '前', '2024-05-02': '早' };
    // 255 + 465 = 720 minutes; of an unknown week two thirds, 600.
    expect(isAllowed(monthOf(member), whole)).to.equal(false);
    expect(isAllowed(monthOf(member), each('前', ['2024-05-01', '2024-05-02']))).to.equal(true);
    expect(isAllowed(monthOf(member, { daysBefore: rosterDays({ '2024-04-30': [] }) }), whole)).to.equal(
      true,
    );
    const worked = rosterDays({ '2024-04-30': [shift('OP01', '8:45-13:00')] });
    expect(isAllowed(monthOf(member, { daysBefore: worked }), whole)).to.equal(false);
    expect(isAllowed(monthOf(member, { daysBefore: worked }), { '2024-05-02': '早' })).to.equal(true);
  });

  it('has the share of a week that ends in an unknown month after, rounded up, and what is left of it in a known one', () => {
    // Of the week from 28 July on, 29 July to 2 August are open, three of the five in July.
    const member = { ...anyone, maximumWeeklyDays: 3 };
    const three = each('前', datesFrom('2024-07-29', 3));
    const two = each('前', datesFrom('2024-07-29', 2));
    const withAfter = (days: readonly RosterDay[] | null) =>
      monthOf(member, { month: july, daysAfter: days });
    expect(isAllowed(withAfter(null), three)).to.equal(false);
    expect(isAllowed(withAfter(null), two)).to.equal(true);
    expect(isAllowed(withAfter(rosterDays({ '2024-08-01': [] })), three)).to.equal(true);
    const worked = rosterDays(shiftsOn(shift('OP01', '8:45-13:00'), '2024-08-01', '2024-08-02'));
    expect(isAllowed(withAfter(worked), two)).to.equal(false);
    expect(isAllowed(withAfter(worked), { '2024-07-31': '前' })).to.equal(true);
  });

  describe('counts a standby as if the person were called', () => {
    const changes = { standbyPerDay: 1, furtherStandbys: 30 };

    it('in the days of a week', () => {
      const month = monthOf({ ...anyone, maximumWeeklyDays: 2 }, changes);
      expect(isAllowed(month, { '2024-05-13': '待', '2024-05-15': '前' })).to.equal(true);
      expect(isAllowed(month, { '2024-05-13': '待', '2024-05-15': '前', '2024-05-17': '待' })).to.equal(
        false,
      );
    });

    it('in the minutes of a week, with the person’s longest shift', () => {
      const month = monthOf({ ...anyone, maximumWeeklyMinutes: 1200 }, changes);
      expect(isAllowed(month, { '2024-05-13': '待', '2024-05-15': '早', '2024-05-17': '前' })).to.equal(true);
      expect(isAllowed(month, { '2024-05-13': '待', '2024-05-15': '早', '2024-05-17': '早' })).to.equal(
        false,
      );
      expect(isAllowed(month, each('待', datesFrom('2024-05-13', 3)))).to.equal(false);
    });

    it('among six days in a row', () => {
      const contract = alwaysOpen(sampleContract);
      const month = monthOf({ ...anyone, patternCodes: ['前'] }, { ...changes, contract });
      const six = each('前', datesFrom('2024-05-13', 6));
      expect(isAllowed(month, six)).to.equal(true);
      expect(isAllowed(month, { ...six, '2024-05-12': '待' })).to.equal(false);
      expect(isAllowed(month, { ...six, '2024-05-11': '待' })).to.equal(true);
    });

    it('no further than the person’s share of standbys and so many more', () => {
      const month = monthOf(anyone, { standbyPerDay: 1 });
      expect(isAllowed(month, each('待', datesFrom('2024-05-13', 5)))).to.equal(true);
      const others = [anyone, ...['OP02', 'OP03'].map((id) => ({ ...anyone, id }))];
      const needs = demandsOfMonth(sampleContract, may, 0).map((demand) => dayNeed(demand));
      // Of the 21 open days seven each.
      for (const [furtherStandbys, most] of [
        [0, 7],
        [2, 9],
      ] as const) {
        const shared = monthProblem(monthTask({ people: others, needs, standbyPerDay: 1, furtherStandbys }));
        const openDates = needs.map(({ date }) => date.toString());
        expect(isAllowed(shared, each('待', openDates.slice(0, most)))).to.equal(true);
        expect(isAllowed(shared, each('待', openDates.slice(0, most + 1)))).to.equal(false);
      }
    });
  });

  describe('has six days in a row at most', () => {
    const contract = alwaysOpen(sampleContract);
    const member = { ...anyone, patternCodes: ['前'] };
    const runOf = (length: number, last: LocalDate): Codes =>
      each('前', datesFrom(last.minusDays(length - 1).toString(), length));

    it('within the month', () => {
      const month = monthOf(member, { contract });
      expect(isAllowed(month, runOf(6, day('2024-05-20')))).to.equal(true);
      expect(isAllowed(month, runOf(7, day('2024-05-20')))).to.equal(false);
    });

    it('with the days worked before it', () => {
      const morning = shift('OP01', '8:45-13:00');
      const three = rosterDays(shiftsOn(morning, '2024-04-28', '2024-04-29', '2024-04-30'));
      const month = monthOf(member, { contract, daysBefore: three });
      expect(isAllowed(month, runOf(3, day('2024-05-03')))).to.equal(true);
      expect(isAllowed(month, runOf(4, day('2024-05-04')))).to.equal(false);
      expect(isAllowed(month, runOf(6, day('2024-05-07')))).to.equal(true);
      const onCall = shift('OP01', '8:45-17:30', { isStandby: true });
      const six = rosterDays(shiftsOn(onCall, ...datesFrom('2024-04-25', 6)));
      const tired = monthOf(member, { contract, daysBefore: six });
      expect(isAllowed(tired, each('前', ['2024-05-01']))).to.equal(false);
      expect(isAllowed(tired, each('前', ['2024-05-02']))).to.equal(true);
    });

    it('with the days already published after it', () => {
      const morning = shift('OP01', '8:45-13:00');
      const two = rosterDays(shiftsOn(morning, '2024-06-01', '2024-06-02'));
      const month = monthOf(member, { contract, daysAfter: two });
      expect(isAllowed(month, runOf(4, day('2024-05-31')))).to.equal(true);
      expect(isAllowed(month, runOf(5, day('2024-05-31')))).to.equal(false);
      expect(isAllowed(month, runOf(6, day('2024-05-30')))).to.equal(true);
      const six = rosterDays(shiftsOn(morning, ...datesFrom('2024-06-01', 6)));
      const busy = monthOf(member, { contract, daysAfter: six });
      expect(isAllowed(busy, each('前', ['2024-05-31']))).to.equal(false);
      expect(isAllowed(busy, each('前', ['2024-05-30']))).to.equal(true);
    });
  });

  describe('leaves the contract’s rest between two shifts', () => {
    // From 17:30 to 8:45 are 915 minutes, from 17:15 or to 9:00 fifteen more.
    const contract = labourContract({ minimumRestBetweenShiftsMinutes: 930 });
    const changes = { contract, standbyPerDay: 1 };

    it('from one day to the next', () => {
      const month = monthOf(anyone, changes);
      const pair = (first: string, second: string): boolean =>
        isAllowed(month, { '2024-05-13': first, '2024-05-14': second });
      expect(pair('遅', '早')).to.equal(false);
      expect(pair('後', '前')).to.equal(false);
      expect(pair('早', '遅')).to.equal(true);
      expect(pair('早', '早')).to.equal(true);
      expect(pair('遅', '遅')).to.equal(true);
      expect(pair('待', '早')).to.equal(true);
      expect(pair('遅', '待')).to.equal(true);
      expect(isAllowed(month, { '2024-05-13': '遅', '2024-05-15': '早' })).to.equal(true);
    });

    it('from the last day before the month, with the latest end where its pattern is no more', () => {
      const [early, late] = ['早', '遅'].map((code) => each(code, ['2024-05-01']));
      const monthAfter = (patternCode: string): MonthProblem =>
        monthOf(anyone, {
          ...changes,
          daysBefore: rosterDays({ '2024-04-30': [{ ...shift('OP01', '9:00-17:30'), patternCode }] }),
        });
      expect(isAllowed(monthAfter('遅'), early!)).to.equal(false);
      expect(isAllowed(monthAfter('遅'), late!)).to.equal(true);
      expect(isAllowed(monthAfter('早'), early!)).to.equal(true);
      expect(isAllowed(monthAfter('廃'), early!)).to.equal(false);
    });

    it('to the first day after the month, where it is published already', () => {
      const daysAfter = rosterDays({ '2024-06-01': [shift('OP01', '8:45-13:00')] });
      const month = monthOf(anyone, { ...changes, daysAfter });
      const onLastDay = (code: string): boolean => isAllowed(month, { '2024-05-31': code });
      expect(onLastDay('遅')).to.equal(false);
      expect(onLastDay('早')).to.equal(true);
      expect(onLastDay('待')).to.equal(true);
      expect(isAllowed(month, { '2024-05-30': '遅' })).to.equal(true);
      const onCall = shift('OP01', '8:45-17:30', { isStandby: true });
      const free = monthOf(anyone, { ...changes, daysAfter: rosterDays({ '2024-06-01': [onCall] }) });
      expect(isAllowed(free, { '2024-05-31': '遅' })).to.equal(true);
    });
  });

  describe('has what a planner has fixed and nothing else', () => {
    const changes = { standbyPerDay: 1, furtherStandbys: 30 };
    const pinned = (
      ...pins: readonly (readonly [date: string, code: Pin['patternCode']])[]
    ): StaffMember => ({
      ...anyone,
      maximumWeeklyDays: 3,
      leave: [day('2024-05-14')],
      pins: pins.map(([date, patternCode]) => ({ date: day(date), patternCode })),
    });
    for (const [name, pin] of [
      ['a shift', '早'],
      ['a standby', '待'],
      ['a day off', null],
    ] as const) {
      it(name, () => {
        const month = monthOf(pinned(['2024-05-08', pin]), changes);
        for (const code of ['早', '遅', '待', null]) {
          expect(priceOn(month, '2024-05-08', code)).to.equal(code === pin ? 0 : Infinity);
          expect(priceOn(month, '2024-05-09', code)).to.equal(0);
        }
      });
    }

    it('as far as the rules allow: what they forbid beside the rest is charged for', () => {
      const week = datesFrom('2024-05-20', 5);
      const month = monthOf(pinned(...week.map((date) => [date, '早'] as const)), changes);
      expect(isAllowed(month, each('早', week.slice(0, 3)))).to.equal(true);
      expect(isAllowed(month, each('早', week.slice(1, 4)))).to.equal(false);
      for (const date of week.slice(3)) {
        expect(priceOn(month, date, '早')).to.equal(0);
        expect(priceOn(month, date, null)).to.equal(prices.brokenPin);
      }
    });

    it('but nothing on a day of leave, nor a duty that is no more', () => {
      const month = monthOf(pinned(['2024-05-14', '早'], ['2024-05-15', '廃']), changes);
      expect(isAllowed(month, {})).to.equal(true);
      expect(isAllowed(month, { '2024-05-14': '早' })).to.equal(false);
      expect(isAllowed(month, { '2024-05-15': '遅' })).to.equal(true);
    });
  });

  describe('charges for a wish that is not granted, by its weight', () => {
    const wishing = (own: Wish): MonthProblem =>
      monthOf({ ...anyone, wishes: [own] }, { standbyPerDay: 1, furtherStandbys: 30 });
    const refused = balancedPrices.refusedWish;
    const kinds: readonly (readonly [string, Wish, Readonly<Record<string, number>>])[] = [
      ['a day off', wish('off', 2), { 早: 2, 遅: 2, 待: 2, off: 0 }],
      ['work', wish('on', 3), { 早: 0, 遅: 0, 待: 3, off: 3 }],
      ['work in a pattern', wish('on', 1, '早'), { 早: 0, 遅: 1, 待: 1, off: 1 }],
      ['a pattern on days of work', wish('pattern', 1, '早'), { 早: 0, 遅: 1, 待: 0, off: 0 }],
    ];
    for (const [name, own, expected] of kinds) {
      it(name, () => {
        const month = wishing(own);
        for (const [code, weight] of Object.entries(expected)) {
          const duty = code === 'off' ? null : code;
          expect(priceOn(month, '2024-05-08', duty), code).to.equal(weight * refused);
          expect(priceOn(month, '2024-05-09', duty), code).to.equal(0);
        }
      });
    }

    it('and more of whom so many have been refused already', () => {
      const month = monthOf(
        { ...anyone, wishes: [wish('off', 2)] },
        { fairness: pointsOf({ wishRefused: 4 }) },
      );
      expect(priceOn(month, '2024-05-08', '遅')).to.equal(2 * (refused + 4 * balancedPrices.fairnessPoint));
      expect(priceOn(month, '2024-05-08', null)).to.equal(0);
    });

    it('but never on a closed day', () => {
      const closed = { ...wish('on', 3), from: day('2024-05-04'), to: day('2024-05-06') };
      const month = monthOf({
        ...anyone,
        wishes: [closed],
        pins: [{ date: day('2024-05-05'), patternCode: '早' }],
      });
      for (const date of datesFrom('2024-05-04', 3)) expect(priceOn(month, date, null)).to.equal(0);
    });
  });

  it('charges for each day that is other than in the roster that people know', () => {
    const days = rosterDays({
      '2024-05-08': [shift('OP01', '8:45-17:15', { meal: '12:00-12:45' })],
      '2024-05-09': [],
    });
    const month = monthOf(anyone, { kept: [{ days, changePrice: 8 }], standbyPerDay: 1 });
    expect(['早', '遅', '待', null].map((code) => priceOn(month, '2024-05-08', code))).to.deep.equal([
      0, 8, 8, 8,
    ]);
    expect(['早', '遅', '待', null].map((code) => priceOn(month, '2024-05-09', code))).to.deep.equal([
      8, 8, 8, 0,
    ]);
    expect(['早', '遅', '待', null].map((code) => priceOn(month, '2024-05-10', code))).to.deep.equal([
      0, 0, 0, 0,
    ]);
  });

  it('charges for what the person had more often than others', () => {
    const month = monthOf(anyone, {
      standbyPerDay: 1,
      fairness: pointsOf({ early: 2, late: 4, standby: 6, beforeDayOff: 8 }),
    });
    const point = balancedPrices.fairnessPoint;
    // 3 May is a holiday; on 8 May the next day is open.
    const points: readonly (readonly [string, string | null, number])[] = [
      ['2024-05-08', '早', 2],
      ['2024-05-08', '遅', 4],
      ['2024-05-08', '中', 0],
      ['2024-05-08', '待', 6],
      ['2024-05-08', null, 0],
      ['2024-05-02', '早', 2 + 8],
      ['2024-05-02', '中', 8],
      ['2024-05-02', '待', 6],
      ['2024-05-02', null, 0],
    ];
    for (const [date, code, count] of points) {
      expect(priceOn(month, date, code), `${date} ${code}`).to.equal(count * point);
    }
  });

  it('charges for each hour under the minutes that the contract promises', () => {
    const member = { ...anyone, minimumMonthlyMinutes: 930 };
    const month = monthOf(member);
    const { problem } = month;
    const costs = [0, 1, 2, 3].map((count) =>
      costWithoutHours(problem, scheduleOf(month, each('早', datesFrom('2024-05-13', count)))),
    );
    expect(costs[0]! - costs[1]!).to.equal((465 / 60) * prices.underMinimumHour);
    expect(costs[1]! - costs[2]!).to.equal((465 / 60) * prices.underMinimumHour);
    expect(costs[3]).to.equal(costs[2]);
  });
});

/** What a schedule costs its person but for its hours, in quarters of an hour. */
function costWithoutHours(problem: RosterProblem, schedule: readonly number[]): number {
  const own = problem.people[0]!;
  const hours = schedule.reduce(
    (sum, duty, at) => sum + (duty < 0 ? 0 : own.dutyPrice[at * problem.duties.length + duty]!),
    0,
  );
  return priceOfSchedule(problem, own, schedule) - hours;
}

function pointsOf(points: Partial<Record<FairnessKind, number>>): MonthTask['fairness'] {
  const none = { early: 0, late: 0, lunchRelay: 0, standby: 0, beforeDayOff: 0, wishRefused: 0 };
  return new Map([['OP01', { ...none, ...points }]]);
}
