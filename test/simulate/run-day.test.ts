import { expect } from 'chai';
import fc from 'fast-check';
import { type SimulationInput, simulateSeats, type TracedCall } from '../../src/simulate/index.ts';
import { type OracleFate, runCallCentre, runStaircase } from '../oracle/call-centre-events.ts';
import { seat, simulationInput, tracedCalls } from './build.ts';

const windows = fc
  .uniqueArray(fc.integer({ min: 0, max: 3600 }), { minLength: 2, maxLength: 8 })
  .map((moments) => moments.sort((a, b) => a - b))
  .map((moments) =>
    Array.from({ length: Math.floor(moments.length / 2) }, (_, window) => ({
      startSecond: moments[2 * window]!,
      endSecond: moments[2 * window + 1]!,
    })),
  );
const person = (queues: number) =>
  fc
    .record({
      kind: fc.constantFrom('operator' as const, 'operator' as const, 'supervisor' as const),
      queueMask: fc.integer({ min: 0, max: 2 ** queues - 1 }),
      windows: fc.oneof(windows, fc.constant([{ startSecond: 0, endSecond: Infinity }])),
      keepsBreakLength: fc.boolean(),
    })
    .map((changes) => seat(changes));
const orNull = (seconds: number) => fc.option(fc.integer({ min: 0, max: seconds }));
const queue = fc.record({
  handling: fc.oneof(
    fc.constant({ kind: 'exponential' as const, ahtSeconds: 200 }),
    fc.constant({ kind: 'logNormal' as const, ahtSeconds: 300, cvFraction: 1.2 }),
    fc.constant({ kind: 'history' as const, pastSeconds: [17.3, 120.9, 431.7, 900.1] }),
  ),
  patience: fc.oneof(
    fc.constant({ kind: 'endless' as const }),
    fc.constant({ kind: 'exponential' as const, patienceSeconds: 90 }),
    fc.constant({ kind: 'history' as const, pastSeconds: [0, 31.7, 204.1] }),
  ),
});
const smallCase = fc.integer({ min: 1, max: 3 }).chain((queues) =>
  fc
    .record({
      seed: fc.nat(),
      queues: fc.array(queue, { minLength: queues, maxLength: queues }),
      people: fc.array(person(queues), { maxLength: 5 }),
      callsPerInterval: fc.array(
        fc.array(fc.double({ min: 0, max: 15, noNaN: true }), { minLength: 4, maxLength: 4 }),
        { minLength: queues, maxLength: queues },
      ),
      redialFraction: fc.constantFrom(0, 0.7),
      supervisorAfterSeconds: orNull(120),
      automaticAfterSeconds: orNull(300),
      waitingLimit: orNull(4),
    })
    .map(
      ({ people, callsPerInterval, redialFraction, seed, queues: kinds, ...overflow }): SimulationInput =>
        simulationInput({
          ...{ seed, queues: kinds, overflow },
          days: [{ openSecond: 0, callsPerInterval, people }],
          redial: { redialFraction, redialSeconds: 200 },
        }),
    ),
);

/** Same people, same ends; the moments of the two differ in last digits. */
function expectSameFates(calls: readonly TracedCall[], fates: readonly OracleFate[]): void {
  expect(calls.map(({ outcome, person: who }) => [outcome, who])).to.deep.equal(
    fates.map((fate) => [fate.outcome, fate.person]),
  );
  for (const [place, call] of calls.entries()) {
    if (call.outcome !== 'lost') expect(call.leaveSecond).to.be.closeTo(fates[place]!.leaveSecond, 1e-6);
  }
}

describe('runDay', () => {
  it('does with every call what a simulation event by event does', () => {
    const seen = { answered: 0, abandoned: 0, automatic: 0, lost: 0, redials: 0, bySupervisor: 0 };
    fc.assert(
      fc.property(smallCase, (input) => {
        const calls = tracedCalls(input, 0);
        const people = input.days[0]!.people.flatMap((one) =>
          one.kind === 'standby' ? [] : [{ ...one, isSupervisor: one.kind === 'supervisor' }],
        );
        expectSameFates(calls, runCallCentre(people, calls, input.overflow));
        for (const call of calls) {
          seen[call.outcome] += 1;
          if (call.attempt > 0) seen.redials += 1;
          if (people[call.person]?.isSupervisor) seen.bySupervisor += 1;
        }
      }),
      { numRuns: 1500, seed: 20_240_514, endOnFailure: true },
    );
    for (const count of Object.values(seen)) expect(count).to.be.greaterThan(50);
  });

  it('lets those who hung up call again, about the same matter, in order of time', () => {
    const calls = tracedCalls(simulationInput({ redial: { redialFraction: 0.9, redialSeconds: 120 } }), 3);
    const again = calls.filter((call) => call.attempt > 0);
    expect(again.filter((call) => call.attempt > 1).length).to.be.greaterThan(2);
    for (const call of again) {
      const before = calls.find((one) => one.call === call.call && one.attempt === call.attempt - 1)!;
      expect(before.outcome).to.equal('abandoned');
      expect(before.leaveSecond).to.be.lessThan(call.arrivalSecond);
      expect(before.handlingSeconds).to.equal(call.handlingSeconds);
      expect(before.patienceSeconds).not.to.equal(call.patienceSeconds);
      expect(call.arrivalSecond).to.be.lessThan(32_400 + 4 * 900);
    }
    const moments = calls.map((call) => call.arrivalSecond);
    expect(moments).to.deep.equal([...moments].sort((a, b) => a - b));
  });
});

describe('simulateSeats', () => {
  const stairs = fc.record({
    seed: fc.nat(),
    seatsPerInterval: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }),
    callsPerInterval: fc.array(fc.double({ min: 0, max: 15, noNaN: true }), { minLength: 6, maxLength: 6 }),
    queue,
  });

  it('does with every call what a simulation event by event does', () => {
    const seen = { answered: 0, abandoned: 0, automatic: 0, lost: 0 };
    fc.assert(
      fc.property(stairs, ({ queue: kind, ...day }) => {
        const calls: TracedCall[] = [];
        const input = { ...day, ...kind, replications: 1, intervalSeconds: 600 };
        simulateSeats({ ...input, dayCvFraction: 0, withinSeconds: 20 }, (call) => calls.push(call));
        expectSameFates(calls, runStaircase(input, calls));
        for (const call of calls) seen[call.outcome] += 1;
      }),
      { numRuns: 1000, seed: 20_240_515, endOnFailure: true },
    );
    expect(seen.answered).to.be.greaterThan(1000);
    expect(seen.abandoned).to.be.greaterThan(1000);
    expect(seen.lost).to.be.greaterThan(100);
  });
});
