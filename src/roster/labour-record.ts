import type { LocalDate } from '@js-joda/core';
import type { RosterDay } from './roster.ts';
import type { VariablePeriod } from './variable-hours.ts';

/** Minutes of one person in one month, by the month's published plan, each ≥ 0. */
export interface PastWork {
  readonly staffId: string;
  readonly workedMinutes: number;
  /** Over eight hours a day, forty a week or the variable limit; work on statutory days off not included. */
  readonly overtimeMinutes: number;
  /** On statutory days off (法定休日). */
  readonly holidayMinutes: number;
}

/** What people worked in a month before the plan's; who is not named worked nothing. */
export interface PastMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly people: readonly PastWork[];
}

/** The version that the staff knows, against which a change is measured. */
export interface PublishedShifts {
  readonly days: readonly RosterDay[];
  /** Days on which a person is away by themselves, or was asked and agreed: nobody's consent is missing there. */
  readonly settled: readonly { readonly staffId: string; readonly date: LocalDate }[];
}

/** A period of variable hours whose shifts were published before it began. */
export interface FixedPeriod extends VariablePeriod {
  /** Days of the period with the shifts as they were then. */
  readonly days: readonly RosterDay[];
}

/** What is known beside a roster: months before it, what was published of it, and the day on which it is looked at. */
export interface LabourRecord {
  /** Months with a published plan among the eleven before, in order of time; months without one are missing. */
  readonly pastMonths: readonly PastMonth[];
  /** Null when nothing of the month is published. */
  readonly published: PublishedShifts | null;
  readonly fixedPeriods: readonly FixedPeriod[];
  /** Null when it does not matter or is not known. */
  readonly today: LocalDate | null;
}
