import type { YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadEvents, type PlanEvent } from '../db/plan-events.ts';
import { listPlans as listStored, loadPlan, type PlanSummary, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { listWhatIfVersions, type VersionKey } from '../db/what-if-plans.ts';
import {
  mayReturn,
  type SigningRight,
  type SignOffProgress,
  signingRight,
  signOffProgress,
  signOffRule,
} from '../documents/index.ts';
import { maskedForCity, type PlanDifference, planDifferences } from '../plan/index.ts';
import { eventsForCity, isForCity, requireVisible } from './city-view.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { signOffActs } from './plan-step.ts';
import { signerOf } from './sign-off.ts';

/** A version with what is said of it. For the city the contents are masked. */
export interface PlanVersionView {
  readonly contract: Contract;
  readonly plan: PlanVersion;
  /** The version that this one was made from, or null; for the city the nearest such that it may see. */
  readonly previous: PlanVersion | null;
  readonly events: readonly PlanEvent[];
  readonly differences: readonly PlanDifference[];
  /** How far the sign-off has come, and what the reader may do in it. */
  readonly signOff: {
    readonly progress: SignOffProgress;
    readonly right: SigningRight;
    readonly mayReturn: boolean;
  };
}

/**
 * A version of a month's plan. The city sees what was submitted to it and repairs of that, operators by code only.
 * @throws SekisuError `plan.not-found`, also for a version that the actor may not see
 */
export async function loadPlanVersion(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth; readonly version: number },
): Promise<PlanVersionView> {
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    const stored = await loadPlan(tx, input.month, input.version);
    requireVisible(actor, stored);
    const before = await comparedWith(tx, stored, actor);
    const mask = (plan: PlanVersion): PlanVersion =>
      actor.role === 'city' ? { ...plan, content: maskedForCity(plan.content) } : plan;
    const events = await loadEvents(tx, stored.id);
    const acts = signOffActs(contract, events);
    const rule = signOffRule(contract);
    const signer = await signerOf(tx, contract, actor);
    return {
      contract,
      plan: mask(stored),
      previous: before === null ? null : mask(before),
      events: actor.role === 'city' ? eventsForCity(stored, events) : events,
      signOff: {
        progress: signOffProgress(rule, stored.contentSha256, acts),
        right: signingRight(rule, stored.contentSha256, acts, signer),
        mayReturn: mayReturn(rule, stored.contentSha256, acts, signer.side),
      },
      differences: before === null ? [] : planDifferences(before.content, stored.content),
    };
  });
}

/** The version to compare with: drafts that came between are no matter of the city's. */
async function comparedWith(tx: Tx, plan: PlanVersion, actor: Actor): Promise<PlanVersion | null> {
  let version = plan.basedOnVersion;
  while (version !== null) {
    const earlier = await loadPlan(tx, plan.month, version);
    if (actor.role !== 'city' || isForCity(earlier)) return earlier;
    version = earlier.basedOnVersion;
  }
  return null;
}

/** Versions of every month that were made on assumptions, whoever may see them. */
export async function listWhatIfPlans(ctx: AppContext, actor: Actor): Promise<readonly VersionKey[]> {
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction((tx) => listWhatIfVersions(tx));
}

/** Versions of every month, newest first; for the city those that it may see. */
export async function listPlans(ctx: AppContext, actor: Actor): Promise<readonly PlanSummary[]> {
  requireRole(actor, 'manager', 'lead', 'city');
  const plans = await ctx.db.transaction((tx) => listStored(tx));
  return actor.role === 'city' ? plans.filter(isForCity) : plans;
}
