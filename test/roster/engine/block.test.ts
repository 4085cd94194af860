import { expect } from 'chai';
import fc from 'fast-check';
import { Block, type RelaxationGoal } from '../../../src/roster/engine/block.ts';
import type { Neighbourhood } from '../../../src/roster/engine/block-rows.ts';
import { dive } from '../../../src/roster/engine/dive.ts';
import {
  type OpenLp,
  type RosterProblem,
  RosterState,
  searchLane,
} from '../../../src/roster/engine/index.ts';
import { improve } from '../../../src/roster/engine/neighbourhood.ts';
import { crewOf } from '../../../src/roster/engine/roster-state.ts';
import { daysBetween } from '../../../src/roster/engine/window.ts';
import { seededRandom } from '../../../src/roster/random.ts';
import { openLpSolver } from '../../../src/solver/live-lp.ts';
import { costOfRoster, everySchedule, keepsRules, leastCost, legalSchedules } from '../../oracle/rosters.ts';
import { isLegalRoster, publishedProblem } from './instances.ts';
import { tinyProblems } from './tiny-problems.ts';

const exact: RelaxationGoal = { cutoff: Infinity, maximumRounds: 500, tolerance: 1e-7, isSmoothed: false };

/** Runs a piece of work to its end. */
function ended<Result>(work: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** A tiny problem, all legal schedules of each of its people, one of each as a roster, and some people and days. */
const places = tinyProblems()
  .map((problem) => ({
    problem,
    legal: problem.people.map((person) => legalSchedules(problem, person)),
  }))
  .filter(({ legal }) => legal.every((each) => each.length > 0))
  .chain(({ problem, legal }) =>
    fc.record({
      problem: fc.constant(problem),
      legal: fc.constant(legal),
      roster: fc.tuple(...legal.map((each) => fc.constantFrom(...each))),
      people: fc.subarray(
        problem.people.map((_, index) => index),
        { minLength: 1 },
      ),
      days: fc.oneof(
        fc
          .tuple(fc.nat(problem.dayCount - 1), fc.integer({ min: 1, max: problem.dayCount }))
          .map(([from, width]) => daysBetween(from, Math.min(problem.dayCount, from + width))),
        // With days between that stay.
        fc.subarray(daysBetween(0, problem.dayCount), { minLength: 1 }),
      ),
      isSmoothed: fc.boolean(),
    }),
  )
  .map(({ people, days, ...each }) => ({ ...each, where: { people, days } }));

/** The least cost when only some people's days of a window may change. */
function leastAround(
  problem: RosterProblem,
  roster: readonly (readonly number[])[],
  where: Neighbourhood,
): number {
  return leastCost(
    problem,
    roster.map((schedule, person) =>
      where.people.includes(person)
        ? everySchedule(where.days.length, problem.duties.length)
            .map((inner) => schedule.map((duty, day) => inner[where.days.indexOf(day)] ?? duty))
            .filter((each) => keepsRules(problem, problem.people[person]!, each))
        : [[...schedule]],
    ),
  );
}

const rosterOf = (problem: RosterProblem, schedule: Int16Array): number[][] =>
  problem.people.map((_, person) => [
    ...schedule.slice(person * problem.dayCount, (person + 1) * problem.dayCount),
  ]);

describe('a block of a roster', () => {
  let openLp: OpenLp;
  before(async () => {
    openLp = await openLpSolver();
  });

  it('has a bound that no roster is under, and a value that the bound meets', () => {
    let isTight = 0;
    let count = 0;
    fc.assert(
      fc.property(places, ({ problem, legal, roster, isSmoothed }) => {
        const state = new RosterState(problem, Int16Array.from(roster.flat()));
        expect(state.cost).to.equal(costOfRoster(problem, roster));
        const everybody = problem.people.map((_, index) => index);
        const block = new Block(
          state,
          crewOf(problem),
          { people: everybody, days: daysBetween(0, problem.dayCount) },
          openLp,
        );
        const least = leastCost(problem, legal);
        const goal = { ...exact, isSmoothed };
        expect(ended(block.relax(goal))).to.equal('solved');
        expect(block.bound).to.be.at.most(least + 1e-6);
        expect(block.value).to.be.at.most(least + 1e-6);
        expect(block.bound).to.be.closeTo(block.value, 1e-4);
        block.dispose();
        count += 1;
        if (block.bound > least - 1e-4) isTight += 1;
      }),
      { numRuns: 120, seed: 21 },
    );
    // A bound that says nothing would pass as well: mostly it is the answer.
    expect(isTight / count).to.be.greaterThan(0.6);
  });

  it('has a bound that holds at any round and for any people and days, the rest fixed', () => {
    fc.assert(
      fc.property(places, ({ problem, roster, where, isSmoothed }) => {
        const state = new RosterState(problem, Int16Array.from(roster.flat()));
        const least = leastAround(problem, roster, where);
        const block = new Block(state, crewOf(problem), where, openLp);
        const relaxation = block.relax({ ...exact, isSmoothed });
        for (;;) {
          const step = relaxation.next();
          expect(block.bound).to.be.at.most(least + 1e-6);
          if (step.done === true) break;
        }
        expect(block.value).to.be.at.most(least + 1e-6);
        block.dispose();
      }),
      { numRuns: 300, seed: 22 },
    );
  });

  it('is called hopeless only when nothing under the cutoff exists', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(places, fc.integer({ min: -3, max: 4 }), (place, further) => {
        const { problem, roster, where, isSmoothed } = place;
        const state = new RosterState(problem, Int16Array.from(roster.flat()));
        const least = leastAround(problem, roster, where);
        const block = new Block(state, crewOf(problem), where, openLp);
        const how = ended(block.relax({ ...exact, isSmoothed, cutoff: least + further }));
        expect(how).to.be.oneOf(further > 0 ? ['solved'] : ['solved', 'hopeless']);
        seen.set(how, (seen.get(how) ?? 0) + 1);
        block.dispose();
      }),
      { numRuns: 200, seed: 23 },
    );
    expect(seen.get('hopeless')).to.be.greaterThan(20);
    expect(seen.get('solved')).to.be.greaterThan(20);
  });

  it('is rounded by a dive to a legal roster that is no better than possible, mostly to the best', () => {
    let best = 0;
    let found = 0;
    fc.assert(
      fc.property(places, fc.nat(1000), ({ problem, legal, roster }, seed) => {
        const state = new RosterState(problem, Int16Array.from(roster.flat()));
        const everybody = problem.people.map((_, index) => index);
        const block = new Block(
          state,
          crewOf(problem),
          { people: everybody, days: daysBetween(0, problem.dayCount) },
          openLp,
        );
        const least = leastCost(problem, legal);
        ended(block.relax(exact));
        const chosen = ended(
          dive(block, {
            fraction: 0.3,
            rounds: 5,
            cutoff: Infinity,
            tolerance: 0.3,
            noise: 0.05,
            random: seededRandom(seed),
          }),
        );
        if (chosen !== null) {
          block.apply(state, chosen);
          expect(isLegalRoster(problem, state.schedule)).to.equal(true);
          expect(state.cost).to.equal(costOfRoster(problem, rosterOf(problem, state.schedule)));
          expect(state.cost).to.be.at.least(least);
          found += 1;
          if (state.cost === least) best += 1;
        }
        block.dispose();
      }),
      { numRuns: 150, seed: 24 },
    );
    expect(found).to.equal(150);
    expect(best).to.be.greaterThan(110);
  });
});

