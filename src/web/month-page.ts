import { LocalDate, YearMonth } from '@js-joda/core';
import type { Actor } from '../app/context.ts';
import { knownVersionOf } from '../app/known-version.ts';
import type { MonthView } from '../app/load-month.ts';
import { daysOfMonth, japanDateTimeOf, openDaysOfMonth, openingOf } from '../calendar/index.ts';
import { isInTerm } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import {
  callsText,
  ceilPercentText,
  dateTimeText,
  dayText,
  floorPercentText,
  monthText,
  type StaffingPlanReport,
} from '../report/index.ts';
import { usualChangePrice } from './plan-form.ts';
import type { StoredPlan } from './plan-report.ts';

/** What the month's page shows besides the report of its newest version. */
export interface MonthPage {
  readonly month: string;
  readonly monthText: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly canPlan: boolean;
  readonly versions: readonly object[];
  readonly overrides: readonly object[];
  readonly openDays: readonly { readonly value: string; readonly text: string }[];
  readonly usualKnowledgeDate: string;
  /** The roster that a new plan can keep; null before the first. */
  readonly known: { readonly version: number; readonly isPublished: boolean } | null;
  readonly usualChangePrice: number;
  readonly hasPendingOverride: boolean;
}

/** The frame of a month, with or without a plan. */
export function monthPage(view: MonthView, month: YearMonth, actor: Actor, language: Language): MonthPage {
  const hrefOf = (other: YearMonth): string | null =>
    isInTerm(view.contract, other) ? `/months/${other}` : null;
  const overrides = view.overrides.map((override) => ({
    date: override.date.toString(),
    day: dayText(override.date, language),
    calls: callsText(override.calls),
    reason: override.reason,
    isPending: isPending(view.plan, override.date.toString(), override.calls),
  }));
  const known = knownVersionOf(view.versions);
  return {
    month: month.toString(),
    monthText: monthText(month, language),
    previousHref: hrefOf(month.minusMonths(1)),
    nextHref: hrefOf(month.plusMonths(1)),
    canPlan: actor.role === 'manager',
    versions: view.versions.map((version) =>
      versionRow(version, language, view.whatIfVersions.includes(version.version)),
    ),
    overrides,
    openDays: openDaysOfMonth(view.contract.opening, month).map(({ date }) => ({
      value: date.toString(),
      text: dayText(date, language),
    })),
    usualKnowledgeDate: month.minusMonths(1).atDay(20).toString(),
    known: known === null ? null : { version: known.version, isPublished: known.publishedAt !== null },
    usualChangePrice,
    hasPendingOverride: overrides.some((override) => override.isPending),
  };
}

/** What the newest version's roster changes, with its list where there is one; null for a first version. */
export function changesOf({ plan, changes }: MonthView): object | null {
  if (plan === null || changes === null) return null;
  const isSame = changes.personDays === 0 && changes.movedBreaks === 0;
  // A version's page lists what is otherwise than in the one that it was made from.
  const isListed = !isSame && changes.version === plan.basedOnVersion;
  return { ...changes, isSame, href: isListed ? `/plans/${plan.month}/${plan.version}#differences` : null };
}

/** How near a plan's roster is to the cheapest; null where the plan does not know. */
export function proofOf({ content }: StoredPlan): object | null {
  if (content.roster === undefined) return null;
  const { costHours, boundHours } = content.roster;
  // A share of nothing says nothing.
  const isProven = boundHours !== null && boundHours > 0;
  return {
    costHours,
    boundHours,
    isLeast: costHours === boundHours,
    gap: isProven ? ceilPercentText(costHours / boundHours - 1) : null,
  };
}

/** A repair is published without being submitted; to call it a draft as well would confuse. */
export function showsState(version: Pick<MonthView['versions'][number], 'state' | 'publishedAt'>): boolean {
  return version.state !== 'draft' || version.publishedAt === null;
}

/** One version in a list of versions. @param isWhatIf whether it was made on assumptions */
export function versionRow(
  version: MonthView['versions'][number],
  language: Language,
  isWhatIf: boolean,
): object {
  const at = (instant: Parameters<typeof japanDateTimeOf>[0] | null): string | null =>
    instant === null ? null : dateTimeText(japanDateTimeOf(instant), language);
  return {
    href: `/plans/${version.month}/${version.version}`,
    version: version.version,
    kindKey: `web:kind.${version.kind}`,
    isWhatIf,
    state: version.state,
    stateKey: `web:state.${version.state}`,
    showsState: showsState(version),
    isPublished: version.publishedAt !== null,
    createdAt: at(version.createdAt),
    submittedAt: at(version.submittedAt),
    publishedAt: at(version.publishedAt),
  };
}

