import { expect } from 'chai';
import { transientDay } from '../../src/erlang/index.ts';
import { simulateSeats } from '../../src/simulate/index.ts';
import { stationaryCases, studyCase } from './stationary.ts';

describe('simulateMonths against exact values', () => {
  // Ten of the fifty cases that `bench/simulation.ts` prints, shorter; with 20 comparisons, z is Bonferroni's of 0.1 %.
  const z = 4.06;
  for (const [place, one] of stationaryCases.entries()) {
    if (place % 5 !== 2) continue;
    it(`finds the shares of ${one.name}`, () => {
      const { rows } = studyCase(one, { seed: place, batches: 40, callsPerBatch: 4000 });
      for (const { exact, mean, standardError } of rows) {
        expect(Math.abs(mean - exact)).to.be.at.most(z * standardError + 1e-9);
      }
    });
  }
});

describe('simulateSeats against exact values', () => {
  const up = [3, 6, 9, 12, 9, 6, 4, 2];
  const days = [
    { patienceSeconds: 60, seatsPerInterval: [1, 2, 3, 1, 2, 0, 1, 1], callsPerInterval: up },
    { patienceSeconds: 300, seatsPerInterval: [4, 0, 2, 5, 1, 3, 0, 2], callsPerInterval: up },
    { patienceSeconds: null, seatsPerInterval: [2, 2, 1, 0, 3, 6, 1, 1], callsPerInterval: up },
    {
      ...{ patienceSeconds: 120, seatsPerInterval: [8, 14, 11, 9, 16, 7, 12, 10] },
      callsPerInterval: up.map((calls) => 4 * calls),
    },
  ];
  for (const day of days) {
    const { patienceSeconds, seatsPerInterval } = day;
    it(`follows the Markov chain through ${seatsPerInterval.join(', ')} seats, patience ${patienceSeconds ?? 'endless'}`, () => {
      const replications = 20_000;
      const exact = transientDay({ ...day, intervalSeconds: 900, ahtSeconds: 300 });
      const { figures, answerRate } = simulateSeats({
        ...{
          seed: seatsPerInterval.length + 13 * seatsPerInterval[0]!,
          replications,
          intervalSeconds: 900,
          dayCvFraction: 0,
          withinSeconds: 0,
        },
        ...{ callsPerInterval: day.callsPerInterval, seatsPerInterval },
        handling: { kind: 'exponential', ahtSeconds: 300 },
        patience: patienceSeconds === null ? { kind: 'endless' } : { kind: 'exponential', patienceSeconds },
      });
      const standardError = (answerRate.high - answerRate.low) / 2 / 1.96;
      expect(Math.abs(answerRate.mean - exact.answerRate)).to.be.at.most(3.9 * standardError + 1e-6);
      // Answered at once by every call that does not find all seats busy.
      const waits = exact.intervals.reduce(
        (sum, { waitProbability }, interval) => sum + waitProbability * day.callsPerInterval[interval]!,
        0,
      );
      const atOnce = 1 - waits / exact.offeredCalls;
      expect(figures.answeredWithinCalls / figures.offeredCalls).to.be.closeTo(atOnce, 0.005);
    });
  }
});
