/**
 * Answers: how many calls a month will bring, per queue, day and planning interval, how sure that is, and why.
 * Assumes: history and mailings are true as far as they were known on the day of the forecast; days are open days
 * of the contract. May import: errors, calendar, contract and js-joda.
 */
export { type Bounds, countBounds, countQuantiles } from './count-quantiles.ts';
export type { ForecastInput } from './forecast-input.ts';
export { type ForecastWork, forecastMonth, forecastWork } from './forecast-month.ts';
export type { HistoryInterval } from './history.ts';
export { type HistoryDay, historyDays, meanHandlingSeconds } from './history-days.ts';
export type { HistoryDecision, KnownDriver, KnownEvent } from './known-ahead.ts';
export type { Mailing } from './mailing.ts';
export type * from './month-forecast.ts';
export { forecastSeries } from './series/forecast-series.ts';
export { responseShares } from './series/letters.ts';
export type * from './series/series.ts';
