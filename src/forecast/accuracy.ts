import type { LocalDate, YearMonth } from '@js-joda/core';
import type { Bounds } from './count-quantiles.ts';
import type { DailyCalls } from './daily-calls.ts';
import { type ErrorFigures, errorFigures } from './error-figures.ts';
import { type JudgedOverride, judgeOverrides, type PersonsOverrides } from './judge-overrides.ts';

/** One day as a version of a month's plan had forecast it. */
export interface PastForecastDay {
  readonly date: LocalDate;
  /** Calls that the model expected, ≥ 0. */
  readonly modelCalls: number;
  /** Calls that were planned with: the model's, or the correction. */
  readonly plannedCalls: number;
  /** Bounds of the planned calls. */
  readonly bounds: Bounds;
  readonly override: { readonly calls: number; readonly reason: string; readonly by: string | null } | null;
}

/** A month's forecast as a version of its plan has it. */
export interface PastForecast {
  readonly month: YearMonth;
  /** Version of the plan, whole, ≥ 1. */
  readonly version: number;
  /** Only what was known before this day was used. */
  readonly knowledgeDate: LocalDate;
  /** In order of date. */
  readonly days: readonly PastForecastDay[];
}

/** A day that was forecast and has come. */
export interface ComparedDay extends PastForecastDay {
  readonly actualCalls: number;
  /** Mean of the last eight same weekdays before the knowledge date; null when there was none. */
  readonly simpleCalls: number | null;
}

/** How a version did on the days that have come. */
export interface VersionAccuracy {
  readonly forecast: PastForecast;
  readonly days: readonly ComparedDay[];
  /** Null while no day has come. */
  readonly figures: ErrorFigures | null;
}

/** How past forecasts did. */
export interface Accuracy {
  /** As given. */
  readonly versions: readonly VersionAccuracy[];
  /** Every day once, by the newest version that was made without knowing it; null while no day has come. */
  readonly overall: ErrorFigures | null;
  /** Corrections of days that have come, in order of day; one that several versions have stands once. */
  readonly overrides: readonly JudgedOverride[];
  readonly people: readonly PersonsOverrides[];
}

/** How many same weekdays the simple rule is the mean of. */
const weekdaysOfSimpleRule = 8;

/**
 * Past forecasts beside what came. Days before a version's knowledge date were known to it and no forecast; they are
 * left out, as are days without actual calls.
 * @param forecasts versions in any order @param actual calls offered per day, in order of date, no date twice
 */
export function accuracyOf(forecasts: readonly PastForecast[], actual: readonly DailyCalls[]): Accuracy {
  const actualCalls = new Map(actual.map(({ date, calls }) => [date.toEpochDay(), calls]));
  const versions = forecasts.map((forecast): VersionAccuracy => {
    const simple = simpleRule(actual, forecast.knowledgeDate);
    const days = forecast.days.flatMap((day): ComparedDay[] => {
      const came = actualCalls.get(day.date.toEpochDay());
      if (came === undefined || day.date.isBefore(forecast.knowledgeDate)) return [];
      return [{ ...day, actualCalls: came, simpleCalls: simple(day.date) }];
    });
    return { forecast, days, figures: errorFigures(days) };
  });
  const held = new Map<number, ComparedDay>();
  for (const { days } of [...versions].sort(byAge)) {
    for (const day of days) held.set(day.date.toEpochDay(), day);
  }
  const overall = [...held.values()].sort((a, b) => a.date.compareTo(b.date));
  return {
    versions,
    overall: errorFigures(overall),
    ...judgeOverrides([...versions].sort(byAge).flatMap(({ days }) => days)),
  };
}

/** Older versions first, of the same month by number. */
function byAge({ forecast: a }: VersionAccuracy, { forecast: b }: VersionAccuracy): number {
  return a.month.compareTo(b.month) || a.version - b.version;
}

/**
 * The simple rule: calls of a day as the mean of the last eight days of its weekday before a date, of fewer while there
 * are fewer; null without any.
 */
function simpleRule(actual: readonly DailyCalls[], before: LocalDate): (date: LocalDate) => number | null {
  const byWeekday = new Map<number, number[]>();
  for (const { date, calls } of actual) {
    if (!date.isBefore(before)) continue;
    const weekday = date.dayOfWeek().value();
    byWeekday.set(weekday, [...(byWeekday.get(weekday) ?? []).slice(1 - weekdaysOfSimpleRule), calls]);
  }
  return (date) => {
    const calls = byWeekday.get(date.dayOfWeek().value());
    return calls === undefined ? null : calls.reduce((sum, value) => sum + value, 0) / calls.length;
  };
}
