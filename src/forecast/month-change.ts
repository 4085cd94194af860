import type { DailyCalls } from './daily-calls.ts';
import type { MonthForecast } from './month-forecast.ts';

/** What makes a month's calls differ from those of the month before. */
export type ChangeDriver = 'openDays' | 'letters' | 'events' | 'level';

/** A month beside the one before it. */
export interface MonthChange {
  /** Calls of the month before: counted on days that have come, expected on the others. */
  readonly previousCalls: number;
  /** Days of the month before that have come. */
  readonly countedDays: number;
  /** (This month − the month before) ÷ the month before. */
  readonly changeFraction: number;
  /** Calls that each makes more or fewer; they add up to the change. The heaviest first. */
  readonly drivers: readonly { readonly driver: ChangeDriver; readonly calls: number }[];
}

/**
 * Why a month is expected to bring more or fewer calls than the one before. Open days: their number at the usual calls
 * of a day of the month before. Letters and events: their parts. Level: all else, what the days that have come brought
 * beyond the model's parts included.
 * @param actual calls counted, in order of date @returns null when the month before has no open day or no calls
 */
export function monthChange(
  forecast: MonthForecast,
  previous: MonthForecast,
  actual: readonly DailyCalls[],
): MonthChange | null {
  const counted = new Map(
    actual
      .filter(({ date }) => date.isBefore(forecast.knowledgeDate))
      .map(({ date, calls }) => [date.toEpochDay(), calls]),
  );
  const came = previous.days.map((day) => counted.get(day.date.toEpochDay()));
  const previousCalls = previous.days.reduce((sum, day, index) => sum + (came[index] ?? day.calls), 0);
  if (!(previousCalls > 0)) return null;
  const change = forecast.calls - previousCalls;
  const letters = sumOf(forecast, (parts) => parts.mailings) - sumOf(previous, (parts) => parts.mailings);
  const events = sumOf(forecast, (parts) => parts.events) - sumOf(previous, (parts) => parts.events);
  const usualCalls = sumOf(previous, ({ base, events: own }) => base - own) / previous.days.length;
  const openDays = (forecast.days.length - previous.days.length) * usualCalls;
  const drivers = [
    { driver: 'openDays' as const, calls: openDays },
    { driver: 'letters' as const, calls: letters },
    { driver: 'events' as const, calls: events },
    { driver: 'level' as const, calls: change - openDays - letters - events },
  ];
  return {
    previousCalls,
    countedDays: came.filter((calls) => calls !== undefined).length,
    changeFraction: change / previousCalls,
    drivers: drivers.toSorted((a, b) => Math.abs(b.calls) - Math.abs(a.calls)),
  };
}

function sumOf(
  forecast: MonthForecast,
  of: (parts: MonthForecast['days'][number]['parts']) => number,
): number {
  return forecast.days.reduce((sum, day) => sum + of(day.parts), 0);
}
