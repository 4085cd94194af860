import { expect } from 'chai';
import fc from 'fast-check';
import { chiSquareQuantile, poissonBounds, student975 } from '../../src/calls/quantiles.ts';

describe('chiSquareQuantile', () => {
  // Printed tables of the chi-square distribution, three decimals.
  for (const [probability, degrees, value] of [
    [0.025, 1, 0.001],
    [0.975, 1, 5.024],
    [0.975, 2, 7.378],
    [0.025, 10, 3.247],
    [0.975, 10, 20.483],
    [0.95, 30, 43.773],
    [0.025, 100, 74.222],
    [0.975, 100, 129.561],
  ] as const) {
    it(`gives the printed ${value} for ${probability} with ${degrees} degrees`, () => {
      expect(chiSquareQuantile(probability, degrees)).to.be.closeTo(value, 0.00051);
    });
  }

  it('is -2 ln(1-p) with two degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (probability) => {
        expect(chiSquareQuantile(probability, 2) / (-2 * Math.log1p(-probability))).to.be.closeTo(1, 1e-10);
      }),
    );
  });

  it('nears the normal distribution with many degrees', () => {
    // Wilson and Hilferty (1931), whose error vanishes there.
    for (const degrees of [1e4, 1e6]) {
      const cube = 1 - 2 / (9 * degrees) + 1.959963984540054 * Math.sqrt(2 / (9 * degrees));
      expect(chiSquareQuantile(0.975, degrees) / (degrees * cube ** 3)).to.be.closeTo(1, 1e-6);
    }
  });
});

describe('student975', () => {
  it('gives the printed table', () => {
    for (const [degrees, value] of [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ] as const) {
      expect(student975(degrees), `${degrees}`).to.be.closeTo(value, 0.004);
    }
  });
});

describe('poissonBounds', () => {
  it('gives the printed exact limits', () => {
    // Garwood (1936) as printed in Johnson, Kotz and Kemp: counts 0, 1, 5, 10.
    for (const [count, low, high] of [
      [0, 0, 3.689],
      [1, 0.025, 5.572],
      [5, 1.623, 11.668],
      [10, 4.795, 18.39],
    ] as const) {
      const { low95, high95 } = poissonBounds(count);
      expect(low95).to.be.closeTo(low, 0.001);
      expect(high95).to.be.closeTo(high, 0.001);
    }
  });
});
