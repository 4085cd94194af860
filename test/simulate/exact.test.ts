import { expect } from 'chai';
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
