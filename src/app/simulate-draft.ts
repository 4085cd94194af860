import { findContract } from '../db/contracts.ts';
import { loadPlan, rewriteDraft } from '../db/plans.ts';
import { absenceBudget } from '../plan/index.ts';
import { contentSha256 } from './content-hash.ts';
import type { AppContext } from './context.ts';
import { isOpenDraft } from './open-draft.ts';
import type { PlanStepInput } from './plan-step.ts';

/**
 * Simulates the month of a draft without a simulation, which it lost to an edit by hand, and works out its absences anew,
 * before it is submitted or published: what is decided on has its figures with it. Any other version stays as it is.
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
  const simulation = await ctx.planner.simulatePlan(content, contract.json);
  const absence = absenceBudget(content, contract.contract);
  const simulated = { ...content, absence, simulation };
  await ctx.db.transaction((tx) =>
    rewriteDraft(tx, plan.id, simulated, contentSha256(simulated), plan.contentSha256),
  );
}
