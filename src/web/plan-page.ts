import { LocalDate } from '@js-joda/core';
import type { AppContext } from '../app/context.ts';
import type { PlanVersionView } from '../app/load-plan-version.ts';
import { boxOfEvent } from '../app/plan-step.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDifference } from '../plan/index.ts';
import {
  callsText,
  dateTimeText,
  dayText,
  floorPercentText,
  type StaffingPlanReport,
} from '../report/index.ts';
import { type SignOffView, signOffView } from './sign-off-view.ts';

/** Differences of one kind. */
export interface DifferenceGroup {
  readonly titleKey: string;
  readonly lines: readonly string[];
}

/** What changed since the version before, in sentences, most telling first. */
export function differenceGroups(
  ctx: AppContext,
  view: PlanVersionView,
  language: Language,
): DifferenceGroup[] {
  const names = new Map(view.plan.content.staff.map((person) => [person.id, person.name]));
  // Operators come to the city with their code as name, and the code alone is said once.
  const called = (id: string): string => {
    const name = names.get(id) ?? id;
    return name === id ? id : `${id} ${name}`;
  };
  const text = (key: string, values: Record<string, string>): string =>
    ctx.render.translate(language, `review:difference.${key}`, values);
  const line = (entry: PlanDifference): string => {
    if (entry.kind === 'monthAnswerRate') {
      return text(entry.kind, {
        before: floorPercentText(entry.before),
        after: floorPercentText(entry.after),
      });
    }
    if (entry.kind === 'person') {
      return text(entry.isNew ? 'personNew' : 'personGone', { who: called(entry.staffId) });
    }
    const day = dayText(LocalDate.parse(entry.date), language);
    switch (entry.kind) {
      case 'shift':
        return text('shift', { day, who: called(entry.staffId), before: entry.before, after: entry.after });
      case 'breaks':
        return text('breaks', { day, who: called(entry.staffId) });
      case 'forecast':
      case 'required':
      case 'scheduled':
        return text(entry.kind, { day, before: callsText(entry.before), after: callsText(entry.after) });
    }
  };
  const kinds = [
    'monthAnswerRate',
    'person',
    'forecast',
    'required',
    'scheduled',
    'shift',
    'breaks',
  ] as const;
  return kinds
    .map((kind) => ({
      titleKey: `review:differenceTitle.${kind}`,
      lines: view.differences.filter((entry) => entry.kind === kind && isVisible(entry)).map(line),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** Rates that differ by less than the page shows would read as no difference at all. */
function isVisible(entry: PlanDifference): boolean {
  return entry.kind !== 'monthAnswerRate' || floorPercentText(entry.before) !== floorPercentText(entry.after);
}

/** The steps of a version's way, in order. */
export function eventLines(
  ctx: AppContext,
  view: Pick<PlanVersionView, 'events'>,
  language: Language,
): object[] {
  return view.events.map((event) => ({
    at: dateTimeText(japanDateTimeOf(event.at), language),
    name: event.actor.name,
    role: actedAs(ctx, event.actor.role, language),
    stepKey: `review:event.${event.step}`,
    step: event.step,
    comment: event.comment,
    place: event.place,
  }));
}

/** What somebody was when they acted: a role of ours, or the city's step of confirmation under its own label. */
function actedAs(ctx: AppContext, role: string, language: Language): string {
  return isOfContractor(role) || role === 'city' ? ctx.render.translate(language, `web:role.${role}`) : role;
}

/** Whether a step was taken on the contractor's side; on the city's, the step of confirmation stands for the role. */
export function isOfContractor(role: string): boolean {
  return ['administrator', 'manager', 'lead'].includes(role);
}

/** The sign-off of a version as its page shows it, and whether the reader's signatures would hand it to the city. */
export function planSignOff(
  view: PlanVersionView,
  language: Language,
): SignOffView & { readonly endsContractor: boolean } {
  const { contract, plan, signOff } = view;
  const signatures = view.events.flatMap((event) => {
    const box = boxOfEvent(contract, event);
    const isSignature = ['signed', 'submitted', 'confirmed'].includes(event.step);
    if (box === null || !isSignature || event.contentSha256 !== plan.contentSha256) return [];
    return [{ ...box, name: event.actor.name, at: event.at }];
  });
  const last = contract.documents.contractorSteps.length - 1;
  const { right } = signOff;
  return {
    ...signOffView(contract, signatures, signOff, language),
    endsContractor: right.kind === 'may' && right.side === 'contractor' && right.steps.includes(last),
  };
}

/** Places that a comment can name: headings, days and people's codes. */
export function placesOf(ctx: AppContext, report: StaffingPlanReport, language: Language): string[] {
  const sections = ['forecast', 'seats', 'roster', 'cover', 'findings'] as const;
  return [
    ...sections.map(
      (section, index) => `${index + 1} ${ctx.render.translate(language, `review:section.${section}`)}`,
    ),
    ...report.daySheets.map((sheet) => sheet.day),
    ...report.roster.rows.map((row) => row.code),
  ];
}
