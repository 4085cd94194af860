import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { RosterEdit } from '../roster/edit-roster.ts';
import { type EditOutcome, edited, openEditing, type RosterScore } from '../roster/editing.ts';
import type { LabourRecord, RosterDay, StaffMember } from '../roster/index.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { demandsOf, formatShift, rosterDaysOf } from './plan-roster.ts';
import { formatFinding, withRoster } from './with-roster.ts';

/** A day's shifts and who of them was changed by hand, as the plan's format writes them. */
export type KeptDay = Pick<PlanDay, 'date' | 'shifts' | 'editedIds'>;

/** A plan and what it is checked against. */
export interface EditPlanInput {
  readonly content: PlanContent;
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Earlier months and what is published of this one. */
  readonly record?: LabourRecord;
}

/** What an edit of a plan's roster does. */
export interface PlanEdit {
  /** Findings that the edit brings, and those that it takes. */
  readonly appeared: PlanContent['findings'];
  readonly gone: PlanContent['findings'];
  readonly score: { readonly before: RosterScore; readonly after: RosterScore };
  /** People and days whose duty or breaks change. */
  readonly cells: readonly { readonly date: string; readonly staffId: string }[];
  /** The days that change, as they are before. */
  readonly before: readonly KeptDay[];
}

/** An edit and the whole plan after it. */
export interface EditedPlan extends PlanEdit {
  readonly content: PlanContent;
}

/**
 * What an edit would do, without the plan after it.
 * @throws SekisuError as `editedDays`; never for a broken rule
 */
export function judgeEdit(input: EditPlanInput, edit: RosterEdit): PlanEdit {
  return judged(input, edit).plan;
}

/**
 * A plan with its roster edited: seats, rates and findings follow, the cells are marked as changed by hand, and the
 * simulation goes, which was of another roster.
 * @throws SekisuError as `editedDays`; never for a broken rule
 */
export function editedPlan(input: EditPlanInput, edit: RosterEdit): EditedPlan {
  const { plan, outcome } = judged(input, edit);
  const marksOf = (day: PlanDay): readonly string[] => [
    ...(day.editedIds ?? []),
    ...plan.cells.filter(({ date }) => date === day.date).map(({ staffId }) => staffId),
  ];
  return { ...plan, content: planAfter(input, outcome, marksOf) };
}

/** A plan with some days as they were kept before an edit, marks included. */
export function restoredPlan(input: EditPlanInput, kept: readonly KeptDay[]): EditedPlan {
  const { plan, outcome } = judged(input, { kind: 'restore', days: rosterDaysOf({ days: kept }) });
  const marksOf = (day: PlanDay): readonly string[] =>
    (kept.find(({ date }) => date === day.date) ?? day).editedIds ?? [];
  return { ...plan, content: planAfter(input, outcome, marksOf) };
}

function judged(
  input: EditPlanInput,
  edit: RosterEdit,
): { readonly plan: PlanEdit; readonly outcome: EditOutcome } {
  const { content } = input;
  const editing = openEditing({
    contract: input.contract,
    month: YearMonth.parse(content.month),
    staff: input.staff,
    days: rosterDaysOf(content),
    demands: demandsOf(content),
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    ...(input.record === undefined ? {} : { record: input.record }),
  });
  const outcome = edited(editing, edit);
  const plan = {
    appeared: outcome.appeared.map(formatFinding),
    gone: outcome.gone.map(formatFinding),
    score: { before: editing.score, after: outcome.editing.score },
    cells: outcome.touched.map(({ date, staffId }) => ({ date: date.toString(), staffId })),
    before: outcome.before.map(({ date, shifts }) => ({
      date: date.toString(),
      shifts: shifts.map(formatShift),
      ...marked(content.days.find((day) => day.date === date.toString())?.editedIds ?? []),
    })),
  };
  return { plan, outcome };
}

function planAfter(
  input: EditPlanInput,
  outcome: EditOutcome,
  marksOf: (day: PlanDay) => readonly string[],
): PlanContent {
  const days = input.content.days.map((day) => {
    const { editedIds: _, ...unmarked } = day;
    return { ...unmarked, ...marked(marksOf(day)) };
  });
  const { check } = outcome.editing;
  return withRoster({ ...input, frame: { ...input.content, days }, days: outcome.days, check });
}

/** The mark of a day; a day without an edit has none, so that a plan that nobody edited stays as it was. */
function marked(staffIds: readonly string[]): Pick<PlanDay, 'editedIds'> {
  return staffIds.length === 0 ? {} : { editedIds: [...new Set(staffIds)].sort() };
}
