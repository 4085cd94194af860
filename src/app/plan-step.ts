import type { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { appendEvent, loadEvents, type PlanEvent } from '../db/plan-events.ts';
import { listPlans, loadPlan, lockMonth, type PlanState, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import type { SignOffAct } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { requireVisible } from './city-view.ts';
import type { Actor, AppContext } from './context.ts';
import { type ActingSigner, boxOf, signerOf } from './sign-off.ts';

/** A version of a month's plan, and what is said of it. */
export interface PlanStepInput {
  readonly month: YearMonth;
  readonly version: number;
  readonly comment?: string | null;
  /** Where in the plan the comment belongs, for example a heading or a day; null or left out for the whole. */
  readonly place?: string | null;
}

/** One act of a step: what is done, and the box that it stands in; the actor's own unless told. */
export interface PlanAct {
  readonly step: PlanEvent['step'];
  readonly stepIndex?: number;
  /** For an act of the city on paper, which the actor only records: who it was and what is said of it. */
  readonly onPaper?: { readonly name: string; readonly role: string; readonly comment: string };
}

/** What a step works on. */
export interface PlanInHand {
  readonly plan: PlanVersion;
  readonly contract: Contract;
  /** What was done before, as the sign-off counts it. */
  readonly acts: readonly SignOffAct[];
  readonly signer: ActingSigner;
}

/**
 * One step of a plan's way in one transaction: load the version, do the step, append its acts to the events and the log.
 * Of two who act on a month at once the second sees what the first did.
 * @param work gives the acts that were done; the comment is kept with the last of them
 * @throws SekisuError `plan.not-found`, and what `work` throws
 */
export async function takePlanStep(
  ctx: AppContext,
  actor: Actor,
  input: PlanStepInput,
  work: (tx: Tx, inHand: PlanInHand) => Promise<readonly PlanAct[]>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockMonth(tx, input.month);
    const plan = await loadPlan(tx, input.month, input.version);
    requireVisible(actor, plan);
    const contract = await loadContract(tx);
    const signer = await signerOf(tx, contract, actor);
    const events = await loadEvents(tx, plan.id);
    const done = await work(tx, { plan, contract, acts: signOffActs(contract, events), signer });
    for (const [index, act] of done.entries()) {
      const isLast = index === done.length - 1;
      await keepAct(tx, actor, plan, {
        act,
        at: ctx.now(),
        signer,
        box: act.stepIndex ?? boxOf(contract, signer),
        comment: isLast ? input.comment?.trim() || null : null,
        place: isLast ? input.place?.trim() || null : null,
      });
    }
  });
}

async function keepAct(
  tx: Tx,
  actor: Actor,
  plan: PlanVersion,
  kept: Pick<PlanEvent, 'at' | 'comment' | 'place'> & {
    readonly act: PlanAct;
    readonly signer: ActingSigner;
    readonly box: number;
  },
): Promise<void> {
  const { act, at, signer, box, comment, place } = kept;
  const { step, onPaper } = act;
  const side = onPaper === undefined ? signer.side : 'city';
  // A publication is the contractor's own act and stands in no box.
  const isBoxed = step !== 'published';
  await appendEvent(tx, {
    planId: plan.id,
    at,
    actor: {
      userId: actor.userId,
      name: onPaper?.name ?? actor.name,
      role: onPaper?.role ?? signer.position,
    },
    step,
    side: isBoxed ? side : null,
    stepIndex: isBoxed ? box : null,
    place,
    origin: actor.origin ?? null,
    comment: onPaper?.comment ?? comment,
    contentSha256: plan.contentSha256,
  });
  await appendAudit(tx, {
    at,
    actor: actor.userId,
    origin: actor.origin,
    action: `plan.${step}`,
    subject: `${plan.month} v${plan.version}`,
    detail: {
      sha256: plan.contentSha256,
      ...(isBoxed ? { side, step: box } : {}),
      ...(onPaper === undefined ? {} : { onPaper: onPaper.name }),
    },
  });
}

/** What a plan's events are to its sign-off. */
export function signOffActs(contract: Contract, events: readonly PlanEvent[]): SignOffAct[] {
  return events.flatMap((event): SignOffAct[] => {
    const box = boxOfEvent(contract, event);
    if (box === null || event.step === 'published') return [];
    const { contentSha256, actor } = event;
    return [{ ...box, action: actionOf[event.step], userId: actor.userId, contentSha256 }];
  });
}

/**
 * Box of the 承認欄 that an event belongs to; null for a publication. One older than boxes stands for its side as a whole,
 * in the last box, unless its actor's step is known.
 */
export function boxOfEvent(
  contract: Contract,
  event: PlanEvent,
): Pick<SignOffAct, 'side' | 'stepIndex'> | null {
  if (event.step === 'published') return null;
  if (event.side !== null && event.stepIndex !== null)
    return { side: event.side, stepIndex: event.stepIndex };
  const { contractorSteps, citySteps } = contract.documents;
  const { role } = event.actor;
  if (role === 'manager' || role === 'lead') {
    return { side: 'contractor', stepIndex: contractorSteps.length - 1 };
  }
  const known = citySteps.findIndex(({ ja, en }) => ja === role || en === role);
  return { side: 'city', stepIndex: known >= 0 ? known : citySteps.length - 1 };
}

/** What a step of a plan is to its sign-off. */
export const actionOf = {
  signed: 'approved',
  submitted: 'approved',
  confirmed: 'approved',
  returned: 'returned',
  commented: 'commented',
} as const;

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
