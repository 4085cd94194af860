import { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { findContract } from '../db/contracts.ts';
import { loadHistoryOfDays } from '../db/histories.ts';
import { openImprovementCase } from '../db/improvements.ts';
import { listPlans, loadPlan } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import type { HistoryInterval } from '../forecast/index.ts';
import { actualsOf } from '../plan/actuals.ts';
import { reportDueOn } from '../plan/improvement.ts';
import { missesOf } from '../plan/misses.ts';
import type { Actor, AppContext } from './context.ts';

/**
 * Opens an improvement case for every miss that newly counted calls show in months with a published plan: one per kind
 * and period, whatever became of it.
 * @param rows what was just kept
 */
export async function openMisses(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  rows: readonly HistoryInterval[],
): Promise<void> {
  const months = new Set(rows.map(({ date }) => YearMonth.from(date).toString()));
  const plans = await listPlans(tx);
  const at = ctx.now();
  const today = japanDateTimeOf(at).toLocalDate();
  for (const text of [...months].sort()) {
    const month = YearMonth.parse(text);
    const inForce = plans.find((plan) => plan.month.equals(month) && plan.publishedAt !== null);
    const contract = await findContract(tx);
    if (inForce === undefined || contract === null) continue;
    const { content, version } = await loadPlan(tx, month, inForce.version);
    const counted = await loadHistoryOfDays(tx, month.atDay(1), month.atEndOfMonth());
    for (const miss of missesOf(content, actualsOf(content, counted, today))) {
      const isNew = await openImprovementCase(tx, {
        ...miss,
        openedAt: at,
        openedBy: actor.userId,
        planVersion: version,
        reportDueOn: reportDueOn(contract.contract, today),
      });
      if (!isNew) continue;
      const subject = `${miss.kind} ${miss.period}`;
      const detail = miss.figures;
      await appendAudit(tx, {
        at,
        actor: actor.userId,
        origin: actor.origin,
        action: 'improvement.opened',
        subject,
        detail,
      });
    }
  }
}
