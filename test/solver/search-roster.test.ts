import { expect } from 'chai';
import fc from 'fast-check';
import type { RosterProblem, SearchRoster } from '../../src/roster/engine/index.ts';
import { RosterState } from '../../src/roster/engine/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { leastCost, legalSchedules } from '../oracle/rosters.ts';
import { isLegalRoster, publishedProblem } from '../roster/engine/instances.ts';
import { alikeProblems, tinyProblems } from '../roster/engine/tiny-problems.ts';

const effort = { seed: 1, units: 3e6, lanes: 1, gap: 0 };

describe('openRosterSearch', () => {
  let search: SearchRoster;
  before(async () => {
    search = await openRosterSearch();
  });

  const everyChoice = (problem: RosterProblem): number[][][] => {
    const choices = problem.people.map((person) => legalSchedules(problem, person));
    fc.pre(choices.every((own) => own.length > 0));
    return choices;
  };

  it('finds a legal roster between its bound and, when it says so, the least cost', async () => {
    let optimal = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(tinyProblems(), alikeProblems), async (problem) => {
        const least = leastCost(problem, everyChoice(problem));
        const found = await search(problem, effort);
        expect(isLegalRoster(problem, found.schedule)).to.equal(true);
        expect(found.cost).to.equal(new RosterState(problem, found.schedule).cost);
        expect(found.cost).to.be.at.least(least);
        expect(found.bound).to.be.at.most(least + 1e-6);
        expect(found.without).to.deep.equal([]);
        if (!found.isOptimal) return;
        expect(found.cost).to.equal(least);
        optimal += 1;
      }),
      { numRuns: 60, seed: 71 },
    );
    expect(optimal).to.be.above(40);
  });

  it('names whom no schedule fits, and leaves them off', async () => {
    const [problem] = fc.sample(tinyProblems(), { numRuns: 1, seed: 5 });
    const stuck = { ...problem!.people[0]!, id: 'stuck', minimumMinutes: 1e5 };
    const found = await search({ ...problem!, people: [stuck, ...problem!.people] }, effort);
    expect(found.without).to.include('stuck');
    expect([...found.schedule.subarray(0, problem!.dayCount)].every((duty) => duty === -1)).to.equal(true);
  });

  it('gives the same roster for the same seed, and never a dearer one than it begins with', async () => {
    const problem = publishedProblem(1);
    const once = await search(problem, effort);
    const again = await search(problem, effort);
    expect([...again.schedule]).to.deep.equal([...once.schedule]);
    expect(again).to.include({ cost: once.cost, bound: once.bound });
    const further = await search(problem, { ...effort, seed: 9, units: 1e6, start: once.schedule });
    expect(further.cost).to.be.at.most(once.cost);
  });

  it('stops as soon as a roster is as near to its bound as is good enough', async () => {
    const problem = publishedProblem(1);
    const good = await search(problem, { ...effort, units: 1e9, gap: 0.2 });
    expect(good.cost).to.be.at.most(good.bound + 0.2 * Math.abs(good.cost) + 1e-6);
    expect(good.isOptimal).to.equal(good.cost <= good.bound + 1e-6);
  });

  it('searches with several lanes to the same proof', async () => {
    const problem = publishedProblem(2);
    const found = await search(problem, { ...effort, units: 1e10, lanes: 2 });
    expect(found).to.include({ cost: 828, bound: 828, isOptimal: true });
    expect(isLegalRoster(problem, found.schedule)).to.equal(true);
  });
});
