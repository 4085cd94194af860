import { expect } from 'chai';
import fc from 'fast-check';
import { congestion } from '../../src/erlang/erlang-a.ts';
import {
  erlangCOfRealSeats,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelC,
  realSeatsForAnswerRateA,
  realSeatsForMeanWaitC,
  realSeatsForServiceLevelC,
} from '../../src/erlang/index.ts';

const goals = fc.record({
  trafficErlangs: fc.double({ min: -4, max: 3.5, noNaN: true }).map((exponent) => 10 ** exponent),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 3600 }),
  withinSeconds: fc.integer({ min: 0, max: 120 }),
});
const share = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
const runs = { numRuns: 700 };

/** Where the measure is not met at any number of seats in the last one, so that the target is met with equality. */
const isInside = (real: number, whole: number, least: number): boolean =>
  real < whole && real > Math.max(whole - 1, least) + 1e-6;

describe('realSeatsForServiceLevelC', () => {
  it('rounds up to the whole-number answer and just meets the goal', () => {
    fc.assert(
      fc.property(goals, share, (goal, answeredFraction) => {
        const whole = minSeatsForServiceLevelC({ ...goal, answeredFraction });
        const real = realSeatsForServiceLevelC({ ...goal, answeredFraction });
        expect(Math.ceil(real)).to.equal(whole);
        if (!isInside(real, whole, goal.trafficErlangs)) return;
        const spare = real - goal.trafficErlangs;
        const late =
          erlangCOfRealSeats(real, goal.trafficErlangs) *
          Math.exp((-spare * goal.withinSeconds) / goal.ahtSeconds);
        expect(late / (1 - answeredFraction)).to.be.closeTo(1, 1e-9);
      }),
      runs,
    );
  });

  it('grows smoothly with the load where the whole number jumps', () => {
    const at = (trafficErlangs: number): number =>
      realSeatsForServiceLevelC({
        trafficErlangs,
        ahtSeconds: 180,
        withinSeconds: 20,
        answeredFraction: 0.8,
      });
    for (let load = 0.05; load < 30; load += 0.05) {
      expect(at(load + 0.05) - at(load)).to.be.within(0.01, 0.2);
    }
  });
});

describe('realSeatsForMeanWaitC', () => {
  it('rounds up to the whole-number answer and just meets the goal', () => {
    fc.assert(
      fc.property(goals, fc.integer({ min: 1, max: 600 }), (goal, maxMeanWaitSeconds) => {
        const whole = minSeatsForMeanWaitC({ ...goal, maxMeanWaitSeconds });
        const real = realSeatsForMeanWaitC({ ...goal, maxMeanWaitSeconds });
        expect(Math.ceil(real)).to.equal(whole);
        if (!isInside(real, whole, goal.trafficErlangs)) return;
        const wait =
          (erlangCOfRealSeats(real, goal.trafficErlangs) * goal.ahtSeconds) / (real - goal.trafficErlangs);
        expect(wait / maxMeanWaitSeconds).to.be.closeTo(1, 1e-8);
      }),
      runs,
    );
  });
});

describe('realSeatsForAnswerRateA', () => {
  it('rounds up to the whole-number answer and just meets the goal', () => {
    fc.assert(
      fc.property(goals, share, (goal, answerRate) => {
        const whole = minSeatsForAnswerRateA({ ...goal, answerRate });
        const real = realSeatsForAnswerRateA({ ...goal, answerRate });
        expect(Math.ceil(real)).to.equal(whole);
        if (!isInside(real, whole, 0)) return;
        const { waits, lost } = congestion({ ...goal, seats: real });
        expect((waits * lost) / (1 - answerRate)).to.be.closeTo(1, 1e-9);
      }),
      runs,
    );
  });

  it('is the answered load when nobody hangs up', () => {
    const goal = { trafficErlangs: 10, ahtSeconds: 180, patienceSeconds: null, answerRate: 0.875 };
    expect(realSeatsForAnswerRateA(goal)).to.be.closeTo(8.75, 1e-12);
  });
});

describe('without calls', () => {
  it('no seats are needed', () => {
    const none = { trafficErlangs: 0, ahtSeconds: 180, patienceSeconds: 60 };
    expect(realSeatsForServiceLevelC({ ...none, withinSeconds: 20, answeredFraction: 0.8 })).to.equal(0);
    expect(realSeatsForMeanWaitC({ ...none, maxMeanWaitSeconds: 20 })).to.equal(0);
    expect(realSeatsForAnswerRateA({ ...none, answerRate: 0.9 })).to.equal(0);
  });
});
