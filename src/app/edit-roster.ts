import type { YearMonth } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { type PlanVersion, rewriteDraft } from '../db/plans.ts';
import { listRosterEdits, markUndone, saveRosterEdit } from '../db/roster-edits.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type EditedPlan, editedPlan, restoredPlan } from '../plan/edit-plan.ts';
import type { RosterEdit } from '../roster/edit-roster.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadEditInput, loadOpenDraft } from './open-draft.ts';

/** An edit of a month's open draft. */
export interface EditRosterInput {
  readonly month: YearMonth;
  readonly edit: RosterEdit;
}

/** What an edit did, and to which version. */
export interface EditRosterResult {
  readonly version: number;
  readonly edited: Omit<EditedPlan, 'content'>;
}

/**
 * Edits the roster of a month's open draft in place; what was there is kept for the undoing, and who did it for ever.
 * A broken rule is shown and blocks publishing, not editing.
 * @throws SekisuError `plan.wrong-state` unless the newest version is an open draft, `plan.changed-meanwhile`, and as
 * `editedDays`
 */
export async function editRoster(
  ctx: AppContext,
  actor: Actor,
  { month, edit }: EditRosterInput,
): Promise<EditRosterResult> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const plan = await loadOpenDraft(tx, month);
    const { content, ...edited } = await applyEdit(tx, ctx, actor, plan, edit);
    return { version: plan.version, edited };
  });
}

/**
 * Edits an open draft within a transaction; an edit that changes nothing leaves no trace.
 * @throws SekisuError as `editRoster`
 */
export async function applyEdit(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  plan: PlanVersion,
  edit: RosterEdit,
): Promise<EditedPlan> {
  const result = editedPlan(await loadEditInput(tx, ctx, plan), edit);
  if (result.cells.length === 0) return result;
  const sha256 = contentSha256(result.content);
  const at = ctx.now();
  await rewriteDraft(tx, plan.id, result.content, sha256, plan.contentSha256);
  const { cells, before } = result;
  const asked: unknown = JSON.parse(JSON.stringify(edit));
  await saveRosterEdit(tx, { planId: plan.id, at, by: actor.userId, edit: asked, cells, before });
  await appendAudit(tx, {
    at,
    actor: actor.userId,
    origin: actor.origin,
    action: 'roster.edited',
    subject: `${plan.month} v${plan.version}`,
    detail: { edit: asked, cells, sha256 },
  });
  return result;
}

/**
 * Takes back the last edit of a month's open draft that still holds.
 * @throws SekisuError `edit.nothing-to-undo`, `plan.wrong-state`, `plan.changed-meanwhile`
 */
export async function undoRosterEdit(
  ctx: AppContext,
  actor: Actor,
  { month }: { readonly month: YearMonth },
): Promise<EditRosterResult> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const plan = await loadOpenDraft(tx, month);
    const [last] = await listRosterEdits(tx, plan.id, 1);
    const at = ctx.now();
    if (last === undefined || !(await markUndone(tx, last.id, { by: actor.userId, at }))) {
      throw new SekisuError('edit.nothing-to-undo', { month: month.toString(), version: plan.version });
    }
    const { content, ...edited } = restoredPlan(await loadEditInput(tx, ctx, plan), last.before);
    const sha256 = contentSha256(content);
    await rewriteDraft(tx, plan.id, content, sha256, plan.contentSha256);
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'roster.edit-undone',
      subject: `${month} v${plan.version}`,
      detail: { edit: last.edit, cells: last.cells, sha256 },
    });
    return { version: plan.version, edited };
  });
}
