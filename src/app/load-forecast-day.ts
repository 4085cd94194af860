import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import type { DayForecast, MonthForecast } from '../forecast/index.ts';
import { type SimilarDays, similarDays } from '../forecast/similar-days.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadForecastTask } from './forecast-task.ts';

/** What the screen of one forecast day shows. */
export interface ForecastDayView {
  readonly contract: Contract;
  readonly forecast: MonthForecast;
  readonly day: DayForecast;
  readonly similar: SimilarDays;
  /** Calls counted on the day; null while they are not known. */
  readonly countedCalls: number | null;
}

/** Similar days shown. */
const similarCount = 6;

/**
 * One day of a month's forecast with the past days most like it.
 * @throws SekisuError `day.closed` for a day that is not open in the contract's term; as `loadForecastTask`
 */
export async function loadForecastDay(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly knowledgeDate: LocalDate | null },
): Promise<ForecastDayView> {
  requireRole(actor, 'manager', 'lead');
  const { date } = input;
  const { contract, task, counted } = await ctx.db.transaction((tx) =>
    loadForecastTask(ctx, tx, { month: YearMonth.from(date), knowledgeDate: input.knowledgeDate }),
  );
  const forecast = await ctx.planner.forecast(task);
  const day = forecast.days.find((candidate) => candidate.date.equals(date));
  if (day === undefined) throw new SekisuError('day.closed', { date: date.toString() });
  return {
    contract,
    forecast,
    day,
    similar: similarDays({
      contract,
      date,
      knowledgeDate: forecast.knowledgeDate,
      history: counted,
      mailings: task.mailings,
      events: task.events,
      count: similarCount,
    }),
    countedCalls: counted.find((one) => one.date.equals(date))?.calls ?? null,
  };
}
