import { parseTime } from '../calendar/index.ts';
import { conditionalErlangA } from '../erlang/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import {
  callsText,
  fineHundredths,
  finePercentText,
  floorPercentText,
  openProbabilityText,
  percentBoundsText,
} from './format.ts';
import { type SimulatedDays, simulatedDays } from './simulated-days.ts';
import { type SizingTable, sizingTable } from './sizing-table.ts';

/** A figure of the month by formula and by simulation. */
export interface SimulatedFigure {
  readonly name: 'answerRate' | 'probability' | 'serviceLevel' | 'meanWait';
  /** Locale keys of its name and of what the two mean by it. */
  readonly labelKey: string;
  readonly noteKey: string;
  readonly formula: string;
  readonly simulated: string;
  /** 95 % confidence interval of the simulated figure; null where none is kept. */
  readonly bounds: string | null;
}

/** One thing taken as it really is, and what it does to the month's 応答率. */
export interface SimulationStep {
  readonly adds: NonNullable<PlanDocument['simulation']>['steps'][number]['adds'];
  readonly nameKey: string;
  /** 応答率 with this and everything before it. */
  readonly answerRate: string;
  /** Change in points with its sign; null for the formula, and where the change is under 0.05 points: none. */
  readonly change: string | null;
  /** The same without sign, for the sentence. */
  readonly points: string;
  readonly isFirst: boolean;
  /** Locale key of the sentence that says why; it may name `points`. */
  readonly sentenceKey: string;
}

/** What the simulated months say, beside the formulas. */
export interface SimulatedMonth {
  readonly months: string;
  readonly formulaAnswerRate: string;
  readonly answerRate: string;
  readonly probability: string;
  /** Months of all simulated that reach the target. */
  readonly monthsMet: string;
  /** Whether it reaches the target in the mean, and with the confidence of the contract. */
  readonly isTargetExpected: boolean;
  readonly isConfident: boolean;
  readonly figures: readonly SimulatedFigure[];
  /** 応答率 of the months: 5 % stay under the low one, half under the median, 95 % under the high one. */
  readonly range: string;
  readonly median: string;
  readonly calls: {
    readonly offered: string;
    readonly answered: string;
    readonly abandoned: string;
    readonly automatic: string;
  };
  readonly occupancy: string;
  readonly steps: readonly SimulationStep[];
  readonly difference: {
    /** Locale key of the sentence on the whole difference; it may name `points`. */
    readonly sentenceKey: string;
    readonly points: string;
    /** The step that changes most; null where none changes anything. */
    readonly largest: SimulationStep | null;
  };
  readonly days: SimulatedDays;
}

/** How a plan's expectations were checked; each part null where the plan has none. */
export interface SimulationSection {
  readonly simulated: SimulatedMonth | null;
  readonly sizing: SizingTable | null;
}

/** Simulation and sizing of a plan; older plans have neither, repairs have no simulation. No person occurs in it. */
export function simulationSection(plan: PlanDocument, language: Language): SimulationSection {
  return {
    simulated: plan.simulation === undefined ? null : simulatedMonth(plan, plan.simulation, language),
    sizing: plan.sizing === undefined ? null : sizingTable(plan, plan.sizing, language),
  };
}

/** Changes of 応答率 below this many hundredths of a percent are said to be none. */
const leastChange = 5;

function simulatedMonth(
  plan: PlanDocument,
  simulation: NonNullable<PlanDocument['simulation']>,
  language: Language,
): SimulatedMonth {
  const { answerRate, probabilityTargetMet, answerRateQuantiles: quantiles } = simulation;
  const { targetAnswerRate, confidenceFraction } = plan.assumptions;
  const steps = stepsOf(simulation.steps);
  const whole = changeOf(plan.monthAnswerRate, answerRate.mean);
  return {
    months: callsText(simulation.months),
    formulaAnswerRate: floorPercentText(plan.monthAnswerRate),
    answerRate: floorPercentText(answerRate.mean),
    probability: openProbabilityText(probabilityTargetMet.mean, language),
    monthsMet: callsText(probabilityTargetMet.mean * simulation.months),
    isTargetExpected: answerRate.mean >= targetAnswerRate,
    isConfident: probabilityTargetMet.mean >= confidenceFraction,
    figures: figuresOf(plan, simulation, language),
    range: percentBoundsText(quantiles.low5, quantiles.high95),
    median: floorPercentText(quantiles.median),
    calls: {
      offered: callsText(simulation.offeredCalls),
      answered: callsText(simulation.answeredCalls),
      abandoned: callsText(simulation.abandonedCalls),
      automatic: callsText(simulation.automaticCalls),
    },
    occupancy: floorPercentText(simulation.occupancyFraction),
    steps,
    difference: {
      sentenceKey: `simulation:difference.${whole.kind}`,
      points: whole.points,
      largest: largestOf(steps),
    },
    days: simulatedDays(plan, simulation, language),
  };
}

