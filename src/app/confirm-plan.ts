import { transition } from '../db/plans.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireState, takePlanStep } from './plan-step.ts';

/**
 * The city confirms a submitted plan. Confirming (確認) takes note of the plan as a whole; it directs nobody (告示37号).
 * @throws SekisuError `plan.wrong-state`
 */
export async function confirmPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'city');
  await takePlanStep(ctx, actor, input, 'confirmed', async (tx, plan) => {
    requireState(plan, 'submitted');
    await transition(tx, plan.id, 'confirmed', ctx.now());
  });
}
