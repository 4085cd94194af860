import { expect } from 'chai';
import { type FoundRoster, RosterState } from '../../src/roster/engine/index.ts';
import { type RosterSearch, startSearch } from '../../src/solver/roster-searcher.ts';
import { isLegalRoster, publishedProblem } from '../roster/engine/instances.ts';

/** Instance 1 is not proven by its linear program, so a search of it goes on as long as it may. */
const endless = publishedProblem(1);
const search: RosterSearch = { problem: endless, seed: 1, seconds: Infinity, units: Infinity, lanes: 1 };

/** What a search answers, checked against the roster itself. */
async function checked(found: Promise<FoundRoster>, problem = endless): Promise<FoundRoster> {
  const roster = await found;
  expect(isLegalRoster(problem, roster.schedule)).to.equal(true);
  expect(roster.cost).to.equal(new RosterState(problem, roster.schedule).cost);
  expect(roster.cost).to.be.at.least(roster.bound);
  return roster;
}

describe('startSearch', () => {
  for (const lanes of [1, 2]) {
    it(`gives the same roster for the same seed and work on ${lanes} thread(s), whatever else runs`, async () => {
      const run = (seed: number): Promise<FoundRoster> =>
        checked(startSearch({ ...search, seed, lanes, units: 1.5e7 }).found);
      const alone = await run(1);
      const [again, other] = await Promise.all([run(1), run(2)]);
      expect([...again.schedule]).to.deep.equal([...alone.schedule]);
      expect(again).to.include({ cost: alone.cost, bound: alone.bound, isOptimal: false });
      expect([...other.schedule]).not.to.deep.equal([...alone.schedule]);
    });

    it(`ends with a proven roster by itself on ${lanes} thread(s)`, async () => {
      const problem = publishedProblem(2);
      const costs: number[] = [];
      const bounds: number[] = [];
      const found = startSearch({
        ...search,
        problem,
        lanes,
        onBest: (cost, seconds) => {
          expect(seconds).to.be.at.least(0);
          costs.push(cost);
        },
        onBound: (bound) => bounds.push(bound),
      }).found;
      expect(await checked(found, problem)).to.include({ cost: 828, bound: 828, isOptimal: true });
      expect(costs).to.deep.equal([...new Set(costs)].sort((a, b) => b - a));
      expect(bounds).to.deep.equal([...new Set(bounds)].sort((a, b) => a - b));
      expect(costs.at(-1)).to.equal(828);
      expect(bounds.at(-1)).to.equal(828);
    });
  }

  it('ends when it is stopped, with the best so far', async () => {
    const costs: number[] = [];
    const running = startSearch({
      ...search,
      lanes: 2,
      onBest: (cost) => {
        costs.push(cost);
        if (costs.length === 2) running.stop();
      },
    });
    const { cost, isOptimal } = await checked(running.found);
    expect(cost).to.equal(costs[1]);
    expect(costs).to.have.lengthOf(2);
    expect(isOptimal).to.equal(false);
    running.stop();
  });

  it('ends with its first roster when it is stopped before that', async () => {
    const costs: number[] = [];
    const running = startSearch({ ...search, onBest: (cost) => costs.push(cost) });
    running.stop();
    running.stop();
    const { cost } = await checked(running.found);
    expect(costs).to.deep.equal([cost]);
  });

  it('ends when its seconds are over', async () => {
    const { bound } = await checked(startSearch({ ...search, seconds: 1 }).found);
    expect(bound).to.be.at.most(607);
  });

  it('never ends worse than it began', async () => {
    const { schedule, cost } = await checked(startSearch({ ...search, units: 1e7 }).found);
    const told: number[] = [];
    const onBest = (each: number): number => told.push(each);
    for (const lanes of [1, 2]) {
      told.length = 0;
      const again = startSearch({ ...search, seed: 9, units: 1e6, lanes, start: schedule, onBest });
      expect((await checked(again.found)).cost).to.be.at.most(cost);
      expect(told[0]).to.equal(cost);
    }
  });

  it('fails when a thread fails', async () => {
    const broken = startSearch({ ...search, problem: { ...endless, footprints: [] }, lanes: 2 });
    const error: unknown = await broken.found.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
  });
});
