import type { LocalDate, YearMonth } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { Bounds } from './count-quantiles.ts';
import type { HandlingForecast } from './handling-times.ts';
import type { Mailing } from './mailing.ts';
import type { MethodRecord } from './series/series.ts';

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

/** What the model's calls of a day are made of, in calls; adds up to them. Parts other than letters may be negative. */
export interface ForecastParts {
  /** Calls without letters: level, weekday, season and events together. */
  readonly base: number;
  /** A day of average weekday and usual opening at the level expected. */
  readonly level: number;
  readonly weekday: number;
  /** Days after and before closures, place in the month, time of the year, a shorter or longer opening. */
  readonly season: number;
  /** Special days and drivers. */
  readonly events: number;
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
  /** One sentence with the parts as numbers that add up, the correction included. */
  readonly explanation: Sentence;
  readonly queues: readonly QueueDayForecast[];
  /** All queues together, from opening on; calls add up to the day's. */
  readonly intervals: readonly IntervalForecast[];
}

/** One queue over the month. */
export interface QueueMonthForecast extends ExpectedCalls {
  readonly queueId: string;
  /** Mean handling time that the history shows, in seconds; null without an answered call. */
  readonly measuredAhtSeconds: number | null;
  /** Handling time expected, by the half hours of a usual day too. */
  readonly handling: HandlingForecast;
  /** Open days of history used. */
  readonly historyDays: number;
  /** Methods of the days' calls, and of their parts: weights and past errors. */
  readonly methods: readonly MethodRecord[];
  readonly slotMethods: readonly MethodRecord[];
}

/** A week of the month, or what of it lies in the month. */
export interface WeekForecast extends ExpectedCalls {
  /** First and last open day. */
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/** A day of history that the forecast does not take as it was counted. */
export interface CleanedDay {
  readonly date: LocalDate;
  readonly queueId: string;
  /**
   * `doubted`: all other days contradict it; `outage`: no calls for a time in which many were due; `redials`: calls of
   * people who had given up and called again; `leftOut`: a person said so.
   */
  readonly reason: 'doubted' | 'outage' | 'redials' | 'leftOut';
  /** Calls as counted, and as used; null when the day tells nothing any more. */
  readonly countedCalls: number;
  readonly usedCalls: number | null;
  /** Time of an outage, half-open in minutes since midnight; null otherwise. */
  readonly range: TimeRange | null;
}

/** A month's forecast. */
export interface MonthForecast extends ExpectedCalls {
  readonly month: YearMonth;
  readonly knowledgeDate: LocalDate;
  /** Open days of the month within the contract's term, in order. */
  readonly days: readonly DayForecast[];
  /** Weeks from Monday to Sunday, in order. */
  readonly weeks: readonly WeekForecast[];
  /** What was not taken as counted, in order of day and queue. */
  readonly cleaned: readonly CleanedDay[];
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
