import { expect } from 'chai';
import fc from 'fast-check';
import {
  erlangA,
  erlangB,
  erlangC,
  meanWaitSecondsC,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelC,
  serviceLevelA,
  serviceLevelC,
} from '../../src/erlang/index.ts';

/** What rounding may take off a share. */
const digits = 1e-13;
const queues = fc.record({
  seats: fc.integer({ min: 1, max: 400 }),
  trafficErlangs: fc.double({ min: 0.001, max: 500, noNaN: true }),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 3600 }),
  withinSeconds: fc.integer({ min: 0, max: 300 }),
});
const runs = { numRuns: 500 };

describe('more seats', () => {
  it('never lower a service level or an answer rate', () => {
    fc.assert(
      fc.property(queues, fc.integer({ min: 1, max: 50 }), (queue, more) => {
        const larger = { ...queue, seats: queue.seats + more };
        expect(serviceLevelC(larger)).to.be.at.least(serviceLevelC(queue) - digits);
        expect(serviceLevelA(larger)).to.be.at.least(serviceLevelA(queue) - digits);
        expect(erlangA(larger).answerRate).to.be.at.least(erlangA(queue).answerRate - digits);
      }),
      runs,
    );
  });
});

describe('more load', () => {
  it('never raises a service level or an answer rate', () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 1, max: 3, noNaN: true }), (queue, factor) => {
        const busier = { ...queue, trafficErlangs: queue.trafficErlangs * factor };
        expect(serviceLevelC(busier)).to.be.at.most(serviceLevelC(queue) + digits);
        expect(serviceLevelA(busier)).to.be.at.most(serviceLevelA(queue) + digits);
        expect(erlangA(busier).answerRate).to.be.at.most(erlangA(queue).answerRate + digits);
      }),
      runs,
    );
  });

  it('never needs fewer seats', () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 1, max: 3, noNaN: true }), (queue, factor) => {
        const busier = { ...queue, trafficErlangs: queue.trafficErlangs * factor };
        const sizes = (goal: typeof queue): number[] => [
          minSeatsForServiceLevelC({ ...goal, answeredFraction: 0.8 }),
          minSeatsForMeanWaitC({ ...goal, maxMeanWaitSeconds: 20 }),
          minSeatsForAnswerRateA({ ...goal, answerRate: 0.9 }),
        ];
        const before = sizes(queue);
        sizes(busier).forEach((seats, i) => {
          expect(seats).to.be.at.least(before[i]!);
        });
      }),
      runs,
    );
  });
});

describe('sizing, then evaluating', () => {
  const share = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
  it('meets the target, and one seat fewer does not', () => {
    fc.assert(
      fc.property(queues, share, fc.integer({ min: 1, max: 300 }), (queue, target, maxMeanWaitSeconds) => {
        const inTime = minSeatsForServiceLevelC({ ...queue, answeredFraction: target });
        expect(serviceLevelC({ ...queue, seats: inTime })).to.be.at.least(target - digits);
        expect(serviceLevelC({ ...queue, seats: inTime - 1 })).to.be.below(target + digits);
        const soon = minSeatsForMeanWaitC({ ...queue, maxMeanWaitSeconds });
        expect(meanWaitSecondsC({ ...queue, seats: soon })).to.be.at.most(maxMeanWaitSeconds * (1 + digits));
        expect(meanWaitSecondsC({ ...queue, seats: soon - 1 })).to.be.above(
          maxMeanWaitSeconds * (1 - digits),
        );
        const answered = minSeatsForAnswerRateA({ ...queue, answerRate: target });
        expect(erlangA({ ...queue, seats: answered }).answerRate).to.be.at.least(target - digits);
        expect(erlangA({ ...queue, seats: answered - 1 }).answerRate).to.be.below(target + digits);
      }),
      runs,
    );
  });
});

describe('patience', () => {
  const waits = (queue: Parameters<typeof erlangA>[0]): number => erlangA(queue).waitProbability;

  it('takes the chance to wait from Erlang B up to Erlang C', () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 1, max: 100, noNaN: true }), (queue, factor) => {
        const { seats, trafficErlangs } = queue;
        const least = erlangB(seats, trafficErlangs);
        const most = erlangC(seats, trafficErlangs);
        const now = waits(queue);
        expect(now).to.be.within(least * (1 - digits), most * (1 + digits));
        const longer = waits({ ...queue, patienceSeconds: queue.patienceSeconds * factor });
        expect(longer).to.be.within(now * (1 - digits), most * (1 + digits));
      }),
      runs,
    );
  });

  it('ends at Erlang B when it is short and at Erlang C when it is long', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const { seats, ahtSeconds } = queue;
        const trafficErlangs = Math.min(queue.trafficErlangs, seats * 0.95);
        // Below the double range there is nothing to compare.
        fc.pre(erlangB(seats, trafficErlangs) > 1e-290);
        const short = waits({ ...queue, trafficErlangs, patienceSeconds: ahtSeconds * 1e-9 });
        const long = waits({ ...queue, trafficErlangs, patienceSeconds: ahtSeconds * 1e8 });
        expect(short / erlangB(seats, trafficErlangs)).to.be.closeTo(1, 1e-5);
        expect(long / erlangC(seats, trafficErlangs)).to.be.closeTo(1, 1e-4);
      }),
      runs,
    );
  });

  it('never lowers the answer rate as it grows', () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 1, max: 100, noNaN: true }), (queue, factor) => {
        const longer = { ...queue, patienceSeconds: queue.patienceSeconds * factor };
        expect(erlangA(longer).answerRate).to.be.at.least(erlangA(queue).answerRate - digits);
      }),
      runs,
    );
  });
});
