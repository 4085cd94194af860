import { LocalDate, type YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadDailyCalls } from '../db/histories.ts';
import { type ForecastOverride, listOverrides } from '../db/overrides.ts';
import { loadPlanForecasts, type PlanForecast } from '../db/plan-forecasts.ts';
import { type Accuracy, accuracyOf, type PastForecast } from '../forecast/accuracy.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadNames } from './load-forecast.ts';

/** What the screen of past forecasts shows. */
export interface AccuracyView {
  readonly contract: Contract;
  /** Of all months; versions in order of month and number. */
  readonly accuracy: Accuracy;
  readonly nameOf: (userId: string) => string;
}

/**
 * How the forecasts of all plans that were kept did against the calls counted since.
 * @throws SekisuError `contract.not-found`, `month.outside-term`
 */
export async function loadAccuracy(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<AccuracyView> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    requireInTerm(contract, input.month);
    const plans = await loadPlanForecasts(tx);
    const days = plans.flatMap((plan) => plan.days.map(({ date }) => date)).sort();
    const first = LocalDate.parse(days[0] ?? '1970-01-01');
    const last = LocalDate.parse(days.at(-1) ?? '1970-01-01');
    const overrides = await listOverrides(tx, first, last);
    // Of today only a part may have been counted.
    const today = japanDateTimeOf(ctx.now()).toLocalDate();
    const queueIds = contract.queues.map(({ id }) => id);
    const counted = await loadDailyCalls(tx, today, queueIds);
    return {
      contract,
      accuracy: accuracyOf(
        plans.map((plan) => pastForecast(plan, overrides)),
        counted,
      ),
      nameOf: await loadNames(tx),
    };
  });
}

function pastForecast(plan: PlanForecast, overrides: readonly ForecastOverride[]): PastForecast {
  return {
    month: plan.month,
    version: plan.version,
    knowledgeDate: plan.knowledgeDate,
    days: plan.days.map((day) => ({
      date: LocalDate.parse(day.date),
      modelCalls: day.override?.modelCalls ?? day.forecastCalls,
      plannedCalls: day.forecastCalls,
      bounds: day.forecastBounds,
      override:
        day.override === null
          ? null
          : { calls: day.override.calls, reason: day.override.reason, by: whoOf(plan, day, overrides) },
    })),
  };
}

/** Who made the correction that a plan has: the last one like it that was there when the plan was made. */
function whoOf(
  plan: PlanForecast,
  day: PlanForecast['days'][number],
  overrides: readonly ForecastOverride[],
): string | null {
  const made = overrides.find(
    ({ date, calls, reason, at }) =>
      date.toString() === day.date &&
      calls === day.override?.calls &&
      reason === day.override.reason &&
      !at.isAfter(plan.createdAt),
  );
  return made?.by ?? null;
}
