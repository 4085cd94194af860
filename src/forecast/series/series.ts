import type { LocalDate } from '@js-joda/core';
import type { Bounds } from '../count-quantiles.ts';

/** Calls of one part of a day. */
export interface SlotCalls {
  /** Minutes since midnight, 0 to 1439. */
  readonly startMinute: number;
  /** Calls offered, ≥ 0. */
  readonly calls: number;
}

/** One open day of history. */
export interface SeriesDay {
  readonly date: LocalDate;
  /** Calls offered, ≥ 0; null when nothing is known of an open day. */
  readonly calls: number | null;
  /**
   * Parts of the day in order, the same length each; empty when only the day is known. Of a day that was not open as
   * usual they tell the profile alone, parts that were closed filled by it.
   */
  readonly slots: readonly SlotCalls[];
  /** Opening of the day ÷ the usual one, in calls, > 0; 1 when left out. */
  readonly lengthFraction?: number;
  /** Whether the calls are to be believed, whatever the others say. */
  readonly isTrusted?: boolean;
}

/** One open day to be forecast. */
export interface FutureDay {
  readonly date: LocalDate;
  /** Starts of the parts asked for, in minutes since midnight; empty when only the day is asked for. */
  readonly startMinutes: readonly number[];
  /** Lengths of these parts ÷ that of a usual part, in (0, 1]; all 1 when left out. */
  readonly slotFractions?: readonly number[];
  /** As of a day of history. */
  readonly lengthFraction?: number;
}

/** What is assumed of a series before any history, and told from it the less the more history there is. */
export interface SeriesAssumption {
  /** Calls of the known days of history and of the days ahead from `from` on together, those of letters included, > 0. */
  readonly calls: number;
  readonly from: LocalDate;
  /** How far the level may easily lie from that: standard deviation ÷ mean, > 0. */
  readonly cvFraction: number;
  /** Monday to Sunday, > 0, in proportion. */
  readonly weekdayFactors: readonly number[];
  /** Calls of parts of a day, in proportion, by their start in minutes since midnight. */
  readonly slotShares: ReadonlyMap<number, number>;
  /** How many observed calls these shares are worth. */
  readonly slotCalls: number;
}

/** A day known ahead on which something special happens. */
export interface SpecialDay {
  readonly date: LocalDate;
  /** What happens; days of the same name are expected to be alike. */
  readonly name: string;
}

/** A batch of letters as far as a series needs to know it. */
export interface SeriesMailing {
  readonly postedOn: LocalDate;
  /** ≥ 0 */
  readonly letters: number;
  readonly kind: string;
  /** Calls per letter that the contract assumes, > 0; null when nothing is assumed. */
  readonly callsPerLetter: number | null;
  /** Day on which booking opens; null when it is open on delivery. */
  readonly opensOn: LocalDate | null;
  /** Day until which people are asked to call; null when there is none or it is not known. */
  readonly dueOn?: LocalDate | null;
  /** How likely the batch is posted at all, in (0, 1]; 1 when left out. */
  readonly chanceFraction?: number;
  /** Letters per day when the batch is posted in parts, at least one; all on `postedOn` when left out. */
  readonly postings?: readonly { readonly postedOn: LocalDate; readonly letters: number }[];
}

/** Something known ahead that may move the calls. */
export interface Driver {
  readonly name: string;
  /** Value by epoch day; days without one count as average. */
  readonly values: ReadonlyMap<number, number>;
}

/** Parts of the method that can be left out, to see what each is worth. */
export type Ablation = 'mailings' | 'calendar' | 'profile' | 'shrinkage' | 'combination';

/** What the forecast of a series is made from. */
export interface SeriesInput {
  /**
   * Open days up to the day of the forecast, in order, no date twice, at least one; all open days without a gap, unknown
   * ones too, or those that are known.
   */
  readonly history: readonly SeriesDay[];
  /** Open days to forecast, in order, after the history; all open days without a gap. */
  readonly openDays: readonly FutureDay[];
  readonly specialDays: readonly SpecialDay[];
  /** Batches posted or planned. */
  readonly mailings: readonly SeriesMailing[];
  readonly drivers: readonly Driver[];
  /** Open days of a week, 1 to 7. */
  readonly seasonDays: number;
  /** What a contract says of the calls; nothing when left out. */
  readonly assumed?: SeriesAssumption;
  readonly without?: Ablation;
}

/** Calls expected, with bounds. */
export interface SeriesCalls {
  /** ≥ 0 */
  readonly mean: number;
  /** Standard deviation ÷ mean as the methods state it, the chance of counts left out, before calibration; ≥ 0. */
  readonly cvFraction: number;
  readonly bounds: Bounds;
}

/** One part of a forecast day. */
export interface SeriesSlot extends SeriesCalls {
  /** Minutes since midnight, 0 to 1439. */
  readonly startMinute: number;
}

/** One forecast day. */
export interface SeriesDayForecast extends SeriesCalls {
  readonly date: LocalDate;
  /** What the mean is made of, in calls; adds up to it. */
  readonly parts: SeriesParts;
  readonly slots: readonly SeriesSlot[];
}

/** What a day's mean is made of, in calls; parts may be negative, their sum is the mean. */
export interface SeriesParts {
  /** A day of average weekday at the level expected. */
  readonly level: number;
  readonly weekday: number;
  /** Days after and before closures, place in the month, time of the year. */
  readonly season: number;
  /** Special days and drivers. */
  readonly events: number;
  /** Per batch that brings any, by its place in the input. */
  readonly mailings: readonly { readonly mailing: number; readonly calls: number }[];
}

/** A method that took part, how much it counted and how it did. */
export interface MethodRecord {
  readonly name: string;
  /** 0 to 1; all methods sum to 1. */
  readonly weightFraction: number;
  /** Absolute error ÷ calls over the rolling origins of the history; null when there was nothing to roll over. */
  readonly pastErrorFraction: number | null;
}

/** By what the usual number of standard deviations is multiplied for each pair of bounds, as past coverage asks. */
export interface Width {
  readonly factor80: number;
  readonly factor95: number;
}

/** The error of a forecast that would have been made in the past. */
export interface PastError {
  readonly epochDay: number;
  /** Open days ahead. */
  readonly daysAhead: number;
  /** Calls that came less those expected. */
  readonly error: number;
  /** Standard deviation stated, the chance of counts left out, in calls. */
  readonly deviation: number;
}

/** A series' forecast. */
export interface SeriesForecast {
  readonly days: readonly SeriesDayForecast[];
  /**
   * Covariance of the calls of two days ahead ÷ the product of their means, the chance of counts left out: by rows, days ×
   * days, symmetric; its diagonal is the square of the days' `cvFraction`.
   */
  readonly covariance: Float64Array;
  /** How the bounds of days, and those of their parts, were widened. */
  readonly dayWidth: Width;
  readonly slotWidth: Width;
  /** By what the standard deviation of sums over days is to be multiplied, as their past errors ask. */
  readonly sumFactor: number;
  readonly pastErrors: readonly PastError[];
  readonly methods: readonly MethodRecord[];
  /** Methods for parts of days; empty when none were asked for. */
  readonly slotMethods: readonly MethodRecord[];
  /** Days of history that hardly count because all others contradict them: outages, spikes, mistakes. */
  readonly doubted: readonly DoubtedDay[];
}

/** A day of history that hardly counts. */
export interface DoubtedDay {
  readonly date: LocalDate;
  readonly calls: number;
  /** Calls that the other days would have expected. */
  readonly expectedCalls: number;
}
