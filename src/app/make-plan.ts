import type { LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { requireInTerm } from '../contract/index.ts';
import { loadAbsences } from '../db/absences.ts';
import { appendAudit } from '../db/audit.ts';
import { findContract } from '../db/contracts.ts';
import { loadHistory } from '../db/histories.ts';
import { loadHistoryDecisions } from '../db/history-decisions.ts';
import { loadDrivers, loadKnownEvents } from '../db/known-ahead.ts';
import { loadMailings } from '../db/mailings.ts';
import { loadOverrides } from '../db/overrides.ts';
import { loadPlan, nextVersion, type PlanVersion, saveDraft } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { PlanStage } from '../plan/index.ts';
import type { StaffMember } from '../roster/index.ts';
import type { PlanTask } from '../solver/planner.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';

/** Which plan to make. */
export interface MakePlanRequest {
  readonly month: YearMonth;
  /** Only what was known before this day counts; null = the 20th of the month before. */
  readonly knowledgeDate: LocalDate | null;
}

/** Day of the month before on which a plan is made unless said otherwise. */
const usualKnowledgeDay = 20;
const searchSeed = 1;

/**
 * Makes a month's plan from what is in the store and keeps it as the month's next version, a draft. The thread works
 * outside any transaction; what it worked on was read in one.
 * @throws SekisuError `month.outside-term`, `data.missing`, `contract.not-found`
 */
export async function makePlan(
  ctx: AppContext,
  actor: Actor,
  request: MakePlanRequest,
  onProgress: (stage: PlanStage, doneFraction: number) => void = () => {},
): Promise<PlanVersion> {
  requireRole(actor, 'manager');
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const task = await ctx.db.transaction((tx) => loadTask(tx, request, today));
  const content = await ctx.planner.makePlan(task, onProgress);
  return ctx.db.transaction(async (tx) => {
    const version = await nextVersion(tx, request.month);
    const at = ctx.now();
    const sha256 = contentSha256(content);
    await saveDraft(tx, {
      month: request.month,
      version,
      kind: 'plan',
      basedOnVersion: version > 1 ? version - 1 : null,
      content,
      contentSha256: sha256,
      createdAt: at,
      createdBy: actor.userId,
    });
    const subject = `${request.month} v${version}`;
    await appendAudit(tx, { at, actor: actor.userId, action: 'plan.made', subject, detail: { sha256 } });
    return loadPlan(tx, request.month, version);
  });
}

/**
 * What a month's plan is made from, as the store has it.
 * @param today day on which it is made, for deadlines of labour law; null where they do not matter
 * @throws SekisuError `contract.not-found`, `month.outside-term`, `data.missing` without staff
 */
export async function loadTask(
  tx: Tx,
  request: MakePlanRequest,
  today: LocalDate | null = null,
): Promise<PlanTask> {
  const { month } = request;
  const found = await findContract(tx);
  if (found === null) throw new SekisuError('contract.not-found');
  requireInTerm(found.contract, month);
  const knowledgeDate = request.knowledgeDate ?? month.minusMonths(1).atDay(usualKnowledgeDay);
  const staff = await loadStaffOf(tx, month);
  if (staff.length === 0) throw new SekisuError('data.missing', { what: '職員 (staff)' });
  return {
    contractJson: found.json,
    month,
    knowledgeDate,
    history: await loadHistory(tx, knowledgeDate),
    mailings: await loadMailings(tx),
    events: await loadKnownEvents(tx),
    drivers: await loadDrivers(tx),
    historyDecisions: (await loadHistoryDecisions(tx)).map(({ date, queueId, use }) => ({
      date,
      queueId,
      use,
    })),
    overrides: await loadOverrides(tx, month),
    staff,
    ...(await loadAround(tx, month, today)),
    seed: searchSeed,
  };
}

/** The staff; who was reported absent on a day of the month cannot work then, whatever their file says. */
async function loadStaffOf(tx: Tx, month: YearMonth): Promise<readonly StaffMember[]> {
  const absences = await loadAbsences(tx, month.atDay(1), month.atEndOfMonth());
  return (await loadStaff(tx)).map((person) => {
    const own = absences.filter((absence) => absence.staffId === person.id);
    const away = own.map(({ date, startMinute, endMinute }) => ({
      date,
      isoWeekday: null,
      startMinute,
      endMinute,
    }));
    return away.length === 0 ? person : { ...person, unavailable: [...person.unavailable, ...away] };
  });
}
