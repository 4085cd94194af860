import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseTime } from '../../src/calendar/index.ts';
import type { Contract } from '../../src/contract/index.ts';
import { type DutyProblem, dutyModel } from '../../src/roster/duty-model.ts';
import { optionsOn } from '../../src/roster/duty-options.ts';
import type { LinearModel, SolveLinear } from '../../src/roster/linear-model.ts';
import { presenceNeed } from '../../src/roster/presence.ts';
import type { StaffMember } from '../../src/roster/staff.ts';
import { weekAllowance, weeksOfMonth } from '../../src/roster/weeks.ts';
import { openSolver } from '../../src/solver/solve-linear.ts';
import { day, demandOf, person, range, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

/** Open 9:00 to 13:00, two patterns, so that every roster of three people and three days can be tried. */
const contract: Contract = {
  ...sampleContract,
  opening: {
    ...sampleContract.opening,
    hours: [
      { weekdays: ['MON', 'TUE', 'WED', 'THU', 'FRI'], open: parseTime('09:00'), close: parseTime('13:00') },
    ],
  },
  intervalMinutes: 60,
  shiftPatterns: [
    {
      code: '全',
      name: { ja: '全', en: 'All' },
      ...times('9:00-13:00'),
      mealMinutes: 0,
      roles: ['operator'],
    },
    {
      code: '半',
      name: { ja: '半', en: 'Half' },
      ...times('11:00-13:00'),
      mealMinutes: 0,
      roles: ['operator'],
    },
  ],
  standby: { ...sampleContract.standby, perDay: 1 },
};

function times(text: string): { start: number; end: number } {
  const { startMinute, endMinute } = range(text);
  return { start: startMinute, end: endMinute };
}

function problemOf(
  staff: readonly StaffMember[],
  seats: readonly (readonly number[])[],
  weights: readonly number[] = seats.map((_, index) => index + 1),
): DutyProblem {
  const dates = ['2024-05-08', '2024-05-09', '2024-05-10'].slice(0, seats.length);
  const needs = dates.map((date, index) => {
    const demand = {
      ...demandOf(day(date), 0, range('9:00-13:00')),
      intervalMinutes: 60,
      requiredSeats: seats[index]!,
    };
    return presenceNeed({
      demand,
      rules: contract.breaks,
      takesRests: true,
      extra: undefined,
      weight: weights[index]!,
    });
  });
  const weeks = weeksOfMonth(contract, YearMonth.of(2024, 5));
  return {
    contract,
    people: staff,
    needs,
    options: needs.map((need) => staff.map((entry) => optionsOn(entry, need, contract))),
    weeks,
    allowances: weeks.map((week) =>
      staff.map((entry) => weekAllowance({ person: entry, week, contract, daysBefore: null })),
    ),
    daysBefore: null,
    standbyPerDay: contract.standby.perDay,
    preferredRole: null,
  };
}

const operator = (id: string, changes: Partial<StaffMember> = {}): StaffMember =>
  person({ id, patternCodes: ['全', '半'], ...changes });

/** Cheapest cost over every choice of the whole-number columns; the others are then a linear model of their own. */
function bruteForce(model: LinearModel, problem: DutyProblem, solve: SolveLinear): number {
  const { columns } = dutyModel(problem);
  const cells = problem.needs.flatMap((_, dayIndex) =>
    problem.people.map((_, personIndex) =>
      [...columns.duties, ...columns.standbys]
        .filter((entry) => entry.day === dayIndex && entry.person === personIndex)
        .map(({ column }) => column),
    ),
  );
  let least = Number.POSITIVE_INFINITY;
  const go = (index: number, chosen: ReadonlySet<number>): void => {
    const cell = cells[index];
    if (cell === undefined) {
      const cost = costOf(model, chosen, solve);
      least = Math.min(least, cost);
      return;
    }
    go(index + 1, chosen);
    for (const column of cell) go(index + 1, new Set([...chosen, column]));
  };
  go(0, new Set());
  return least;
}

/** Cost of one choice: every row that only choices stand in is checked here, the rest is left to the linear solver. */
function costOf(model: LinearModel, chosen: ReadonlySet<number>, solve: SolveLinear): number {
  const isOnlyChoices = model.rows.filter((row) =>
    row.terms.every(([column]) => model.columns[column]!.isInteger),
  );
  for (const row of isOnlyChoices) {
    const sum = row.terms.reduce((total, [column, times]) => total + (chosen.has(column) ? times : 0), 0);
    if (sum < row.lower - 1e-9 || sum > row.upper + 1e-9) return Number.POSITIVE_INFINITY;
  }
  const fixed = model.columns.map((column, index) => {
    if (!column.isInteger) return column;
    const value = chosen.has(index) ? 1 : 0;
    return { ...column, lower: value, upper: value, isInteger: false };
  });
  const solution = solve({ ...model, columns: fixed });
  return solution.status === 'infeasible' ? Number.POSITIVE_INFINITY : solution.cost;
}

/** Solves a whole model with the solver's relative gap of 0.5 %. */
function costAfter(problem: DutyProblem, solve: SolveLinear): number {
  const solution = solve(dutyModel(problem).builder.build());
  if (solution.status === 'infeasible') throw new Error('the duty model always has a solution');
  return solution.cost;
}
const gapOf = (cost: number): number => 0.005 * Math.abs(cost) + 1e-6;

describe('dutyModel', () => {
  let solve: SolveLinear;
  before(async () => {
    solve = await openSolver();
  });

  it('costs what the cheapest of all assignments of a tiny centre costs', () => {
    const staff = [
      operator('OP01', { leave: [day('2024-05-09')] }),
      operator('OP02', { canStandBy: false, maximumWeeklyMinutes: 480 }),
      operator('OP03', { maximumWeeklyDays: 1 }),
    ];
    for (const seats of [
      [
        [1, 1, 2, 2],
        [1, 1, 1, 1],
      ],
      [
        [0, 0, 1, 1],
        [2, 2, 2, 2],
      ],
    ]) {
      const problem = problemOf(staff, seats);
      const model = dutyModel(problem).builder.build();
      const least = bruteForce(model, problem, solve);
      const found = costAfter(problem, solve);
      expect(found).to.be.at.least(least - 1e-6);
      expect(found).to.be.at.most(least + gapOf(least));
    }
  });

  it('does so on three days for three people with two patterns and nobody on call', () => {
    const staff = [
      operator('OP01', { leave: [day('2024-05-09')], minimumMonthlyMinutes: 1200 }),
      operator('OP02', { maximumWeeklyMinutes: 480 }),
      operator('OP03', { leave: [day('2024-05-08')] }),
    ];
    const seats = [
      [1, 1, 1, 1],
      [0, 0, 2, 2],
      [1, 1, 3, 3],
    ];
    const problem = { ...problemOf(staff, seats), standbyPerDay: 0 };
    const least = bruteForce(dutyModel(problem).builder.build(), problem, solve);
    const found = costAfter(problem, solve);
    expect(found).to.be.within(least - 1e-6, least + gapOf(least));
  });

  const anyStaff = fc
    .array(
      fc.record({
        leave: fc.subarray(['2024-05-08', '2024-05-09', '2024-05-10']),
        canStandBy: fc.boolean(),
        days: fc.integer({ min: 1, max: 5 }),
        hours: fc.integer({ min: 2, max: 40 }),
      }),
      { minLength: 2, maxLength: 5 },
    )
    .map((entries) =>
      entries.map((entry, index) =>
        operator(`OP0${index + 1}`, {
          leave: entry.leave.map(day),
          canStandBy: entry.canStandBy,
          maximumWeeklyDays: entry.days,
          maximumWeeklyMinutes: entry.hours * 60,
        }),
      ),
    );
  const anySeats = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  });

  it('costs the same when people are called otherwise and listed in another order', () => {
    fc.assert(
      fc.property(anyStaff, anySeats, (staff, seats) => {
        const cost = costAfter(problemOf(staff, seats), solve);
        const renamed = staff.toReversed().map((entry, index) => ({ ...entry, id: `ZZ${index}` }));
        const other = costAfter(problemOf(renamed, seats), solve);
        expect(Math.abs(other - cost)).to.be.at.most(gapOf(Math.max(Math.abs(cost), Math.abs(other))));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('misses no more seats with one operator more', () => {
    const missing = (staff: readonly StaffMember[], seats: readonly (readonly number[])[]): number => {
      const problem = problemOf(staff, seats);
      const { builder, columns } = dutyModel(problem);
      const solution = solve(builder.build());
      if (solution.status === 'infeasible') throw new Error('the duty model always has a solution');
      return problem.needs.reduce(
        (sum, need, dayIndex) =>
          sum +
          need.presentPeople.reduce((ofDay, people, interval) => {
            const start = need.startMinute + interval * 60;
            const present = columns.duties.filter(
              (entry) =>
                entry.day === dayIndex &&
                solution.values[entry.column] === 1 &&
                entry.duty.startMinute <= start,
            ).length;
            return ofDay + Math.max(0, people - present);
          }, 0),
        0,
      );
    };
    fc.assert(
      fc.property(anyStaff, anySeats, (staff, seats) => {
        const more = [...staff, operator('OP09')];
        expect(missing(more, seats)).to.be.at.most(missing(staff, seats));
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it('has a solution for people who may not work at all, or hardly', () => {
    const staff = [
      operator('OP01', { maximumWeeklyMinutes: 0 }),
      operator('OP02', { maximumWeeklyDays: 0 }),
      operator('OP03', { maximumWeeklyMinutes: 120 }),
      operator('OP04', { patternCodes: [] }),
    ];
    const problem = problemOf(staff, [
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [0, 0, 1, 1],
    ]);
    const { builder, columns } = dutyModel(problem);
    const solution = solve(builder.build());
    expect(solution.status).not.to.equal('infeasible');
    if (solution.status === 'infeasible') return;
    const working = columns.duties.filter(({ column }) => solution.values[column] === 1);
    expect(working.map((entry) => problem.people[entry.person]!.id)).to.deep.equal(['OP03']);
  });

  it('gives a free day after six days running that began in the published plan before', () => {
    const everyDay: Contract = {
      ...contract,
      opening: {
        ...contract.opening,
        hours: [
          { ...contract.opening.hours[0]!, weekdays: ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] },
        ],
      },
    };
    const staff = [operator('OP01', { maximumWeeklyDays: 7 })];
    const problem = {
      ...problemOf(staff, [
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ]),
      contract: everyDay,
    };
    const daysBefore = rosterDays(
      Object.fromEntries(
        Array.from({ length: 5 }, (_, offset) => [
          day('2024-05-03').plusDays(offset).toString(),
          [shift('OP01', '9:00-13:00')],
        ]),
      ),
    );
    const dutiesIn = (given: DutyProblem): number => {
      const { builder, columns } = dutyModel(given);
      const solution = solve(builder.build());
      if (solution.status === 'infeasible') throw new Error('the duty model always has a solution');
      return [...columns.duties, ...columns.standbys].filter(({ column }) => solution.values[column] === 1)
        .length;
    };
    expect(dutiesIn(problem)).to.equal(3);
    // 3 to 7 May worked: of 8 and 9 May one must be free, and every window after it has its free day.
    expect(dutiesIn({ ...problem, daysBefore })).to.equal(2);
  });
});
