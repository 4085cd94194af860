import type { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { loadPlan, nextVersion, type PlanSummary, type PlanVersion, saveDraft } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { EditPlanInput } from '../plan/edit-plan.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';

/** Whether a version can be edited by hand: a draft that is neither submitted nor published. */
export function isOpenDraft(plan: Pick<PlanSummary, 'state' | 'publishedAt' | 'kind'>): boolean {
  return plan.state === 'draft' && plan.publishedAt === null && plan.kind === 'plan';
}

/**
 * The newest version of a month, to be edited.
 * @throws SekisuError `plan.not-found`, `plan.wrong-state` unless it is an open draft
 */
export async function loadOpenDraft(tx: Tx, month: YearMonth): Promise<PlanVersion> {
  const plan = await loadPlan(tx, month, 'latest');
  if (isOpenDraft(plan)) return plan;
  const state = plan.publishedAt !== null && plan.state === 'draft' ? 'published' : plan.state;
  throw new SekisuError('plan.wrong-state', { month: month.toString(), version: plan.version, state });
}

/**
 * The open draft of a month; where the newest version is submitted, decided or published, its next version as a draft
 * with the same content.
 * @throws SekisuError `plan.not-found`
 */
export async function draftOf(tx: Tx, ctx: AppContext, actor: Actor, month: YearMonth): Promise<PlanVersion> {
  const plan = await loadPlan(tx, month, 'latest');
  if (isOpenDraft(plan)) return plan;
  const version = await nextVersion(tx, month);
  const at = ctx.now();
  await saveDraft(tx, {
    month,
    version,
    kind: 'plan',
    basedOnVersion: plan.version,
    content: plan.content,
    contentSha256: plan.contentSha256,
    createdAt: at,
    createdBy: actor.userId,
  });
  await appendAudit(tx, {
    at,
    actor: actor.userId,
    origin: actor.origin,
    action: 'plan.drafted',
    subject: `${month} v${version}`,
    detail: { basedOnVersion: plan.version, sha256: plan.contentSha256 },
  });
  return loadPlan(tx, month, version);
}

/**
 * Opens a draft of a month for editing by hand; a month that has one keeps it.
 * @throws SekisuError `plan.not-found`
 */
export async function startDraft(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<{ readonly version: number }> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const { version } = await draftOf(tx, ctx, actor, input.month);
    return { version };
  });
}

/** What a version's edits are judged against, as the store has it now. */
export async function loadEditInput(tx: Tx, ctx: AppContext, plan: PlanVersion): Promise<EditPlanInput> {
  return {
    content: plan.content,
    contract: await loadContract(tx),
    staff: await loadStaff(tx),
    ...(await loadAround(tx, plan.month, japanDateTimeOf(ctx.now()).toLocalDate())),
  };
}
