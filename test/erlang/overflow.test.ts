import { expect } from 'chai';
import fc from 'fast-check';
import { erlangA, finiteLine, overflow } from '../../src/erlang/index.ts';
import { SekisuError } from '../../src/errors.ts';
import { simulateOverflow } from '../oracle/overflow-simulation.ts';

const lines = fc.record({
  seats: fc.integer({ min: 1, max: 40 }),
  trafficErlangs: fc.double({ min: 0.01, max: 60, noNaN: true }),
  ahtSeconds: fc.integer({ min: 30, max: 900 }),
  patienceSeconds: fc.integer({ min: 5, max: 1800 }),
  supervisors: fc.integer({ min: 0, max: 5 }),
  waitingBeforeSupervisors: fc.integer({ min: 0, max: 8 }),
  waitingLimit: fc.integer({ min: 0, max: 20 }),
  supervisorAhtSeconds: fc.integer({ min: 30, max: 900 }),
});

/** Uniform numbers from a seed (mulberry32). */
function uniformFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('overflow', () => {
  it('answers, loses or passes on every call', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const end = overflow(line);
        const shares = [end.answeredByOperator, end.answeredBySupervisor, end.automatic, end.abandoned];
        expect(shares.reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-11);
        for (const share of shares) expect(share).to.be.within(0, 1 + 1e-12);
        expect(end.busyOperators).to.be.at.most(line.seats * (1 + 1e-12));
        expect(end.busySupervisors).to.be.at.most(line.supervisors * (1 + 1e-12));
      }),
    );
  });

  it('is the limited line without supervisors, or when they would be called only past the limit', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const alone = finiteLine({ ...line, callLimit: line.seats + line.waitingLimit });
        for (const idle of [{ supervisors: 0 }, { waitingBeforeSupervisors: line.waitingLimit }]) {
          const end = overflow({ ...line, ...idle });
          expect(end.answeredBySupervisor).to.equal(0);
          expect(end.answeredByOperator).to.be.closeTo(alone.answerRate, 1e-11);
          expect(end.automatic).to.be.closeTo(alone.blockedFraction, 1e-11);
          expect(end.abandoned).to.be.closeTo(alone.abandonedFraction, 1e-11);
          expect(end.queueLength).to.be.closeTo(alone.queueLength, 1e-10);
        }
      }),
    );
  });

  it('is Erlang A without supervisors and with room for all', () => {
    for (const [seats, trafficErlangs] of [
      [3, 4],
      [50, 47],
      [2000, 2100],
    ] as const) {
      const queue = { seats, trafficErlangs, ahtSeconds: 240, patienceSeconds: 90 };
      const end = overflow({ ...queue, supervisors: 0, waitingBeforeSupervisors: 5, waitingLimit: 3000 });
      expect(end.answeredByOperator).to.be.closeTo(erlangA(queue).answerRate, 1e-12);
      expect(end.abandoned).to.be.closeTo(erlangA(queue).abandonedFraction, 1e-12);
    }
  });

  it('is a line of more seats when supervisors take calls at once and work as fast', () => {
    fc.assert(
      fc.property(lines, ({ supervisorAhtSeconds: _, ...line }) => {
        const room = line.waitingLimit + 1;
        const end = overflow({ ...line, waitingBeforeSupervisors: 0, waitingLimit: room });
        const together = finiteLine({
          ...line,
          seats: line.seats + line.supervisors,
          callLimit: line.seats + line.supervisors + room,
        });
        expect(end.answeredByOperator + end.answeredBySupervisor).to.be.closeTo(together.answerRate, 1e-11);
        expect(end.automatic).to.be.closeTo(together.blockedFraction, 1e-11);
      }),
    );
  });

  it('answers no fewer calls with one supervisor more', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const answered = (supervisors: number): number => {
          const end = overflow({ ...line, supervisors });
          return end.answeredByOperator + end.answeredBySupervisor;
        };
        expect(answered(line.supervisors + 1)).to.be.at.least(answered(line.supervisors) - 1e-12);
      }),
    );
  });

  it('agrees with a simulation', () => {
    const calls = 300_000;
    for (const [index, line] of [
      { seats: 3, trafficErlangs: 3.5, supervisors: 1, waitingBeforeSupervisors: 2, waitingLimit: 6 },
      { seats: 2, trafficErlangs: 4, supervisors: 2, waitingBeforeSupervisors: 0, waitingLimit: 3 },
      { seats: 6, trafficErlangs: 7, supervisors: 3, waitingBeforeSupervisors: 4, waitingLimit: 5 },
    ].entries()) {
      const queue = { ...line, ahtSeconds: 240, supervisorAhtSeconds: 300, patienceSeconds: 120 };
      const seen = simulateOverflow({ ...queue, calls }, uniformFrom(2024 + index));
      const formula = overflow(queue);
      for (const share of ['answeredByOperator', 'answeredBySupervisor', 'automatic', 'abandoned'] as const) {
        // Calls influence each other over some ten: six standard errors of independent ones, and a little.
        const error = 6 * Math.sqrt((formula[share] * (1 - formula[share])) / calls) + 1e-3;
        expect(formula[share], `${share} of line ${index}`).to.be.closeTo(seen[share], error);
      }
    }
  });

  it('has nothing to do without calls', () => {
    expect(
      overflow({
        seats: 2,
        trafficErlangs: 0,
        ahtSeconds: 240,
        patienceSeconds: 60,
        supervisors: 1,
        waitingBeforeSupervisors: 1,
        waitingLimit: 4,
      }),
    ).to.include({ answeredByOperator: 1, answeredBySupervisor: 0, automatic: 0, abandoned: 0 });
  });

  it('leaves calls to supervisors and hang-ups when no operator is there', () => {
    const empty = { seats: 0, trafficErlangs: 2, ahtSeconds: 240, patienceSeconds: 60 };
    const end = overflow({ ...empty, supervisors: 2, waitingBeforeSupervisors: 0, waitingLimit: 50 });
    expect(end.answeredByOperator).to.equal(0);
    expect(end.answeredBySupervisor).to.be.closeTo(erlangA({ ...empty, seats: 2 }).answerRate, 1e-12);
  });

  it('refuses what it cannot answer', () => {
    const line = { seats: 2, trafficErlangs: 1, ahtSeconds: 240, patienceSeconds: 60, supervisors: 1 };
    const queue = { ...line, waitingBeforeSupervisors: 1, waitingLimit: 4 };
    for (const wrong of [
      { supervisors: 1.5 },
      { supervisors: 2000 },
      { waitingLimit: 2e6 },
      { waitingBeforeSupervisors: -1 },
      { supervisorAhtSeconds: 0 },
      { seats: 0, patienceSeconds: null },
    ]) {
      expect(() => overflow({ ...queue, ...wrong }), JSON.stringify(wrong)).to.throw(SekisuError);
    }
  });
});
