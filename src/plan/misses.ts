import { YearMonth } from '@js-joda/core';
import { type CountedCalls, type DayActuals, sumOfCounts } from './actuals.ts';
import type { PlanContent } from './format.ts';

/** What was missed: a day's target, the month's up to the end of a day, or that of a finished month. */
export type MissKind = 'day' | 'monthToDate' | 'month';

/** A miss of the target 応答率. */
export interface Miss {
  readonly kind: MissKind;
  /** `YYYY-MM-DD` of a day, `YYYY-MM` of the others. */
  readonly period: string;
  readonly figures: MissFigures;
}

/** What was counted when a miss was found. */
export interface MissFigures extends CountedCalls {
  /** Target 応答率, 0 to 1. */
  readonly targetFraction: number;
  /** Last day that is in the figures, `YYYY-MM-DD`. */
  readonly through: string;
}

/**
 * The misses that counted days show, in order of day: each whole day under the target, the month to date at the end of the last
 * whole day from the second on, and the month once every day is counted or over. Days without a call miss nothing.
 */
export function missesOf(
  content: Pick<PlanContent, 'month' | 'days' | 'assumptions'>,
  actuals: readonly DayActuals[],
): Miss[] {
  const { targetAnswerRate } = content.assumptions;
  const month = YearMonth.parse(content.month).toString();
  const whole = actuals.filter(({ state }) => state === 'whole');
  const last = whole.at(-1);
  if (last === undefined) return [];
  const missOf = (kind: MissKind, period: string, counts: CountedCalls, through: string): Miss[] => {
    const { offered, answered, abandoned } = counts;
    // A billionth for a share that a last digit keeps below the target.
    if (offered === 0 || answered >= targetAnswerRate * offered - 1e-9) return [];
    const figures = { offered, answered, abandoned, targetFraction: targetAnswerRate, through };
    return [{ kind, period, figures }];
  };
  const days = whole.flatMap((day) => missOf('day', day.date.toString(), day, day.date.toString()));
  const through = last.date.toString();
  const isFinished =
    actuals.length === content.days.length && actuals.every(({ state }) => state !== 'underWay');
  const ofMonth = isFinished
    ? missOf('month', month, sumOfCounts(actuals), through)
    : // Of a single day the month to date says the same again.
      whole.length > 1
      ? missOf('monthToDate', month, sumOfCounts(whole), through)
      : [];
  return [...days, ...ofMonth];
}
