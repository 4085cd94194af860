import type { LocalDate } from '@js-joda/core';
import { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadPlan, type PlanVersion } from '../db/plans.ts';
import { listRosterEdits, type StoredRosterEdit } from '../db/roster-edits.ts';
import { loadStaff } from '../db/staff.ts';
import { SekisuError } from '../errors.ts';
import type { PlanDay } from '../plan/index.ts';
import type { StaffMember } from '../roster/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { isOpenDraft } from './open-draft.ts';

/** One cell of a month's newest roster, with what can be done to it. */
export interface CellView {
  readonly contract: Contract;
  readonly plan: PlanVersion;
  /** Whether the version can be edited as it stands. */
  readonly isOpen: boolean;
  readonly day: PlanDay;
  readonly person: StaffMember;
  /** Everybody, the person included. */
  readonly staff: readonly StaffMember[];
}

/** @throws SekisuError `plan.not-found`, `edit.unknown-cell` */
export async function loadCell(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly staffId: string },
): Promise<CellView> {
  requireRole(actor, 'manager');
  const { date, staffId } = input;
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    const plan = await loadPlan(tx, YearMonth.from(date), 'latest');
    const staff = await loadStaff(tx);
    const person = staff.find(({ id }) => id === staffId);
    const day = plan.content.days.find((entry) => entry.date === date.toString());
    if (person === undefined || day === undefined) {
      throw new SekisuError('edit.unknown-cell', { staff: staffId, date: date.toString() });
    }
    return { contract, plan, isOpen: isOpenDraft(plan), day, person, staff };
  });
}

/** The edits of a version that hold, latest first, at most so many. */
export async function loadRosterEdits(
  ctx: AppContext,
  actor: Actor,
  input: { readonly planId: number; readonly limit: number },
): Promise<readonly StoredRosterEdit[]> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction((tx) => listRosterEdits(tx, input.planId, input.limit));
}
