import type { PlanEvent } from '../db/plan-events.ts';
import type { PlanSummary } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import type { Actor } from './context.ts';

/** Whether the city may see a version: what was submitted, and repairs, which are published at once without asking it. */
export function isForCity(plan: PlanSummary): boolean {
  return plan.state !== 'draft' || (plan.kind === 'repair' && plan.publishedAt !== null);
}

/** @throws SekisuError `plan.not-found` for a version that the actor may not see, as if there were none */
export function requireVisible(actor: Actor, plan: PlanSummary): void {
  if (actor.role !== 'city' || isForCity(plan)) return;
  throw new SekisuError('plan.not-found', { month: plan.month.toString(), version: plan.version });
}

/** What the city may read of a version's way: what is about the content that was handed in, not earlier drafts of it. */
export function eventsForCity(plan: PlanSummary, events: readonly PlanEvent[]): readonly PlanEvent[] {
  return events.filter((event) => event.contentSha256 === plan.contentSha256);
}
