import { expect } from 'chai';
import { gammaPoints } from '../../src/erlang/index.ts';

describe('gammaPoints', () => {
  for (const [cvFraction, count] of [
    [0.1, 5],
    [0.2, 5],
    [0.5, 7],
    [1, 9],
  ] as const) {
    it(`has the moments of a gamma variable of mean 1 and variation ${cvFraction}`, () => {
      const points = gammaPoints(cvFraction, count);
      const shape = 1 / cvFraction ** 2;
      let moment = 1;
      for (let power = 0; power < 2 * count; power++) {
        const mean = points.reduce((sum, { factor, weight }) => sum + weight * factor ** power, 0);
        expect(mean / moment).to.be.closeTo(1, 1e-9);
        moment *= (shape + power) / shape;
      }
    });
  }

  it('is a single point when nothing varies', () => {
    expect(gammaPoints(0, 5)).to.deep.equal([{ factor: 1, weight: 1 }]);
  });

  it('gives the nodes and weights of the Gauss-Laguerre rule of two points', () => {
    // Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 25.9, n = 2.
    const [low, high] = gammaPoints(1, 2);
    expect(low!.factor).to.be.closeTo(0.585786437627, 1e-12);
    expect(high!.factor).to.be.closeTo(3.414213562373, 1e-12);
    expect(low!.weight).to.be.closeTo(0.853553390593, 1e-12);
  });
});
