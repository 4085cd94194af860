import { transition } from '../db/plans.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireState, takePlanStep } from './plan-step.ts';
import { requireSigningRight } from './sign-off.ts';

/**
 * An official signs their step of the city's confirmation; with the last one the plan is confirmed. Confirming (確認) takes
 * note of the plan as a whole; it directs nobody (告示37号). An official without a step confirms for the whole office.
 * @throws SekisuError `plan.wrong-state`, `sign-off.…` when it is somebody else's turn
 */
export async function confirmPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'city');
  await takePlanStep(ctx, actor, input, async (tx, { plan, contract, acts, signer }) => {
    requireState(plan, 'submitted');
    const { steps } = requireSigningRight(contract, plan.contentSha256, acts, signer);
    const last = contract.documents.citySteps.length - 1;
    if (steps.includes(last)) await transition(tx, plan.id, 'confirmed', ctx.now());
    return steps.map((stepIndex) => ({ step: stepIndex === last ? 'confirmed' : 'signed', stepIndex }));
  });
}
