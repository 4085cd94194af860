import { expect } from 'chai';
import fc from 'fast-check';
import { construct } from '../../../src/roster/engine/construct.ts';
import { footprint, type RosterProblem, RosterState, wantedCell } from '../../../src/roster/engine/index.ts';
import { isLong, localSearch } from '../../../src/roster/engine/local-search.ts';
import { crewOf } from '../../../src/roster/engine/roster-state.ts';
import { seededRandom } from '../../../src/roster/random.ts';
import { isLegalRoster } from './instances.ts';
import { freePerson } from './tiny-problems.ts';

/**
 * A few people on two duties for some weeks: a month's hours, half of the weekends and one duty at most so often, more
 * wanted in the first weeks than in the last.
 */
const longProblems = fc
  .record({
    weeks: fc.integer({ min: 6, max: 16 }),
    people: fc.integer({ min: 2, max: 5 }),
    maximumRun: fc.integer({ min: 3, max: 6 }),
    minimumOff: fc.integer({ min: 1, max: 3 }),
    isCounted: fc.boolean(),
  })
  .map(({ weeks, people, maximumRun, minimumOff, isCounted }): RosterProblem => {
    const dayCount = weeks * 7;
    const duties = [
      { id: 'E', minutes: 480, blocksNext: [] },
      { id: 'L', minutes: 480, blocksNext: [0] },
    ];
    const cells = Array.from({ length: dayCount * 2 }, (_, cell) =>
      wantedCell({
        day: Math.floor(cell / 2),
        required: cell < dayCount ? Math.ceil(people / 2) : 1,
        underCost: 100,
        overCost: 1,
      }),
    );
    return {
      dayCount,
      weekendOf: Array.from({ length: dayCount }, (_, day) => (day % 7 >= 5 ? Math.floor(day / 7) : -1)),
      duties,
      people: Array.from({ length: people }, (_, index) =>
        freePerson(dayCount, 2, {
          id: `P${index}`,
          minimumMinutes: weeks * 3 * 480,
          maximumMinutes: weeks * 3 * 480 + 960,
          minimumRun: 2,
          maximumRun,
          minimumOff,
          maximumWeekends: Math.ceil(weeks / 2),
          dutyLimits: [dayCount, isCounted ? weeks : dayCount],
        }),
      ),
      cells,
      footprints: [cells.map((_, cell) => footprint([cell]))],
      constant: 0,
      grain: 1,
    };
  });

function searched(problem: RosterProblem, seed: number, units: number) {
  const state = new RosterState(problem);
  const crew = crewOf(problem);
  const random = seededRandom(seed);
  const without = construct(
    state,
    crew,
    problem.people.map((_, index) => index),
    random,
  );
  const first = state.cost;
  const work = localSearch(state, crew, { units, startTemperature: 12, endTemperature: 1, random });
  while (work.next().done !== true);
  return { state, first, isBegun: without.length === 0 };
}

describe('localSearch', () => {
  it('keeps every rule of everybody over weeks far apart and never ends dearer than it began', () => {
    let long = 0;
    let better = 0;
    fc.assert(
      fc.property(longProblems, fc.nat(1000), (problem, seed) => {
        const { state, first, isBegun } = searched(problem, seed, 2e6);
        fc.pre(isBegun);
        expect(isLegalRoster(problem, state.schedule)).to.equal(true);
        expect(state.cost).to.equal(new RosterState(problem, state.schedule).cost);
        expect(state.cost).to.be.at.most(first);
        if (isLong(problem)) long += 1;
        if (state.cost < first) better += 1;
      }),
      { numRuns: 30, seed: 41 },
    );
    expect(long).to.be.greaterThan(10);
    expect(better).to.be.greaterThan(6);
  });

  it('gives the same roster for the same seed and work', () => {
    fc.assert(
      fc.property(longProblems, fc.nat(1000), (problem, seed) => {
        const [one, two] = [searched(problem, seed, 1e6), searched(problem, seed, 1e6)];
        expect([...one.state.schedule]).to.deep.equal([...two.state.schedule]);
      }),
      { numRuns: 10, seed: 42 },
    );
  });
});
