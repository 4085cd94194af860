import { expect } from 'chai';
import fc from 'fast-check';
import {
  type OpenLp,
  type Person,
  type RosterProblem,
  wantedCell,
} from '../../../src/roster/engine/index.ts';
import { relaxKinds } from '../../../src/roster/engine/kind-relaxation.ts';
import { kindsOf, spreadProblem } from '../../../src/roster/engine/kinds.ts';
import { footprint } from '../../../src/roster/engine/problem.ts';
import { openLpSolver } from '../../../src/solver/live-lp.ts';
import { leastCost, legalSchedules } from '../../oracle/rosters.ts';
import { alikeProblems, freePerson, tinyProblems } from './tiny-problems.ts';

let openLp: OpenLp;
before(async () => {
  openLp = await openLpSolver();
});

const problems = fc.oneof(tinyProblems(), tinyProblems(2), alikeProblems, alikeProblems);

/** Everybody's legal schedules; given up where somebody has none. */
function choicesOf(problem: RosterProblem): number[][][] {
  const choices = problem.people.map((person) => legalSchedules(problem, person));
  fc.pre(choices.every((own) => own.length > 0));
  return choices;
}

describe('kindsOf', () => {
  it('puts everybody in one kind, with whoever counts alike', () => {
    let several = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const kinds = kindsOf(problem);
        const people = kinds.flatMap((kind) => [...kind.people]);
        expect([...people].sort((a, b) => a - b)).to.deep.equal([...problem.people.keys()]);
        for (const kind of kinds) {
          const own = kind.people.map((index) => problem.people[index]!);
          expect(new Set(own.map(({ group }) => group)).size).to.equal(1);
          expect(kind.rules.map(({ person }) => person)).to.deep.equal(own);
          for (const rules of kind.rules) {
            expect(problem.duties.flatMap((_, duty) => (rules.isUsed[duty] ? [duty] : []))).to.deep.equal(
              kind.duties,
            );
            const counted = rules.limits.map(({ amounts, periodOf }) => ({ amounts, periodOf }));
            const first = kind.rules[0]!.limits.map(({ amounts, periodOf }) => ({ amounts, periodOf }));
            expect(counted).to.deep.equal(first);
          }
          if (own.length > 1) several += 1;
        }
      }),
      { numRuns: 150, seed: 61 },
    );
    expect(several).to.be.above(40);
  });

  it('tells people apart by their group, by the duties that they can have and by what is counted', () => {
    const duties = [
      { id: 'E', minutes: 480, blocksNext: [] },
      { id: 'L', minutes: 240, blocksNext: [] },
    ];
    const kindCount = (changes: Partial<Person>): number =>
      kindsOf({
        dayCount: 2,
        weekendOf: [-1, -1],
        duties,
        people: [freePerson(2, 2), freePerson(2, 2, changes)],
        cells: [],
        footprints: [0, 1].map(() => Array.from({ length: 4 }, () => footprint([]))),
        constant: 0,
        grain: 1,
      }).length;
    expect(kindCount({ dutyPrice: Float64Array.of(1, 2, 3, Infinity) })).to.equal(1);
    expect(kindCount({ maximumMinutes: 480 })).to.equal(1);
    expect(kindCount({ group: 1 })).to.equal(2);
    expect(kindCount({ dutyPrice: Float64Array.of(0, Infinity, 0, Infinity) })).to.equal(2);
    expect(kindCount({ dutyLimits: [1, 2] })).to.equal(2);
    expect(kindCount({ periodLimits: [{ amounts: [1, 1], periodOf: [0, 0], most: [1] }] })).to.equal(2);
  });
});

