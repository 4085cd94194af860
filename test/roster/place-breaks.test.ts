import { expect } from 'chai';
import fc from 'fast-check';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import { type BreakProblem, placeBreaks } from '../../src/roster/place-breaks.ts';
import { day, demandOf, range } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';
import { breakFaults, everyPlacement } from '../oracle/breaks.ts';

const rules = sampleContract.breaks;
const seeker = (staffId: string, times: string, mealMinutes: number): BreakSeeker => ({
  staffId,
  ...range(times),
  mealMinutes,
  takesRests: true,
  keptBreaks: [],
  freeFromMinute: 0,
});
const problem = (changes: Partial<BreakProblem>): BreakProblem => ({
  demand: demandOf(day('2024-05-08'), 2),
  people: [],
  rules,
  seed: 1,
  attempts: 60,
  ...changes,
});

/** Operator-minutes missing, minute by minute. */
function shortMinutes(
  { demand }: BreakProblem,
  people: readonly BreakSeeker[],
  breaks: ReadonlyMap<string, readonly { startMinute: number; endMinute: number }[]>,
): number {
  let sum = 0;
  for (let minute = demand.startMinute; minute < demand.endMinute; minute += 1) {
    const isIn = (entry: { startMinute: number; endMinute: number }): boolean =>
      entry.startMinute <= minute && minute < entry.endMinute;
    const onPhone = people.filter((person) => isIn(person) && !breaks.get(person.staffId)!.some(isIn)).length;
    const interval = Math.floor((minute - demand.startMinute) / demand.intervalMinutes);
    sum += Math.max(0, demand.requiredSeats[interval]! - onPhone);
  }
  return sum;
}

describe('placeBreaks', () => {
  const three = [
    seeker('OP01', '8:45-17:15', 45),
    seeker('OP02', '9:00-17:30', 45),
    seeker('OP03', '9:00-17:30', 45),
  ];

  it('keeps two on the phone with three full-timers who eat and rest, whatever the seed', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const tight = problem({ people: three, seed });
      const placed = placeBreaks(tight);
      expect(placed.shortMinutes, `seed ${seed}`).to.equal(0);
      expect(shortMinutes(tight, three, placed.breaks)).to.equal(0);
      for (const person of three) {
        expect(breakFaults(person, rules, placed.breaks.get(person.staffId)!)).to.deep.equal([]);
      }
    }
  });

  it('gives everybody legal breaks, counts the missing minutes right, and repeats itself', () => {
    const shifts = [
      ['8:45-17:15', 45],
      ['9:00-17:30', 45],
      ['8:45-13:00', 0],
      ['10:00-16:00', 0],
      ['13:00-17:30', 0],
    ] as const;
    const anyPeople = fc
      .array(fc.constantFrom(...shifts), { minLength: 1, maxLength: 6 })
      .map((chosen) => chosen.map(([times, meal], index) => seeker(`OP0${index}`, times, meal)));
    fc.assert(
      fc.property(
        anyPeople,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 33, maxLength: 33 }),
        fc.integer(),
        (people, requiredSeats, seed) => {
          const demand = { ...demandOf(day('2024-05-08'), 0), requiredSeats };
          const tried = problem({ people, demand, seed, attempts: 4 });
          const placed = placeBreaks(tried);
          expect(placed.unplaceable).to.deep.equal([]);
          expect(placed.shortMinutes).to.equal(shortMinutes(tried, people, placed.breaks));
          for (const person of people) {
            expect(breakFaults(person, rules, placed.breaks.get(person.staffId)!)).to.deep.equal([]);
          }
          expect([...placeBreaks(tried).breaks]).to.deep.equal([...placed.breaks]);
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });

  it('leaves as little missing as any of all placements of two or three people', () => {
    const coarse = {
      ...rules,
      stepMinutes: 15 as const,
      restMinutes: 15,
      minimumWorkAroundMealMinutes: 30,
      mealWindow: { start: 660, end: 840 },
    };
    let worse = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 9, max: 13 }), fc.boolean()), {
          minLength: 2,
          maxLength: 3,
        }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 16, maxLength: 16 }),
        (chosen, requiredSeats) => {
          const people = chosen.map(([from, length, eats], index) => ({
            ...seeker(`OP0${index}`, '10:30-11:00', eats ? 45 : 0),
            startMinute: 630 + from * 15,
            endMinute: 630 + (from + length) * 15,
          }));
          const demand = {
            ...demandOf(day('2024-05-08'), 0),
            startMinute: 630,
            endMinute: 870,
            requiredSeats,
          };
          const tried = problem({ people, demand, rules: coarse });
          const placed = placeBreaks(tried);
          const least = leastShort(tried, people, coarse);
          expect(placed.shortMinutes).to.be.at.least(least);
          if (placed.shortMinutes > least) worse += 1;
        },
      ),
      { numRuns: 40, seed: 6 },
    );
    expect(worse).to.equal(0);
  });

  it('keeps what has begun and frees the rest of the day', () => {
    const placed = placeBreaks(problem({ people: three }));
    const now = 720;
    const later = three.map((person) => ({
      ...person,
      freeFromMinute: now,
      keptBreaks: placed.breaks.get(person.staffId)!.filter((entry) => entry.startMinute < now),
    }));
    const again = placeBreaks(problem({ people: later, seed: 9 }));
    expect(again.shortMinutes).to.equal(0);
    for (const person of later) {
      const breaks = again.breaks.get(person.staffId)!;
      expect(breaks.slice(0, person.keptBreaks.length)).to.deep.equal(person.keptBreaks);
      expect(breakFaults(person, rules, breaks)).to.deep.equal([]);
    }
  });

  it('names who cannot be given legal breaks', () => {
    const people = [...three, seeker('OP09', '15:00-22:00', 45)];
    expect(placeBreaks(problem({ people })).unplaceable).to.deep.equal(['OP09']);
  });
});

/** Least missing operator-minutes over the product of everybody's placements, told apart by the steps they are away. */
function leastShort(
  tried: BreakProblem,
  people: readonly BreakSeeker[],
  rules: BreakProblem['rules'],
): number {
  const { demand } = tried;
  const steps = demand.requiredSeats.length;
  const presences = people.map((person) => {
    const masks = everyPlacement(person, rules).map((breaks) => {
      const onPhone: number[] = [];
      for (let step = 0; step < steps; step += 1) {
        const minute = demand.startMinute + step * 15;
        const isAway = breaks.some((entry) => entry.startMinute <= minute && minute < entry.endMinute);
        const isIn = person.startMinute <= minute && minute < person.endMinute;
        onPhone.push(isIn && !isAway ? 1 : 0);
      }
      return onPhone;
    });
    return [...new Map(masks.map((mask) => [mask.join(''), mask])).values()];
  });
  let least = Number.POSITIVE_INFINITY;
  const go = (index: number, counts: readonly number[]): void => {
    const ofPerson = presences[index];
    if (ofPerson === undefined) {
      const short = counts.reduce(
        (sum, count, step) => sum + Math.max(0, demand.requiredSeats[step]! - count),
        0,
      );
      least = Math.min(least, short * 15);
      return;
    }
    for (const mask of ofPerson)
      go(
        index + 1,
        counts.map((count, step) => count + mask[step]!),
      );
  };
  go(
    0,
    Array.from({ length: steps }, () => 0),
  );
  return least;
}
