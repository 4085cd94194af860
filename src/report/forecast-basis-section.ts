import { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { boundsText, callsText, clockText, dateText, dayText, floorPercentText } from './format.ts';

/** What a month's forecast rests on, as a document shows it. */
export interface ForecastBasisSection {
  readonly weeks: readonly { readonly days: string; readonly calls: string; readonly bounds95: string }[];
  /** In order of the queues, days before intervals. */
  readonly methods: readonly {
    readonly queue: string;
    /** Keys of the texts that name what is forecast and the method. */
    readonly ofKey: string;
    readonly methodKey: string;
    readonly weight: string;
    /** Null without a past to be tried on. */
    readonly pastError: string | null;
  }[];
  readonly cleaned: readonly {
    readonly day: string;
    readonly queue: string;
    /** Key of the text that says why. */
    readonly reasonKey: string;
    readonly countedCalls: string;
    /** Null when the day is left out. */
    readonly usedCalls: string | null;
    /** Time of an outage; null otherwise. */
    readonly time: string | null;
  }[];
}

/** Most cleaned days that are listed; the rest are counted. */
const mostCleaned = 20;

/** Null for plans that did not keep how they were forecast. */
export function forecastBasisSection(
  contract: Contract,
  plan: PlanDocument,
  language: Language,
): (ForecastBasisSection & { readonly furtherCleaned: number }) | null {
  const { forecast } = plan;
  if (forecast === undefined) return null;
  const queueName = (id: string): string =>
    contract.queues.find((queue) => queue.id === id)?.name[language] ?? id;
  const day = (date: string) => dayText(LocalDate.parse(date), language);
  const latest = forecast.cleaned.slice(-mostCleaned);
  return {
    weeks: forecast.weeks.map(({ start, end, calls, bounds }) => ({
      days: start === end ? day(start) : `${day(start)}–${day(end)}`,
      calls: boundsText(calls, bounds.low80, bounds.high80, language),
      bounds95: `${callsText(bounds.low95)}–${callsText(bounds.high95)}`,
    })),
    methods: forecast.methods.map(({ queueId, of, name, weightFraction, pastErrorFraction }) => ({
      queue: queueName(queueId),
      ofKey: `print:basis.ofName.${of}`,
      methodKey: `print:basis.methodName.${name}`,
      weight: floorPercentText(weightFraction),
      pastError: pastErrorFraction === null ? null : floorPercentText(pastErrorFraction),
    })),
    cleaned: latest.map(({ date, queueId, reason, countedCalls, usedCalls, start, end }) => ({
      day: dateText(LocalDate.parse(date), language),
      queue: queueName(queueId),
      reasonKey: `print:basis.cleanedReason.${reason}`,
      countedCalls: callsText(countedCalls),
      usedCalls: usedCalls === null ? null : callsText(usedCalls),
      time: start === null || end === null ? null : `${clockText(start)}–${clockText(end)}`,
    })),
    furtherCleaned: forecast.cleaned.length - latest.length,
  };
}
