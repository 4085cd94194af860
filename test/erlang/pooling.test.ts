import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA, type PooledQueue, poolQueues } from '../../src/erlang/index.ts';

const targets = { answerRate: 0.9, serviceLevel: { answeredFraction: 0.8, withinSeconds: 20 } };
const queue: fc.Arbitrary<PooledQueue> = fc.record({
  ahtSeconds: fc.integer({ min: 60, max: 600 }),
  callsPerHour: fc.double({ min: 0, max: 120, noNaN: true }),
});

describe('poolQueues', () => {
  it('never needs more seats for equal handling times when all take every call', () => {
    fc.assert(
      fc.property(fc.array(queue, { minLength: 1, maxLength: 6 }), (queues) => {
        const alike = queues.map((one) => ({ ...one, ahtSeconds: 240 }));
        const { split, pooled, savedSeats } = poolQueues({ queues: alike, patienceSeconds: 90, targets });
        expect(savedSeats).to.be.at.least(0);
        expect(split.seats - pooled.seats).to.equal(savedSeats);
      }),
    );
  });

  it('adds loads up and weights handling times and answer rates with calls', () => {
    const { split, pooled } = poolQueues({
      queues: [
        { callsPerHour: 60, ahtSeconds: 120 },
        { trafficErlangs: 3, ahtSeconds: 540 },
      ],
      patienceSeconds: 90,
      targets,
    });
    expect(pooled.trafficErlangs).to.be.closeTo(5, 1e-12);
    expect(pooled.ahtSeconds).to.be.closeTo((60 * 120 + 20 * 540) / 80, 1e-9);
    const [many, long] = split.queues;
    expect(split.answerRate).to.be.closeTo((60 * many!.answerRate + 20 * long!.answerRate) / 80, 1e-12);
    expect(many!.answerRate).to.equal(
      erlangA({ seats: many!.seats, trafficErlangs: 2, ahtSeconds: 120, patienceSeconds: 90 }).answerRate,
    );
    expect(split.seats).to.equal(many!.seats + long!.seats);
    expect(pooled.seats).to.be.below(split.seats);
  });

  it('is the queue itself for one queue, and nobody without calls', () => {
    const one = poolQueues({
      queues: [{ callsPerHour: 30, ahtSeconds: 300 }],
      patienceSeconds: 90,
      targets,
    });
    expect(one.pooled.seats).to.equal(one.split.seats);
    expect(one.pooled.answerRate).to.be.closeTo(one.split.answerRate, 1e-12);
    const none = poolQueues({ queues: [{ callsPerHour: 0, ahtSeconds: 300 }], patienceSeconds: 90, targets });
    expect(none).to.deep.include({ savedSeats: 0 });
    expect(none.pooled).to.include({ seats: 0, answerRate: 1 });
  });

  it('refuses to pool nothing', () => {
    expect(() => poolQueues({ queues: [], patienceSeconds: 90, targets })).to.throw(/queues/);
  });
});
