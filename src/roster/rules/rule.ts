import type { LocalDate, YearMonth } from '@js-joda/core';
import { formatTime, type TimeRange } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import { type DatedShift, shiftsOf } from '../dated-shifts.ts';
import type { DayDemand } from '../demand.ts';
import type { Finding, FindingLevel } from '../finding.ts';
import type { LabourRecord } from '../labour-record.ts';
import { labourOf } from '../personal-labour.ts';
import type { RosterDay } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { type HoursTerms, monthSum, type WorkedDay, type WorkedSum, workedDays } from '../working-hours.ts';
import { type RuleId, ruleTexts, unverifiedNote, unverifiedRules } from './texts.ts';

export { type DatedShift, shiftsOf };

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
  /** Earlier months and what is published; nothing of it is known when it is not given. */
  readonly record?: LabourRecord;
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
    `${ruleTexts[rule][language]}${unverifiedRules.has(rule) ? unverifiedNote[language] : ''}`
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

const daysByContext = new WeakMap<RuleContext, readonly RosterDay[]>();

/** The month's days with the published ones around it, in order of time. */
export function knownDays(context: RuleContext): readonly RosterDay[] {
  let days = daysByContext.get(context);
  if (days === undefined) {
    days = [...(context.daysBefore ?? []), ...context.days, ...(context.daysAfter ?? [])];
    daysByContext.set(context, days);
  }
  return days;
}

/** What a person's hours are measured by. */
export function termsOf(context: RuleContext, person: StaffMember): HoursTerms {
  return { contract: context.contract, person, fixedPeriods: context.record?.fixedPeriods ?? [] };
}

const hoursByContext = new WeakMap<RuleContext, Map<StaffMember, readonly WorkedDay[]>>();

/** A person's days of work among the known ones, with overtime and lost days off; worked out once per roster. */
export function hoursOfPerson(context: RuleContext, person: StaffMember): readonly WorkedDay[] {
  const hours = hoursByContext.get(context) ?? new Map<StaffMember, readonly WorkedDay[]>();
  hoursByContext.set(context, hours);
  const known =
    hours.get(person) ?? workedDays(shiftsOf(knownDays(context), person.id), termsOf(context, person));
  hours.set(person, known);
  return known;
}

/** A person's sums over the month of the roster. */
export function monthOf(context: RuleContext, person: StaffMember): WorkedSum {
  return monthSum(hoursOfPerson(context, person), context.month);
}

/** People whom 労基法4章 limits: all but those of 41条, who are exempt from hours, breaks and days off. */
export function limitedStaff({ staff }: RuleContext): readonly StaffMember[] {
  return staff.filter((person) => !labourOf(person).isManagerial);
}

/** H without a 36協定 filed by the date, W with one: it has no effect before it is filed (労基法36条1項). */
export function overtimeLevel({ contract }: RuleContext, date: LocalDate): FindingLevel {
  const filed = contract.labour.agreements.overtime36;
  return filed === null || filed.isAfter(date) ? 'H' : 'W';
}
