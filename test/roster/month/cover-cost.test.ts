import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract } from '../../../src/contract/index.ts';
import type { Cell } from '../../../src/roster/engine/index.ts';
import { type CoverNeed, coverCost } from '../../../src/roster/month/cover-cost.ts';
import { balancedPrices, prices } from '../../../src/roster/month/prices.ts';
import { day, range } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';
import { costOfCell } from '../../oracle/rosters.ts';
import { expectEverDearer } from './cells.ts';

const rulesOf = (stepMinutes: 5 | 10 | 15, mostSteps: number, restSteps: number): Contract['breaks'] => ({
  ...sampleContract.breaks,
  stepMinutes,
  maximumPhoneMinutes: mostSteps * stepMinutes,
  restMinutes: restSteps * stepMinutes,
});

const anyNeed: fc.Arbitrary<{ need: CoverNeed; intervals: number[] }> = fc
  .record({
    rules: fc
      .tuple(fc.constantFrom(5, 10, 15), fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 2 }))
      .map(([step, most, rest]) => rulesOf(step as 5 | 10 | 15, most, rest)),
    intervalMinutes: fc.constantFrom(30, 60),
    seats: fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }),
    isThere: fc.array(fc.constantFrom(true, true, true, false), { minLength: 12, maxLength: 12 }),
    takesRests: fc.boolean(),
    spareShare: fc.option(fc.constantFrom(0, 0.3, 0.77, 1)),
    missingPrice: fc.constantFrom(60, 250, 333, 500),
  })
  .map(({ isThere, ...given }) => {
    const { seats, intervalMinutes } = given;
    const endMinute = 540 + seats.length * intervalMinutes;
    const demand = {
      date: day('2024-05-08'),
      startMinute: 540,
      endMinute,
      intervalMinutes,
      requiredSeats: seats,
    };
    const intervals = [...seats.keys()].filter((interval) => isThere[interval] || interval === 0);
    return { need: { ...given, demand, prices: balancedPrices }, intervals };
  });

/** What the first so many people cost; beyond the last number each costs the same. */
const upTo = (cell: Cell, people: number): number[] =>
  Array.from({ length: people + 1 }, (_, count) => costOfCell(cell, count));

describe('coverCost', () => {
  it('makes each further person dearer than the one before, in whole multiples of the grain', () => {
    fc.assert(
      fc.property(anyNeed, ({ need, intervals }) => {
        expectEverDearer(coverCost(need, intervals, 3));
      }),
      { numRuns: 300, seed: 51 },
    );
  });

  it('charges for spare people alone where there are enough for the need and its rests', () => {
    fc.assert(
      fc.property(anyNeed, ({ need, intervals }) => {
        const { restMinutes, maximumPhoneMinutes } = need.rules;
        const most = Math.max(...intervals.map((interval) => need.seats[interval]!));
        const rested = need.takesRests ? most * (1 + restMinutes / maximumPhoneMinutes) : most;
        const enough = Math.ceil(rested - 1e-9);
        const missing = upTo(coverCost(need, intervals, 3), enough + 20).slice(enough);
        const spare = upTo(coverCost({ ...need, missingPrice: 0 }, intervals, 3), enough + 20).slice(enough);
        expect(missing).to.deep.equal(spare);
      }),
      { numRuns: 300, seed: 52 },
    );
  });

  const oneSpan: CoverNeed = {
    prices: balancedPrices,
    demand: {
      date: day('2024-05-08'),
      ...range('9:00-10:15'),
      intervalMinutes: 15,
      requiredSeats: [2, 2, 2, 2, 2],
    },
    seats: [2, 2, 2, 2, 2],
    rules: rulesOf(15, 4, 1),
    takesRests: true,
    spareShare: null,
    missingPrice: 480,
  };

  it('asks for whoever must rest within the longest run and a rest', () => {
    // Of five quarters each is on the phone for four: two people give eight of the ten that are needed.
    const { shifts, rests } = prices.missingParts;
    const costs = [10, 5, 0, 0].map((quarters) => quarters * 480 * shifts);
    const restCosts = [10, 6, 2, 0].map((quarters) => quarters * 480 * rests);
    const cell = coverCost(oneSpan, [0, 1, 2, 3, 4], 3);
    const expected = costs.map((cost, people) => cost + restCosts[people]!);
    for (const [people, cost] of upTo(cell, 3).entries()) {
      expect(cost).to.be.closeTo(expected[people]!, 0.5);
    }
    expect(upTo(cell, 3)[3]).to.equal(0);
  });

  it('asks for no rest where nobody takes any, nor in a stretch that is shorter than a run and a rest', () => {
    const { shifts } = prices.missingParts;
    const without = coverCost({ ...oneSpan, takesRests: false }, [0, 1, 2, 3, 4], 3);
    expect(upTo(without, 2)[1]).to.be.closeTo(5 * 480 * shifts, 0.5);
    const apart = coverCost(oneSpan, [0, 1, 3, 4], 3);
    expect(upTo(apart, 2)[1]).to.be.closeTo(4 * 480 * shifts, 0.5);
    expect(upTo(apart, 2)[2]).to.equal(0);
  });
});
