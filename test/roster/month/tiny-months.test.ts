import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract, ShiftPattern } from '../../../src/contract/index.ts';
import {
  isLegal,
  off,
  personRules,
  type RosterProblem,
  RosterState,
} from '../../../src/roster/engine/index.ts';
import {
  buildRoster,
  type DayDemand,
  type RosterInput,
  type SearchRoster,
  type StaffMember,
} from '../../../src/roster/index.ts';
import { prices } from '../../../src/roster/month/prices.ts';
import { type MonthTask, monthProblem } from '../../../src/roster/month/problem.ts';
import { openRosterSearch } from '../../../src/solver/search-roster.ts';
import { day, dayNeed, demandOf, monthTask, person, range } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const month = YearMonth.of(2024, 5);
const patternOf = (code: string, times: string): ShiftPattern => {
  const { startMinute, endMinute } = range(times);
  return {
    ...sampleContract.shiftPatterns[0]!,
    code,
    start: startMinute,
    end: endMinute,
    mealMinutes: 0,
    roles: ['operator'],
  };
};

/** Open from nine to ten: nobody eats or rests, so what is missing is what the shifts leave open. */
const openForAnHour = (...shiftPatterns: ShiftPattern[]): Contract => ({
  ...sampleContract,
  minimumOperators: 0,
  intervalMinutes: 30,
  shiftPatterns,
  breaks: { ...sampleContract.breaks, maximumPhoneMinutes: 90 },
  labour: { ...sampleContract.labour, minimumRestBetweenShiftsMinutes: 1440 - 75 },
});
const different = openForAnHour(
  patternOf('早', '9:00-10:00'),
  patternOf('遅', '9:30-10:15'),
  patternOf('前', '9:00-9:30'),
);
/** The first two cover the same with the same work. */
const alike = openForAnHour(
  patternOf('早', '8:45-10:00'),
  patternOf('遅', '9:00-10:15'),
  patternOf('前', '9:00-9:30'),
);
const dates = ['2024-05-08', '2024-05-09', '2024-05-14'];

interface TinyMonth {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly demands: readonly DayDemand[];
  readonly standbyPerDay: number;
  readonly points: readonly number[];
}

const anyPattern = fc.constantFrom('早', '遅', '前');
const anyDate = fc.constantFrom(...dates);

const tinyMonths: fc.Arbitrary<TinyMonth> = fc.constantFrom([2, 3], [2, 2], [3, 2]).chain(([count, days]) =>
  fc.record({
    contract: fc.constantFrom(different, alike),
    staff: fc
      .array(
        fc.record({
          maximumWeeklyDays: fc.constantFrom(5, 5, 1),
          maximumWeeklyMinutes: fc.constantFrom(2400, 75, 105),
          minimumMonthlyMinutes: fc.constantFrom(0, 0, 120),
          canStandBy: fc.boolean(),
          leave: fc.constantFrom([], [], [day(dates[1]!)]),
          patternCodes: fc.subarray(['早', '遅', '前'], { minLength: 1 }),
          pins: fc.oneof(
            fc.constant([]),
            fc
              .record({ date: anyDate, patternCode: fc.option(anyPattern) })
              .map(({ date, patternCode }) => [{ date: day(date), patternCode }]),
          ),
          wishes: fc
            .array(
              fc.record({
                kind: fc.constantFrom('off' as const, 'on' as const),
                date: anyDate,
                weight: fc.constantFrom(1, 2, 3),
              }),
              { maxLength: 2 },
            )
            .map((list) =>
              list.map(({ kind, date, weight }) => ({
                kind,
                from: day(date),
                to: day(date),
                patternCode: null,
                weight,
              })),
            ),
        }),
        { minLength: count!, maxLength: count! },
      )
      .map((list) => list.map((changes, index) => person({ ...changes, id: `OP0${index + 1}` }))),
    demands: fc
      .array(fc.array(fc.nat(3), { minLength: 2, maxLength: 2 }), { minLength: days!, maxLength: days! })
      .map((list) =>
        list.map((requiredSeats, index) => ({
          ...demandOf(day(dates[index]!), 0, range('9:00-10:00')),
          intervalMinutes: 30,
          requiredSeats,
        })),
      ),
    standbyPerDay: fc.constantFrom(0, 1),
    points: fc.array(fc.nat(8), { minLength: 3, maxLength: 3 }),
  }),
);

function inputOf({ contract, staff, demands, standbyPerDay, points }: TinyMonth): RosterInput {
  return {
    contract: { ...contract, standby: { ...contract.standby, perDay: standbyPerDay } },
    month,
    staff,
    demands,
    dayCalls: demands.map(() => 10),
    daysBefore: null,
    seed: 1,
    fairness: staff.map(({ id }, index) => ({
      staffId: id,
      prices: {
        early: points[2]!,
        late: points[1]!,
        lunchRelay: 0,
        standby: points[index]!,
        beforeDayOff: 0,
        wishRefused: points[0]!,
      },
    })),
  };
}

