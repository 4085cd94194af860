import { expect } from 'chai';
import fc from 'fast-check';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import { mostOnPhone } from '../../src/roster/most-on-phone.ts';
import { type BreakProblem, placeBreaks } from '../../src/roster/place-breaks.ts';
import { possibleDay } from '../build/breaks.ts';
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

type Person = BreakProblem['people'][number];

/** Operator-minutes missing, minute by minute: of the total and the skills, whichever is missed most. */
function shortMinutes(
  { demand }: BreakProblem,
  people: readonly Person[],
  breaks: ReadonlyMap<string, readonly { startMinute: number; endMinute: number }[]>,
): number {
  let sum = 0;
  for (let minute = demand.startMinute; minute < demand.endMinute; minute += 1) {
    const isIn = (entry: { startMinute: number; endMinute: number }): boolean =>
      entry.startMinute <= minute && minute < entry.endMinute;
    const onPhone = people.filter((person) => isIn(person) && !breaks.get(person.staffId)!.some(isIn));
    const interval = Math.floor((minute - demand.startMinute) / demand.intervalMinutes);
    const missing = (demand.skilled ?? []).map(
      ({ seats }, skill) =>
        seats[interval]! - onPhone.filter(({ answers }) => answers?.includes(skill) === true).length,
    );
    sum += Math.max(0, demand.requiredSeats[interval]! - onPhone.length, ...missing);
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
    const anyPeople = fc.array(fc.constantFrom(...shifts), { minLength: 1, maxLength: 6 }).map((chosen) =>
      chosen.map(([times, meal], index) => ({
        ...seeker(`OP0${index}`, times, meal),
        answers: [0, 1].filter((skill) => (index + 1) & (1 << skill)),
      })),
    );
    const seatsUpTo = (max: number) => fc.array(fc.nat({ max }), { minLength: 33, maxLength: 33 });
    const anySkilled = fc.tuple(seatsUpTo(2), seatsUpTo(2));
    fc.assert(
      fc.property(
        anyPeople,
        seatsUpTo(4),
        anySkilled,
        fc.integer(),
        (people, requiredSeats, skilledSeats, seed) => {
          const skilled = skilledSeats.map((seats, skill) => ({
            queueId: `queue-${skill}`,
            level: 1,
            seats,
          }));
          const demand = { ...demandOf(day('2024-05-08'), 0), requiredSeats, skilled };
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

  it('never leaves fewer missing with skills than the best of all placements', () => {
    const coarse = {
      ...rules,
      stepMinutes: 15 as const,
      restMinutes: 15,
      minimumWorkAroundMealMinutes: 30,
      mealWindow: { start: 660, end: 840 },
    };
    const seats = (max: number) => fc.array(fc.nat({ max }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 9, max: 11 }), fc.nat({ max: 3 })), {
          minLength: 2,
          maxLength: 3,
        }),
        seats(3),
        seats(2),
        seats(2),
        (chosen, requiredSeats, first, second) => {
          const people = chosen.map(([from, length, skills], index) => ({
            ...seeker(`OP0${index}`, '10:30-11:00', 45),
            startMinute: 630 + from * 15,
            endMinute: 630 + (from + length) * 15,
            answers: [0, 1].filter((skill) => skills & (1 << skill)),
          }));
          const demand = {
            ...demandOf(day('2024-05-08'), 0),
            startMinute: 630,
            endMinute: 870,
            requiredSeats,
            skilled: [first, second].map((seats, skill) => ({ queueId: `queue-${skill}`, level: 1, seats })),
          };
          const tried = problem({ people, demand, rules: coarse, attempts: 5 });
          const placed = placeBreaks(tried);
          expect(placed.shortMinutes).to.equal(shortMinutes(tried, people, placed.breaks));
          expect(placed.shortMinutes).to.be.at.least(leastShort(tried, people, coarse));
        },
      ),
      { numRuns: 15, seed: 7 },
    );
  });

  it('is the same with no skills needed as with none spoken of', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const { demand, ...day } = possibleDay({ people: 20, needShare: 0.99, seed });
      const { skilled: _, ...total } = demand;
      expect(placeBreaks({ ...day, demand: { ...total, skilled: [] } })).to.deep.equal(
        placeBreaks({ ...day, demand: total }),
      );
    }
  });

  it('keeps one of two who answer a queue on the phone, beside many who do not', () => {
    const others = Array.from({ length: 12 }, (_, index) => seeker(`OP1${index}`, '9:00-17:30', 45));
    const both = ['OP01', 'OP02'].map((id) => ({ ...seeker(id, '9:00-17:15', 45), answers: [0] }));
    const skilled = [{ queueId: 'enquiry', level: 1, seats: Array.from({ length: 33 }, () => 1) }];
    const demand = { ...demandOf(day('2024-05-08'), 9), skilled };
    for (let seed = 0; seed < 20; seed += 1) {
      const tried = problem({ people: [...others, ...both], demand, seed });
      const placed = placeBreaks(tried);
      expect(placed.shortMinutes, `seed ${seed}`).to.equal(0);
      expect(shortMinutes(tried, tried.people, placed.breaks)).to.equal(0);
    }
  });

  it('leaves nothing missing on large days that need 98 % of what their people can give', () => {
    for (const [people, seed] of [
      [100, 1],
      [300, 2],
      [700, 3],
    ] as const) {
      const tried = possibleDay({ people, needShare: 0.98, seed });
      const placed = placeBreaks({ ...tried, attempts: 1 });
      expect(placed.shortMinutes, `${people} people`).to.equal(0);
      expect(shortMinutes(tried, tried.people, placed.breaks)).to.equal(0);
    }
  });

  it('leaves nothing missing on a large day of three skills that need 97 % each', () => {
    const tried = possibleDay({ people: 300, needShare: 0.97, seed: 1, skillShares: [0.3, 0.2, 0.5] });
    const placed = placeBreaks(tried);
    expect(placed.shortMinutes).to.equal(0);
    expect(shortMinutes(tried, tried.people, placed.breaks)).to.equal(0);
  });

  it('misses at least what the people cannot give over any range, with skills and without', () => {
    for (const skillShares of [[], [0.5, 0.2]]) {
      const { demand, ...day } = possibleDay({ people: 60, needShare: 1, seed: 4, skillShares });
      const oneMore = (seats: readonly number[]): number[] => seats.map((count) => count + 1);
      const skilled = demand.skilled!.map((need) => ({ ...need, seats: oneMore(need.seats) }));
      const tried = { ...day, demand: { ...demand, requiredSeats: oneMore(demand.requiredSeats), skilled } };
      const placed = placeBreaks({ ...tried, attempts: 2 });
      expect(placed.shortMinutes).to.equal(shortMinutes(tried, tried.people, placed.breaks));
      for (const person of tried.people) {
        expect(breakFaults(person, tried.rules, placed.breaks.get(person.staffId)!)).to.deep.equal([]);
      }
      const { startMinute, intervalMinutes, requiredSeats } = tried.demand;
      const rows = [requiredSeats, ...skilled.map(({ seats }) => seats)];
      for (const [first, end] of [
        [0, requiredSeats.length],
        [12, 32],
        [8, 9],
      ] as const) {
        const within = {
          startMinute: startMinute + first * intervalMinutes,
          endMinute: startMinute + end * intervalMinutes,
        };
        for (const [row, seats] of rows.entries()) {
          const needed = seats.slice(first, end).reduce((sum, count) => sum + count, 0) * intervalMinutes;
          const most = tried.people
            .filter(({ answers }) => row === 0 || answers?.includes(row - 1) === true)
            .reduce((sum, person) => sum + mostOnPhone(person, tried.rules, within), 0);
          expect(placed.shortMinutes).to.be.at.least(needed - most);
        }
      }
    }
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
function leastShort(tried: BreakProblem, people: readonly Person[], rules: BreakProblem['rules']): number {
  const { demand } = tried;
  const rows = [demand.requiredSeats, ...(demand.skilled ?? []).map(({ seats }) => seats)];
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
  // People on the phone of all, then of each skill, step by step; put and taken back in place.
  const counts = rows.map(() => new Int8Array(steps));
  const put = (index: number, mask: readonly number[], sign: 1 | -1): void => {
    for (const [row, count] of counts.entries()) {
      if (row > 0 && people[index]!.answers?.includes(row - 1) !== true) continue;
      for (let step = 0; step < steps; step += 1) count[step]! += sign * mask[step]!;
    }
  };
  const shortSteps = (): number => {
    let sum = 0;
    for (let step = 0; step < steps; step += 1) {
      let short = 0;
      for (const [row, count] of counts.entries()) short = Math.max(short, rows[row]![step]! - count[step]!);
      sum += short;
    }
    return sum;
  };
  let least = Number.POSITIVE_INFINITY;
  const go = (index: number): void => {
    const ofPerson = presences[index];
    if (ofPerson === undefined) {
      least = Math.min(least, shortSteps() * 15);
      return;
    }
    for (const mask of ofPerson) {
      put(index, mask, 1);
      go(index + 1);
      put(index, mask, -1);
    }
  };
  go(0);
  return least;
}
