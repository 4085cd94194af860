import { YearMonth } from '@js-joda/core';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { listPlans, loadPlan, loadPublishedShifts } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { type PlanDay, rosterDaysOf } from '../plan/index.ts';
import { type FairnessLedger, fairnessLedger, type StaffMember } from '../roster/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** The ledger of a contract's term up to a month. */
export interface FairnessView {
  readonly contract: Contract;
  readonly month: YearMonth;
  /** Version of the month that is counted in, the newest; null = none, and the ledger ends with the month before. */
  readonly version: number | null;
  readonly staff: readonly Pick<StaffMember, 'id' | 'name' | 'role'>[];
  readonly ledger: FairnessLedger;
}

/**
 * Who had how much of what up to a month: published months of the term, and the newest version of the month itself.
 * For the contractor's own people only: the city directs nobody.
 * @throws SekisuError `contract.not-found`, `month.outside-term`
 */
export async function loadFairness(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<FairnessView> {
  requireRole(actor, 'manager', 'lead');
  const { month } = input;
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    requireInTerm(contract, month);
    const hasPlan = (await listPlans(tx, month)).length > 0;
    const plan = hasPlan ? await loadPlan(tx, month, 'latest') : null;
    const ledger = await ledgerUpTo(tx, contract, month, plan?.content.days ?? null);
    const staff = await loadStaff(tx);
    return { contract, month, version: plan?.version ?? null, staff, ledger };
  });
}

/**
 * The ledger of the term's published months before a month, and of a roster of the month if one is given. Without it, it is what
 * a new roster of the month is to even out; see `fairnessPrices`.
 */
export async function ledgerUpTo(
  tx: Tx,
  contract: Contract,
  month: YearMonth,
  own: readonly Pick<PlanDay, 'date' | 'shifts'>[] | null,
): Promise<FairnessLedger> {
  const start = YearMonth.from(contract.term.start);
  const published = await loadPublishedShifts(tx, start, month.minusMonths(1));
  const months = own === null ? published : [...published, { month, days: own }];
  return fairnessLedger({
    contract,
    staff: await loadStaff(tx),
    months: months.map((entry) => ({ month: entry.month, days: rosterDaysOf(entry) })),
  });
}
