import { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import { furtherHalfHours } from '../plan/index.ts';
import { clockText, dayText, finePercentText, openProbabilityText } from './format.ts';

/** What further half hours of one person on the phone buy, one after another, most first. */
export interface HalfHoursSection {
  /** The month as planned. */
  readonly monthAnswerRate: string;
  readonly probability: string;
  /** Empty where no further person saves anything. */
  readonly rows: readonly {
    readonly day: string;
    readonly range: string;
    /** Calls with two decimals. */
    readonly savedCalls: string;
    /** The month with this half hour and those before it. */
    readonly monthAnswerRate: string;
    readonly probability: string;
  }[];
}

/** Half hours told on the page. */
const count = 5;

/** Takes some 0.1 s of a month of quarter hours, so it is no part of the report that every page is made of. */
export function halfHoursSection(plan: PlanDocument, language: Language): HalfHoursSection {
  return {
    monthAnswerRate: finePercentText(plan.monthAnswerRate),
    probability: openProbabilityText(plan.probabilityTargetMet, language),
    rows: furtherHalfHours(plan, count).map((found) => ({
      day: dayText(LocalDate.parse(found.date), language),
      range: `${clockText(found.start)}–${clockText(found.end)}`,
      savedCalls: found.savedCalls.toFixed(2),
      monthAnswerRate: finePercentText(found.monthAnswerRate),
      probability: openProbabilityText(found.probabilityTargetMet, language),
    })),
  };
}
