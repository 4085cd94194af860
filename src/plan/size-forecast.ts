import type { Contract } from '../contract/index.ts';
import type { MonthForecast } from '../forecast/index.ts';
import { rounded } from './rounding.ts';
import { type MonthSizing, sizeMonth } from './sizing.ts';

/** A forecast's seats, with the numbers that they were sized from as a plan keeps them. */
export interface ForecastSizing {
  /** Handling time of a call of the month: the queues' assumed times weighted by their forecast calls (A12), in seconds. */
  readonly ahtSeconds: number;
  readonly volumeCvFraction: number;
  readonly dayCvFraction: number;
  /** Calls per interval of each open day, to four decimals. */
  readonly calls: readonly (readonly number[])[];
  readonly sizing: MonthSizing;
}

/** Seats that a month's forecast needs. @throws SekisuError as `sizeMonth` */
export function sizeForecast(contract: Contract, forecast: MonthForecast): ForecastSizing {
  const ahtSeconds = weightedAhtSeconds(contract, forecast);
  const volumeCvFraction = rounded(forecast.volumeCvFraction, 4);
  const dayCvFraction = rounded(forecast.dayCvFraction, 4);
  const calls = forecast.days.map((day) => day.intervals.map((interval) => rounded(interval.calls, 4)));
  const sizing = sizeMonth({ contract, days: calls, ahtSeconds, volumeCvFraction, dayCvFraction });
  return { ahtSeconds, volumeCvFraction, dayCvFraction, calls, sizing };
}

function weightedAhtSeconds(contract: Contract, forecast: MonthForecast): number {
  const callsOf = (id: string): number => forecast.queues.find((queue) => queue.queueId === id)?.calls ?? 0;
  const forecastCalls = contract.queues.map((terms) => callsOf(terms.id));
  const total = forecastCalls.reduce((sum, calls) => sum + calls, 0);
  const weights = total > 0 ? forecastCalls : contract.queues.map((terms) => terms.monthlyCalls || 1);
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const seconds = contract.queues.reduce((sum, terms, index) => sum + terms.ahtSeconds * weights[index]!, 0);
  return rounded(seconds / weightSum, 2);
}
