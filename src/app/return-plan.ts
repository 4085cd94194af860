import { transition } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireState, takePlanStep } from './plan-step.ts';

/**
 * The city returns a submitted plan with a comment; the contractor answers with the next version.
 * @throws SekisuError `plan.comment-needed`, `plan.wrong-state`
 */
export async function returnPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'city');
  if ((input.comment ?? '').trim() === '') throw new SekisuError('plan.comment-needed');
  await takePlanStep(ctx, actor, input, 'returned', async (tx, plan) => {
    requireState(plan, 'submitted');
    await transition(tx, plan.id, 'returned', ctx.now());
  });
}
