import { appendAudit } from '../db/audit.ts';
import { saveChangeNotice } from '../db/change-notices.ts';
import { appendDeskEvent } from '../db/desk-cases.ts';
import { appendEvent } from '../db/plan-events.ts';
import { nextVersion, type PlanVersion, publishPlan, saveDraft } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import type { DeskAct } from '../plan/desk-case.ts';
import type { PlanContent } from '../plan/index.ts';
import { changedPersonDays } from '../plan/person-days.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type DeskGround, type DeskRef, lockedGround } from './desk-ground.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** A version that is published at once. */
export interface Repair {
  /** The month, without its simulation. */
  readonly content: PlanContent;
  /** People who are told of the changes of their own days. */
  readonly toldIds: readonly string[];
  /** What the version does to the case. */
  readonly kind: 'covered' | 'restored';
  /** For the audit; never why anybody is absent. */
  readonly audit: Readonly<Record<string, unknown>>;
}

/** What somebody decides about a case. */
export interface DeskDecision {
  readonly acts: readonly DeskAct[];
  /** Null when no version follows. */
  readonly repair: Repair | null;
  /** Keeps what else follows. @param planId id of the version that was published, or null */
  readonly save: (tx: Tx, planId: number | null) => Promise<void>;
}

/** A link for one person; its token is kept as a hash only. */
export interface NoticeLink {
  readonly staffId: string;
  readonly token: string;
}

/** What a decision led to. */
export interface DeskResult {
  /** Number of the version that was published, or null. */
  readonly version: number | null;
  /** Links to the notices, to be shown once. */
  readonly links: readonly NoticeLink[];
}

/**
 * One decision about a case: load, decide, save. A version that follows is simulated between two transactions, so that
 * nobody waits for it; the second looks again whether anybody has acted.
 * @throws SekisuError `role.not-allowed`, as `lockedGround`, and what `decide` throws
 */
export async function takeDeskStep(
  ctx: AppContext,
  actor: Actor,
  ref: DeskRef,
  decide: (tx: Tx, ground: DeskGround) => Promise<DeskDecision>,
): Promise<DeskResult> {
  requireRole(actor, 'lead', 'manager');
  const pending = await ctx.db.transaction(async (tx) => {
    const ground = await lockedGround(tx, ref);
    const decision = await decide(tx, ground);
    const { repair } = decision;
    if (repair !== null) return { decision, repair, contractJson: ground.contractJson };
    await appendActs(tx, ctx, actor, ground, decision.acts);
    await decision.save(tx, null);
    return null;
  });
  if (pending === null) return { version: null, links: [] };
  const { decision, repair } = pending;
  const simulation = await ctx.planner.simulatePlan(repair.content, pending.contractJson);
  return ctx.db.transaction(async (tx) => {
    const ground = await lockedGround(tx, ref);
    const simulated = { ...repair, content: { ...repair.content, simulation } };
    const { planId, version } = await publishRepair(tx, ctx, actor, ground.plan, simulated);
    await appendActs(tx, ctx, actor, ground, [...decision.acts, { kind: repair.kind, version }]);
    const links = await keepNotices(tx, ctx, ground, planId, simulated);
    await decision.save(tx, planId);
    return { version, links };
  });
}

async function appendActs(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  { deskCase, events }: DeskGround,
  acts: readonly DeskAct[],
): Promise<void> {
  const from = events.at(-1)?.number ?? 0;
  const who = { at: ctx.now(), by: actor.userId, byName: actor.name };
  for (const [index, act] of acts.entries()) {
    await appendDeskEvent(tx, deskCase.id, { number: from + index + 1, ...who, act });
    const detail = act.kind === 'chosen' ? { kind: act.kind, optionId: act.way.optionId } : act;
    await appendAudit(tx, {
      at: who.at,
      actor: actor.userId,
      origin: actor.origin,
      action: `desk.${act.kind}`,
      subject: `${deskCase.date} ${deskCase.id}`,
      detail,
    });
  }
}

async function publishRepair(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  plan: PlanVersion,
  { content, audit }: Repair,
): Promise<{ readonly planId: number; readonly version: number }> {
  const at = ctx.now();
  const { month } = plan;
  const version = await nextVersion(tx, month);
  const sha256 = contentSha256(content);
  const planId = await saveDraft(tx, {
    month,
    version,
    kind: 'repair',
    basedOnVersion: plan.version,
    content,
    contentSha256: sha256,
    createdAt: at,
    createdBy: actor.userId,
  });
  await publishPlan(tx, planId, { at, by: actor.userId });
  await appendEvent(tx, { planId, at, actor, step: 'published', comment: null, contentSha256: sha256 });
  const detail = { ...audit, sha256 };
  await appendAudit(tx, {
    at,
    actor: actor.userId,
    origin: actor.origin,
    action: 'plan.repaired',
    subject: `${month} v${version}`,
    detail,
  });
  return { planId, version };
}

/** Each person is told of their own days alone. */
async function keepNotices(
  tx: Tx,
  ctx: AppContext,
  { deskCase, plan }: DeskGround,
  planId: number,
  { content, toldIds }: Repair,
): Promise<readonly NoticeLink[]> {
  const changes = changedPersonDays(plan.content, content);
  const links: NoticeLink[] = [];
  for (const staffId of toldIds) {
    const own = changes.filter((change) => change.staffId === staffId);
    if (own.length === 0) continue;
    const token = newToken();
    const tokenHash = hashOfToken(token);
    const at = ctx.now();
    await saveChangeNotice(tx, { tokenHash, caseId: deskCase.id, planId, staffId, changes: own, at });
    links.push({ staffId, token });
  }
  return links;
}
