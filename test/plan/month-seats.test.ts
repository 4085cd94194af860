import { expect } from 'chai';
import fc from 'fast-check';
import { fewestSeatsForMonth, type MonthGoal, probabilityWithSeats } from '../../src/plan/month-seats.ts';

const total = (seats: readonly (readonly number[])[]): number => seats.flat().reduce((sum, n) => sum + n, 0);

/** A month of equal days of a few intervals. */
function goalOf(given: Partial<MonthGoal> & Pick<MonthGoal, 'days'>): MonthGoal {
  return {
    intervalSeconds: 1800,
    ahtSeconds: 360,
    patienceSeconds: 60,
    targetFraction: 0.9,
    confidenceFraction: 0.95,
    volumeCvFraction: 0.05,
    dayCvFraction: 0.1,
    minimumSeats: given.days.map((day) => day.map(() => 1)),
    ...given,
  };
}

const goal = fc
  .record({
    days: fc.array(fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 }), {
      minLength: 3,
      maxLength: 8,
    }),
    ahtSeconds: fc.integer({ min: 120, max: 600 }),
    patienceSeconds: fc.integer({ min: 20, max: 200 }),
    targetFraction: fc.constantFrom(0.8, 0.9, 0.95),
    volumeCvFraction: fc.constantFrom(0, 0.1),
  })
  .map(goalOf);

describe('fewestSeatsForMonth', () => {
  it('reaches the target with the wanted probability', () => {
    fc.assert(
      fc.property(goal, (month) => {
        const { seats } = fewestSeatsForMonth(month);
        expect(probabilityWithSeats(month, seats)).to.be.at.least(month.confidenceFraction);
        for (const [day, ofDay] of seats.entries()) {
          expect(ofDay.length).to.equal(month.days[day]!.length);
          expect(Math.min(...ofDay)).to.be.at.least(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes within one seat-interval of the best of all tables of a small month', () => {
    const cases: MonthGoal[] = [
      goalOf({
        days: [
          [3, 6, 2],
          [5, 1],
        ],
        confidenceFraction: 0.6,
      }),
      goalOf({
        days: [
          [8, 8, 8],
          [1, 1],
        ],
        confidenceFraction: 0.7,
        dayCvFraction: 0,
      }),
      goalOf({
        days: [
          [2, 4, 6],
          [6, 2],
        ],
        confidenceFraction: 0.5,
        patienceSeconds: 120,
      }),
    ];
    for (const month of cases) {
      let best = Infinity;
      for (let code = 0; code < 4 ** 5; code++) {
        const digit = (at: number): number => 1 + (Math.floor(code / 4 ** at) % 4);
        const seats = [
          [digit(0), digit(1), digit(2)],
          [digit(3), digit(4)],
        ];
        if (total(seats) >= best) continue;
        if (probabilityWithSeats(month, seats) >= month.confidenceFraction) best = total(seats);
      }
      expect(best).to.be.finite;
      expect(total(fewestSeatsForMonth(month).seats) - best).to.be.within(0, 1);
    }
  });

  it('tells what more and fewer seats would do', () => {
    const month = goalOf({ days: Array.from({ length: 5 }, () => [3, 6, 4, 2]) });
    const found = fewestSeatsForMonth(month);
    const [fewer, more] = [found.at(-1)!, found.at(1)!];
    expect(total(found.seats) - total(fewer)).to.equal(1);
    expect(total(more) - total(found.seats)).to.equal(1);
    expect(probabilityWithSeats(month, fewer)).to.be.below(month.confidenceFraction);
    expect(probabilityWithSeats(month, more)).to.be.above(probabilityWithSeats(month, found.seats));
    expect(found.at(-1000)).to.equal(null);
    expect(found.at(100_000)).to.equal(null);
  });

  it('keeps the minimum where nobody calls, and adds nothing to a month without calls', () => {
    const month = goalOf({
      days: [
        [0, 0],
        [0, 0],
      ],
    });
    expect(fewestSeatsForMonth(month).seats).to.deep.equal([
      [1, 1],
      [1, 1],
    ]);
    const floor = goalOf({
      days: [
        [0, 4],
        [4, 0],
      ],
      minimumSeats: [
        [2, 1],
        [1, 3],
      ],
    });
    const { seats } = fewestSeatsForMonth(floor);
    expect(seats[0]![0]).to.equal(2);
    expect(seats[1]![1]).to.equal(3);
  });

  it('needs no fewer seats for more confidence', () => {
    const days = Array.from({ length: 6 }, () => [3, 5, 4, 2]);
    const needed = [0.5, 0.8, 0.95, 0.99].map((confidenceFraction) =>
      total(fewestSeatsForMonth(goalOf({ days, confidenceFraction })).seats),
    );
    expect(needed).to.deep.equal(needed.toSorted((one, other) => one - other));
    expect(needed[3]).to.be.above(needed[0]!);
  });
});
