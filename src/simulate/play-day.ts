import { checkSimulation } from './check-input.ts';
import type { SimulationInput } from './input.ts';
import type { TracedCall } from './next-call.ts';
import { prepare } from './prepare.ts';
import { runDay } from './run-day.ts';
import { startDay } from './streams.ts';
import { emptyTally } from './tally.ts';

/**
 * One run of one day, call by call in order of arrival. The same seed plays the same day.
 * @param input with exactly one day @throws number.out-of-range
 */
export function playDay(input: SimulationInput): TracedCall[] {
  checkSimulation(input);
  const { targetAnsweredFraction } = input;
  const intervalsPerDay = input.days.map((day) => day.callsPerInterval[0]!.length);
  const tally = emptyTally({ from: 0, to: 1, intervalsPerDay, targetAnsweredFraction });
  const centre = prepare(input, tally.intervalCounts);
  const key = { seed: input.seed, replication: 0, day: 0 };
  const factor = startDay(centre.streams, key, input.dayCvFraction);
  const calls: TracedCall[] = [];
  runDay(centre, centre.days[0]!, factor, (call) => calls.push(call));
  return calls;
}
