import { expect } from 'chai';
import fc from 'fast-check';
import {
  erlangA,
  erlangB,
  erlangC,
  finiteLine,
  serviceLevelA,
  serviceLevelFiniteLine,
} from '../../src/erlang/index.ts';

const queues = fc.record({
  seats: fc.integer({ min: 1, max: 60 }),
  trafficErlangs: fc.double({ min: 0.01, max: 120, noNaN: true }),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.option(fc.integer({ min: 5, max: 1800 })),
});

describe('finiteLine', () => {
  it('blocks, loses or answers every call', () => {
    fc.assert(
      fc.property(queues, fc.integer({ min: 0, max: 80 }), (queue, room) => {
        const line = finiteLine({ ...queue, callLimit: queue.seats + room });
        expect(line.blockedFraction + line.abandonedFraction + line.answerRate).to.be.closeTo(1, 1e-12);
      }),
    );
  });

  it('is Erlang B without room to wait', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const { blockedFraction, queueLength } = finiteLine({ ...queue, callLimit: queue.seats });
        expect(blockedFraction).to.be.closeTo(erlangB(queue.seats, queue.trafficErlangs), 1e-14);
        expect(queueLength).to.equal(0);
      }),
    );
  });

  it('is Erlang A with room for all', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const hasty = { ...queue, patienceSeconds: 60 };
        const line = finiteLine({ ...hasty, callLimit: 5000 });
        expect(line.answerRate).to.be.closeTo(erlangA(hasty).answerRate, 1e-12);
        const level = serviceLevelFiniteLine({ ...hasty, callLimit: 5000, withinSeconds: 20 });
        expect(level.offeredWithin).to.be.closeTo(serviceLevelA({ ...hasty, withinSeconds: 20 }), 1e-12);
      }),
    );
  });

  it('is Erlang C with room for all patient callers', () => {
    const line = finiteLine({
      seats: 14,
      trafficErlangs: 10,
      ahtSeconds: 180,
      patienceSeconds: null,
      callLimit: 2000,
    });
    expect(line.waitProbability).to.be.closeTo(erlangC(14, 10), 1e-13);
  });
});
