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
  /** Calls offered, ≥ 0. */
  readonly calls: number;
  /** Parts of the day in order, the same length each; empty when only the day is known. */
  readonly slots: readonly SlotCalls[];
}

/** One open day to be forecast. */
export interface FutureDay {
  readonly date: LocalDate;
  /** Starts of the parts asked for, in minutes since midnight; empty when only the day is asked for. */
  readonly startMinutes: readonly number[];
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
  /** Open days up to the day of the forecast, in order, no date twice, at least one. */
  readonly history: readonly SeriesDay[];
  /** Open days to forecast, in order, after the history; all open days without a gap. */
  readonly openDays: readonly FutureDay[];
  readonly specialDays: readonly SpecialDay[];
  /** Batches posted or planned. */
  readonly mailings: readonly SeriesMailing[];
  readonly drivers: readonly Driver[];
  /** Open days of a week, 1 to 7. */
  readonly seasonDays: number;
  readonly without?: Ablation;
}

/** Calls expected, with bounds. */
export interface SeriesCalls {
  /** ≥ 0 */
  readonly mean: number;
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

/** A series' forecast. */
export interface SeriesForecast {
  readonly days: readonly SeriesDayForecast[];
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
