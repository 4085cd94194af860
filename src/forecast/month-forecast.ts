import type { LocalDate, YearMonth } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { Bounds } from './count-quantiles.ts';
import type { Mailing } from './mailing.ts';

/** Text in both languages. */
export interface Sentence {
  readonly ja: string;
  readonly en: string;
}

/** Calls offered that are expected, with their bounds. */
export interface ExpectedCalls {
  /** Expected calls offered, ≥ 0. */
  readonly calls: number;
  readonly bounds: Bounds;
}

/** Expected calls of one planning interval, half-open in minutes since midnight. */
export interface IntervalForecast extends TimeRange, ExpectedCalls {}

/** Calls expected from one batch of letters. */
export interface MailingCalls {
  readonly mailing: Mailing;
  /** Calls, ≥ 0. */
  readonly calls: number;
}

/** What the model's calls of a day are made of; adds up to them. */
export interface ForecastParts {
  /** Calls without letters. */
  readonly base: number;
  /** Calls from letters, all batches. */
  readonly mailings: number;
  /** Calls per batch that brings any, most first. */
  readonly byMailing: readonly MailingCalls[];
}

/** One queue's day. */
export interface QueueDayForecast extends ExpectedCalls {
  readonly queueId: string;
  readonly modelCalls: number;
  readonly parts: ForecastParts;
  readonly intervals: readonly IntervalForecast[];
}

/** A manager's correction of a day. */
export interface ForecastOverride {
  readonly date: LocalDate;
  /** Calls of all queues together, ≥ 0. */
  readonly calls: number;
  readonly reason: string;
}

/** One open day over all queues. */
export interface DayForecast extends TimeRange, ExpectedCalls {
  readonly date: LocalDate;
  /** The model's calls; `calls` differs from it only where the day is overridden. */
  readonly modelCalls: number;
  readonly parts: ForecastParts;
  readonly override: ForecastOverride | null;
  /** 繁忙期 or 通常期, with the reason. */
  readonly season: 'normal' | 'busy';
  readonly seasonReason: Sentence;
  readonly queues: readonly QueueDayForecast[];
  /** All queues together, from opening on; calls add up to the day's. */
  readonly intervals: readonly IntervalForecast[];
}

/** One queue over the month. */
export interface QueueMonthForecast extends ExpectedCalls {
  readonly queueId: string;
  /** Mean handling time that the history shows, in seconds; null without an answered call. */
  readonly measuredAhtSeconds: number | null;
  /** Open days of history used. */
  readonly historyDays: number;
}

/** A month's forecast. */
export interface MonthForecast extends ExpectedCalls {
  readonly month: YearMonth;
  readonly knowledgeDate: LocalDate;
  /** Open days of the month within the contract's term, in order. */
  readonly days: readonly DayForecast[];
  readonly queues: readonly QueueMonthForecast[];
  /** Known batches and their calls in the month, by posting: all posted in it, earlier ones that still bring some. */
  readonly mailings: readonly MailingCalls[];
  /** Over all queues; null without an answered call. */
  readonly measuredAhtSeconds: number | null;
  /** Open days of history used: the most of any queue. */
  readonly historyDays: number;
  /** Standard deviation, as a fraction, of what all days share: level and letters. Chance (Poisson) is not in it. */
  readonly volumeCvFraction: number;
  /** Standard deviation, as a fraction, of one day around that, beyond Poisson. */
  readonly dayCvFraction: number;
}
