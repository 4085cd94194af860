import { expect } from 'chai';
import fc from 'fast-check';
import { RosterState } from '../../../src/roster/engine/index.ts';
import { changeSince, replay } from '../../../src/roster/engine/merge.ts';
import { crewOf } from '../../../src/roster/engine/roster-state.ts';
import { legalSchedules } from '../../oracle/rosters.ts';
import { isLegalRoster } from './instances.ts';
import { tinyProblems } from './tiny-problems.ts';

/** A tiny problem and three of its legal rosters. */
const rosters = tinyProblems()
  .map((problem) => ({ problem, legal: problem.people.map((person) => legalSchedules(problem, person)) }))
  .filter(({ legal }) => legal.every((each) => each.length > 0))
  .chain(({ problem, legal }) => {
    const roster = fc
      .tuple(...legal.map((each) => fc.constantFrom(...each)))
      .map((each) => Int16Array.from(each.flat()));
    return fc.record({ problem: fc.constant(problem), before: roster, after: roster, other: roster });
  });

describe('a change of a roster', () => {
  it('says every place that differs, and nothing else', () => {
    fc.assert(
      fc.property(rosters, ({ problem, before, after }) => {
        const { places, duties } = changeSince(before, new RosterState(problem, after));
        const made = before.slice();
        places.forEach((place, index) => {
          expect(made[place]).not.to.equal(duties[index]);
          made[place] = duties[index]!;
        });
        expect([...made]).to.deep.equal([...after]);
      }),
      { numRuns: 200, seed: 31 },
    );
  });

  it('gives the cheaper roster where nothing else has changed', () => {
    fc.assert(
      fc.property(rosters, ({ problem, before, after }) => {
        const cheaper = new RosterState(problem, after);
        const state = new RosterState(problem, before);
        fc.pre(cheaper.cost < state.cost);
        replay(state, crewOf(problem), [changeSince(before, cheaper)]);
        expect([...state.schedule]).to.deep.equal([...after]);
      }),
      { numRuns: 200, seed: 32 },
    );
  });

  it('is made in another roster only where that stays legal and becomes cheaper, as a whole or person by person', () => {
    let whole = 0;
    let part = 0;
    fc.assert(
      fc.property(rosters, ({ problem, before, after, other }) => {
        const change = changeSince(before, new RosterState(problem, after));
        const state = new RosterState(problem, other);
        const { cost } = state;
        replay(state, crewOf(problem), [change]);
        expect(isLegalRoster(problem, state.schedule)).to.equal(true);
        const changed = changeSince(other, state);
        if (changed.places.length === 0) {
          expect(state.cost).to.equal(cost);
          return;
        }
        expect(state.cost).to.be.lessThan(cost);
        for (const place of changed.places) {
          expect([...change.places]).to.include(place);
          expect(state.schedule[place]).to.equal(after[place]);
        }
        const isWhole = change.places.every((place) => state.schedule[place] === after[place]);
        if (isWhole) whole += 1;
        else part += 1;
      }),
      { numRuns: 1000, seed: 33 },
    );
    expect(whole).to.be.greaterThan(20);
    expect(part).to.be.greaterThan(20);
  });
});
