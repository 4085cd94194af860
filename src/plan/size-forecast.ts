import type { Contract } from '../contract/index.ts';
import type { MonthForecast } from '../forecast/index.ts';
import { rounded } from './rounding.ts';
import { type MonthSizing, sizeMonth } from './sizing.ts';

/** A forecast's seats, with the numbers that they were sized from as a plan keeps them. */
export interface ForecastSizing {
  /** Handling time of a call of the month: the queues' assumed times weighted by their forecast calls (A12), in seconds. */
  readonly ahtSeconds: number;
  /** The queues' own handling times, in the contract's order, in seconds. */
  readonly queueAhtSeconds: readonly number[];
  readonly volumeCvFraction: number;
  readonly dayCvFraction: number;
  /** Calls per interval of each open day, to four decimals. */
  readonly calls: readonly (readonly number[])[];
  readonly sizing: MonthSizing;
}

/** Seats that a month's forecast needs. @throws SekisuError as `sizeMonth` */
export function sizeForecast(contract: Contract, forecast: MonthForecast): ForecastSizing {
  const queueAhtSeconds = queueAhts(contract, forecast);
  const ahtSeconds = weightedAhtSeconds(contract, forecast, queueAhtSeconds);
  const volumeCvFraction = rounded(forecast.volumeCvFraction, 4);
  const dayCvFraction = rounded(forecast.dayCvFraction, 4);
  const calls = forecast.days.map((day) => day.intervals.map((interval) => rounded(interval.calls, 4)));
  const sizing = sizeMonth({ contract, days: calls, ahtSeconds, volumeCvFraction, dayCvFraction });
  return { ahtSeconds, queueAhtSeconds, volumeCvFraction, dayCvFraction, calls, sizing };
}

/** Handling time per queue, in the contract's order: assumed, or as the history shows it. */
function queueAhts(contract: Contract, forecast: MonthForecast): number[] {
  return contract.queues.map((terms) => {
    const own = forecast.queues.find((queue) => queue.queueId === terms.id);
    const isMeasured = contract.assumptions.ahtFrom === 'history' && own !== undefined;
    return isMeasured ? rounded(own.handling.ahtSeconds, 2) : terms.ahtSeconds;
  });
}

function weightedAhtSeconds(
  contract: Contract,
  forecast: MonthForecast,
  queueAhtSeconds: readonly number[],
): number {
  const callsOf = (id: string): number => forecast.queues.find((queue) => queue.queueId === id)?.calls ?? 0;
  const forecastCalls = contract.queues.map((terms) => callsOf(terms.id));
  const total = forecastCalls.reduce((sum, calls) => sum + calls, 0);
  const weights = total > 0 ? forecastCalls : contract.queues.map((terms) => terms.monthlyCalls || 1);
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const seconds = queueAhtSeconds.reduce((sum, own, index) => sum + own * weights[index]!, 0);
  return rounded(seconds / weightSum, 2);
}
