import type { YearMonth } from '@js-joda/core';
import type { AccuracyView } from '../app/load-accuracy.ts';
import type { Language } from '../errors.ts';
import type { VersionAccuracy } from '../forecast/accuracy.ts';
import type { ErrorFigures } from '../forecast/error-figures.ts';
import { callsText, dateText, dayText, monthText } from '../report/index.ts';
import {
  callsIn80,
  percentText,
  signedCallsText,
  signedPercentText,
  tenthsText,
  wholePercentText,
} from './forecast-texts.ts';

/** What the page of past forecasts shows of a month and of all months. */
export function accuracyPage(view: AccuracyView, month: YearMonth, language: Language) {
  const { accuracy } = view;
  const versions = accuracy.versions.filter(({ forecast }) => forecast.month.equals(month));
  const shown = newestWithDays(versions);
  const { overall } = accuracy;
  const simple = overall?.simple ?? null;
  return {
    overall: overall === null ? null : figuresRow(overall),
    verdictKey: `forecast:accuracy.verdict.${verdictOf(simple)}`,
    simple:
      simple === null
        ? null
        : {
            error: percentText(simple.wapeFraction),
            own: percentText(simple.forecastWapeFraction),
            days: simple.days,
            isOfAllDays: simple.days === overall?.days,
          },
    versions: versions.map(({ forecast, figures }) => ({
      version: forecast.version,
      href: `/plans/${month}/${forecast.version}`,
      known: dateText(forecast.knowledgeDate, language),
      figures: figures === null ? null : figuresRow(figures),
    })),
    months: monthRows(accuracy.versions, language),
    shown:
      shown === null
        ? null
        : {
            version: shown.forecast.version,
            days: shown.days.map((day) => ({
              day: dayText(day.date, language),
              calls: callsIn80({ calls: day.plannedCalls, bounds: day.bounds }, language),
              actual: callsText(day.actualCalls),
              difference: signedCallsText(day.actualCalls - day.plannedCalls),
              withinKey: `forecast:accuracy.within.${withinOf(day)}`,
              isOutside: withinOf(day) !== 'in80',
              simple: day.simpleCalls === null ? '—' : callsText(day.simpleCalls),
              isOverridden: day.override !== null,
            })),
          },
    overrides: accuracy.overrides.map((one) => ({
      day: dateText(one.date, language),
      model: tenthsText(one.modelCalls),
      calls: callsText(one.calls),
      actual: callsText(one.actualCalls),
      gained: signedCallsText(one.gainedCalls),
      isHelpful: one.isHelpful,
      reason: one.reason,
      by: one.by === null ? null : view.nameOf(one.by),
    })),
    people: accuracy.people.map((person) => ({
      by: person.by === null ? null : view.nameOf(person.by),
      overrides: person.overrides,
      helpful: person.helpful,
      modelError: callsText(person.modelErrorCalls),
      correctedError: callsText(person.correctedErrorCalls),
      gained: signedCallsText(person.gainedCalls),
    })),
  };
}

/** The newest version of which a day has come. */
export function newestWithDays(versions: readonly VersionAccuracy[]): VersionAccuracy | null {
  return versions.findLast(({ days }) => days.length > 0) ?? null;
}

function verdictOf(simple: ErrorFigures['simple']): 'better' | 'worse' | 'same' | 'none' {
  if (simple === null || simple.wapeFraction === null || simple.forecastWapeFraction === null) return 'none';
  if (percentText(simple.wapeFraction) === percentText(simple.forecastWapeFraction)) return 'same';
  return simple.forecastWapeFraction < simple.wapeFraction ? 'better' : 'worse';
}

function figuresRow(figures: ErrorFigures) {
  return {
    days: figures.days,
    actual: callsText(figures.actualCalls),
    error: percentText(figures.wapeFraction),
    modelError: percentText(figures.modelWapeFraction),
    simpleError: percentText(figures.simple?.wapeFraction ?? null),
    bias: signedPercentText(figures.biasFraction),
    within80: wholePercentText(figures.within80Fraction),
    within95: wholePercentText(figures.within95Fraction),
  };
}

/** Of each month with days that have come its newest version. */
function monthRows(versions: readonly VersionAccuracy[], language: Language): object[] {
  return [...Map.groupBy(versions, ({ forecast }) => forecast.month.toString())].flatMap(([month, own]) => {
    const newest = newestWithDays(own);
    if (newest === null || newest.figures === null) return [];
    return [
      {
        month: monthText(newest.forecast.month, language),
        href: `/forecast/${month}/accuracy`,
        version: newest.forecast.version,
        ...figuresRow(newest.figures),
      },
    ];
  });
}

function withinOf(day: VersionAccuracy['days'][number]): 'in80' | 'in95' | 'outside' {
  const { actualCalls, bounds } = day;
  if (actualCalls >= bounds.low80 && actualCalls <= bounds.high80) return 'in80';
  return actualCalls >= bounds.low95 && actualCalls <= bounds.high95 ? 'in95' : 'outside';
}
