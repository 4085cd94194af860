import { expect } from 'chai';
import fc from 'fast-check';
import {
  answerTimesA,
  erlangA,
  erlangB,
  maxLoadForBlockingB,
  maxLoadForServiceLevelC,
  meanWaitSecondsC,
  minSeatsForAnswerRateA,
  minSeatsForBlockingB,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelA,
  minSeatsForServiceLevelC,
  serviceLevelC,
} from '../../src/erlang/index.ts';

const load = fc.double({ min: 0.001, max: 500, noNaN: true });
const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const aht = fc.integer({ min: 30, max: 900 });
const seconds = fc.integer({ min: 0, max: 120 });
const patience = fc.integer({ min: 5, max: 1800 });

describe('minSeatsForServiceLevelC', () => {
  it('meets the goal, and one seat fewer does not', () => {
    fc.assert(
      fc.property(
        load,
        aht,
        seconds,
        share,
        (trafficErlangs, ahtSeconds, withinSeconds, answeredFraction) => {
          const goal = { trafficErlangs, ahtSeconds, withinSeconds, answeredFraction };
          const seats = minSeatsForServiceLevelC(goal);
          expect(seats).to.be.above(trafficErlangs);
          expect(serviceLevelC({ ...goal, seats })).to.be.at.least(answeredFraction - 1e-12);
          expect(serviceLevelC({ ...goal, seats: seats - 1 })).to.be.below(answeredFraction + 1e-12);
        },
      ),
    );
  });

  it('needs 35 seats for 300 calls of 180 s in half an hour, 80 % in 15 s', () => {
    const goal = { trafficErlangs: 30, ahtSeconds: 180, withinSeconds: 15, answeredFraction: 0.8 };
    expect(minSeatsForServiceLevelC(goal)).to.equal(35);
    expect(serviceLevelC({ ...goal, seats: 34 })).to.be.below(0.8);
  });

  it('needs nobody when there are no calls', () => {
    expect(
      minSeatsForServiceLevelC({
        trafficErlangs: 0,
        ahtSeconds: 180,
        withinSeconds: 20,
        answeredFraction: 0.8,
      }),
    ).to.equal(0);
  });
});

describe('minSeatsForMeanWaitC', () => {
  it('meets the goal, and one seat fewer does not', () => {
    fc.assert(
      fc.property(
        load,
        aht,
        fc.integer({ min: 1, max: 300 }),
        (trafficErlangs, ahtSeconds, maxMeanWaitSeconds) => {
          const goal = { trafficErlangs, ahtSeconds, maxMeanWaitSeconds };
          const seats = minSeatsForMeanWaitC(goal);
          expect(meanWaitSecondsC({ ...goal, seats })).to.be.at.most(maxMeanWaitSeconds);
          expect(meanWaitSecondsC({ ...goal, seats: seats - 1 })).to.be.above(maxMeanWaitSeconds);
        },
      ),
    );
  });
});

describe('minSeatsForAnswerRateA', () => {
  it('meets the goal, and one seat fewer does not', () => {
    fc.assert(
      fc.property(load, aht, patience, share, (trafficErlangs, ahtSeconds, patienceSeconds, answerRate) => {
        const queue = { trafficErlangs, ahtSeconds, patienceSeconds };
        const seats = minSeatsForAnswerRateA({ ...queue, answerRate });
        expect(erlangA({ ...queue, seats }).answerRate).to.be.at.least(answerRate - 1e-12);
        expect(erlangA({ ...queue, seats: seats - 1 }).answerRate).to.be.below(answerRate + 1e-12);
      }),
    );
  });

  it('may need fewer seats than load', () => {
    const goal = { trafficErlangs: 100, ahtSeconds: 300, patienceSeconds: 60, answerRate: 0.8 };
    expect(minSeatsForAnswerRateA(goal)).to.be.below(100);
  });
});

describe('minSeatsForServiceLevelA', () => {
  for (const measure of [
    'offeredWithin',
    'answeredWithin',
    'virtualWithin',
    'withoutShortAbandons',
  ] as const) {
    it(`meets the goal for ${measure}, and one seat fewer does not`, () => {
      fc.assert(
        fc.property(
          load,
          aht,
          patience,
          seconds,
          share,
          (trafficErlangs, ahtSeconds, patienceSeconds, withinSeconds, answeredFraction) => {
            const goal = {
              trafficErlangs,
              ahtSeconds,
              patienceSeconds,
              withinSeconds,
              answeredFraction,
              measure,
            };
            const seats = minSeatsForServiceLevelA(goal);
            expect(answerTimesA({ ...goal, seats })[measure]).to.be.at.least(answeredFraction);
            if (seats > 1)
              expect(answerTimesA({ ...goal, seats: seats - 1 })[measure]).to.be.below(answeredFraction);
          },
        ),
      );
    });
  }
});

describe('minSeatsForBlockingB', () => {
  it('meets the goal, and one seat fewer does not', () => {
    fc.assert(
      fc.property(load, share, (trafficErlangs, blockedFraction) => {
        const seats = minSeatsForBlockingB(trafficErlangs, blockedFraction);
        expect(erlangB(seats, trafficErlangs)).to.be.at.most(blockedFraction);
        if (seats > 0) expect(erlangB(seats - 1, trafficErlangs)).to.be.above(blockedFraction);
      }),
    );
  });
});

describe('maxLoadForServiceLevelC', () => {
  it('gives a load that meets the goal and that a little more would miss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        aht,
        seconds,
        share,
        (seats, ahtSeconds, withinSeconds, answeredFraction) => {
          const goal = { seats, ahtSeconds, withinSeconds, answeredFraction };
          const trafficErlangs = maxLoadForServiceLevelC(goal);
          expect(serviceLevelC({ ...goal, trafficErlangs })).to.be.closeTo(answeredFraction, 1e-11);
        },
      ),
    );
  });
});

describe('maxLoadForBlockingB', () => {
  it('is undone by Erlang B', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), share, (seats, blockedFraction) => {
        const trafficErlangs = maxLoadForBlockingB(seats, blockedFraction);
        expect(erlangB(seats, trafficErlangs)).to.be.closeTo(blockedFraction, 1e-12);
      }),
    );
  });
});
