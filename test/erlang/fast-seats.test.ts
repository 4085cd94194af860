import { expect } from 'chai';
import fc from 'fast-check';
import { congestion } from '../../src/erlang/erlang-a.ts';
import { blocking } from '../../src/erlang/erlang-b.ts';
import {
  type AnswerTimes,
  answerTimesA,
  erlangA,
  meanWaitSecondsC,
  minSeatsForAbandonmentA,
  minSeatsForAnswerRateA,
  minSeatsForMeanWaitC,
  minSeatsForServiceLevelA,
  minSeatsForServiceLevelC,
  serviceLevelC,
  waitTailC,
} from '../../src/erlang/index.ts';
import { freeToBusy, queueFate } from '../../src/erlang/queue-ratios.ts';
import { sumUnit } from '../../src/erlang/queue-series.ts';

const power = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: least, max: most, noNaN: true }).map((exponent) => 10 ** exponent);
const goals = fc.record({
  trafficErlangs: fc.oneof(power(-6, 6), power(-1, 3), fc.integer({ min: 1, max: 2000 })),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceRatio: power(-2, 2),
  withinSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 }), power(-1, 4)),
  share: fc.oneof(
    fc.double({ min: 0.01, max: 0.999999, noNaN: true }),
    fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99, 0.999999),
  ),
});
const many = { numRuns: 1500 };

/** Doubling and halving with the slow form of a measure. */
function plainSearch(least: number, meets: (seats: number) => boolean): number {
  let step = 1;
  while (!meets(least + step - 1)) step *= 2;
  let below = least - 1;
  let enough = least + step - 1;
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (meets(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}

/** The slow sums take a while at millions of waiting calls. */
const isQuick = ({
  trafficErlangs,
  patienceRatio,
}: {
  trafficErlangs: number;
  patienceRatio: number;
}): boolean => trafficErlangs * patienceRatio < 1e6;

describe('the fast search', () => {
  it('counts as many seats as a plain search with Erlang C', () => {
    fc.assert(
      fc.property(goals, ({ share: answeredFraction, ...goal }) => {
        const plain = plainSearch(Math.floor(goal.trafficErlangs) + 1, (seats) =>
          answeredFraction < 0.5
            ? serviceLevelC({ ...goal, seats }) >= answeredFraction
            : waitTailC({ ...goal, seats }) <= 1 - answeredFraction,
        );
        expect(minSeatsForServiceLevelC({ ...goal, answeredFraction })).to.equal(plain);
      }),
      many,
    );
  });

  it('counts as many seats as a plain search for a mean wait', () => {
    fc.assert(
      fc.property(goals, power(-4, 3), (goal, maxMeanWaitSeconds) => {
        const plain = plainSearch(
          Math.floor(goal.trafficErlangs) + 1,
          (seats) => meanWaitSecondsC({ ...goal, seats }) <= maxMeanWaitSeconds,
        );
        expect(minSeatsForMeanWaitC({ ...goal, maxMeanWaitSeconds })).to.equal(plain);
      }),
      many,
    );
  });

  it('counts as many seats as a plain search with Erlang A, by loss and by answer rate', () => {
    fc.assert(
      fc.property(goals.filter(isQuick), ({ share, patienceRatio, ...goal }) => {
        const queue = { ...goal, patienceSeconds: goal.ahtSeconds * patienceRatio };
        const keeps = (most: number) => (seats: number) => {
          const { waits, lost } = congestion({ ...queue, seats });
          return waits * lost <= most;
        };
        expect(minSeatsForAbandonmentA({ ...queue, maxAbandonedFraction: share })).to.equal(
          plainSearch(0, keeps(share)),
        );
        expect(minSeatsForAnswerRateA({ ...queue, answerRate: share })).to.equal(
          plainSearch(0, keeps(1 - share)),
        );
      }),
      many,
    );
  });

  const measures = ['offeredWithin', 'answeredWithin', 'virtualWithin', 'withoutShortAbandons'] as const;
  it('counts as many seats as a plain search with each service level of Erlang A', () => {
    fc.assert(
      fc.property(
        goals.filter(isQuick),
        fc.constantFrom<keyof AnswerTimes & (typeof measures)[number]>(...measures),
        ({ share, patienceRatio, ...goal }, measure) => {
          const queue = { ...goal, patienceSeconds: goal.ahtSeconds * patienceRatio };
          const plain = plainSearch(1, (seats) => answerTimesA({ ...queue, seats })[measure] >= share);
          expect(minSeatsForServiceLevelA({ ...queue, answeredFraction: share, measure })).to.equal(plain);
        },
      ),
      many,
    );
  });

  it('leaves a tie to the exact form: a target that a number of seats just reaches needs that number', () => {
    fc.assert(
      fc.property(goals, fc.integer({ min: 1, max: 30 }), ({ trafficErlangs, ...goal }, spare) => {
        const load = Math.min(trafficErlangs, 1e4);
        const seats = Math.floor(load) + spare;
        const queue = { ...goal, trafficErlangs: load, seats };
        const maxMeanWaitSeconds = meanWaitSecondsC(queue);
        fc.pre(maxMeanWaitSeconds > 1e-300);
        expect(minSeatsForMeanWaitC({ ...queue, maxMeanWaitSeconds })).to.equal(seats);
        const level = serviceLevelC(queue);
        // Nearer to 1 or 0 a share has not the digits to tell seats apart.
        fc.pre(level > 0.01 && level < 0.999999);
        const tied = minSeatsForServiceLevelC({ ...queue, answeredFraction: level });
        expect(tied).to.be.within(seats, level < 0.5 ? seats : seats + 1);
      }),
      many,
    );
  });
});

describe('freeToBusy and queueFate', () => {
  const queues = fc.record({
    load: power(-3, 5),
    deviations: fc.oneof(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: -40, max: 40, noNaN: true }),
    ),
    impatience: power(-2, 2),
  });
  const near = (value: number, expected: number): Chai.Assertion =>
    expect(Math.abs(value / expected - 1), `${value} for ${expected}`).to.be.below(3e-13);

  it('agree with the sums term by term', () => {
    fc.assert(
      fc.property(queues, ({ load, deviations, impatience }) => {
        const seats = Math.max(1, Math.round(load + deviations * Math.sqrt(load)));
        const { blocked, carried } = blocking(seats, load);
        if (carried / blocked < 1e50) near(freeToBusy(seats, load), carried / blocked);
        const slow = congestion({
          seats,
          trafficErlangs: load,
          ahtSeconds: impatience,
          patienceSeconds: 1,
        });
        const fast = queueFate(seats, load, impatience);
        if (fast.sum < 1e50) near(fast.sum, slow.series.sum / sumUnit);
        near(fast.lost, slow.lost);
        near(fast.served, slow.served);
      }),
      { numRuns: 3000 },
    );
  });

  it('agree for a real number of seats', () => {
    fc.assert(
      fc.property(queues, ({ load, deviations }) => {
        const seats = Math.max(0.01, load + deviations * Math.sqrt(load));
        const { blocked, carried } = blocking(seats, load);
        fc.pre(carried / blocked < 1e50);
        near(1 + freeToBusy(seats, load), 1 / blocked);
      }),
      { numRuns: 3000 },
    );
  });

  it('agree at a million seats', () => {
    const queue = { seats: 1_000_000, trafficErlangs: 1_000_000, ahtSeconds: 180, patienceSeconds: 90 };
    const { waits, lost } = congestion(queue);
    near(erlangA(queue).waitProbability, waits);
    near(erlangA(queue).abandonedFraction, waits * lost);
  });
});
