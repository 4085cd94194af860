import type { LocalDate } from '@js-joda/core';
import { assembleMonth } from './assemble-month.ts';
import { type ForecastInput, overridesByDay } from './forecast-input.ts';
import type { MonthForecast } from './month-forecast.ts';
import { preparedMonth } from './prepared-month.ts';
import { forecastSeries } from './series/forecast-series.ts';
import type { SeriesForecast, SeriesInput } from './series/series.ts';

/** A month's forecast as work that can be divided. */
export interface ForecastWork {
  /** Series to forecast by `forecastSeries`, each alone, in any order and in any thread. */
  readonly tasks: readonly SeriesInput[];
  /** The month. @param series the tasks' forecasts, in their order */
  readonly finish: (series: readonly SeriesForecast[]) => MonthForecast;
}

/**
 * A month's calls per queue, day and planning interval, with bounds, parts and reasons.
 *
 * Each queue's days are forecast by `forecastSeries` from its cleaned history, the contract, letters, events and drivers.
 * Queues add up; how far their errors do is seen from past errors (`queueCorrelation`). Sums over days follow from the
 * joint distribution of the days. Days of the month before the day of the forecast are forecast as at the month's start.
 * Nothing known only later has any effect.
 * @throws SekisuError `number.out-of-range` when a correction's calls are negative or not finite
 */
export function forecastMonth(input: ForecastInput): MonthForecast {
  const { tasks, finish } = forecastWork(input);
  return finish(tasks.map(forecastSeries));
}

/** The same as work to be divided over threads. @throws as `forecastMonth` */
export function forecastWork(input: ForecastInput): ForecastWork {
  const { month, knowledgeDate } = input;
  const overrides = overridesByDay(input.overrides);
  const prepared = preparedMonth(input);
  const tasks = prepared.queues.map(({ task }) => task);
  const first = month.atDay(1);
  if (!knowledgeDate.isAfter(first)) {
    return { tasks, finish: (series) => assembleMonth(input, overrides, { prepared, series }, null) };
  }
  const isPast = (date: LocalDate) => date.isBefore(knowledgeDate);
  const atStart = { ...input, knowledgeDate: first };
  const preparedAtStart = preparedMonth(atStart);
  return {
    tasks: [...tasks, ...preparedAtStart.queues.map(({ task }) => task)],
    finish: (series) => {
      const start = assembleMonth(
        atStart,
        overrides,
        { prepared: preparedAtStart, series: series.slice(tasks.length) },
        null,
      );
      const before = { ...start, days: start.days.filter(({ date }) => isPast(date)) };
      return assembleMonth(input, overrides, { prepared, series: series.slice(0, tasks.length) }, before);
    },
  };
}
