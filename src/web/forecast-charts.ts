import type { LocalDate } from '@js-joda/core';
import type { AppContext } from '../app/context.ts';
import type { ForecastView } from '../app/load-forecast.ts';
import { openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { DailyCalls } from '../forecast/daily-calls.ts';
import type { Bounds, Mailing } from '../forecast/index.ts';
import type { SpreadSide } from '../plan/spread-effect.ts';
import { bandsChartSvg, barsChartSvg } from '../render/charts.ts';
import { callsText, dayText } from '../report/index.ts';
import { lettersByDay } from './forecast-texts.ts';

/** Width of the drawings; narrower screens scroll them. */
const widthPixels = 1180;
/** Counted days before the day of the forecast that the chart begins with. */
const pastDays = 40;
/** Labels of days that stand this close can still be read. */
const daysPerLabel = 26;

/** Counted calls of the last weeks and the month's expected ones with their bands. */
export function historyChart(ctx: AppContext, view: ForecastView, language: Language): string {
  const { forecast, contract } = view;
  const before = view.counted.filter(({ date }) => date.isBefore(forecast.knowledgeDate));
  const first = before.slice(-pastDays)[0]?.date ?? forecast.month.atDay(1);
  return bandsChart(ctx, language, {
    contract,
    from: first.isBefore(forecast.month.atDay(1)) ? first : forecast.month.atDay(1),
    to: forecast.month.atEndOfMonth(),
    counted: view.counted,
    forecast: forecast.days.map(({ date, calls, bounds, season }) => ({
      date,
      calls,
      bounds,
      isBusy: season === 'busy',
    })),
    mailings: view.mailings,
  });
}

/** Days with their counted and expected calls, as far as there are any. */
export function bandsChart(
  ctx: AppContext,
  language: Language,
  input: {
    readonly contract: Contract;
    /** First and last day. */
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly counted: readonly DailyCalls[];
    readonly forecast: readonly {
      readonly date: LocalDate;
      readonly calls: number;
      readonly bounds: Bounds;
      readonly isBusy: boolean;
    }[];
    readonly mailings: readonly Mailing[];
  },
): string {
  const counted = new Map(input.counted.map(({ date, calls }) => [date.toEpochDay(), calls]));
  const forecast = new Map(input.forecast.map((day) => [day.date.toEpochDay(), day]));
  const dates: LocalDate[] = [];
  for (let date = input.from; !date.isAfter(input.to); date = date.plusDays(1)) {
    const isShown = counted.has(date.toEpochDay()) || forecast.has(date.toEpochDay());
    if (isShown || openingOf(input.contract.opening, date).kind === 'open') dates.push(date);
  }
  const letters = lettersByDay(dates, input.mailings, input.from);
  const svg = bandsChartSvg({
    days: dates.map((date, index) => {
      const day = forecast.get(date.toEpochDay());
      return {
        label: dayText(date, language),
        counted: counted.get(date.toEpochDay()) ?? null,
        forecast: day === undefined ? null : { calls: day.calls, ...day.bounds },
        isBusy: day?.isBusy ?? false,
        letters: letters[index]!,
      };
    }),
    labelEvery: Math.max(1, Math.ceil(dates.length / daysPerLabel)),
    texts: {
      ...textsOf(ctx, language),
      // Days stand close here.
      busy: ctx.render.translate(language, 'month:strip.busy'),
    },
    widthPixels,
    heightPixels: 300,
  });
  return withoutStyle(svg);
}

/** The month's calls by part. */
export function partsChart(ctx: AppContext, view: ForecastView, language: Language): string {
  const { days, mailings, month } = view.forecast;
  const letters = lettersByDay(
    days.map(({ date }) => date),
    mailings.map(({ mailing }) => mailing),
    month.atDay(1),
  );
  const svg = barsChartSvg({
    days: days.map((day, index) => ({
      label: dayText(day.date, language),
      values: [day.parts.base - day.parts.events, day.parts.mailings, day.parts.events],
      total: Math.round(day.modelCalls),
      bounds: null,
      isBusy: day.season === 'busy',
      letters: letters[index]!,
    })),
    fills: ['grey', 'hatched', 'dark'],
    isStacked: true,
    texts: textsOf(ctx, language),
    widthPixels,
    heightPixels: 280,
  });
  return withoutStyle(svg);
}

/** The month's calls per day as planned and when a batch is spread. */
export function spreadChart(
  ctx: AppContext,
  sides: { readonly before: SpreadSide; readonly after: SpreadSide },
  language: Language,
): string {
  const svg = barsChartSvg({
    days: sides.before.days.map((day, index) => ({
      label: dayText(day.date, language),
      values: [day.calls, sides.after.days[index]!.calls],
      total: null,
      bounds: null,
      isBusy: false,
      letters: 0,
    })),
    fills: ['hatched', 'grey'],
    isStacked: false,
    texts: textsOf(ctx, language),
    widthPixels,
    heightPixels: 280,
  });
  return withoutStyle(svg);
}

function textsOf(ctx: AppContext, language: Language) {
  const text = (key: string, values?: Record<string, unknown>): string =>
    ctx.render.translate(language, `print:${key}`, values);
  return {
    calls: text('forecast.axisCalls'),
    busy: text('season.busy'),
    letters: (letters: number) => text('forecast.lettersMark', { letters: callsText(letters) }),
  };
}

/** The library adds a style sheet for a pointer that hovers, which the pages' content security policy forbids. */
export function withoutStyle(svg: string): string {
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '');
}
