import type { Contract } from '../contract/index.ts';
import type { RosterDay } from '../roster/index.ts';
import { simulateMonths } from '../simulate/index.ts';
import type { PlanContent } from './format.ts';
import { formatShift } from './plan-roster.ts';
import { simulationOf } from './simulation-input.ts';

/** Calls of many simulated days, one number per day. */
export interface SimulatedDays {
  readonly offered: Float64Array;
  readonly answered: Float64Array;
}

/** Answered calls more per such day, with the 95 % interval of the mean of paired differences. */
export interface GainedCalls {
  readonly mean: number;
  readonly low95: number;
  readonly high95: number;
}

/** How many days to simulate and the seed of their calls. */
export interface SimulatedDaysSize {
  readonly days: number;
  readonly seed: number;
}

/** 97.5 % point of the standard normal distribution; some thousand differences are as good as normal in the mean. */
const z = 1.959963984540054;

/**
 * One day of a plan simulated many times as it is, or under a changed roster: the same calls, the same callers and the
 * same luck of the people for any roster of the day.
 * @param roster null = as planned
 */
export function simulatedDays(
  content: Pick<PlanContent, 'days' | 'staff' | 'assumptions'>,
  contract: Contract,
  of: { readonly dayIndex: number; readonly roster: RosterDay | null },
  size: SimulatedDaysSize,
): SimulatedDays {
  const planned = content.days[of.dayIndex]!;
  const day = of.roster === null ? planned : { ...planned, shifts: of.roster.shifts.map(formatShift) };
  const input = simulationOf({ ...content, days: [day] }, contract);
  const { monthOffered, monthAnswered } = simulateMonths({ ...input, seed: size.seed }, 0, size.days);
  return { offered: monthOffered, answered: monthAnswered };
}

/** What a changed roster gains over another on the same days. @param after as many days as before, at least two */
export function gainedCalls(before: SimulatedDays, after: SimulatedDays): GainedCalls {
  const count = before.answered.length;
  let sum = 0;
  let squares = 0;
  for (const [day, answered] of after.answered.entries()) {
    const difference = answered - before.answered[day]!;
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / count;
  const variance = Math.max(0, squares - count * mean * mean) / (count - 1);
  const half = z * Math.sqrt(variance / count);
  return { mean, low95: mean - half, high95: mean + half };
}

/** 応答率 of simulated days together; 1 without calls. */
export function answerRateOf({ offered, answered }: SimulatedDays): number {
  const calls = sumOf(offered);
  return calls === 0 ? 1 : sumOf(answered) / calls;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
