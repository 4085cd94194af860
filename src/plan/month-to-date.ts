import type { Outlook } from '../forecast/reforecast.ts';
import { answerRateOf, type CountedCalls, type DayActuals, sumOfCounts } from './actuals.ts';
import type { PlanContent } from './format.ts';
import type { PlanOutlook } from './reforecast-plan.ts';
import { type RestRisk, restProbability } from './rest-risk.ts';

/** A month under way: what was counted, and what that leaves to the rest of it. */
export interface MonthToDate extends CountedCalls {
  /** 応答率 so far, 0 to 1; null while nobody has called. */
  readonly answerRate: number | null;
  /** Last day of which anything was counted, `YYYY-MM-DD`; null while nothing was. */
  readonly through: string | null;
  /** Days of the plan that were counted to their close, and all of them. */
  readonly wholeDays: number;
  readonly planDays: number;
  /** Days gone by of which a part was never counted; their missing calls are neither here nor in the rest. */
  readonly cutDates: readonly string[];
  /** Calls that the plan expected in what was counted, ≥ 0. */
  readonly plannedCalls: number;
  /** Calls still to come, and those of the whole month. */
  readonly rest: Outlook;
  readonly month: Outlook;
  /** Whether every day was counted or is over: nothing is to come. */
  readonly isOver: boolean;
  /**
   * How many more calls may be lost while the month still reaches the target, when as many come as are expected; whole,
   * below 0 when too many are lost already.
   */
  readonly losableCalls: number;
  /** 応答率 that the rest needs for the month's target; above 1 is out of reach, null when nothing is to come. */
  readonly neededRate: number | null;
  /** Probability that the month reaches its target after what was counted, with the plan's seats. */
  readonly probabilityTargetMet: number;
  /** Whether that probability is under the contract's margin: the early warning. */
  readonly isEndangered: boolean;
}

/**
 * The month to date. With O calls offered and A answered so far, R expected and the target f:
 * losable = ⌊(1 - f)(O + R)⌋ - (O - A), needed = (f (O + R) - A) ÷ R.
 * @param risk of the rest with the plan's seats in force, as `restRisk` makes it
 */
export function monthToDate(
  content: PlanContent,
  actuals: readonly DayActuals[],
  outlook: PlanOutlook,
  risk: RestRisk,
): MonthToDate {
  const { targetAnswerRate: target, confidenceFraction } = content.assumptions;
  const counted = sumOfCounts(actuals);
  const { offered, answered } = counted;
  const isOver = outlook.days.length === 0;
  const all = offered + outlook.calls;
  const { bounds } = outlook;
  const probability = restProbability(risk, answered - target * offered);
  return {
    ...counted,
    answerRate: answerRateOf(counted),
    through: actuals.at(-1)?.date.toString() ?? null,
    wholeDays: actuals.filter(({ state }) => state === 'whole').length,
    planDays: content.days.length,
    cutDates: actuals.filter(({ state }) => state === 'cut').map(({ date }) => date.toString()),
    plannedCalls: plannedSoFar(content, actuals, outlook),
    rest: { calls: outlook.calls, bounds },
    month: {
      calls: all,
      bounds: {
        low95: offered + bounds.low95,
        low80: offered + bounds.low80,
        high80: offered + bounds.high80,
        high95: offered + bounds.high95,
      },
    },
    isOver,
    // A billionth for sums that a last digit keeps below a whole number.
    losableCalls: Math.floor((1 - target) * all + 1e-9) - (offered - answered),
    neededRate: outlook.calls > 0 ? (target * all - answered) / outlook.calls : null,
    probabilityTargetMet: probability,
    isEndangered: probability < confidenceFraction,
  };
}

function plannedSoFar(content: PlanContent, actuals: readonly DayActuals[], outlook: PlanOutlook): number {
  const known = new Set(actuals.map(({ date }) => date.toString()));
  const rest = new Map(outlook.days.map((day) => [day.date, day.plannedCalls]));
  return content.days.reduce(
    (sum, day) => sum + (known.has(day.date) ? day.forecastCalls - (rest.get(day.date) ?? 0) : 0),
    0,
  );
}
