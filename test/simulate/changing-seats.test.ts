import { expect } from 'chai';
import { simulateSeats } from '../../src/simulate/index.ts';
import { carry, MatrixChain } from '../oracle/transient-matrix.ts';

/** Half hours with a peak, breaks that take seats away and bring them back, and an hour with nobody. */
const cases = [
  { seats: [1, 2, 3, 2, 1, 2, 2, 1], calls: [2, 3, 4, 3, 1, 2, 2, 1], ahtSeconds: 360, patienceSeconds: 60 },
  { seats: [3, 1, 3, 1, 3, 1], calls: [5, 5, 5, 5, 5, 5], ahtSeconds: 600, patienceSeconds: 120 },
  { seats: [2, 0, 0, 2], calls: [3, 3, 3, 3], ahtSeconds: 300, patienceSeconds: 900 },
  { seats: [4, 3, 2, 1], calls: [6, 6, 6, 6], ahtSeconds: 450, patienceSeconds: 90 },
];

describe('simulateSeats, against the matrix exponential', () => {
  for (const { seats, calls, ...callers } of cases) {
    it(`agrees on a day of ${seats.join('')} seats`, () => {
      const chain = new MatrixChain({
        ...callers,
        intervalSeconds: 1800,
        mostSeats: Math.max(...seats),
        mostWaiting: 20,
      });
      let state = chain.start();
      calls.forEach((expected, index) => {
        state = carry(state, chain.interval(expected, seats[index]!));
      });
      const lostLate = chain
        .lostAfterClose(seats.at(-1)!)
        .reduce((sum, lost, index) => sum + lost * state[index]!, 0);
      const offered = calls.reduce((sum, expected) => sum + expected, 0);
      const exact = 1 - (state.at(-1)! + lostLate) / offered;
      const { answerRate } = simulateSeats({
        seed: 2024,
        replications: 20_000,
        intervalSeconds: 1800,
        seatsPerInterval: seats,
        callsPerInterval: calls,
        handling: { kind: 'exponential', ahtSeconds: callers.ahtSeconds },
        patience: { kind: 'exponential', patienceSeconds: callers.patienceSeconds },
        dayCvFraction: 0,
        withinSeconds: 20,
      });
      // 99 % interval from the 95 % one: 2.576 instead of 1.960 standard errors.
      const halfWidth = ((answerRate.high - answerRate.low) / 2) * (2.576 / 1.96);
      expect(answerRate.mean).to.be.closeTo(exact, halfWidth);
      expect(halfWidth).to.be.below(0.005);
    });
  }
});
