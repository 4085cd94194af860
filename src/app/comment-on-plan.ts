import { SekisuError } from '../errors.ts';
import { isForCity } from './city-view.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireState, takePlanStep } from './plan-step.ts';

/**
 * A comment of the city or the manager on a version that the city can read.
 * @throws SekisuError `plan.comment-needed`, `plan.wrong-state`
 */
export async function commentOnPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'city', 'manager');
  if ((input.comment ?? '').trim() === '') throw new SekisuError('plan.comment-needed');
  await takePlanStep(ctx, actor, input, async (_, { plan }) => {
    // A repair is shown to the city without being submitted; it may be spoken of all the same.
    if (!isForCity(plan)) requireState(plan, 'submitted', 'confirmed', 'returned');
    return [{ step: 'commented' }];
  });
}
