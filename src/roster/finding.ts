import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';

/** H blocks publishing, W needs a reason to go on, I informs. */
export type FindingLevel = 'H' | 'W' | 'I';

/** One thing that a rule found. */
export interface Finding {
  /** Id of the rule, for example `labour.weekly-hours`. */
  readonly rule: string;
  readonly level: FindingLevel;
  /** Where: a date, a person, a range of minutes of the date; null where it does not apply. */
  readonly date: LocalDate | null;
  readonly staffId: string | null;
  readonly range: TimeRange | null;
  /** What was found and what to do, with the article where a law asks for it. People are named by code only. */
  readonly text: { readonly ja: string; readonly en: string };
  /** Where everybody is and which rule keeps them there; tells of leave, so it is for the contractor only. Null = nothing. */
  readonly why: { readonly ja: string; readonly en: string } | null;
}
