import { expect } from 'chai';
import fc from 'fast-check';
import { type DayGoal, fewestSeatsForDay, gammaPoints, transientDay } from '../../src/erlang/index.ts';
import { fewestSeatIntervals } from '../oracle/fewest-seats.ts';

const goal = fc.record({
  callsPerInterval: fc.array(fc.double({ min: 0.2, max: 4, noNaN: true }), { minLength: 2, maxLength: 5 }),
  intervalSeconds: fc.constant(1800),
  ahtSeconds: fc.integer({ min: 240, max: 600 }),
  patienceSeconds: fc.integer({ min: 30, max: 180 }),
  dayCvFraction: fc.constantFrom(0, 0.15),
  answerRate: fc.constantFrom(0.8, 0.85, 0.9),
});

/** Answered share of a staircase over the day's volumes. */
function rateOf(day: DayGoal, seatsPerInterval: readonly number[]): number {
  const offered = day.callsPerInterval.reduce((sum, calls) => sum + calls, 0);
  const answered = gammaPoints(day.dayCvFraction, 5).reduce((sum, { factor, weight }) => {
    const callsPerInterval = day.callsPerInterval.map((calls) => calls * factor);
    return sum + weight * transientDay({ ...day, callsPerInterval, seatsPerInterval }).answeredCalls;
  }, 0);
  return answered / offered;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('fewestSeatsForDay', () => {
  it('reaches the target with the seats it gives, by the exact day, and misses it with any one fewer', () => {
    fc.assert(
      fc.property(goal, fc.integer({ min: 0, max: 2 }), (day, minimumSeats) => {
        const { seatsPerInterval, answerRate } = fewestSeatsForDay({ ...day, minimumSeats });
        expect(answerRate).to.be.closeTo(rateOf({ ...day, minimumSeats }, seatsPerInterval), 1e-7);
        expect(answerRate).to.be.at.least(day.answerRate);
        seatsPerInterval.forEach((seats, index) => {
          expect(seats).to.be.at.least(minimumSeats);
          if (seats === minimumSeats) return;
          const fewer = seatsPerInterval.with(index, seats - 1);
          expect(rateOf({ ...day, minimumSeats }, fewer)).to.be.below(day.answerRate);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('needs as few seats as the best of all staircases', () => {
    fc.assert(
      fc.property(goal, (day) => {
        // The bounds of the search over all staircases hold for patience below the handling time.
        const best = fewestSeatIntervals({ ...day, mostSeats: 5 });
        const found = fewestSeatsForDay({ ...day, minimumSeats: 1 });
        expect(rateOf({ ...day, minimumSeats: 1 }, best.seats)).to.be.at.least(day.answerRate - 1e-7);
        expect(sum(found.seatsPerInterval) - best.total).to.be.within(0, 1);
      }),
      { numRuns: 8 },
    );
  });

  it('gives the minimum to a day without calls', () => {
    const day = { intervalSeconds: 900, ahtSeconds: 300, patienceSeconds: 60, dayCvFraction: 0.1 };
    const found = fewestSeatsForDay({ ...day, callsPerInterval: [0, 0], answerRate: 0.9, minimumSeats: 1 });
    expect(found).to.deep.equal({ seatsPerInterval: [1, 1], answerRate: 1 });
  });

  it('refuses a share that no number of seats reaches', () => {
    const day = { callsPerInterval: [1], intervalSeconds: 900, ahtSeconds: 300, patienceSeconds: 60 };
    expect(() => fewestSeatsForDay({ ...day, dayCvFraction: 0, answerRate: 1, minimumSeats: 1 })).to.throw(
      /answerRate/,
    );
  });
});
