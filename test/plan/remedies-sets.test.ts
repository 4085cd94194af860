import { expect } from 'chai';
import fc from 'fast-check';
import { smallestSets } from '../../src/plan/remedies-sets.ts';

describe('smallestSets', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];

  const search = async (
    solving: readonly (readonly string[])[],
    options: { lastResorts?: readonly string[]; mostItems?: number; mostAsked?: number } = {},
  ) => {
    const asked: string[] = [];
    const found = await smallestSets({
      items,
      lastResorts: options.lastResorts ?? [],
      mostItems: options.mostItems ?? 3,
      mostAsked: options.mostAsked ?? 100,
      solves: async (set) => {
        asked.push(set.join(''));
        return solving.some((core) => core.every((item) => set.includes(item)));
      },
    });
    return { sets: found.sets.map((set) => set.join('')), isComplete: found.isComplete, asked };
  };

  it('asks about all at once first, and about nothing more where that does not solve', async () => {
    const { sets, isComplete, asked } = await search([]);
    expect({ sets, isComplete, asked }).to.deep.equal({ sets: [], isComplete: true, asked: ['abcde'] });
  });

  it('finds every single item that solves, and no set with it', async () => {
    const { sets } = await search([['b'], ['d'], ['a', 'c']]);
    expect(sets).to.deep.equal(['b', 'd']);
  });

  it('looks on for a set without a last resort, and stops where there can be none', async () => {
    const both = await search([['e'], ['a', 'b']], { lastResorts: ['e'] });
    expect(both.sets).to.deep.equal(['e', 'ab']);
    const only = await search([['e']], { lastResorts: ['e'] });
    expect(only.sets).to.deep.equal(['e']);
    expect(only.asked).to.deep.equal(['abcde', 'abcd', 'e']);
  });

  it('asks no more than it may, and says that it is not all', async () => {
    const { isComplete, asked } = await search([['a', 'b', 'c']], { mostAsked: 4 });
    expect(isComplete).to.equal(false);
    expect(asked).to.have.lengthOf(4);
  });

  it('finds what looking at every set finds, and asks about none of them twice', async () => {
    const everySet = Array.from({ length: 31 }, (_, index) =>
      items.filter((_item, place) => ((index + 1) >> place) % 2 === 1),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.subarray(items, { minLength: 1 }), { maxLength: 4 }), async (cores) => {
        const solves = (set: readonly string[]): boolean =>
          cores.some((core) => core.every((item) => set.includes(item)));
        const size = Math.min(...everySet.filter(solves).map((set) => set.length));
        const expected = everySet
          .filter((set) => set.length === size && solves(set))
          .map((set) => set.join(''));
        const { sets, asked } = await search(cores, { mostItems: 5 });
        expect(sets.toSorted()).to.deep.equal(expected.toSorted());
        expect(new Set(asked).size).to.equal(asked.length);
      }),
      { numRuns: 200 },
    );
  });
});
