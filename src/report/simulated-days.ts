import { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { clockText, dayText, floorPercentText, probabilityText, weekdayText } from './format.ts';

/** Simulated 応答率 of one interval of one day. */
export interface HeatCell {
  /** Whole percent, rounded down, without sign. */
  readonly text: string;
  /** 0 to 2, the darker the nearer to the target; what is below it has a mark of its own. */
  readonly shade: 0 | 1 | 2;
  readonly isBelowTarget: boolean;
}

/** The days of a month as they were simulated; percentages and seconds without signs, which stand in the heads. */
export interface SimulatedDays {
  readonly rows: readonly {
    readonly day: string;
    readonly formula: string;
    readonly simulated: string;
    readonly isBelowTarget: boolean;
    readonly serviceLevel: string;
    readonly meanWaitSeconds: string;
    readonly occupancy: string;
    readonly probability: string;
  }[];
  /** Days across, intervals down. */
  readonly heat: {
    readonly days: readonly { readonly number: number; readonly weekday: string }[];
    readonly intervals: readonly {
      readonly start: string;
      readonly isFullHour: boolean;
      /** In order of the days; null where the day is closed then. */
      readonly cells: readonly (HeatCell | null)[];
    }[];
  };
  /** From which 応答率 on a cell has no shade, and the light one. */
  readonly bounds: { readonly none: string; readonly light: string };
}

/** Every day by formula and simulation, and 応答率 by day and interval. */
export function simulatedDays(
  plan: PlanDocument,
  simulation: NonNullable<PlanDocument['simulation']>,
  language: Language,
): SimulatedDays {
  const target = plan.assumptions.targetAnswerRate;
  const starts = [...new Set(plan.days.flatMap((day) => day.intervals.map(({ start }) => start)))].toSorted();
  const dates = plan.days.map(({ date }) => LocalDate.parse(date));
  const positions = plan.days.map(
    (day) => new Map(day.intervals.map(({ start }, position) => [start, position])),
  );
  return {
    rows: plan.days.map((day, index) => {
      const simulated = simulation.days[index]!;
      return {
        day: dayText(dates[index]!, language),
        formula: numberOf(floorPercentText(day.answerRate)),
        simulated: numberOf(floorPercentText(simulated.answerRate)),
        isBelowTarget: simulated.answerRate < target,
        serviceLevel: numberOf(floorPercentText(simulated.serviceLevel)),
        meanWaitSeconds: simulated.meanWaitSeconds.toFixed(1),
        occupancy: numberOf(floorPercentText(simulated.occupancyFraction)),
        probability: numberOf(probabilityText(simulated.probabilityTargetMet)),
      };
    }),
    heat: {
      days: dates.map((date) => ({ number: date.dayOfMonth(), weekday: weekdayText(date, language) })),
      intervals: starts.map((start) => ({
        start: clockText(start),
        isFullHour: start.endsWith(':00'),
        cells: positions.map((byStart, index) => {
          const interval = simulation.days[index]!.intervals[byStart.get(start) ?? -1];
          return interval === undefined ? null : cellOf(interval.answerRate, target);
        }),
      })),
    },
    bounds: {
      none: percentOf(1 - (1 - target) * noShade),
      light: percentOf(1 - (1 - target) * lightShade),
    },
  };
}

/** Shares of the calls that the target lets go unanswered: a cell that loses less has no shade, a light one. */
const noShade = 0.25;
const lightShade = 0.5;

function cellOf(answerRate: number, target: number): HeatCell {
  const lost = 1 - answerRate;
  const allowed = 1 - target;
  return {
    text: String(Math.floor(answerRate * 100 + 1e-7)),
    shade: lost <= allowed * noShade ? 0 : lost <= allowed * lightShade ? 1 : 2,
    isBelowTarget: answerRate < target,
  };
}

function percentOf(fraction: number): string {
  return floorPercentText(fraction).replace('.0', '');
}

/** A percentage without its sign, for columns whose head has it. */
function numberOf(percentText: string): string {
  return percentText.replace(/\s*%/, '');
}
