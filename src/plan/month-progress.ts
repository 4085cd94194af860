import type { HistoryInterval } from '../forecast/index.ts';
import { actualsOf, type DayActuals } from './actuals.ts';
import type { PlanContent } from './format.ts';
import { type MonthToDate, monthToDate } from './month-to-date.ts';
import { type PlanOutlook, planOutlook } from './reforecast-plan.ts';
import { plannedRestSeats, type RestRisk, restRisk } from './rest-risk.ts';
import { type PresentMinute, type Restoration, restoreTarget } from './restore-target.ts';

/** A month under a plan: what came, and what is to come. */
export interface MonthProgress {
  readonly actuals: readonly DayActuals[];
  readonly outlook: PlanOutlook;
  readonly toDate: MonthToDate;
  /** The risk of the rest with the plan's seats. */
  readonly risk: RestRisk;
}

/** Everything that is told of a month under way. @param rows counted calls of all queues */
export function monthProgress(
  content: PlanContent,
  rows: readonly HistoryInterval[],
  present: PresentMinute,
): MonthProgress {
  const actuals = actualsOf(content, rows, present.today);
  const outlook = planOutlook(content, actuals);
  const seats = plannedRestSeats(content, outlook);
  const risk = restRisk(content, outlook, (date) => seats.get(date)!);
  return { actuals, outlook, toDate: monthToDate(content, actuals, outlook, risk), risk };
}

/** What would restore the margin of a month under way; null when it is not endangered, or over. */
export function progressRestoration(
  content: PlanContent,
  { outlook, toDate, risk }: MonthProgress,
  present: PresentMinute,
): Restoration | null {
  if (!toDate.isEndangered || toDate.isOver) return null;
  const surplusCalls = toDate.answered - content.assumptions.targetAnswerRate * toDate.offered;
  return restoreTarget(content, outlook, risk, { ...present, surplusCalls });
}
