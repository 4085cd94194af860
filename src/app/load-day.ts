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
  /** The version asked for, or the one in force: the one published last, or the newest while none is published. */
  readonly plan: PlanVersion;
  readonly day: PlanDay;
  /** Absences recorded for the day; reasons are private to lead and manager. */
  readonly absences: readonly Absence[];
}

/** @throws SekisuError `plan.day-not-in-plan` when no plan has the day */
export async function loadDay(
  ctx: AppContext,
  actor: Actor,
  input: {
    readonly date: LocalDate;
    /** A version of the month to look at instead of the one in force. */
    readonly version?: number;
  },
): Promise<DayView> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    const { plan, day } = await planInForce(tx, input.date, input.version);
    return { contract, plan, day, absences: await loadAbsences(tx, input.date, input.date) };
  });
}

/**
 * The version of a day's month that is in force, or another one that is asked for, and the day in it.
 * @throws SekisuError `plan.day-not-in-plan`
 */
export async function planInForce(
  tx: Tx,
  date: LocalDate,
  version?: number,
): Promise<{ readonly plan: PlanVersion; readonly day: PlanDay }> {
  const month = YearMonth.from(date);
  const versions = await listPlans(tx, month);
  const chosen =
    version === undefined
      ? (versions.find(({ publishedAt }) => publishedAt !== null) ?? versions[0])
      : versions.find((candidate) => candidate.version === version);
  const plan = chosen === undefined ? undefined : await loadPlan(tx, month, chosen.version);
  const day = plan?.content.days.find((candidate) => candidate.date === date.toString());
  if (plan === undefined || day === undefined) {
    throw new SekisuError('plan.day-not-in-plan', { date: date.toString() });
  }
  return { plan, day };
}
