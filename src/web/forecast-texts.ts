import type { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { Bounds, ForecastParts, Mailing, MonthForecast } from '../forecast/index.ts';
import { boundsText, callsText } from '../report/index.ts';

/** Between a number and %, so that a line never ends there. */
const space = '\u00a0';

/** A share in percent with one decimal, rounded to the nearest: errors are neither flattered nor made worse. */
export function percentText(fraction: number | null): string {
  return fraction === null ? '—' : `${(fraction * 100).toFixed(1)}${space}%`;
}

/** A share in whole percent, rounded to the nearest. */
export function wholePercentText(fraction: number): string {
  return `${Math.round(fraction * 100)}${space}%`;
}

/** A share of one decimal with its sign, +3.1 % or −3.1 %. */
export function signedPercentText(fraction: number | null): string {
  return fraction === null ? '—' : `${signed((fraction * 100).toFixed(1))}${space}%`;
}

/** Calls with one decimal, thousands apart. */
export function tenthsText(calls: number): string {
  const text = calls.toFixed(1).replace('-', '−');
  return (text === '−0.0' ? '0.0' : text).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** Calls with one decimal and their sign; nothing for none at all. */
export function signedTenthsText(calls: number): string {
  const text = tenthsText(calls);
  return text === '0.0' ? '0.0' : signed(text);
}

/** Whole calls with their sign, ±0 for none. */
export function signedCallsText(calls: number): string {
  const rounded = Math.round(calls);
  if (rounded === 0) return '±0';
  return `${rounded > 0 ? '+' : '−'}${callsText(Math.abs(rounded))}`;
}

function signed(text: string): string {
  if (text.startsWith('−') || text.startsWith('-')) return text.replace('-', '−');
  return `+${text}`;
}

/** Calls with their bounds of 80 %, 34（28–41）. */
export function callsIn80(
  expected: { readonly calls: number; readonly bounds: Bounds },
  language: Language,
): string {
  return boundsText(expected.calls, expected.bounds.low80, expected.bounds.high80, language);
}

/** Bounds of 95 %, 24–47. */
export function rangeOf95({ low95, high95 }: Bounds): string {
  return `${callsText(low95)}–${callsText(high95)}`;
}

/**
 * Parts of a day in tenths of a call that add up to the model's; what rounding leaves is in the level. Batches are rounded
 * as the day's explanation does it, the two heaviest one by one, so that both say the same.
 */
export function addedParts(
  parts: ForecastParts,
  modelCalls: number,
): { readonly [part in 'level' | 'weekday' | 'season' | 'events' | 'mailings']: number } {
  const tenth = (calls: number): number => Math.round(calls * 10) / 10;
  const [weekday, season, events] = [tenth(parts.weekday), tenth(parts.season), tenth(parts.events)];
  const batches = parts.byMailing.map(({ calls }) => calls);
  const others = batches.slice(2).reduce((sum, calls) => sum + calls, 0);
  const mailings = [...batches.slice(0, 2), others].reduce((sum, calls) => sum + tenth(calls), 0);
  return {
    level: tenth(modelCalls) - weekday - season - events - mailings,
    weekday,
    season,
    events,
    mailings,
  };
}

/** Letters posted since the open day before, up to each day; 0 when none. @param dates in order */
export function lettersByDay(
  dates: readonly LocalDate[],
  mailings: readonly Mailing[],
  first: LocalDate,
): readonly number[] {
  return dates.map((date, index) => {
    const after = dates[index - 1] ?? first.minusDays(1);
    return mailings
      .filter(
        ({ postedOn, expectedOfKind }) =>
          expectedOfKind === undefined && postedOn.isAfter(after) && !postedOn.isAfter(date),
      )
      .reduce((sum, { letters }) => sum + letters, 0);
  });
}

/** The query that keeps the day of the forecast from page to page; empty for that of today. */
export function knownQuery(asked: LocalDate | null): string {
  return asked === null ? '' : `?known=${asked}`;
}

/** Methods of a queue with their weight and past error in words. */
export function methodRows(records: MonthForecast['queues'][number]['methods']): readonly {
  readonly nameKey: string;
  readonly whatKey: string;
  readonly weight: string;
  readonly error: string;
}[] {
  return records.map(({ name, weightFraction, pastErrorFraction }) => ({
    nameKey: `forecast:method.${name}.name`,
    whatKey: `forecast:method.${name}.what`,
    weight: wholePercentText(weightFraction),
    error: percentText(pastErrorFraction),
  }));
}
