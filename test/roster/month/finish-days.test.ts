import { expect } from 'chai';
import fc from 'fast-check';
import { isLegal, personRules, RosterState } from '../../../src/roster/engine/index.ts';
import { mendDays, trimDays } from '../../../src/roster/month/finish-days.ts';
import { type PlacedDay, placeShifts } from '../../../src/roster/month/placed-days.ts';
import {
  type MonthTask,
  monthProblem,
  scheduleOf,
  shiftsOfSchedule,
} from '../../../src/roster/month/problem.ts';
import { day, dayNeed, demandOf, monthTask, person } from '../../build/roster.ts';

const dates = ['2024-05-07', '2024-05-08', '2024-05-09'];

/** So many operators, who may all come early or late, and seats wanted on each of the days. */
function taskOf(people: number, seats: readonly number[]): MonthTask {
  return monthTask({
    people: Array.from({ length: people }, (_, index) =>
      person({ id: `OP${10 + index}`, patternCodes: ['早', '遅', '前', '後'], minimumMonthlyMinutes: 0 }),
    ),
    needs: seats.map((count, index) => dayNeed(demandOf(day(dates[index]!), count), { spareShare: 0 })),
  });
}

/** Everybody's duty of each day by its place among the duties; the same duty number means off where there is none. */
function placedOf(task: MonthTask, choices: readonly (readonly number[])[]): PlacedDay[] {
  const month = monthProblem(task);
  const schedule = new Int16Array(task.people.length * month.problem.dayCount).fill(-1);
  choices.forEach((ofDay, index) => {
    ofDay.forEach((choice, who) => {
      const duty = choice % (month.duties.length + 1);
      schedule[who * month.problem.dayCount + month.dayOf[index]!] = duty === month.duties.length ? -1 : duty;
    });
  });
  const shifts = shiftsOfSchedule(task, month, schedule);
  return shifts.map((ofDay, index) => placeShifts(task, index, ofDay, 1));
}

function costOf(task: MonthTask, placed: readonly PlacedDay[]): number {
  const month = monthProblem({ ...task, missingPrice: 0 });
  return new RosterState(month.problem, scheduleOf(task, month, placed)).cost;
}

const problemsOf = (task: MonthTask) => ({
  priced: monthProblem(task),
  staffed: monthProblem({ ...task, missingPrice: 0 }),
});

describe('trimDays', () => {
  it('makes rosters cheaper and never leaves anybody missing or a rule broken', () => {
    let cheaper = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, 1, 2), { minLength: 3, maxLength: 3 }),
        fc.array(fc.array(fc.nat(20), { minLength: 5, maxLength: 5 }), { minLength: 3, maxLength: 3 }),
        (seats, choices) => {
          const task = taskOf(5, seats);
          const before = placedOf(task, choices);
          const after = trimDays(task, problemsOf(task), before, 1);
          before.forEach((placed, index) => {
            // Where somebody is missing, nothing is taken away.
            if (placed.shortMinutes > 0) expect(after[index]).to.equal(placed);
            else expect(after[index]!.shortMinutes).to.equal(0);
          });
          expect(costOf(task, after)).to.be.at.most(costOf(task, before));
          if (costOf(task, after) < costOf(task, before)) cheaper += 1;
          const month = monthProblem(task);
          const schedule = scheduleOf(task, month, after);
          month.problem.people.forEach((each, who) => {
            const rules = personRules(month.problem.duties, each);
            const first = who * month.problem.dayCount;
            expect(isLegal(month.problem, rules, schedule, first)).to.equal(true);
          });
        },
      ),
      { numRuns: 40, seed: 7 },
    );
    expect(cheaper).to.be.above(10);
  });

  it('sends everybody home where nobody is wanted', () => {
    const task = { ...taskOf(3, [0]), fairness: new Map() };
    const [after] = trimDays(task, problemsOf(task), placedOf(task, [[0, 1, 2]]), 1);
    // One early and one late are worth having; work at a price beyond that is not.
    expect(after!.shifts.length).to.be.at.most(2);
  });
});

describe('mendDays', () => {
  it('brings people to where breaks leave somebody missing, at no higher cost, and leaves other days alone', () => {
    let mended = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1, 2, 2), { minLength: 3, maxLength: 3 }),
        fc.array(fc.array(fc.nat(20), { minLength: 6, maxLength: 6 }), { minLength: 3, maxLength: 3 }),
        (seats, choices) => {
          const task = taskOf(6, seats);
          const before = placedOf(task, choices);
          const after = mendDays(task, problemsOf(task), before, 1);
          const missingHours = (placed: readonly PlacedDay[]): number =>
            (placed.reduce((sum, { shortMinutes }) => sum + shortMinutes, 0) * 500) / 15;
          before.forEach((placed, index) => {
            if (placed.shortMinutes === 0) expect(after[index]).to.equal(placed);
            else if (after[index]!.shortMinutes < placed.shortMinutes) mended += 1;
          });
          const whole = (placed: readonly PlacedDay[]): number => costOf(task, placed) + missingHours(placed);
          expect(whole(after)).to.be.at.most(whole(before));
          const month = monthProblem(task);
          const schedule = scheduleOf(task, month, after);
          month.problem.people.forEach((each, who) => {
            const rules = personRules(month.problem.duties, each);
            expect(isLegal(month.problem, rules, schedule, who * month.problem.dayCount)).to.equal(true);
          });
        },
      ),
      { numRuns: 30, seed: 8 },
    );
    expect(mended).to.be.above(10);
  });
});
