import { findContract } from '../db/contracts.ts';
import { loadPlan, rewriteDraft } from '../db/plans.ts';
import { contentSha256 } from './content-hash.ts';
import type { AppContext } from './context.ts';
import { isOpenDraft } from './open-draft.ts';
import type { PlanStepInput } from './plan-step.ts';

/**
 * Simulates the month of a draft that lost its simulation to an edit by hand, before it is submitted or published: what is
 * decided on has its figures with it. Any other version stays as it is; plans made before simulations were kept too.
 * @throws SekisuError `plan.not-found`, `plan.changed-meanwhile`
 */
export async function simulateDraft(ctx: AppContext, { month, version }: PlanStepInput): Promise<void> {
  const found = await ctx.db.transaction(async (tx) => ({
    plan: await loadPlan(tx, month, version),
    contract: await findContract(tx),
  }));
  const { plan, contract } = found;
  const { content } = plan;
  if (!isOpenDraft(plan) || content.simulation !== undefined || contract === null) return;
  if (content.days.every(({ editedIds }) => editedIds === undefined)) return;
  const simulation = await ctx.planner.simulatePlan(content, contract.json);
  const simulated = { ...content, simulation };
  await ctx.db.transaction((tx) =>
    rewriteDraft(tx, plan.id, simulated, contentSha256(simulated), plan.contentSha256),
  );
}
