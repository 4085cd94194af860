import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { type Absence, loadAbsences } from '../db/absences.ts';
import { loadContract } from '../db/contracts.ts';
import { listPlans, loadPlan, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { PlanDay } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** What the day's screen shows. */
export interface DayView {
  readonly contract: Contract;
  /** The version in force: the one published last, or the newest while none is published. */
  readonly plan: PlanVersion;
  readonly day: PlanDay;
  /** Absences recorded for the day; reasons are private to lead and manager. */
  readonly absences: readonly Absence[];
}

/** @throws SekisuError `plan.day-not-in-plan` when no plan has the day */
export async function loadDay(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate },
): Promise<DayView> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    const { plan, day } = await planInForce(tx, input.date);
    return { contract, plan, day, absences: await loadAbsences(tx, input.date, input.date) };
  });
}

/**
 * The version of a day's month that is in force and the day in it.
 * @throws SekisuError `plan.day-not-in-plan`
 */
export async function planInForce(
  tx: Tx,
  date: LocalDate,
): Promise<{ readonly plan: PlanVersion; readonly day: PlanDay }> {
  const month = YearMonth.from(date);
  const versions = await listPlans(tx, month);
  const chosen = versions.find((version) => version.publishedAt !== null) ?? versions[0];
  const plan = chosen === undefined ? undefined : await loadPlan(tx, month, chosen.version);
  const day = plan?.content.days.find((candidate) => candidate.date === date.toString());
  if (plan === undefined || day === undefined) {
    throw new SekisuError('plan.day-not-in-plan', { date: date.toString() });
  }
  return { plan, day };
}
