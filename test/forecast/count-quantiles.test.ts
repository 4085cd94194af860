import { expect } from 'chai';
import fc from 'fast-check';
import { countBounds, countQuantiles, logGamma } from '../../src/forecast/count-quantiles.ts';

describe('countQuantiles', () => {
  it('gives the Poisson 95 % ranges of 35, 350 and 700 calls: 24-47, 314-387, 649-752', () => {
    expect(countQuantiles(35, 35, [0.025, 0.975])).to.deep.equal([24, 47]);
    expect(countQuantiles(350, 350, [0.025, 0.975])).to.deep.equal([314, 387]);
    expect(countQuantiles(700, 700, [0.025, 0.975])).to.deep.equal([649, 752]);
  });

  it('agrees with the geometric distribution, whose quantiles have a closed form', () => {
    // Gamma-Poisson of size 1 and mean m: P(X ≤ k) = 1 - (m / (m + 1))^(k + 1).
    for (const mean of [0.5, 4, 30]) {
      const levels = [0.025, 0.1, 0.5, 0.9, 0.975];
      const closed = levels.map((level) =>
        Math.max(0, Math.ceil(Math.log(1 - level) / Math.log(mean / (mean + 1)) - 1)),
      );
      expect(countQuantiles(mean, mean + mean * mean, levels)).to.deep.equal(closed);
    }
  });
});

describe('countBounds', () => {
  it('is ordered around the mean for every mean and variance', () => {
    const mean = fc.double({ min: 0, max: 5000, noNaN: true });
    const cvFraction = fc.double({ min: 0, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(mean, cvFraction, (calls, cv) => {
        const { low95, low80, high80, high95 } = countBounds(calls, calls + (cv * calls) ** 2);
        expect([low95, low80, calls, high80, high95]).to.deep.equal(
          [low95, low80, calls, high80, high95].sort((a, b) => a - b),
        );
        expect(low95).to.be.at.least(0);
      }),
    );
  });
});

describe('logGamma', () => {
  it('gives factorials and the half', () => {
    expect(logGamma(0.5)).to.be.closeTo(Math.log(Math.sqrt(Math.PI)), 1e-12);
    expect(logGamma(11)).to.be.closeTo(Math.log(3628800), 1e-12);
    expect(logGamma(1e-3)).to.be.closeTo(6.907178885383853, 1e-11);
  });
});
