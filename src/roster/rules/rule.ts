import type { LocalDate, YearMonth } from '@js-joda/core';
import { formatTime, type TimeRange } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DayDemand } from '../demand.ts';
import type { Finding, FindingLevel } from '../finding.ts';
import type { RosterDay, Shift } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { type RuleId, ruleTexts } from './texts.ts';

/** What every rule looks at: a month's roster and what it was made for. */
export interface RuleContext {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly staff: readonly StaffMember[];
  readonly days: readonly RosterDay[];
  /** Needs of the same days, in the same order. */
  readonly demands: readonly DayDemand[];
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, when the next month is published already. */
  readonly daysAfter?: readonly RosterDay[] | null;
}

/** One rule: looks at a roster and says what it found; an empty list means that the rule holds. */
export type Rule = (context: RuleContext) => readonly Finding[];

/** What a finding is about; a value that is not given does not apply. */
export interface FindingSubject {
  readonly date?: LocalDate;
  readonly staffId?: string;
  readonly range?: TimeRange;
  /** Further values of the sentence's placeholders. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Why it is so, for the contractor only. */
  readonly why?: { readonly ja: string; readonly en: string };
}

/** A finding with its rule's sentence, in which people stand by their code. */
export function finding(rule: RuleId, level: FindingLevel, subject: FindingSubject): Finding {
  const { date, staffId, range, values, why } = subject;
  const fill = (language: 'ja' | 'en'): string =>
    ruleTexts[rule][language]
      .replace(/\{(\w+)\}/g, (whole, name: string) => {
        if (name === 'date' && date !== undefined) return date.toString();
        if (name === 'staff' && staffId !== undefined) return staffId;
        if (name === 'from' && range !== undefined) return formatTime(range.startMinute);
        if (name === 'to' && range !== undefined) return formatTime(range.endMinute);
        const value = values?.[name];
        if (value === undefined) return whole;
        return String(value);
      })
      .trimEnd();
  return {
    rule,
    level,
    date: date ?? null,
    staffId: staffId ?? null,
    range: range ?? null,
    text: { ja: fill('ja'), en: fill('en') },
    why: why ?? null,
  };
}

/** Hours of some minutes, two decimals at most. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}

/** The month's days with the published ones around it, in order of time. */
export function knownDays(context: RuleContext): RosterDay[] {
  return [...(context.daysBefore ?? []), ...context.days, ...(context.daysAfter ?? [])];
}

/** A person's shift of a day with the day's date. */
export interface DatedShift {
  readonly date: LocalDate;
  readonly shift: Shift;
}

/** Shifts of a person in some days, in order of time; standbys included. */
export function shiftsOf(days: readonly RosterDay[], staffId: string): DatedShift[] {
  return days.flatMap((day) =>
    day.shifts.filter((shift) => shift.staffId === staffId).map((shift) => ({ date: day.date, shift })),
  );
}
