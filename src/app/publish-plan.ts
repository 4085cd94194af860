import { publishPlan as publishStored } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireNewest, requireNoHardFindings, takePlanStep } from './plan-step.ts';
import { simulateDraft } from './simulate-draft.ts';

/**
 * Publishes the newest version of a month to the staff: the contractor's own act, whatever the city has said of it.
 * @throws SekisuError `plan.has-hard-findings`, `plan.not-newest`, `plan.version-immutable` when published already
 */
export async function publishPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'manager');
  await simulateDraft(ctx, input);
  await takePlanStep(ctx, actor, input, async (tx, { plan }) => {
    if (plan.publishedAt !== null) throw new SekisuError('plan.version-immutable', { table: 'plan_version' });
    await requireNewest(tx, plan);
    requireNoHardFindings(plan);
    await publishStored(tx, plan.id, { at: ctx.now(), by: actor.userId });
    return [{ step: 'published' }];
  });
}
