import { expect } from 'chai';
import fc from 'fast-check';
import { answerTimesA, erlangA, serviceLevelA } from '../../src/erlang/index.ts';
import { simulateQueue } from '../oracle/queue-simulation.ts';

const queues = fc.record({
  seats: fc.integer({ min: 1, max: 200 }),
  trafficErlangs: fc.double({ min: 0.01, max: 300, noNaN: true }),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 1800 }),
  withinSeconds: fc.integer({ min: 0, max: 300 }),
});

describe('serviceLevelA', () => {
  it('rises with seats', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const more = serviceLevelA({ ...queue, seats: queue.seats + 1 });
        expect(more).to.be.at.least(serviceLevelA(queue) * (1 - 1e-12));
      }),
    );
  });

  it('falls with load', () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 1.001, max: 5, noNaN: true }), (queue, times) => {
        const busier = serviceLevelA({ ...queue, trafficErlangs: queue.trafficErlangs * times });
        expect(busier).to.be.at.most(serviceLevelA(queue) * (1 + 1e-12));
      }),
    );
  });

  it('agrees with a simulation', () => {
    const queue = { seats: 3, trafficErlangs: 3.2, ahtSeconds: 240, patienceSeconds: 90, withinSeconds: 20 };
    const { mean, standardError } = simulateQueue({ ...queue, seed: 7 }).answeredInTime;
    expect(serviceLevelA(queue)).to.be.closeTo(mean, 4.5 * standardError);
  });
});

describe('answerTimesA', () => {
  it('answers each answered call in time or late', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const { offeredWithin, answeredLate, virtualWithin, virtualBeyond } = answerTimesA(queue);
        expect(offeredWithin + answeredLate).to.be.closeTo(erlangA(queue).answerRate, 1e-12);
        expect(virtualWithin + virtualBeyond).to.be.closeTo(1, 1e-12);
      }),
    );
  });

  it('is continuous where the load still waiting falls to the seats', () => {
    const at = (withinSeconds: number) =>
      answerTimesA({ seats: 40, trafficErlangs: 50, ahtSeconds: 300, patienceSeconds: 120, withinSeconds });
    const crossing = 120 * Math.log(50 / 40);
    expect(at(crossing * (1 + 1e-12)).offeredWithin).to.be.closeTo(
      at(crossing * (1 - 1e-12)).offeredWithin,
      1e-11,
    );
  });

  it('does not order the measures by accident: counting out short hang-ups never lowers the level', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const { offeredWithin, withoutShortAbandons } = answerTimesA(queue);
        expect(withoutShortAbandons).to.be.at.least(offeredWithin * (1 - 1e-12));
      }),
    );
  });
});
