import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { footprint, type Person, RosterState } from '../../src/roster/engine/index.ts';
import { assignedShifts, instanceProblem, type ShiftInstance } from '../../src/roster/index.ts';
import { instancePath, isLegalRoster, publishedInstance } from './engine/instances.ts';

/** Two people and two shift types on ten days from Monday on. */
const small: ShiftInstance = {
  dayCount: 10,
  shifts: [
    { id: 'E', minutes: 480, cannotBeFollowedBy: [] },
    { id: 'L', minutes: 600, cannotBeFollowedBy: ['E'] },
  ],
  people: ['A', 'B'].map((id) => ({
    id,
    maximumShifts: new Map([['L', id === 'A' ? 3 : 0]]),
    maximumMinutes: 3000,
    minimumMinutes: 0,
    maximumConsecutiveShifts: 4,
    minimumConsecutiveShifts: 2,
    minimumConsecutiveDaysOff: 2,
    maximumWeekends: 1,
    daysOff: id === 'A' ? [0, 9] : [],
  })),
  onRequests: [
    { personId: 'A', day: 1, shiftId: 'E', weight: 2 },
    { personId: 'B', day: 1, shiftId: 'E', weight: 3 },
  ],
  offRequests: [{ personId: 'A', day: 2, shiftId: 'L', weight: 5 }],
  cover: [
    { day: 2, shiftId: 'L', required: 2, underWeight: 100, overWeight: 1 },
    { day: 1, shiftId: 'E', required: 1, underWeight: 10, overWeight: 4 },
  ],
};

/** A roster of an instance, from what is assigned. */
function scheduleOf(
  instance: ShiftInstance,
  shifts: readonly (readonly [string, number, string])[],
): Int16Array {
  const schedule = new Int16Array(instance.people.length * instance.dayCount).fill(-1);
  for (const [personId, day, shiftId] of shifts) {
    const person = instance.people.findIndex(({ id }) => id === personId);
    schedule[person * instance.dayCount + day] = instance.shifts.findIndex(({ id }) => id === shiftId);
  }
  return schedule;
}

/** Cost of what is assigned, counted request by request and line by line. */
function costOf(instance: ShiftInstance, shifts: readonly (readonly [string, number, string])[]): number {
  const has = (personId: string, day: number, shiftId: string): boolean =>
    shifts.some(([id, on, shift]) => id === personId && on === day && shift === shiftId);
  let cost = 0;
  for (const { personId, day, shiftId, weight } of instance.onRequests)
    if (!has(personId, day, shiftId)) cost += weight;
  for (const { personId, day, shiftId, weight } of instance.offRequests)
    if (has(personId, day, shiftId)) cost += weight;
  for (const { day, shiftId, required, underWeight, overWeight } of instance.cover) {
    const there = instance.people.filter(({ id }) => has(id, day, shiftId)).length;
    cost += there < required ? (required - there) * underWeight : (there - required) * overWeight;
  }
  return cost;
}

describe('instanceProblem', () => {
  for (const [number, best] of [
    [1, 607],
    [2, 828],
  ] as const) {
    it(`costs the reference roster of instance ${number} at ${best} and finds it legal`, () => {
      const instance = publishedInstance(number);
      const rows: Record<string, string>[] = parse(readFileSync(instancePath(`Instance${number}.csv`)), {
        columns: true,
      });
      const shifts = rows.map(({ employee, day, shift }) => [employee!, Number(day), shift!] as const);
      const problem = instanceProblem(instance);
      const state = new RosterState(problem, scheduleOf(instance, shifts));
      expect(state.cost).to.equal(best);
      expect(costOf(instance, shifts)).to.equal(best);
      expect(isLegalRoster(problem, state.schedule)).to.equal(true);
      expect(
        assignedShifts(instance, state.schedule).map(({ personId, day, shiftId }) => [
          personId,
          day,
          shiftId,
        ]),
      ).to.deep.equal(shifts);
    });
  }

  it('costs any roster as its requests and cover lines do', () => {
    const cells = fc.array(fc.constantFrom(-1, -1, 0, 1), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(cells, (duties) => {
        const shifts = duties.flatMap((duty, at) => {
          const person = small.people[Math.floor(at / 10)]!;
          const isFree = duty < 0 || person.daysOff.includes(at % 10) || (duty === 1 && person.id === 'B');
          return isFree ? [] : [[person.id, at % 10, small.shifts[duty]!.id] as const];
        });
        const state = new RosterState(instanceProblem(small), scheduleOf(small, shifts));
        expect(state.cost).to.equal(costOf(small, shifts));
      }),
      { numRuns: 100, seed: 41 },
    );
  });

  it('begins each week on Monday and puts its weekend on days 5 and 6', () => {
    expect(instanceProblem(small).weekendOf).to.deep.equal([-1, -1, -1, -1, -1, 0, 0, -1, -1, -1]);
    expect(instanceProblem({ ...small, dayCount: 13 }).weekendOf.slice(10)).to.deep.equal([-1, -1, 1]);
  });

  it('takes over limits, where no limit is named the days there are, and no shift at all on days off', () => {
    const { people, duties } = instanceProblem(small);
    const [a, b] = people as [Person, Person];
    expect(duties.map(({ id, minutes, blocksNext }) => [id, minutes, ...blocksNext])).to.deep.equal([
      ['E', 480],
      ['L', 600, 0],
    ]);
    expect(a).to.deep.include({ id: 'A', minimumMinutes: 0, maximumMinutes: 3000, maximumWeekends: 1 });
    expect(a).to.deep.include({ minimumRun: 2, maximumRun: 4, minimumOff: 2 });
    expect([a.dutyLimits, b.dutyLimits]).to.deep.equal([
      [10, 3],
      [10, 0],
    ]);
    expect([...a.dutyPrice.slice(0, 6)]).to.deep.equal([Infinity, Infinity, -2, 0, 0, 5]);
    expect([...a.dutyPrice.slice(18)]).to.deep.equal([Infinity, Infinity]);
    expect([...b.dutyPrice.slice(0, 4)]).to.deep.equal([0, Infinity, -3, Infinity]);
    expect([...a.offPrice, ...b.offPrice].every((price) => price === 0)).to.equal(true);
  });

  it('puts cells in order of day, each covered by its shift type alone', () => {
    const { cells, footprints, constant } = instanceProblem(small);
    expect(cells).to.deep.equal([
      { day: 1, costs: [10, 0, 4] },
      { day: 2, costs: [200, 100, 0, 1] },
    ]);
    const covered = footprints[0]!.flatMap((list, at) =>
      [...list.cells].map((cell) => [Math.floor(at / 2), at % 2, cell]),
    );
    expect(covered).to.deep.equal([
      [1, 0, 0],
      [2, 1, 1],
    ]);
    expect(constant).to.equal(5);
  });

  it('keeps a wish for a shift on a day off impossible, and costs it', () => {
    const wish = { personId: 'A', day: 0, shiftId: 'E', weight: 7 };
    const problem = instanceProblem({ ...small, onRequests: [wish], offRequests: [{ ...wish, weight: 1 }] });
    expect(problem.people[0]!.dutyPrice[0]).to.equal(Infinity);
    expect(
      new RosterState({
        ...problem,
        cells: [],
        footprints: [problem.footprints[0]!.map(() => footprint([]))],
      }).cost,
    ).to.equal(7);
  });
});
