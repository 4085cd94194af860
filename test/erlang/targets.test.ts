import { expect } from 'chai';
import fc from 'fast-check';
import {
  answerRateUncertain,
  erlangA,
  meanWaitSecondsC,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelC,
  type SeatTargets,
  seatsForTargets,
  serviceLevelC,
  serviceLevelUncertain,
} from '../../src/erlang/index.ts';
import { SekisuError } from '../../src/errors.ts';

const demands = fc.record({
  trafficErlangs: fc.double({ min: 0.01, max: 300, noNaN: true }),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 1800 }),
});
const targets: SeatTargets = {
  serviceLevel: { answeredFraction: 0.8, withinSeconds: 20 },
  meanWaitSeconds: 30,
  answerRate: 0.95,
  maxOccupancyFraction: 0.85,
  minimumSeats: 2,
};

describe('seatsForTargets', () => {
  it('gives the largest of what the targets need one by one', () => {
    fc.assert(
      fc.property(demands, (demand) => {
        const { seats, realSeats, boundBy, needs } = seatsForTargets({ ...demand, targets });
        expect(needs.map((need) => need.target)).to.deep.equal(Object.keys(targets));
        expect(needs.map((need) => need.seats)).to.deep.equal([
          minSeatsForServiceLevelC({ ...demand, answeredFraction: 0.8, withinSeconds: 20 }),
          minSeatsForMeanWaitC({ ...demand, maxMeanWaitSeconds: 30 }),
          minSeatsForAnswerRateA({ ...demand, answerRate: 0.95 }),
          Math.ceil(demand.trafficErlangs / 0.85),
          2,
        ]);
        expect(seats).to.equal(Math.max(...needs.map((need) => need.seats)));
        expect(seats).to.equal(Math.ceil(realSeats));
        expect(needs.find((need) => need.target === boundBy)?.realSeats).to.equal(realSeats);
      }),
    );
  });

  it('meets every target, and with one seat fewer misses the one that binds', () => {
    fc.assert(
      fc.property(demands, (demand) => {
        const { seats, boundBy } = seatsForTargets({ ...demand, targets });
        const missed = (some: number): (keyof SeatTargets)[] => {
          const queue = { ...demand, seats: some };
          const kept: Record<keyof SeatTargets, boolean> = {
            serviceLevel: serviceLevelC({ ...queue, withinSeconds: 20 }) >= 0.8,
            meanWaitSeconds: meanWaitSecondsC(queue) <= 30,
            answerRate: erlangA(queue).answerRate >= 0.95,
            maxOccupancyFraction: demand.trafficErlangs <= 0.85 * some,
            minimumSeats: some >= 2,
          };
          return (Object.keys(kept) as (keyof SeatTargets)[]).filter((target) => !kept[target]);
        };
        expect(missed(seats)).to.deep.equal([]);
        expect(missed(seats - 1)).to.include(boundBy);
      }),
    );
  });

  it('needs only the minimum without calls, and nobody without targets', () => {
    const none = { trafficErlangs: 0, ahtSeconds: 240, patienceSeconds: 60, loadCvFraction: 0.2 };
    expect(seatsForTargets({ ...none, targets })).to.include({ seats: 2, boundBy: 'minimumSeats' });
    expect(seatsForTargets({ ...none, targets: { answerRate: 0.9 } }).seats).to.equal(0);
    expect(seatsForTargets({ ...none, trafficErlangs: 5, targets: {} })).to.deep.equal({
      seats: 0,
      realSeats: 0,
      boundBy: null,
      needs: [],
    });
  });

  it('needs just so many seats for an uncertain load, and not fewer than for a certain one at a high target', () => {
    fc.assert(
      fc.property(demands, fc.double({ min: 0.02, max: 0.6, noNaN: true }), (demand, loadCvFraction) => {
        const uncertain = { ...demand, loadCvFraction };
        for (const [target, rate] of [
          ['answerRate', (seats: number) => answerRateUncertain({ ...uncertain, seats })],
          [
            'serviceLevel',
            (seats: number) => serviceLevelUncertain({ ...uncertain, seats, withinSeconds: 20 }),
          ],
        ] as const) {
          const goal =
            target === 'answerRate'
              ? { answerRate: 0.95 }
              : { serviceLevel: { answeredFraction: 0.95, withinSeconds: 20 } };
          const { seats } = seatsForTargets({ ...uncertain, targets: goal });
          expect(rate(seats)).to.be.at.least(0.95 - 1e-10);
          expect(rate(seats - 1)).to.be.below(0.95 + 1e-10);
          expect(seats).to.be.at.least(seatsForTargets({ ...demand, targets: goal }).seats);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses targets that no number of seats reaches', () => {
    const demand = { trafficErlangs: 5, ahtSeconds: 240, patienceSeconds: 60 };
    for (const impossible of [
      { answerRate: 1 },
      { meanWaitSeconds: 0 },
      { maxOccupancyFraction: 0 },
      { minimumSeats: 1.5 },
      { serviceLevel: { answeredFraction: 1, withinSeconds: 20 } },
    ]) {
      for (const loadCvFraction of [0, 0.3]) {
        expect(() => seatsForTargets({ ...demand, targets: impossible, loadCvFraction })).to.throw(
          SekisuError,
        );
      }
    }
    expect(() => seatsForTargets({ ...demand, targets, loadCvFraction: -1 })).to.throw(SekisuError);
  });
});

/** Midpoint rule over a gamma load weighted with calls, in 30,000 even steps of the load's logarithm. */
function finely(mean: number, cv: number, of: (load: number) => number): number {
  const shape = 1 / cv ** 2;
  const steps = 30_000;
  const [from, to] = [-60 / (shape + 1) - 12 * cv, 4 * Math.log1p(8 * cv)];
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < steps; i++) {
    const u = from + ((i + 0.5) / steps) * (to - from);
    const weight = Math.exp((shape + 1) * u - shape * Math.expm1(u));
    sum += weight * of(mean * Math.exp(u));
    weights += weight;
  }
  return sum / weights;
}

describe('answerRateUncertain and serviceLevelUncertain', () => {
  it('agree with a fine integration', () => {
    for (const cv of [0.01, 0.1, 0.3, 1, 2]) {
      for (const [load, seats] of [
        [0.5, 1],
        [4, 5],
        [30, 33],
        [30, 20],
        [300, 350],
        [3000, 3300],
      ] as const) {
        // The even steps are too coarse for the sharp edge of a large centre over a wide range of loads.
        if (load >= 300 && cv > 0.1) continue;
        const queue = { ahtSeconds: 240, patienceSeconds: 90, withinSeconds: 20, seats };
        const given = { ...queue, trafficErlangs: load, loadCvFraction: cv };
        const name = `${load} erlangs ± ${cv}, ${seats} seats`;
        const fine = finely(load, cv, (trafficErlangs) => erlangA({ ...queue, trafficErlangs }).answerRate);
        expect(answerRateUncertain(given), name).to.be.closeTo(fine, 1e-6);
        const fineLevel = finely(load, cv, (trafficErlangs) => serviceLevelC({ ...queue, trafficErlangs }));
        expect(serviceLevelUncertain(given), name).to.be.closeTo(fineLevel, 1e-6);
      }
    }
  });

  it('are those of the mean load when it is certain', () => {
    const queue = { seats: 6, trafficErlangs: 5, ahtSeconds: 240, patienceSeconds: 60, withinSeconds: 20 };
    const certain = { ...queue, loadCvFraction: 0 };
    expect(answerRateUncertain(certain)).to.be.closeTo(erlangA(queue).answerRate, 1e-14);
    expect(serviceLevelUncertain(certain)).to.be.closeTo(serviceLevelC(queue), 1e-14);
    expect(answerRateUncertain({ ...certain, loadCvFraction: 1e-4 })).to.be.closeTo(
      erlangA(queue).answerRate,
      1e-7,
    );
  });

  it('weigh days with their calls: the share the seats can take when nobody hangs up', () => {
    // E[min(L, n)]/E[L] of an exponential load (cv 1) is 1 - e^{-n/mean}.
    const queue = { seats: 7, trafficErlangs: 5, ahtSeconds: 240, patienceSeconds: null, loadCvFraction: 1 };
    expect(answerRateUncertain(queue)).to.be.closeTo(1 - Math.exp(-7 / 5), 1e-8);
  });
});