describe('relaxKinds', () => {
  it('has a solution wherever there is a roster, never dearer than the cheapest', () => {
    let above = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const least = leastCost(problem, choicesOf(problem));
        const relaxed = relaxKinds(problem, kindsOf(problem), openLp);
        expect(relaxed).not.to.equal(null);
        expect(relaxed!.bound).to.be.at.most(least + 1e-6);
        if (relaxed!.bound > least - 1) above += 1;
      }),
      { numRuns: 250, seed: 62 },
    );
    expect(above).to.be.above(30);
  });

  it('gives shares of a kind that are no more on a day than its people', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const kinds = kindsOf(problem);
        const relaxed = relaxKinds(problem, kinds, openLp);
        fc.pre(relaxed !== null);
        const perDay = new Map<string, number>();
        const seen = new Set<string>();
        for (const { kind, day, duty, people } of relaxed!.shares) {
          expect(people).to.be.at.least(-1e-7);
          expect(seen.has(`${kind} ${day} ${duty}`)).to.equal(false);
          seen.add(`${kind} ${day} ${duty}`);
          expect(kinds[kind]!.duties).to.include(duty);
          perDay.set(`${kind} ${day}`, (perDay.get(`${kind} ${day}`) ?? 0) + people);
        }
        for (const [key, people] of perDay) {
          expect(people).to.be.at.most(kinds[Number(key.split(' ')[0])]!.people.length + 1e-6);
        }
      }),
      { numRuns: 150, seed: 63 },
    );
  });

  it('is told apart by limits that count alike in another number of periods', () => {
    const periodLimits = [{ amounts: [1], periodOf: [0, 0], most: [1, 1] }];
    const problem: RosterProblem = {
      dayCount: 2,
      weekendOf: [-1, -1],
      duties: [{ id: 'E', minutes: 480, blocksNext: [] }],
      people: [freePerson(2, 1, { periodLimits }), freePerson(2, 1, { dutyLimits: [1] })],
      cells: [0, 1].map((each) => wantedCell({ day: each, required: 2, underCost: 10, overCost: 0 })),
      footprints: [[footprint([0]), footprint([1])]],
      constant: 0,
      grain: 1,
    };
    expect(leastCost(problem, choicesOf(problem))).to.equal(20);
    expect(relaxKinds(problem, kindsOf(problem), openLp)!.bound).to.be.closeTo(20, 1e-4);
  });

  it('is what the cheapest roster costs where people are the same and nothing but their number is a limit', () => {
    const dayCount = 2;
    const price = fc.integer({ min: -5, max: 9 });
    const anyFree = fc.record({
      count: fc.integer({ min: 1, max: 5 }),
      prices: fc.array(price, { minLength: 4, maxLength: 4 }),
      required: fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(anyFree, ({ count, prices, required }) => {
        const problem: RosterProblem = {
          dayCount,
          weekendOf: [-1, -1],
          duties: ['E', 'L'].map((id) => ({ id, minutes: 480, blocksNext: [] })),
          people: Array.from({ length: count }, () =>
            freePerson(dayCount, 2, { dutyPrice: Float64Array.from(prices) }),
          ),
          cells: required.map((wanted, at) =>
            wantedCell({ day: Math.floor(at / 2), required: wanted, underCost: 10, overCost: 1 }),
          ),
          footprints: [required.map((_, at) => footprint([at]))],
          constant: 3,
          grain: 1,
        };
        const least = leastCost(problem, choicesOf(problem));
        expect(relaxKinds(problem, kindsOf(problem), openLp)!.bound).to.be.closeTo(least, 1e-4);
      }),
      { numRuns: 60, seed: 64 },
    );
  });
});

describe('spreadProblem', () => {
  it('allows everybody the same schedules as the problem whose people it spreads', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const kinds = kindsOf(problem);
        const relaxed = relaxKinds(problem, kinds, openLp);
        fc.pre(relaxed !== null);
        const spread = spreadProblem(problem, kinds, relaxed!.shares);
        expect(spread.people.map(({ id }) => id)).to.deep.equal(problem.people.map(({ id }) => id));
        spread.people.forEach((person, index) => {
          const legal = legalSchedules(problem, problem.people[index]!);
          expect(legalSchedules(spread, person)).to.deep.equal(legal);
        });
        const days = spread.cells.map(({ day }) => day);
        expect(days).to.deep.equal([...days].sort((a, b) => a - b));
      }),
      { numRuns: 120, seed: 65 },
    );
  });

  it('charges for who is more or fewer than the shares say, and for what sets people apart', () => {
    const duties = [
      { id: 'E', minutes: 480, blocksNext: [] },
      { id: 'L', minutes: 240, blocksNext: [] },
    ];
    const people = [
      freePerson(2, 2, { dutyPrice: Float64Array.of(5, 7, 5, 7) }),
      freePerson(2, 2, { dutyPrice: Float64Array.of(5, 9, 6, 7) }),
    ];
    const problem: RosterProblem = {
      dayCount: 2,
      weekendOf: [-1, -1],
      duties,
      people,
      cells: [],
      footprints: [Array.from({ length: 4 }, () => footprint([]))],
      constant: 100,
      grain: 1,
    };
    const spread = spreadProblem(problem, kindsOf(problem), [
      { kind: 0, day: 1, duty: 1, people: 0.9 },
      { kind: 0, day: 0, duty: 0, people: 1.2 },
    ]);
    expect(spread.people.map(({ dutyPrice }) => [...dutyPrice])).to.deep.equal([
      [0, 0, 0, 0],
      [0, 2, 1, 0],
    ]);
    const choices = spread.people.map((person) => legalSchedules(spread, person));
    expect(leastCost(spread, choices)).to.equal(0);
    const nobody = spread.people.map(() => [[-1, -1]]);
    expect(leastCost(spread, nobody)).to.be.above(1);
  });
});
