import { transition } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireNewest, requireState, takePlanStep } from './plan-step.ts';
import { simulateDraft } from './simulate-draft.ts';

/**
 * Submits the newest draft of a month to the city; from then on its content never changes.
 * @throws SekisuError `plan.wrong-state`, `plan.not-newest`
 */
export async function submitPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'manager');
  await simulateDraft(ctx, input);
  await takePlanStep(ctx, actor, input, 'submitted', async (tx, plan) => {
    requireState(plan, 'draft');
    // A repair is published at once and shown to the city, which never approves who covers: nothing is left to submit.
    if (plan.kind === 'repair') {
      const { month, version } = plan;
      throw new SekisuError('plan.wrong-state', { month: month.toString(), version, state: 'published' });
    }
    await requireNewest(tx, plan);
    await transition(tx, plan.id, 'submitted', ctx.now());
  });
}
