import { expect } from 'chai';
import { seatsForDayTarget } from '../../src/plan/day-target.ts';
import { simulateSeats } from '../../src/simulate/index.ts';

/** A morning peak; the second day is ten times as heavy, past what the exact search takes. */
const shape = [2.6, 3.0, 2.9, 2.4, 1.7, 2.2, 2.0, 1.6, 0.6];

for (const scale of [1, 10]) {
  describe(`seatsForDayTarget, ${scale === 1 ? 'a small day' : 'a day with many seats'}`, () => {
    const target = {
      callsPerInterval: shape.map((calls) => calls * scale),
      intervalSeconds: 1800,
      ahtSeconds: 360,
      patienceSeconds: 60,
      dayCvFraction: 0.15,
      handlingCvFraction: 1.2,
      answerRate: 0.9,
      minimumSeats: 1,
    };
    const rate = (seatsPerInterval: readonly number[]): number =>
      simulateSeats({
        ...target,
        seed: 7,
        replications: 10_000,
        seatsPerInterval,
        handling: { kind: 'logNormal', ahtSeconds: 360, cvFraction: 1.2 },
        patience: { kind: 'exponential', patienceSeconds: 60 },
        withinSeconds: 20,
      }).answerRate.low;

    it('reaches the target in a simulation with another seed', () => {
      expect(rate(seatsForDayTarget(target))).to.be.at.least(0.9);
    });

    it('would miss it with an hour less of one person', () => {
      const seats = seatsForDayTarget(target);
      const best = seats.flatMap((_, one) =>
        seats.map((_, other) => {
          const fewer = seats.map((count, index) => count - Number(index === one) - Number(index === other));
          return one < other && Math.min(...fewer) >= 1 ? fewer : null;
        }),
      );
      const tried = best.filter((entry) => entry !== null);
      expect(tried).not.to.be.empty;
      // The quietest hour and the busiest, and one of each.
      for (const fewer of [tried[0]!, tried[Math.floor(tried.length / 2)]!, tried.at(-1)!]) {
        expect(rate(fewer)).to.be.below(0.9);
      }
    });
  });
}

describe('seatsForDayTarget', () => {
  it('keeps the minimum on a day without calls', () => {
    expect(
      seatsForDayTarget({
        callsPerInterval: [0, 0],
        intervalSeconds: 900,
        ahtSeconds: 300,
        patienceSeconds: 60,
        dayCvFraction: 0.1,
        handlingCvFraction: 1,
        answerRate: 0.9,
        minimumSeats: 2,
      }),
    ).to.deep.equal([2, 2]);
  });
});
