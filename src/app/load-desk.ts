import { type LocalDate, YearMonth } from '@js-joda/core';
import { type Absence, listAbsences } from '../db/absences.ts';
import { type ChangeNotice, listChangeNotices } from '../db/change-notices.ts';
import { type DeskCase, type DeskEvent, listDeskCases, loadDeskEvents } from '../db/desk-cases.ts';
import { listPlans } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { type DeskState, deskStateOf } from '../plan/desk-case.ts';
import { type CoverProposal, proposeCover } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { coverInput, deskGround, nowMinuteOn } from './desk-ground.ts';
import type { DayView } from './load-day.ts';

/** A case as the day's page shows it. */
export interface DeskCaseView {
  readonly deskCase: DeskCase;
  readonly events: readonly DeskEvent[];
  readonly state: DeskState;
  /** Absences of the case, wrong entries included. */
  readonly absences: readonly Absence[];
  readonly notices: readonly ChangeNotice[];
  /** Number of the version that covers it, or null. */
  readonly coveredByVersion: number | null;
}

/** Every case of a day, the oldest first. */
export async function loadDesk(
  ctx: AppContext,
  actor: Actor,
  { date }: { readonly date: LocalDate },
): Promise<readonly DeskCaseView[]> {
  requireRole(actor, 'lead', 'manager');
  return ctx.db.transaction((tx) => casesOf(tx, date));
}

/** The open case of a day with the ways to cover it. */
export interface OpenDesk {
  readonly view: DayView;
  readonly entry: DeskCaseView;
  readonly proposal: CoverProposal;
}

/** The open case of a day, or null when none is. @throws SekisuError `plan.day-not-in-plan` */
export async function loadOpenDesk(
  ctx: AppContext,
  actor: Actor,
  { date }: { readonly date: LocalDate },
): Promise<OpenDesk | null> {
  requireRole(actor, 'lead', 'manager');
  return ctx.db.transaction(async (tx) => {
    const entry = (await casesOf(tx, date)).find(({ deskCase }) => deskCase.state === 'open');
    if (entry === undefined) return null;
    const ground = await deskGround(tx, entry.deskCase);
    const cover = await coverInput(tx, ctx, ground, nowMinuteOn(ctx, date));
    const { contract, plan, day, absences } = ground;
    return { view: { contract, plan, day, absences }, entry, proposal: proposeCover(cover) };
  });
}

async function casesOf(tx: Tx, date: LocalDate): Promise<readonly DeskCaseView[]> {
  const cases = await listDeskCases(tx, date);
  if (cases.length === 0) return [];
  const absences = await listAbsences(tx, date, date);
  const versions = await listPlans(tx, YearMonth.from(date));
  const notices = await listChangeNotices(
    tx,
    cases.map(({ id }) => id),
  );
  const views: DeskCaseView[] = [];
  for (const deskCase of cases) {
    const events = await loadDeskEvents(tx, deskCase.id);
    views.push({
      deskCase,
      events,
      state: deskStateOf(events.map(({ act }) => act)),
      absences: absences.filter(({ caseId }) => caseId === deskCase.id),
      notices: notices.filter(({ caseId }) => caseId === deskCase.id),
      coveredByVersion: versions.find(({ id }) => id === deskCase.planId)?.version ?? null,
    });
  }
  return views;
}