function figuresOf(
  plan: PlanDocument,
  simulation: NonNullable<PlanDocument['simulation']>,
  language: Language,
): SimulatedFigure[] {
  const { answerRate, probabilityTargetMet } = simulation;
  const figure = (
    name: SimulatedFigure['name'],
    formula: string,
    simulated: string,
    bounds: string | null,
  ): SimulatedFigure => ({
    name,
    labelKey: `simulation:figure.${name}.label`,
    noteKey: `simulation:figure.${name}.note`,
    formula,
    simulated,
    bounds,
  });
  return [
    figure(
      'answerRate',
      floorPercentText(plan.monthAnswerRate),
      floorPercentText(answerRate.mean),
      percentBoundsText(answerRate.low95, answerRate.high95),
    ),
    figure(
      'probability',
      openProbabilityText(plan.probabilityTargetMet, language),
      openProbabilityText(probabilityTargetMet.mean, language),
      percentBoundsText(probabilityTargetMet.low95, probabilityTargetMet.high95),
    ),
    figure(
      'serviceLevel',
      floorPercentText(plan.monthServiceLevel),
      floorPercentText(simulation.serviceLevel),
      null,
    ),
    figure(
      'meanWait',
      secondsText(formulaWaitSeconds(plan), language),
      secondsText(simulation.meanWaitSeconds, language),
      null,
    ),
  ];
}

/** Mean wait of answered calls by Erlang A, every interval in its steady state at the scheduled seats; 0 without any. */
function formulaWaitSeconds(plan: PlanDocument): number {
  const { ahtSeconds, patienceSeconds } = plan.assumptions;
  let answered = 0;
  let waited = 0;
  for (const { start, end, calls, scheduledSeats: seats, answerRate } of plan.days.flatMap(
    (day) => day.intervals,
  )) {
    const trafficErlangs = (calls * ahtSeconds) / ((parseTime(end) - parseTime(start)) * 60);
    const queue = { seats, trafficErlangs, ahtSeconds, patienceSeconds };
    answered += calls * answerRate;
    waited += calls * answerRate * (conditionalErlangA(queue).meanWaitAnsweredSeconds ?? 0);
  }
  return answered === 0 ? 0 : waited / answered;
}

function stepsOf(steps: NonNullable<PlanDocument['simulation']>['steps']): SimulationStep[] {
  return steps.map(({ adds, answerRate }, index) => {
    const before = steps[index - 1];
    const change = changeOf(before?.answerRate ?? answerRate, answerRate);
    return {
      adds,
      nameKey: `simulation:step.${adds}.name`,
      answerRate: finePercentText(answerRate),
      change: change.kind === 'none' ? null : `${change.kind === 'up' ? '+' : '−'}${change.points}`,
      points: change.points,
      isFirst: before === undefined,
      sentenceKey: `simulation:step.${adds}.${before === undefined ? 'is' : change.kind}`,
    };
  });
}

/** A change of what the page shows, so that the changes of all steps add up. */
function changeOf(
  before: number,
  after: number,
): { readonly kind: 'up' | 'down' | 'none'; readonly points: string } {
  const hundredths = fineHundredths(after) - fineHundredths(before);
  const kind = Math.abs(hundredths) < leastChange ? 'none' : hundredths > 0 ? 'up' : 'down';
  return { kind, points: (Math.abs(hundredths) / 100).toFixed(2) };
}

function largestOf(steps: readonly SimulationStep[]): SimulationStep | null {
  const changing = steps.filter(({ change }) => change !== null);
  return changing.toSorted((one, other) => Number(other.points) - Number(one.points))[0] ?? null;
}

function secondsText(seconds: number, language: Language): string {
  return language === 'ja' ? `${seconds.toFixed(1)}秒` : `${seconds.toFixed(1)}\u00a0s`;
}
