import { expect } from 'chai';
import fc from 'fast-check';
import { erlangB, erlangBOfRealSeats, erlangC, lnErlangB } from '../../src/erlang/index.ts';

const loads = fc.double({ min: 0.01, max: 400, noNaN: true });
/** Under the smallest normal number a double keeps no share of its digits, only an absolute step. */
const underNormal = 1e-320;

describe('erlangB', () => {
  it('obeys the recursion B(n) = a B(n-1) / (n + a B(n-1))', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), loads, (seats, load) => {
        const before = erlangB(seats - 1, load);
        const expected = (load * before) / (seats + load * before);
        expect(Math.abs(erlangB(seats, load) - expected)).to.be.at.most(1e-12 * expected + underNormal);
      }),
    );
  });

  it('has a finite logarithm where it leaves the double range itself', () => {
    expect(erlangB(2000, 0.110212)).to.equal(0);
    expect(lnErlangB(2000, 0.110212)).to.be.closeTo(-17617.333553, 1e-6);
  });
});

describe('erlangBOfRealSeats', () => {
  it('obeys the recursion between whole seats, and joins at them', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 200, noNaN: true }), loads, (seats, load) => {
        const before = erlangBOfRealSeats(seats, load);
        const expected = (load * before) / (seats + 1 + load * before);
        expect(Math.abs(erlangBOfRealSeats(seats + 1, load) - expected)).to.be.at.most(
          1e-11 * expected + underNormal,
        );
        const whole = erlangB(Math.ceil(seats), load);
        expect(erlangBOfRealSeats(Math.ceil(seats), load)).to.equal(whole);
        expect(erlangBOfRealSeats(Math.ceil(seats) - 1e-12, load)).to.be.closeTo(whole, 1e-9);
      }),
    );
  });
});

describe('erlangC', () => {
  it('is at least Erlang B and at most 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), loads, (seats, load) => {
        expect(erlangC(seats, load)).to.be.within(erlangB(seats, load), 1);
      }),
    );
  });
});
