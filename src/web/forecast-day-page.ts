import type { LocalDate } from '@js-joda/core';
import type { ForecastDayView } from '../app/load-forecast-day.ts';
import { formatTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { MailingCalls } from '../forecast/index.ts';
import { callsText, dateText, dayText } from '../report/index.ts';
import { queueName } from './forecast-page.ts';
import {
  addedParts,
  callsIn80,
  knownQuery,
  rangeOf95,
  signedTenthsText,
  tenthsText,
} from './forecast-texts.ts';

/** One step of the way from the level to the calls of a day. */
interface Step {
  readonly textKey: string;
  /** The batch that brings the calls; null for other parts. */
  readonly values: { readonly day: string; readonly kind: string; readonly letters: string } | null;
  readonly calls: number;
}

/** What a forecast day's page shows. */
export function forecastDayPage(view: ForecastDayView, asked: LocalDate | null, language: Language) {
  const { day, forecast, similar } = view;
  const index = forecast.days.indexOf(day);
  const hrefOf = (other: (typeof forecast.days)[number] | undefined): string | null =>
    other === undefined ? null : `/forecast/${forecast.month}/days/${other.date}${knownQuery(asked)}`;
  return {
    date: day.date.toString(),
    dayText: dayText(day.date, language),
    month: forecast.month.toString(),
    query: knownQuery(asked),
    previousHref: hrefOf(forecast.days[index - 1]),
    nextHref: hrefOf(forecast.days[index + 1]),
    knownText: dateText(forecast.knowledgeDate, language),
    calls: callsIn80(day, language),
    range95: rangeOf95(day.bounds),
    isBusy: day.season === 'busy',
    seasonReason: day.seasonReason[language],
    explanation: day.explanation[language],
    counted: view.countedCalls === null ? null : callsText(view.countedCalls),
    isWithin80:
      view.countedCalls !== null &&
      view.countedCalls >= day.bounds.low80 &&
      view.countedCalls <= day.bounds.high80,
    override:
      day.override === null
        ? null
        : {
            calls: callsText(day.override.calls),
            model: tenthsText(day.modelCalls),
            reason: day.override.reason,
          },
    steps: waterfall(stepsOf(view, language)),
    sum: tenthsText(day.modelCalls),
    planned: callsText(day.calls),
    similar: {
      mean: similar.meanCalls === null ? null : tenthsText(similar.meanCalls),
      level: similar.traits.levelCalls === null ? null : tenthsText(similar.traits.levelCalls),
      letters: callsText(similar.traits.letters),
      days: similar.days.map((one) => ({
        day: dateText(one.date, language),
        calls: callsText(one.calls),
        distance: one.distance.toFixed(2),
        letters: callsText(one.traits.letters),
        level: one.traits.levelCalls === null ? '—' : tenthsText(one.traits.levelCalls),
        events: one.traits.events,
        differences: one.differences.map((difference) => `forecast:difference.${difference}`),
      })),
    },
    queues: day.queues.map((queue) => ({
      name: queueName(view, queue.queueId, language),
      calls: callsIn80(queue, language),
      range95: rangeOf95(queue.bounds),
    })),
    intervals: intervalsOf(view),
  };
}

/** The parts of the day in order, one batch after the other; they add up in tenths. */
function stepsOf({ day }: ForecastDayView, language: Language): Step[] {
  const parts = addedParts(day.parts, day.modelCalls);
  const step = (name: string, calls: number): Step => ({
    textKey: `forecast:part.${name}`,
    values: null,
    calls,
  });
  const batches = day.parts.byMailing.filter(({ calls }) => calls >= 0.05);
  const named = batches.map((batch): Step => batchStep(batch, language));
  const rest = parts.mailings - named.reduce((sum, { calls }) => sum + calls, 0);
  return [
    step('level', parts.level),
    step('weekday', parts.weekday),
    step('season', parts.season),
    ...(Math.abs(parts.events) < 0.05 ? [] : [step('events', parts.events)]),
    ...named,
    ...(Math.abs(rest) < 0.05 ? [] : [step('otherMailings', rest)]),
  ];
}

function batchStep({ mailing, calls }: MailingCalls, language: Language): Step {
  return {
    textKey: 'forecast:part.mailings',
    values: {
      day: dayText(mailing.postedOn, language),
      kind: mailing.kind,
      letters: callsText(mailing.letters),
    },
    calls: Math.round(calls * 10) / 10,
  };
}

/** Steps with the sum so far, and where each one's bar lies in percent of the highest sum. */
function waterfall(steps: readonly Step[]): object[] {
  const sums: number[] = [];
  for (const { calls } of steps) sums.push((sums.at(-1) ?? 0) + calls);
  const top = Math.max(1, ...sums);
  return steps.map(({ textKey, values, calls }, index) => {
    const before = index === 0 ? 0 : sums[index - 1]!;
    const low = Math.max(0, Math.min(before, sums[index]!));
    const high = Math.max(before, sums[index]!);
    return {
      textKey,
      batch: values,
      calls: index === 0 ? tenthsText(calls) : signedTenthsText(calls),
      sum: tenthsText(sums[index]!),
      isFewer: calls < 0,
      leftPercent: percentOf(low, top),
      widthPercent: percentOf(high - low, top),
    };
  });
}

function intervalsOf({ day }: ForecastDayView): object[] {
  const top = Math.max(1e-9, ...day.intervals.map(({ bounds }) => bounds.high80));
  return day.intervals.map(({ startMinute, endMinute, calls, bounds }) => ({
    time: `${clock(startMinute)}–${clock(endMinute)}`,
    isFullHour: startMinute % 60 === 0,
    calls: tenthsText(calls),
    range80: `${tenthsText(bounds.low80)}–${tenthsText(bounds.high80)}`,
    widthPercent: percentOf(calls, top),
    lowPercent: percentOf(bounds.low80, top),
    rangePercent: percentOf(bounds.high80 - bounds.low80, top),
  }));
}

function clock(minute: number): string {
  return formatTime(minute).replace(/^0/, '');
}

function percentOf(value: number, top: number): number {
  return Math.round((value / top) * 1000) / 10;
}
