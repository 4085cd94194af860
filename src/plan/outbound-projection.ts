import type { LocalDate } from '@js-joda/core';
import { type DayActuals, sumOfCounts } from './actuals.ts';
import type { PlanContent } from './format.ts';
import { type PlanOutlook, planOutlook } from './reforecast-plan.ts';

/** What a month comes to when it goes on as it began. */
export interface MonthProjection {
  /** Calls of the days counted, ≥ 0. */
  readonly countedCalls: number;
  /** Calls expected of the other days after what was counted, ≥ 0. */
  readonly restCalls: number;
  /** Both together. */
  readonly calls: number;
  /** Bounds of `calls` that hold with 80 % probability. */
  readonly low80: number;
  readonly high80: number;
}

/** The days that are counted to their close: a day counted in part says neither what came nor what did not. */
export function wholeDays(actuals: readonly DayActuals[]): readonly DayActuals[] {
  return actuals.filter(({ state }) => state === 'whole');
}

/**
 * A month's calls: those of the days counted up to one day, and the reforecast of all others (`planOutlook`).
 * @param actuals of whole days @param until last day whose count is used, included
 */
export function projectMonth(
  content: PlanContent,
  actuals: readonly DayActuals[],
  until: LocalDate,
): { readonly projection: MonthProjection; readonly outlook: PlanOutlook } {
  const counted = actuals.filter(({ date }) => !date.isAfter(until));
  const outlook = planOutlook(content, counted);
  const countedCalls = sumOfCounts(counted).offered;
  const { calls: restCalls, bounds } = outlook;
  return {
    projection: {
      countedCalls,
      restCalls,
      calls: countedCalls + restCalls,
      low80: countedCalls + bounds.low80,
      high80: countedCalls + bounds.high80,
    },
    outlook,
  };
}
