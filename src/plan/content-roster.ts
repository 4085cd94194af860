import { YearMonth } from '@js-joda/core';
import type { RosterInput } from '../roster/index.ts';
import { demandsOf, type NeededDay } from './plan-roster.ts';

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
