import { expect } from 'chai';
import { modifiedOfferedLoadErlangs, offeredLoadErlangs } from '../../src/erlang/index.ts';

describe('modifiedOfferedLoadErlangs', () => {
  const demand = { intervalSeconds: 1800, ahtSeconds: 180 };

  it('reaches the plain load when the demand stays the same', () => {
    const busy = modifiedOfferedLoadErlangs({
      ...demand,
      callsByInterval: [50, 50, 50, 50],
      atSeconds: 7200,
    });
    expect(busy).to.be.closeTo(offeredLoadErlangs({ ...demand, calls: 50 }), 1e-12);
  });

  it('lags behind a rise and stays above a fall', () => {
    const at = (atSeconds: number): number =>
      modifiedOfferedLoadErlangs({ ...demand, callsByInterval: [50, 100, 50], atSeconds });
    expect(at(1860)).to.be.within(5, 9.9);
    expect(at(3660)).to.be.within(5.1, 10);
  });

  it('is 0 at the start', () => {
    expect(modifiedOfferedLoadErlangs({ ...demand, callsByInterval: [50], atSeconds: 0 })).to.equal(0);
  });
});

describe('offeredLoadErlangs', () => {
  it('is calls times handling time over the length, and 0 without calls', () => {
    expect(offeredLoadErlangs({ ...demand(100) })).to.equal(10);
    expect(offeredLoadErlangs({ ...demand(0) })).to.equal(0);
  });
});

function demand(calls: number): { calls: number; intervalSeconds: number; ahtSeconds: number } {
  return { calls, intervalSeconds: 1800, ahtSeconds: 180 };
}
