import { transition } from '../db/plans.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireNewest, requireState, takePlanStep } from './plan-step.ts';
import { requireSigningRight } from './sign-off.ts';
import { simulateDraft } from './simulate-draft.ts';

/**
 * Signs every step of the contractor that is open and that the actor may take, each as an act of its own. With the last
 * one the plan is submitted to the city and its content never changes any more.
 * @throws SekisuError `plan.wrong-state`, `plan.not-newest`, `sign-off.…` when it is somebody else's turn
 */
export async function submitPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  await signAsContractor(ctx, actor, input, Number.POSITIVE_INFINITY);
}

/** As `submitPlan`, the next step alone. @throws SekisuError as `submitPlan` */
export async function signPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  await signAsContractor(ctx, actor, input, 1);
}

async function signAsContractor(
  ctx: AppContext,
  actor: Actor,
  input: PlanStepInput,
  mostSteps: number,
): Promise<void> {
  requireRole(actor, 'manager');
  // What is signed has its figures with it: working them out afterwards would make the signature void.
  await simulateDraft(ctx, input);
  await takePlanStep(ctx, actor, input, async (tx, { plan, contract, acts, signer }) => {
    requireState(plan, 'draft');
    // A repair is published at once and shown to the city, which never approves who covers: nothing is left to submit.
    if (plan.kind === 'repair') {
      const { month, version } = plan;
      throw new SekisuError('plan.wrong-state', { month: month.toString(), version, state: 'published' });
    }
    await requireNewest(tx, plan);
    const { steps } = requireSigningRight(contract, plan.contentSha256, acts, signer);
    const taken = steps.slice(0, mostSteps);
    const last = contract.documents.contractorSteps.length - 1;
    if (taken.includes(last)) await transition(tx, plan.id, 'submitted', ctx.now());
    return taken.map((stepIndex) => ({ step: stepIndex === last ? 'submitted' : 'signed', stepIndex }));
  });
}