/** A day of the strip above the month. */
interface StripDay {
  readonly number: number;
  readonly weekday: string;
  /** Null on closed days. */
  readonly href: string | null;
  readonly isClosed: boolean;
  readonly closedReason: string | null;
  /** 祝 for a national holiday, else empty. */
  readonly isHoliday: boolean;
  readonly isBusy: boolean;
  readonly isOverridden: boolean;
  /** Letters posted on the day, null when none. */
  readonly letters: string | null;
  readonly calls: string;
  readonly answerRate: string;
  readonly isBelowTarget: boolean;
}

/** Every day of the month with what happens on it. */
export function stripOf(
  view: MonthView,
  plan: StoredPlan,
  report: StaffingPlanReport,
  language: Language,
): StripDay[] {
  const { content } = plan;
  const holidays = new Set(view.holidays.map(({ date }) => date.toString()));
  return daysOfMonth(YearMonth.parse(content.month)).map((date, index) => {
    const text = date.toString();
    const day = content.days.find((candidate) => candidate.date === text);
    const opening = openingOf(view.contract.opening, date);
    const letters = content.mailings
      .filter((mailing) => mailing.postedOn === text && mailing.isExpected !== true)
      .reduce((sum, mailing) => sum + mailing.letters, 0);
    return {
      number: date.dayOfMonth(),
      weekday: report.roster.days[index]!.weekday,
      href: day === undefined ? null : `/days/${text}`,
      isClosed: day === undefined,
      closedReason: opening.kind === 'closed' ? opening.reason[language] : null,
      isHoliday: holidays.has(text),
      isBusy: day?.season === 'busy',
      isOverridden: day !== undefined && day.override !== null,
      letters: letters > 0 ? callsText(letters) : null,
      calls: day === undefined ? '' : callsText(day.forecastCalls),
      answerRate: day === undefined ? '' : numberOf(floorPercentText(day.answerRate)),
      isBelowTarget: day !== undefined && day.answerRate < content.assumptions.targetAnswerRate,
    };
  });
}

/** The table of seats as the screen has it: open days across, intervals down. */
export function seatGridOf(plan: StoredPlan, report: StaffingPlanReport): object {
  const { columns, rows } = report.seats;
  return {
    days: plan.content.days.map((day, index) => {
      const date = LocalDate.parse(day.date);
      return {
        href: `/days/${day.date}`,
        number: date.dayOfMonth(),
        weekday: report.roster.days[date.dayOfMonth() - 1]!.weekday,
        answerRate: numberOf(rows[index]!.answerRate),
        isBelowTarget: rows[index]!.isBelowTarget,
      };
    }),
    intervals: columns.map((column, index) => ({
      start: column.start,
      isFullHour: column.isFullHour,
      cells: rows.map((row) => row.cells[index] ?? null),
    })),
  };
}

/** A finding as a list shows it. */
export interface FindingLine {
  readonly level: 'H' | 'W' | 'I';
  readonly levelKey: string;
  readonly where: string;
  /** Null where the reader may know only that a private rule spoke. */
  readonly text: string | null;
}

/** The findings of a report by weight, what must be acted on first. */
export function findingsByLevel(report: StaffingPlanReport): {
  readonly level: FindingLine['level'];
  readonly levelKey: string;
  readonly isNote: boolean;
  readonly findings: readonly FindingLine[];
}[] {
  const all = report.findings.flatMap((group) => group.findings);
  return (['H', 'W', 'I'] as const).map((level) => ({
    level,
    levelKey: `web:level.${level}`,
    isNote: level === 'I',
    findings: all
      .filter((finding) => finding.level === level)
      .map(({ where, text }) => ({ level, levelKey: `web:level.${level}`, where, text })),
  }));
}

/** A percentage without its sign, for columns whose head has it. */
function numberOf(percentText: string): string {
  return percentText.replace(/\s*%/, '');
}

/** Whether a correction is not in the plan yet. */
function isPending(plan: StoredPlan | null, date: string, calls: number): boolean {
  const day = plan?.content.days.find((candidate) => candidate.date === date);
  return plan !== null && Math.abs((day?.override?.calls ?? -1) - calls) > 1e-9;
}
