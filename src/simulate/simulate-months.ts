import { checkMonths, checkSimulation } from './check-input.ts';
import type { SimulationInput } from './input.ts';
import { prepare } from './prepare.ts';
import { type DayRun, runDay } from './run-day.ts';
import { startDay, volumeFactor } from './streams.ts';
import { dayColumnCount, dayColumns, emptyTally, type MonthTally, meetsTarget } from './tally.ts';

/**
 * Simulates the months [from, to) of a plan. Month n is the same in whatever range it is simulated.
 * @param from whole, >= 0 @param to whole, > from, at most 2^31 @throws number.out-of-range
 */
export function simulateMonths(input: SimulationInput, from: number, to: number): MonthTally {
  checkSimulation(input);
  checkMonths(from, to);
  const { targetAnsweredFraction } = input;
  const intervalsPerDay = input.days.map((day) => day.callsPerInterval[0]!.length);
  const tally = emptyTally({ from, to, intervalsPerDay, targetAnsweredFraction });
  const centre = prepare(input, tally.intervalCounts);
  for (let month = from; month < to; month++) {
    const volume = volumeFactor(centre.streams, input.seed, month, input.volumeCvFraction);
    for (let day = 0; day < centre.days.length; day++) {
      const key = { seed: input.seed, replication: month, day };
      const own = startDay(centre.streams, key, input.dayCvFraction);
      const run = runDay(centre, centre.days[day]!, volume * own);
      tally.monthOffered[month - from]! += run.offeredCalls;
      tally.monthAnswered[month - from]! += run.answeredCalls;
      addDay(tally, day, run);
    }
  }
  return tally;
}

function addDay(tally: MonthTally, day: number, { offeredCalls, answeredCalls }: DayRun): void {
  const row = day * dayColumnCount;
  tally.daySums[row + dayColumns.offeredSquared]! += offeredCalls * offeredCalls;
  tally.daySums[row + dayColumns.offeredAnswered]! += offeredCalls * answeredCalls;
  tally.daySums[row + dayColumns.answeredSquared]! += answeredCalls * answeredCalls;
  if (meetsTarget(answeredCalls, offeredCalls, tally.targetAnsweredFraction)) {
    tally.daySums[row + dayColumns.met]! += 1;
  }
}
