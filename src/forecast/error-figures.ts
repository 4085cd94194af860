import type { Bounds } from './count-quantiles.ts';

/** How far forecasts lay from what came, over some days. */
export interface ErrorFigures {
  /** Days compared, ≥ 1. */
  readonly days: number;
  readonly plannedCalls: number;
  readonly actualCalls: number;
  /** Sum of absolute errors of days ÷ calls that came (WAPE), of the calls planned with; null when none came. */
  readonly wapeFraction: number | null;
  /** The same of the model alone, without corrections. */
  readonly modelWapeFraction: number | null;
  /** (Planned − came) ÷ came over all days: above 0 when too many were expected; null when none came. */
  readonly biasFraction: number | null;
  /** Share of the days that came to lie within the bounds, both included. */
  readonly within80Fraction: number;
  readonly within95Fraction: number;
  /** The simple rule beside the forecast, over the days that it can tell; null when it can tell none. */
  readonly simple: {
    readonly days: number;
    readonly wapeFraction: number | null;
    /** The forecast's own over the same days. */
    readonly forecastWapeFraction: number | null;
  } | null;
}

/** A day forecast and what came. */
export interface ForecastAndActual {
  readonly modelCalls: number;
  readonly plannedCalls: number;
  readonly bounds: Bounds;
  readonly actualCalls: number;
  readonly simpleCalls: number | null;
}

/** Errors of forecasts over days; null for no day. */
export function errorFigures(days: readonly ForecastAndActual[]): ErrorFigures | null {
  if (days.length === 0) return null;
  const plannedCalls = sumOf(days, (day) => day.plannedCalls);
  const actualCalls = sumOf(days, (day) => day.actualCalls);
  const told = days.filter((day) => day.simpleCalls !== null);
  return {
    days: days.length,
    plannedCalls,
    actualCalls,
    wapeFraction: wapeOf(days, (day) => day.plannedCalls),
    modelWapeFraction: wapeOf(days, (day) => day.modelCalls),
    biasFraction: actualCalls > 0 ? (plannedCalls - actualCalls) / actualCalls : null,
    within80Fraction: shareOf(
      days,
      ({ actualCalls: came, bounds }) => came >= bounds.low80 && came <= bounds.high80,
    ),
    within95Fraction: shareOf(
      days,
      ({ actualCalls: came, bounds }) => came >= bounds.low95 && came <= bounds.high95,
    ),
    simple:
      told.length === 0
        ? null
        : {
            days: told.length,
            wapeFraction: wapeOf(told, (day) => day.simpleCalls!),
            forecastWapeFraction: wapeOf(told, (day) => day.plannedCalls),
          },
  };
}

function wapeOf(
  days: readonly ForecastAndActual[],
  expected: (day: ForecastAndActual) => number,
): number | null {
  const actual = sumOf(days, (day) => day.actualCalls);
  return actual > 0 ? sumOf(days, (day) => Math.abs(expected(day) - day.actualCalls)) / actual : null;
}

function shareOf(days: readonly ForecastAndActual[], holds: (day: ForecastAndActual) => boolean): number {
  return days.filter(holds).length / days.length;
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}
