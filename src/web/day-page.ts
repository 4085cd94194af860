import { LocalDate } from '@js-joda/core';
import type { DayView } from '../app/load-day.ts';
import { isOpenDraft } from '../app/open-draft.ts';
import type { Language } from '../errors.ts';
import { dayText, floorPercentText, type StaffingPlanReport } from '../report/index.ts';
import { cellHref } from './cell-href.ts';

/** A run of time in which seats lack. */
export interface ShortRun {
  /** Clock times, 12:15–12:45. */
  readonly range: string;
  readonly seats: number;
}

/** What the day's page shows besides its day sheet. */
export interface DayPage {
  readonly date: string;
  readonly dayText: string;
  readonly answerRate: string;
  readonly monthAnswerRate: string;
  readonly target: string;
  readonly isBelowTarget: boolean;
  readonly shortRuns: readonly ShortRun[];
  /** Names of the people on call, empty when nobody is. */
  readonly standby: readonly string[];
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** One bar per interval; heights as shares of the day's most seats. */
  readonly bars: readonly object[];
  readonly version: number;
  readonly planHref: string;
  readonly isPublished: boolean;
  /** False when another version than the one in force was asked for: nobody is absent from a draft. */
  readonly isInForce: boolean;
}

/**
 * The answer first: rate, lacking seats and who is on call.
 * @param version asked for by number, or null for the one in force
 */
export function dayPage(
  view: DayView,
  report: StaffingPlanReport,
  language: Language,
  version: number | null = null,
): DayPage {
  const { plan, day } = view;
  const { days, assumptions, monthAnswerRate } = plan.content;
  const index = days.findIndex((candidate) => candidate.date === day.date);
  const hrefOf = (other: { readonly date: string } | undefined): string | null =>
    other === undefined ? null : `/days/${other.date}${version === null ? '' : `?version=${version}`}`;
  const nameOf = personNamer(view);
  const sheet = report.daySheets[index]!;
  const most = Math.max(1, ...day.intervals.flatMap((entry) => [entry.requiredSeats, entry.scheduledSeats]));
  return {
    date: day.date,
    dayText: dayText(LocalDate.parse(day.date), language),
    answerRate: floorPercentText(day.answerRate),
    monthAnswerRate: floorPercentText(monthAnswerRate),
    target: report.summary.target,
    isBelowTarget: day.answerRate < assumptions.targetAnswerRate,
    shortRuns: shortRunsOf(
      day.intervals.map((entry) => ({ ...entry, lacking: entry.requiredSeats - entry.scheduledSeats })),
    ),
    standby: day.shifts.filter((shift) => shift.standby).map((shift) => nameOf(shift.staffId)),
    previousHref: hrefOf(days[index - 1]),
    nextHref: hrefOf(days[index + 1]),
    bars: day.intervals.map((entry, position) => ({
      leftPercent: sheet.seats[position]!.leftPercent,
      widthPercent: sheet.seats[position]!.widthPercent,
      start: clock(entry.start),
      end: clock(entry.end),
      required: entry.requiredSeats,
      scheduled: entry.scheduledSeats,
      requiredPercent: Math.round((entry.requiredSeats / most) * 100),
      scheduledPercent: Math.round((entry.scheduledSeats / most) * 100),
      calls: entry.calls.toFixed(1),
      answerRate: floorPercentText(entry.answerRate),
      isShort: entry.scheduledSeats < entry.requiredSeats,
      // A narrow drawing says a number once for as long as it holds.
      isSame: entry.scheduledSeats === day.intervals[position - 1]?.scheduledSeats,
    })),
    version: plan.version,
    planHref: `/plans/${plan.month}/${plan.version}`,
    isPublished: plan.publishedAt !== null,
    isInForce: version === null,
  };
}

/** A day sheet whose people lead to their cells, where the version can be edited by hand. */
export function linkedSheet(
  view: DayView,
  sheet: StaffingPlanReport['daySheets'][number],
  isManager: boolean,
): object {
  if (!isManager || !isOpenDraft(view.plan)) return sheet;
  const { month } = view.plan.content;
  const people = sheet.people.map((person) => ({
    ...person,
    href: cellHref(month, view.day.date, person.code),
    isEdited: view.day.editedIds?.includes(person.code) === true,
  }));
  return { ...sheet, people, isEditable: true };
}

/** The name of a person of a plan, or the code when the plan does not know it. */
export function personNamer(view: Pick<DayView, 'plan'>): (staffId: string) => string {
  const names = new Map(view.plan.content.staff.map((person) => [person.id, person.name]));
  return (staffId) => names.get(staffId) ?? staffId;
}

/** Intervals that follow each other with the same lack, as runs. */
export function shortRunsOf(
  intervals: readonly { readonly start: string; readonly end: string; readonly lacking: number }[],
): ShortRun[] {
  const runs: { start: string; end: string; seats: number }[] = [];
  for (const { start, end, lacking } of intervals) {
    const last = runs.at(-1);
    if (lacking <= 0) continue;
    if (last !== undefined && last.end === start && last.seats === lacking) last.end = end;
    else runs.push({ start, end, seats: lacking });
  }
  return runs.map((run) => ({ range: `${clock(run.start)}–${clock(run.end)}`, seats: run.seats }));
}

/** A range of minutes since midnight as clock times. */
export function rangeOf(startMinute: number, endMinute: number): string {
  const text = (minute: number): string =>
    `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `${text(startMinute)}–${text(endMinute)}`;
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}
