import { expect } from 'chai';
import { beta, gamma, lognormal, poisson, type RandomStream, streamOf } from '../../src/sample/random.ts';

const count = 20_000;

function momentsOf(draw: (random: RandomStream) => number): { mean: number; deviation: number } {
  const random = streamOf('moments');
  const values = Array.from({ length: count }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

describe('streamOf', () => {
  it('gives the same numbers for the same name and others for another', () => {
    const first = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.uniform()
      )(streamOf('a')),
    );
    const again = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.uniform()
      )(streamOf('a')),
    );
    const other = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.uniform()
      )(streamOf('b')),
    );
    expect(again).to.deep.equal(first);
    expect(other).not.to.deep.equal(first);
  });

  it('is uniform from 0 to 1', () => {
    const { mean, deviation } = momentsOf((random) => random.uniform());
    expect(mean).to.be.closeTo(0.5, 0.01);
    expect(deviation).to.be.closeTo(Math.sqrt(1 / 12), 0.005);
  });
});

// Tolerances are about five standard errors of the mean of 20,000 draws.
describe('the distributions of the sample have the textbook mean and deviation', () => {
  const cases: readonly (readonly [string, (random: RandomStream) => number, number, number])[] = [
    ['gamma of shape 100', (random) => gamma(random, 100), 100, 10],
    ['beta of mean 0.06 and variation 0.25', (random) => beta(random, 0.06, 0.25), 0.06, 0.015],
    ['Poisson of mean 2.3', (random) => poisson(random, 2.3), 2.3, Math.sqrt(2.3)],
    ['Poisson of mean 0', (random) => poisson(random, 0), 0, 0],
    // Deviation of a lognormal: mean · sqrt(exp(s²) − 1).
    [
      'lognormal of mean 390',
      (random) => lognormal(random, 390, 0.8),
      390,
      390 * Math.sqrt(Math.exp(0.64) - 1),
    ],
  ];
  for (const [name, draw, mean, deviation] of cases) {
    it(name, () => {
      const measured = momentsOf(draw);
      expect(measured.mean).to.be.closeTo(mean, (5 * deviation) / Math.sqrt(count));
      expect(measured.deviation).to.be.closeTo(deviation, deviation * 0.06);
    });
  }
});