describe('a neighbourhood', () => {
  let openLp: OpenLp;
  before(async () => {
    openLp = await openLpSolver();
  });

  it('is solved to a roster that is legal, changed nowhere else, and cheaper by what is said, or stays', () => {
    let better = 0;
    let best = 0;
    fc.assert(
      fc.property(places, fc.nat(1000), ({ problem, roster, where }, seed) => {
        const before = Int16Array.from(roster.flat());
        const state = new RosterState(problem, before);
        const costBefore = state.cost;
        const least = leastAround(problem, roster, where);
        const gain = ended(
          improve(state, crewOf(problem), where, {
            openLp,
            random: seededRandom(seed),
            least: problem.grain,
            fraction: 0.3,
            mostUnits: Infinity,
          }),
        );
        expect(gain).to.equal(costBefore - state.cost);
        expect(gain).to.be.at.least(0);
        expect(state.cost).to.equal(costOfRoster(problem, rosterOf(problem, state.schedule)));
        expect(state.cost).to.be.at.least(least);
        expect(isLegalRoster(problem, state.schedule)).to.equal(true);
        if (gain === 0) expect([...state.schedule]).to.deep.equal([...before]);
        state.schedule.forEach((duty, at) => {
          const [person, day] = [Math.floor(at / problem.dayCount), at % problem.dayCount];
          const isFree = where.people.includes(person) && where.days.includes(day);
          if (!isFree) expect(duty).to.equal(before[at]);
        });
        if (gain > 0) better += 1;
        if (state.cost === least) best += 1;
      }),
      { numRuns: 300, seed: 25 },
    );
    expect(better).to.be.greaterThan(40);
    expect(best).to.be.greaterThan(270);
  });
});

describe('the bound of a published instance', () => {
  let openLp: OpenLp;
  before(async () => {
    openLp = await openLpSolver();
  });

  for (const { number, bound, best } of [
    { number: 1, bound: 558, best: 607 },
    { number: 2, bound: 828, best: 828 },
    { number: 4, bound: 1716, best: 1716 },
    { number: 5, bound: 1141, best: 1143 },
  ]) {
    it(`${number} rises to ${bound}; the best roster costs ${best}`, () => {
      const problem = publishedProblem(number);
      let proven = -Infinity;
      for (const event of searchLane(problem, { openLp, seed: 3, lane: 0, lanes: 1, start: null, gap: 0 })) {
        if (event.kind === 'bound') {
          expect(event.bound).to.be.at.least(proven);
          expect(event.bound).to.be.at.most(best);
          proven = event.bound;
        } else if (event.kind === 'best') {
          expect(event.cost).to.be.at.least(best);
          expect(isLegalRoster(problem, event.schedule)).to.equal(true);
        } else if (event.kind === 'report' || (event.kind === 'tick' && event.units > 5e8)) break;
        if (proven === bound) break;
      }
      expect(proven).to.equal(bound);
    });
  }
});
