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
import { listPlans, loadPlan, nextVersion, type PlanVersion, saveDraft } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type PlanStage, rosterDaysOf } from '../plan/index.ts';
import { type WhatIfChange, whatIfOf } from '../plan/what-if-format.ts';
import { changedTask, leftOutIds } from '../plan/what-if-input.ts';
import { fairnessPrices, type KeptRoster, type StaffMember } from '../roster/index.ts';
import type { ForecastTask, PlanTask } from '../solver/planner.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { knownVersionOf } from './known-version.ts';
import { loadAround } from './load-around.ts';
import { ledgerUpTo } from './load-fairness.ts';
import { loadAskedPlan, requireSensible } from './what-if.ts';

/** Which plan to make. */
export interface MakePlanRequest {
  readonly month: YearMonth;
  /** Only what was known before this day counts; null = the 20th of the month before. */
  readonly knowledgeDate: LocalDate | null;
  /** Whether the roster that people know (`knownVersionOf`) is to change as little as may be; null = as is best. */
  readonly keep: KeepRequest | null;
  /** Makes a what-if plan: what is assumed to be otherwise; nothing of it is stored but in the plan. */
  readonly whatIf?: readonly WhatIfChange[];
}

/** How dear it is to change a roster that people know. */
export interface KeepRequest {
  /** What each person-day that is otherwise costs, in hours of paid work, 0 to `maximumChangePrice`. */
  readonly changePrice: number;
}

/** A change as dear as this, in hours of paid work, is made for rules, leave and missing operators alone. */
export const maximumChangePrice = 100;

/** Day of the month before on which a plan is made unless said otherwise. */
const usualKnowledgeDay = 20;
const searchSeed = 1;

/**
 * Makes a month's plan from what is in the store and keeps it as the month's next version, a draft. The thread works
 * outside any transaction; what it worked on was read in one.
 * @throws SekisuError `month.outside-term`, `data.missing`, `contract.not-found`, `input.invalid` for a price out of bounds,
 * `plan.not-found` when a roster is to be kept and the month has none
 */
export async function makePlan(
  ctx: AppContext,
  actor: Actor,
  request: MakePlanRequest,
  onProgress: (stage: PlanStage, doneFraction: number) => void = () => {},
): Promise<PlanVersion> {
  requireRole(actor, 'manager');
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  if (request.keep !== null) requireChangePrice(request.keep);
  const { task, known } = await ctx.db.transaction(async (tx) => ({
    task: await loadTask(tx, request, today),
    known: request.keep === null ? null : await loadKnownPlan(tx, request.month),
  }));
  const kept = keptRoster(request, known);
  const assumed = request.whatIf ?? [];
  const changed = assumed.length === 0 ? task : await whatIfTask(ctx, request.month, task, assumed);
  const content = await ctx.planner.makePlan({ ...changed, ...(kept === null ? {} : { kept }) }, onProgress);
  return ctx.db.transaction(async (tx) => {
    const version = await nextVersion(tx, request.month);
    const at = ctx.now();
    const sha256 = contentSha256(content);
    await saveDraft(tx, {
      month: request.month,
      version,
      kind: 'plan',
      basedOnVersion: known?.version ?? (version > 1 ? version - 1 : null),
      content,
      contentSha256: sha256,
      createdAt: at,
      createdBy: actor.userId,
    });
    const subject = `${request.month} v${version}`;
    const keptFrom = known === null ? {} : { keptVersion: known.version, ...request.keep };
    const detail = {
      sha256,
      ...keptFrom,
      ...(content.whatIf === undefined ? {} : { whatIf: content.whatIf }),
    };
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'plan.made',
      subject,
      detail,
    });
    return loadPlan(tx, request.month, version);
  });
}

/** The task under assumptions, which are noted with it; who is fewer follows from the plan that the question was about. */
async function whatIfTask(
  ctx: AppContext,
  month: YearMonth,
  task: PlanTask,
  changes: readonly WhatIfChange[],
): Promise<PlanTask> {
  requireSensible(month, changes);
  const { version, content } = await ctx.db.transaction((tx) => loadAskedPlan(tx, month));
  const leftOut = leftOutIds(content, changes);
  const forecast = await ctx.planner.forecast(forecastTaskOf(task));
  const sized = await ctx.planner.sizeForecast(forecast, task.contractJson);
  const before = { forecast, queueAhtSeconds: sized.queueAhtSeconds };
  const forecastOf = (own: ForecastTask) => ctx.planner.forecast(own);
  const changed = await changedTask(forecastTaskOf(task), before, changes, forecastOf);
  return {
    ...task,
    ...changed.task,
    staff: task.staff.filter(({ id }) => !leftOut.includes(id)),
    whatIf: whatIfOf(changes, version, leftOut),
  };
}

/** Just what a forecast is made from: the same task asked for twice is worked out once. */
function forecastTaskOf(task: PlanTask): ForecastTask {
  const { contractJson, month, knowledgeDate, history, mailings, events, drivers, historyDecisions } = task;
  const overrides = task.overrides.map(({ date, calls, reason }) => ({ date, calls, reason }));
  return {
    contractJson,
    month,
    knowledgeDate,
    history,
    mailings,
    events,
    drivers,
    historyDecisions,
    overrides,
  };
}

function requireChangePrice({ changePrice }: KeepRequest): void {
  if (changePrice >= 0 && changePrice <= maximumChangePrice) return;
  throw new SekisuError('input.invalid', { field: 'changePrice', problem: `0–${maximumChangePrice}` });
}

/** @throws SekisuError `plan.not-found` */
async function loadKnownPlan(tx: Tx, month: YearMonth): Promise<PlanVersion> {
  return loadPlan(tx, month, knownVersionOf(await listPlans(tx, month))?.version ?? 'latest');
}

function keptRoster({ keep }: MakePlanRequest, known: PlanVersion | null): KeptRoster | null {
  return keep === null || known === null ? null : { days: rosterDaysOf(known.content), ...keep };
}

/**
 * What a month's plan is made from, as the store has it, without a roster to keep.
 * @param today day on which it is made, for deadlines of labour law; null where they do not matter
 * @throws SekisuError `contract.not-found`, `month.outside-term`, `data.missing` without staff
 */
export async function loadTask(
  tx: Tx,
  request: Pick<MakePlanRequest, 'month' | 'knowledgeDate'>,
  today: LocalDate | null = null,
): Promise<PlanTask> {
  const { month } = request;
  const found = await findContract(tx);
  if (found === null) throw new SekisuError('contract.not-found');
  const { contract } = found;
  requireInTerm(contract, month);
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
    // Before anything is published everybody has had the same: nothing, and every price is 0.
    fairness: fairnessPrices(await ledgerUpTo(tx, contract, month, null)),
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
