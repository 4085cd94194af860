import type { LocalDate } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { findContract } from '../db/contracts.ts';
import { findImprovementCase, type ImprovementCase, listImprovementCases } from '../db/improvements.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type ImprovementState, improvementState, isReportLate } from '../plan/improvement.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** An improvement case as it stands. */
export interface ImprovementView {
  readonly case: ImprovementCase;
  readonly state: ImprovementState<ImprovementCase['openedAt']>;
  readonly isLate: boolean;
}

/** Improvement cases with what the screens need beside them. */
export interface ImprovementsView {
  /** Null before any was imported. */
  readonly contract: Contract | null;
  readonly today: LocalDate;
  readonly cases: readonly ImprovementView[];
}

/** Every improvement case, the latest period first; to the city those that were reported to it. */
export async function loadImprovements(ctx: AppContext, actor: Actor): Promise<ImprovementsView> {
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction(async (tx) => {
    const today = japanDateTimeOf(ctx.now()).toLocalDate();
    const all = (await listImprovementCases(tx)).map((own) => viewOf(own, today));
    const contract = (await findContract(tx))?.contract ?? null;
    return { contract, today, cases: all.filter((view) => mayRead(actor, view)) };
  });
}

/** One improvement case. @throws SekisuError `improvement.not-found`, to the city also of one that was not reported to it */
export async function loadImprovement(
  ctx: AppContext,
  actor: Actor,
  id: number,
): Promise<ImprovementView & Omit<ImprovementsView, 'cases'>> {
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction(async (tx) => {
    const today = japanDateTimeOf(ctx.now()).toLocalDate();
    const view = viewOf(await requireCase(tx, id), today);
    if (!mayRead(actor, view)) throw new SekisuError('improvement.not-found', { id });
    return { ...view, today, contract: (await findContract(tx))?.contract ?? null };
  });
}

/** @throws SekisuError `improvement.not-found` */
export async function requireCase(tx: Tx, id: number): Promise<ImprovementCase> {
  const found = await findImprovementCase(tx, id);
  if (found === null) throw new SekisuError('improvement.not-found', { id });
  return found;
}

function viewOf(own: ImprovementCase, today: LocalDate): ImprovementView {
  const state = improvementState(own.events);
  return { case: own, state, isLate: isReportLate(own.reportDueOn, state, today) };
}

function mayRead(actor: Actor, { state }: ImprovementView): boolean {
  return actor.role !== 'city' || state.reported !== null;
}
