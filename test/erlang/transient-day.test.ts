import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA, modifiedOfferedLoadErlangs, transientDay } from '../../src/erlang/index.ts';
import { carry, MatrixChain } from '../oracle/transient-matrix.ts';

const day = fc.record({
  callsPerInterval: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 5 }),
  seats: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }),
  ahtSeconds: fc.integer({ min: 60, max: 900 }),
  patienceSeconds: fc.integer({ min: 30, max: 200 }),
});

describe('transientDay', () => {
  it('agrees with the matrix exponential on days with changing demand and seats', () => {
    fc.assert(
      fc.property(day, ({ callsPerInterval, seats, ahtSeconds, patienceSeconds }) => {
        const seatsPerInterval = seats.slice(0, callsPerInterval.length);
        const input = {
          callsPerInterval,
          seatsPerInterval,
          intervalSeconds: 1800,
          ahtSeconds,
          patienceSeconds,
        };
        const chain = new MatrixChain({ ...input, mostSeats: 3, mostWaiting: 14 });
        let state = chain.start();
        callsPerInterval.forEach((calls, index) => {
          state = carry(state, chain.interval(calls, seatsPerInterval[index]!));
        });
        const after = chain.lostAfterClose(seatsPerInterval.at(-1)!);
        const lost = state.at(-1)! + after.reduce((sum, value, index) => sum + value * state[index]!, 0);
        const { offeredCalls, answeredCalls } = transientDay(input);
        expect(offeredCalls - answeredCalls).to.be.closeTo(lost, 1e-7);
      }),
      { numRuns: 25 },
    );
  });

  it('comes to the steady state of Erlang A when nothing changes for long', () => {
    const queue = { ahtSeconds: 360, patienceSeconds: 60 };
    const result = transientDay({
      ...queue,
      callsPerInterval: Array.from({ length: 20 }, () => 40),
      seatsPerInterval: Array.from({ length: 20 }, () => 5),
      intervalSeconds: 3600,
    });
    const steady = erlangA({ ...queue, seats: 5, trafficErlangs: 4 });
    const last = result.intervals.at(-1)!;
    expect(last.abandonedCalls / 40).to.be.closeTo(steady.abandonedFraction, 1e-9);
    expect(last.waitProbability).to.be.closeTo(steady.waitProbability, 1e-9);
    expect(last.backlogCalls).to.be.closeTo(steady.queueLength, 1e-9);
  });

  it('has the modified offered load busy when there are seats for everybody', () => {
    const demand = { callsPerInterval: [1, 4, 2, 0], intervalSeconds: 900, ahtSeconds: 300 };
    const result = transientDay({ ...demand, seatsPerInterval: [40, 40, 40, 40], patienceSeconds: null });
    const callsByInterval = demand.callsPerInterval;
    // Mean over the last interval, whose demand is nothing: what is left over decays.
    const atStart = modifiedOfferedLoadErlangs({ ...demand, callsByInterval, atSeconds: 2700 });
    expect(result.intervals[3]!.busySeats).to.be.closeTo((atStart * (1 - Math.exp(-3)) * 300) / 900, 1e-9);
    expect(result.answerRate).to.equal(1);
  });

  it('hands the backlog of one interval to the next', () => {
    const result = transientDay({
      callsPerInterval: [6, 0],
      seatsPerInterval: [0, 2],
      intervalSeconds: 900,
      ahtSeconds: 300,
      patienceSeconds: 1e9,
    });
    expect(result.intervals[0]!.backlogCalls).to.be.closeTo(6, 1e-4);
    expect(result.answerRate).to.be.closeTo(1, 1e-4);
  });

  it('answers nothing without seats and everything without calls', () => {
    const common = { intervalSeconds: 900, ahtSeconds: 300, patienceSeconds: 60 };
    expect(
      transientDay({ ...common, callsPerInterval: [3], seatsPerInterval: [0] }).answerRate,
    ).to.be.closeTo(0, 1e-9);
    expect(transientDay({ ...common, callsPerInterval: [0], seatsPerInterval: [0] }).answerRate).to.equal(1);
    expect(transientDay({ ...common, callsPerInterval: [], seatsPerInterval: [] }).offeredCalls).to.equal(0);
  });

  it('refuses seats that are not whole', () => {
    expect(() =>
      transientDay({
        callsPerInterval: [1],
        seatsPerInterval: [1.5],
        intervalSeconds: 900,
        ahtSeconds: 300,
        patienceSeconds: 60,
      }),
    ).to.throw(/seatsPerInterval\[0\]/);
  });
});
