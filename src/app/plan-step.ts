import type { YearMonth } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { appendEvent, type PlanEvent } from '../db/plan-events.ts';
import { listPlans, loadPlan, type PlanState, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { loadUser } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import { requireVisible } from './city-view.ts';
import type { Actor, AppContext } from './context.ts';

/** A version of a month's plan, and what is said of it. */
export interface PlanStepInput {
  readonly month: YearMonth;
  readonly version: number;
  readonly comment?: string | null;
}

/**
 * One step of a plan's way in one transaction: load the version, do the step, append the event and the audit entry.
 * @throws SekisuError `plan.not-found`, and what `work` throws
 */
export async function takePlanStep(
  ctx: AppContext,
  actor: Actor,
  input: PlanStepInput,
  step: PlanEvent['step'],
  work: (tx: Tx, plan: PlanVersion) => Promise<void>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.month, input.version);
    requireVisible(actor, plan);
    await work(tx, plan);
    const at = ctx.now();
    const comment = input.comment?.trim() || null;
    const { userId, name } = actor;
    const role = await positionOf(tx, actor);
    const contentSha256 = plan.contentSha256;
    await appendEvent(tx, {
      planId: plan.id,
      at,
      actor: { userId, name, role },
      step,
      comment,
      contentSha256,
    });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      action: `plan.${step}`,
      subject: `${plan.month} v${plan.version}`,
      detail: { sha256: plan.contentSha256 },
    });
  });
}

/** What the actor is at this moment, kept with the event: the city's step (担当, 係長, 課長) or the product's role. */
async function positionOf(tx: Tx, actor: Actor): Promise<string> {
  if (actor.role !== 'city') return actor.role;
  return (await loadUser(tx, actor.userId)).cityStep ?? actor.role;
}

/** @throws SekisuError `plan.wrong-state` unless the version is in one of the states */
export function requireState(plan: PlanVersion, ...states: readonly PlanState[]): void {
  if (states.includes(plan.state)) return;
  throw new SekisuError('plan.wrong-state', {
    month: plan.month.toString(),
    version: plan.version,
    state: plan.state,
  });
}

/** @throws SekisuError `plan.not-newest` when a later version of the month exists */
export async function requireNewest(tx: Tx, plan: PlanVersion): Promise<void> {
  const [newest] = await listPlans(tx, plan.month);
  if (newest?.version === plan.version) return;
  throw new SekisuError('plan.not-newest', { month: plan.month.toString(), version: plan.version });
}

/** @throws SekisuError `plan.has-hard-findings` when a rule that blocks publishing is broken */
export function requireNoHardFindings(plan: PlanVersion): void {
  const hard = plan.content.findings.filter((entry) => entry.level === 'H');
  if (hard.length === 0) return;
  throw new SekisuError('plan.has-hard-findings', {
    month: plan.month.toString(),
    version: plan.version,
    count: hard.length,
    first: hard[0]!.text,
  });
}
