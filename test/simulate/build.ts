import type { PersonOnPhone, SimulationInput } from '../../src/simulate/index.ts';
import type { TracedCall } from '../../src/simulate/next-call.ts';
import { prepare } from '../../src/simulate/prepare.ts';
import { runDay } from '../../src/simulate/run-day.ts';
import { startDay } from '../../src/simulate/streams.ts';
import { columnCount } from '../../src/simulate/tally.ts';

/** An operator of queue 0 who is always there. */
export function seat(changes: Partial<PersonOnPhone> = {}): PersonOnPhone {
  return {
    kind: 'operator',
    queueMask: 1,
    windows: [{ startSecond: 0, endSecond: Infinity }],
    keepsBreakLength: false,
    mayBeAbsent: false,
    isReplaced: false,
    ...changes,
  };
}

/** One day of one queue, four quarter hours from 9:00 with ten calls each and two seats; nothing varies but the calls. */
export function simulationInput(changes: Partial<SimulationInput> = {}): SimulationInput {
  return {
    seed: 1,
    intervalSeconds: 900,
    queues: [
      {
        handling: { kind: 'exponential', ahtSeconds: 300 },
        patience: { kind: 'exponential', patienceSeconds: 60 },
      },
    ],
    days: [{ openSecond: 32_400, callsPerInterval: [[10, 10, 10, 10]], people: [seat(), seat()] }],
    volumeCvFraction: 0,
    dayCvFraction: 0,
    redial: { redialFraction: 0, redialSeconds: 300 },
    overflow: { supervisorAfterSeconds: null, automaticAfterSeconds: null, waitingLimit: null },
    attendance: { absentFraction: 0, lateFraction: 0, lateSeconds: 600 },
    withinSeconds: 20,
    targetAnsweredFraction: 0.9,
    ...changes,
  };
}

/** Every call of one day of one month, in order of arrival. */
export function tracedCalls(input: SimulationInput, replication: number, day = 0): TracedCall[] {
  const rows = input.days.reduce((sum, { callsPerInterval }) => sum + callsPerInterval[0]!.length, 0);
  const centre = prepare(input, new Float64Array(rows * columnCount));
  const factor = startDay(centre.streams, { seed: input.seed, replication, day }, input.dayCvFraction);
  const calls: TracedCall[] = [];
  runDay(centre, centre.days[day]!, factor, (call) => calls.push(call));
  return calls;
}
