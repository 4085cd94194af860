import type { Contract } from '../contract/index.ts';
import { transientDay } from '../erlang/index.ts';
import type { CallFigures, Estimate, SimulationInput, SimulationResult } from '../simulate/index.ts';
import { type PlanContent, type PlanSimulation, simulationFormat } from './format.ts';
import { rounded } from './rounding.ts';
import { type SimulatedTraits, simulationOf } from './simulation-input.ts';

/** Seed of every plan's simulation: the same plan has the same figures. */
const seed = 1;
/** Months that a plan's own figures come from, and months of each step between formula and simulation. */
const months = 1000;
const monthsOfStep = 300;

type Step = PlanSimulation['steps'][number]['adds'];

/** The steps of which each adds one trait; the last of all, attendance, is the simulation itself. */
const traitSteps = [
  ['breaks', { isVolumeUncertain: false, isHandlingReal: false, isAttendanceReal: false }],
  ['handling', { isVolumeUncertain: false, isHandlingReal: true, isAttendanceReal: false }],
  ['volume', { isVolumeUncertain: true, isHandlingReal: true, isAttendanceReal: false }],
] as const satisfies readonly (readonly [Step, SimulatedTraits])[];

/** Simulates so many months of an input, in this thread or in others. */
export type Simulate = (
  input: Omit<SimulationInput, 'seed'>,
  size: { readonly replications: number; readonly seed: number },
) => Promise<SimulationResult>;

/** What a plan is simulated from. */
type SimulatedPlan = Pick<PlanContent, 'days' | 'staff' | 'assumptions' | 'monthAnswerRate'>;

/**
 * A plan's calls one by one, in a thousand months, and the way from the formulas' 応答率 to the simulated one: first the
 * days as wholes instead of a steady state per interval, then breaks to the minute, handling times as they scatter, volumes
 * as uncertain as the forecast, and absence. Every step has the calls of the one before it as far as it can.
 */
export async function simulatePlan(
  content: SimulatedPlan,
  contract: Contract,
  simulate: Simulate,
): Promise<PlanSimulation> {
  const whole = await simulate(simulationOf(content, contract), { replications: months, seed });
  const parts: { readonly adds: Step; readonly answerRate: number }[] = [];
  for (const [adds, traits] of traitSteps) {
    const part = await simulate(simulationOf(content, contract, traits), {
      replications: monthsOfStep,
      seed,
    });
    parts.push({ adds, answerRate: part.answerRate.mean });
  }
  const steps: readonly { readonly adds: Step; readonly answerRate: number }[] = [
    { adds: 'formula', answerRate: content.monthAnswerRate },
    { adds: 'wholeDay', answerRate: answerRateOfWholeDays(content, contract) },
    ...parts,
    { adds: 'attendance', answerRate: whole.answerRate.mean },
  ];
  // The format is checked here: nothing that the public schema refuses may ever be saved or hashed.
  return simulationFormat.parse({
    months,
    seed,
    answerRate: shareOf(whole.answerRate),
    probabilityTargetMet: shareOf(whole.probabilityTargetMet),
    answerRateQuantiles: {
      low5: rounded(whole.answerRateQuantiles.low5, 6),
      median: rounded(whole.answerRateQuantiles.median, 6),
      high95: rounded(whole.answerRateQuantiles.high95, 6),
    },
    serviceLevel: serviceOf(whole.figures).serviceLevel,
    meanWaitSeconds: serviceOf(whole.figures).meanWaitSeconds,
    occupancyFraction: serviceOf(whole.figures).occupancyFraction,
    offeredCalls: rounded(whole.figures.offeredCalls, 2),
    answeredCalls: rounded(whole.figures.answeredCalls, 2),
    abandonedCalls: rounded(whole.figures.abandonedCalls + whole.figures.lostCalls, 2),
    automaticCalls: rounded(whole.figures.automaticCalls, 2),
    steps: steps.map(({ adds, answerRate }) => ({ adds, answerRate: rounded(answerRate, 6) })),
    days: whole.days.map((day) => ({
      ...serviceOf(day.figures),
      probabilityTargetMet: rounded(day.probabilityTargetMet.mean, 4),
      intervals: day.intervals.map(serviceOf),
    })),
  });
}

/** 応答率 of the month from its exact days, at the seats that every interval has at least. */
function answerRateOfWholeDays(content: SimulatedPlan, contract: Contract): number {
  let offered = 0;
  let answered = 0;
  for (const day of content.days) {
    const result = transientDay({
      callsPerInterval: day.intervals.map(({ calls }) => calls),
      seatsPerInterval: day.intervals.map(({ scheduledSeats }) => scheduledSeats),
      intervalSeconds: contract.intervalMinutes * 60,
      ahtSeconds: content.assumptions.ahtSeconds,
      patienceSeconds: content.assumptions.patienceSeconds,
    });
    offered += result.offeredCalls;
    answered += result.answeredCalls;
  }
  return offered === 0 ? 1 : answered / offered;
}

function shareOf({ mean, low, high }: Estimate): PlanSimulation['answerRate'] {
  const inside = (value: number): number => rounded(Math.min(1, Math.max(0, value)), 6);
  return { mean: inside(mean), low95: inside(low), high95: inside(high) };
}

function serviceOf(figures: CallFigures): PlanSimulation['days'][number]['intervals'][number] {
  const { offeredCalls, answeredWithinCalls } = figures;
  return {
    answerRate: rounded(figures.answerRate, 4),
    serviceLevel: offeredCalls === 0 ? 1 : rounded(answeredWithinCalls / offeredCalls, 4),
    meanWaitSeconds: rounded(figures.meanWaitAnsweredSeconds, 2),
    occupancyFraction: rounded(figures.occupancyFraction, 4),
  };
}
