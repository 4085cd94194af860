import type { PlanContent, PlanSimulation } from '../../src/plan/index.ts';

/** What a plan's simulated months might say: every day's 応答率 a point above its formula's, the steps as given. */
export function simulationFor(
  plan: Pick<PlanContent, 'days' | 'monthAnswerRate'>,
  steps: readonly number[] = [0.9578, 0.9578, 0.9631, 0.9634, 0.9612, 0.9601],
): PlanSimulation {
  const names = ['formula', 'wholeDay', 'breaks', 'handling', 'volume', 'attendance'] as const;
  const service = (answerRate: number) => ({
    answerRate: Math.min(1, answerRate + 0.01),
    serviceLevel: 0.93,
    meanWaitSeconds: 2.46,
    occupancyFraction: 0.412,
  });
  return {
    months: 1000,
    seed: 1,
    probabilityTargetMet: { mean: 0.973, low95: 0.961, high95: 0.9815 },
    answerRateQuantiles: { low5: 0.9154, median: 0.9622, high95: 0.9871 },
    ...service(0.95),
    offeredCalls: 1234.5,
    answeredCalls: 1185.2,
    abandonedCalls: 49.3,
    automaticCalls: 0,
    steps: steps.map((answerRate, index) => ({ adds: names[index]!, answerRate })),
    answerRate: { mean: steps.at(-1)!, low95: 0.9592, high95: 0.9611 },
    days: plan.days.map((day) => ({
      ...service(day.answerRate),
      probabilityTargetMet: 0.95,
      intervals: day.intervals.map((interval) => service(interval.answerRate)),
    })),
  };
}

/** Seats sized by every interval, with a curve of three points. */
export const sizingByInterval: NonNullable<PlanContent['sizing']> = {
  by: 'interval',
  seatHours: 517.75,
  curve: [
    { seatHours: 375.25, probabilityTargetMet: 0.4177 },
    { seatHours: 417, probabilityTargetMet: 0.9508 },
    { seatHours: 1458.75, probabilityTargetMet: 0.9993 },
  ],
};
