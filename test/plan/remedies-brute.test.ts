import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract } from '../../src/contract/index.ts';
import { lacksOf } from '../../src/plan/remedies-lack.ts';
import type { Relaxable } from '../../src/plan/remedies-relax.ts';
import { relaxAnswer } from '../../src/plan/remedies-search.ts';
import type { SearchRoster } from '../../src/roster/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { awayOn, remedyGround, withoutStandby } from '../build/remedies.ts';
import { day, demandOf, person, range } from '../build/roster.ts';

/** Two patterns, of which only the first covers the one hour that the centre is open; nobody has to supervise. */
const contract: Contract = {
  ...withoutStandby,
  shiftPatterns: withoutStandby.shiftPatterns.filter(({ code }) => ['遅', '後'].includes(code)),
  roles: { ...withoutStandby.roles, minimumSupervisors: 0 },
};
const dates = ['2024-05-14', '2024-05-15', '2024-05-16'];

interface Someone {
  readonly away: readonly string[];
  readonly leave: readonly string[];
  readonly fixedOff: readonly string[];
  readonly weeklyDays: number;
  readonly covers: boolean;
}
interface Case {
  readonly people: readonly Someone[];
  readonly seats: readonly number[];
}

const someone: fc.Arbitrary<Someone> = fc.record({
  away: fc.subarray(dates),
  leave: fc.subarray(dates, { maxLength: 1 }),
  fixedOff: fc.subarray(dates, { maxLength: 1 }),
  weeklyDays: fc.integer({ min: 1, max: 3 }),
  covers: fc.boolean(),
});
const anyCase: fc.Arbitrary<Case> = fc.record({
  people: fc.array(someone, { minLength: 2, maxLength: 3 }),
  seats: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
});

/** The words against which each covering choice of days goes, by looking at every choice: the smallest of them. */
function smallestByHand({ people, seats }: Case): string[] {
  const found = new Map<string, number>();
  const every = 2 ** (people.length * dates.length);
  for (let choice = 0; choice < every; choice += 1) {
    const works = (who: number, date: number): boolean => ((choice >> (who * dates.length + date)) & 1) === 1;
    const isCovered = seats.every(
      (wanted, date) => people.filter((_, who) => works(who, date)).length >= wanted,
    );
    if (!isCovered) continue;
    const broken = new Set<Relaxable | 'leave'>();
    people.forEach((one, who) => {
      const worked = dates.filter((_, date) => works(who, date));
      if (worked.some((date) => one.leave.includes(date))) broken.add('leave');
      if (worked.some((date) => one.away.includes(date))) broken.add('unavailable');
      if (worked.some((date) => one.fixedOff.includes(date))) broken.add('pins');
      if (worked.length > one.weeklyDays) broken.add('weeklyLimits');
      if (worked.length > 0 && !one.covers) broken.add('patterns');
    });
    if (!broken.has('leave')) found.set([...broken].sort().join(), broken.size);
  }
  const least = Math.min(...found.values());
  return [...found].flatMap(([set, size]) => (size === least ? [set] : [])).sort();
}

describe('relaxAnswer on tiny months', () => {
  let search: SearchRoster;
  before(async () => {
    search = await openRosterSearch();
  });

  it('finds the sets that looking at every choice of days finds', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyCase, async (given) => {
        const staff = given.people.map((one, index) =>
          person({
            id: `OP0${index + 1}`,
            maximumWeeklyDays: one.weeklyDays,
            patternCodes: one.covers ? ['遅'] : ['後'],
            leave: one.leave.map(day),
            unavailable: one.away.map((date) => awayOn(day(date))),
            pins: one.fixedOff.map((date) => ({ date: day(date), patternCode: null })),
          }),
        );
        const demands = dates.map((date, index) =>
          demandOf(day(date), given.seats[index]!, range('9:00-10:00')),
        );
        const ground = await remedyGround({ staff, demands, contract }, search);
        const lacks = lacksOf(ground, ground.days);
        const expected = smallestByHand(given);
        expect(lacks.length === 0, 'covered').to.equal(expected.includes(''));
        if (lacks.length === 0) return;
        const { smallest, left } = await relaxAnswer(ground, lacks, search);
        expect(left.length === 0, 'nothing left').to.equal(expected.length > 0);
        if (expected.length === 0 || expected[0]!.split(',').length > 3) return;
        compared += 1;
        expect(smallest.map(({ set }) => [...set].sort().join()).sort()).to.deep.equal(expected);
        for (const { set, uses } of smallest) {
          expect([...new Set(uses.map(({ what }) => what))].sort()).to.deep.equal([...set].sort());
        }
      }),
      { numRuns: 20 },
    );
    expect(compared).to.be.greaterThan(0);
  });
});