/** The operators' task as a month is built from. */
function taskOf(input: RosterInput, missingPrice: number, furtherStandbys: number): MonthTask {
  return monthTask({
    contract: input.contract,
    people: input.staff,
    needs: input.demands.map((demand) => dayNeed(demand)),
    standbyPerDay: input.contract.standby.perDay,
    fairness: new Map(input.fairness!.map((price) => [price.staffId, price.prices])),
    missingPrice,
    furtherStandbys,
  });
}

/** Every roster in which each person's schedule is legal; only open days are not off. */
function* everyRoster(problem: RosterProblem, open: readonly number[]): Generator<Int16Array> {
  const { dayCount, duties } = problem;
  const choices = problem.people.map((own) => {
    const rules = personRules(duties, own);
    let schedules = [Array.from({ length: dayCount }, () => off)];
    for (const at of open) {
      schedules = schedules.flatMap((schedule) =>
        Array.from({ length: duties.length + 1 }, (_, move) => schedule.with(at, move - 1)),
      );
    }
    return schedules.filter((schedule) => isLegal(problem, rules, schedule, 0));
  });
  const picked = choices.map(() => 0);
  for (;;) {
    yield Int16Array.from(choices.flatMap((own, index) => own[picked[index]!]!));
    let index = 0;
    while (index < picked.length && picked[index] === choices[index]!.length - 1) {
      picked[index] = 0;
      index += 1;
    }
    if (index === picked.length) return;
    picked[index]! += 1;
  }
}

/** The least that any roster costs, by the cost of each. */
function leastOf(task: MonthTask, costOf: (schedule: Int16Array, state: RosterState) => number): number {
  const { problem, dayOf } = monthProblem(task);
  const state = new RosterState(problem);
  let least = Infinity;
  for (const schedule of everyRoster(problem, dayOf)) {
    state.adopt(schedule);
    least = Math.min(least, costOf(schedule, state));
  }
  return least;
}

/** Intervals × operators missing. */
function missingIntervals(task: MonthTask, schedule: Int16Array): number {
  const { problem, duties, dayOf } = monthProblem(task);
  return task.needs.reduce((sum, need, index) => {
    const shifts = task.people.flatMap((_, at) => {
      const duty = schedule[at * problem.dayCount + dayOf[index]!]!;
      return duty === off ? [] : [duties[duty] ?? null];
    });
    return need.requiredSeats.reduce((ofDay, seats, interval) => {
      const start = need.startMinute + interval * need.intervalMinutes;
      const there = shifts.filter((each) => each !== null && each.start <= start && each.end > start).length;
      return ofDay + Math.max(0, seats - there);
    }, sum);
  }, 0);
}

describe('a tiny month', () => {
  let search: SearchRoster;
  before(async () => {
    const best = await openRosterSearch();
    search = (problem, effort) => best(problem, { ...effort, gap: 0, units: Math.min(effort.units, 2e7) });
  });

  it('costs in the engine the least of all legal rosters', async () => {
    await fc.assert(
      fc.asyncProperty(tinyMonths, async (given) => {
        const task = taskOf(inputOf(given), prices.missingInterval, 0);
        const found = await search(monthProblem(task).problem, { seed: 1, units: 1e8, lanes: 1, gap: 0 });
        const least = leastOf(task, (_, state) => state.cost);
        expect(found.cost).to.be.closeTo(least, 1e-6);
        expect(found.bound).to.be.at.most(least + 1e-6);
      }),
      { numRuns: 20, seed: 91 },
    );
  });

  it('has a proof that holds against every roster, with what is really missing', async () => {
    let exact = 0;
    await fc.assert(
      fc.asyncProperty(tinyMonths, async (given) => {
        const input = inputOf(given);
        const { proof, days } = await buildRoster(input, search);
        // Nobody has more than their share of standbys, or one more where that leaves a day without.
        const [strict, loose] = [0, 1].map((furtherStandbys) => taskOf(input, 0, furtherStandbys));
        const costIn =
          (task: MonthTask) =>
          (schedule: Int16Array, state: RosterState): number =>
            state.cost + prices.missingInterval * missingIntervals(task, schedule);
        const least = leastOf(loose!, costIn(loose!));
        const bound = proof.boundHours ?? -Infinity;
        expect(bound).to.be.at.most(leastOf(strict!, costIn(strict!)) + 1e-6);
        expect(bound).to.be.at.most(proof.costHours + 1e-6);
        expect(proof.costHours).to.be.at.least(least - 1e-6);
        const { problem, duties } = monthProblem(loose!);
        const built = new Int16Array(problem.people.length * problem.dayCount).fill(off);
        for (const { date, shifts } of days) {
          for (const { staffId, patternCode, isStandby } of shifts) {
            const duty = duties.findIndex((each) => (isStandby ? each === null : each?.code === patternCode));
            const index = input.staff.findIndex(({ id }) => id === staffId);
            built[index * problem.dayCount + date.dayOfMonth() - 1] = duty;
          }
        }
        const cost = costIn(loose!)(built, new RosterState(problem, built));
        expect(bound).to.be.at.most(cost + 1e-6);
        // Duties that cover the same are named afterwards, evenly over each day.
        if (given.contract === different) expect(proof.costHours).to.be.closeTo(cost, 1e-6);
        if (proof.costHours < least + 1e-6) exact += 1;
      }),
      { numRuns: 16, seed: 92 },
    );
    expect(exact).to.be.above(8);
  });
});
