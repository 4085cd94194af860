import { YearMonth } from '@js-joda/core';
import type { RosterInput, RosterProof } from '../roster/index.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, type NeededDay } from './plan-roster.ts';
import { roundedDown, roundedUp } from './rounding.ts';

/** What a plan's frame says of its month: seats and calls. A whole plan has it too. */
export interface ContentNeeds {
  readonly month: string;
  readonly days: readonly (NeededDay & { readonly forecastCalls: number })[];
}

/** What a roster is built from besides the plan's own content. */
export type AroundContent = Omit<RosterInput, 'month' | 'demands' | 'dayCalls'>;

/** What a roster for a plan's own seats and calls is built from: the same forecast, whatever became of it since. */
export function rosterInputOf(content: ContentNeeds, around: AroundContent): RosterInput {
  return {
    ...around,
    month: YearMonth.parse(content.month),
    demands: demandsOf(content),
    dayCalls: content.days.map((day) => day.forecastCalls),
  };
}

/** What a roster costs, rounded up, and its bound, rounded down: what is said of the two is true of the exact ones. */
export function roundedProof({ costHours, boundHours }: RosterProof): NonNullable<PlanContent['roster']> {
  const cost = roundedUp(costHours, 1);
  return {
    costHours: cost,
    boundHours: boundHours === null ? null : Math.min(cost, roundedDown(boundHours, 1)),
  };
}
