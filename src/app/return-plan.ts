import { transition } from '../db/plans.ts';
import { mayReturn, signOffRule } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type PlanStepInput, requireNewest, requireState, takePlanStep } from './plan-step.ts';

/**
 * Anybody in the sign-off returns a plan with a comment. Returned by the city, the version ends and the contractor answers
 * with the next one; returned inside the contractor, the draft is to be changed: nobody signs this content any more.
 * @throws SekisuError `plan.comment-needed`, `plan.wrong-state`, `plan.not-newest`, `sign-off.not-returnable`
 */
export async function returnPlan(ctx: AppContext, actor: Actor, input: PlanStepInput): Promise<void> {
  requireRole(actor, 'city', 'manager');
  if ((input.comment ?? '').trim() === '') throw new SekisuError('plan.comment-needed');
  await takePlanStep(ctx, actor, input, async (tx, { plan, contract, acts, signer }) => {
    if (signer.side === 'city') requireState(plan, 'submitted');
    else {
      requireState(plan, 'draft');
      await requireNewest(tx, plan);
    }
    if (!mayReturn(signOffRule(contract), plan.contentSha256, acts, signer.side)) {
      throw new SekisuError('sign-off.not-returnable');
    }
    if (signer.side === 'city') await transition(tx, plan.id, 'returned', ctx.now());
    return [{ step: 'returned' }];
  });
}
