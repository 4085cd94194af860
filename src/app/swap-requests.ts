import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { loadPlan, type PlanVersion } from '../db/plans.ts';
import {
  decideSwapRequest,
  findSwapRequest,
  listSwapRequests,
  type SwapRequest,
  saveSwapRequest,
} from '../db/swap-requests.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type EditPlanInput, judgeEdit, type PlanEdit } from '../plan/edit-plan.ts';
import type { RosterEdit } from '../roster/edit-roster.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { applyEdit } from './edit-roster.ts';
import { draftOf, loadEditInput } from './open-draft.ts';

/** Two people and the days of which each takes the other's duty. */
export interface SwapInput {
  readonly staffIds: readonly [string, string];
  /** One day, or two of the same month. */
  readonly dates: readonly LocalDate[];
  readonly note: string | null;
}

/** A request with what every rule says of it, on the newest version. */
export interface JudgedSwap {
  readonly request: SwapRequest;
  /** Null once decided, or when the roster does not have the people or days any more. */
  readonly judged: PlanEdit | null;
}

/** The requests of a month. */
export interface SwapsView {
  readonly contract: Contract;
  readonly plan: PlanVersion;
  /** Open ones first, each latest first. */
  readonly swaps: readonly JudgedSwap[];
}

/** @throws SekisuError `plan.not-found` */
export async function loadSwaps(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<SwapsView> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.month, 'latest');
    const ground = await loadEditInput(tx, ctx, plan);
    const requests = await listSwapRequests(tx, input.month);
    const swaps = requests.map((request) => ({ request, judged: judge(ground, request) }));
    const rank = ({ request }: JudgedSwap): number => (request.decision === null ? 0 : 1);
    return {
      contract: await loadContract(tx),
      plan,
      swaps: swaps.toSorted((one, other) => rank(one) - rank(other)),
    };
  });
}

/**
 * Notes that two people want to swap; every rule is asked, and nothing changes until a manager accepts.
 * @throws SekisuError `input.invalid` for one person with themselves, no day, more than two days or days of two months,
 * `edit.unknown-cell`, `edit.no-shift` when neither works on any of the days, `plan.not-found`
 */
export async function requestSwap(
  ctx: AppContext,
  actor: Actor,
  input: SwapInput,
): Promise<{ readonly id: number; readonly judged: PlanEdit }> {
  requireRole(actor, 'manager', 'lead');
  const month = monthOfSwap(input);
  return ctx.db.transaction(async (tx) => {
    const plan = await loadPlan(tx, month, 'latest');
    const ground = await loadEditInput(tx, ctx, plan);
    requireOnRoster(ground, input);
    const judged = judgeEdit(withConsent(ground, input), swapOf(input));
    if (judged.cells.length === 0) {
      const [staff] = input.staffIds;
      throw new SekisuError('edit.no-shift', { staff, date: input.dates.join(', ') });
    }
    const at = ctx.now();
    const { staffIds, dates } = input;
    const note = input.note?.trim() || null;
    const id = await saveSwapRequest(tx, {
      month,
      staffIds,
      dates,
      note,
      requestedBy: actor.userId,
      requestedAt: at,
    });
    await audit(tx, ctx, actor, 'swap.requested', { id, month, staffIds, dates });
    return { id, judged };
  });
}

/**
 * Accepts a request: the swap goes into the month's open draft, or into a new one where the newest version is submitted or
 * published; publishing it is another step. Both people have agreed to what changes for them.
 * @throws SekisuError `swap.not-open`, and as `editRoster`
 */
export async function acceptSwap(
  ctx: AppContext,
  actor: Actor,
  { id }: { readonly id: number },
): Promise<{ readonly month: YearMonth; readonly version: number }> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const request = await openRequest(tx, id);
    const plan = await draftOf(tx, ctx, actor, request.month);
    // Before the edit, so that its rules know of the consent.
    await decide(tx, ctx, actor, request, 'accepted', plan.id);
    await applyEdit(tx, ctx, actor, plan, swapOf(request));
    return { month: request.month, version: plan.version };
  });
}

/** Declines a request. @throws SekisuError `swap.not-open` */
export async function declineSwap(
  ctx: AppContext,
  actor: Actor,
  { id }: { readonly id: number },
): Promise<{ readonly month: YearMonth }> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const request = await openRequest(tx, id);
    await decide(tx, ctx, actor, request, 'declined', null);
    return { month: request.month };
  });
}

async function openRequest(tx: Tx, id: number): Promise<SwapRequest> {
  const request = await findSwapRequest(tx, id);
  if (request === null || request.decision !== null) throw new SekisuError('swap.not-open');
  return request;
}

async function decide(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  request: SwapRequest,
  to: 'accepted' | 'declined',
  planId: number | null,
): Promise<void> {
  const decision = { to, by: actor.userId, at: ctx.now(), planId };
  if (!(await decideSwapRequest(tx, request.id, decision))) throw new SekisuError('swap.not-open');
  await audit(tx, ctx, actor, `swap.${to}`, request);
}

async function audit(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  action: string,
  { id, month, staffIds, dates }: Pick<SwapRequest, 'id' | 'month' | 'staffIds' | 'dates'>,
): Promise<void> {
  // The note is private: the audit names the act, not why.
  const detail = { id, staffIds, dates: dates.map((date) => date.toString()) };
  await appendAudit(tx, {
    at: ctx.now(),
    actor: actor.userId,
    origin: actor.origin,
    action,
    subject: month.toString(),
    detail,
  });
}

function monthOfSwap({ staffIds, dates }: SwapInput): YearMonth {
  const [first, second] = dates;
  if (first === undefined || dates.length > 2 || (second !== undefined && first.equals(second))) {
    throw new SekisuError('input.invalid', { field: 'dates', problem: '1–2' });
  }
  const month = YearMonth.from(first);
  if (second !== undefined && !YearMonth.from(second).equals(month)) {
    throw new SekisuError('input.invalid', { field: 'dates', problem: month.toString() });
  }
  if (staffIds[0] === staffIds[1]) {
    throw new SekisuError('input.invalid', { field: 'staffIds', problem: `≠ ${staffIds[0]}` });
  }
  return month;
}

function requireOnRoster(ground: EditPlanInput, { staffIds, dates }: SwapInput): void {
  const unknown = staffIds.find((staffId) => ground.staff.every(({ id }) => id !== staffId));
  if (unknown === undefined) return;
  throw new SekisuError('edit.unknown-cell', { staff: unknown, date: dates[0]!.toString() });
}

function judge(ground: EditPlanInput, request: SwapRequest): PlanEdit | null {
  if (request.decision !== null) return null;
  try {
    return judgeEdit(withConsent(ground, request), swapOf(request));
  } catch (error) {
    // The person has left, or the day is closed now.
    if (error instanceof SekisuError && error.code === 'edit.unknown-cell') return null;
    throw error;
  }
}

function swapOf({ staffIds, dates }: Pick<SwapInput, 'staffIds' | 'dates'>): RosterEdit {
  return { kind: 'swap', staffIds, dates };
}

/** The same, knowing that both people asked for the change themselves. */
function withConsent(
  ground: EditPlanInput,
  { staffIds, dates }: Pick<SwapInput, 'staffIds' | 'dates'>,
): EditPlanInput {
  const { record } = ground;
  if (record === undefined || record.published === null) return ground;
  const asked = staffIds.flatMap((staffId) => dates.map((date) => ({ staffId, date })));
  const settled = [...record.published.settled, ...asked];
  return { ...ground, record: { ...record, published: { ...record.published, settled } } };
}
