import { confirmPlan } from '../app/confirm-plan.ts';
import type { Actor, AppContext } from '../app/context.ts';
import { listPlans, type PlanVersionView } from '../app/load-plan-version.ts';
import { requireNoHardFindings } from '../app/plan-step.ts';
import { publishPlan } from '../app/publish-plan.ts';
import { returnPlan } from '../app/return-plan.ts';
import { requireMay } from '../app/sign-off.ts';
import { signPlan, submitPlan } from '../app/submit-plan.ts';
import { SekisuError } from '../errors.ts';
import { showsState } from './month-page.ts';

/** The steps of a version's way: who can take them, in which state of theirs (null: in any), and what takes them. */
export const steps = {
  sign: { states: { manager: 'draft' }, take: signPlan },
  submit: { states: { manager: 'draft' }, take: submitPlan },
  publish: { states: { manager: null }, take: publishPlan },
  confirm: { states: { city: 'submitted' }, take: confirmPlan },
  return: { states: { manager: 'draft', city: 'submitted' }, take: returnPlan },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly states: Partial<Record<Actor['role'], 'draft' | 'submitted' | null>>;
      readonly take: typeof submitPlan;
    }
  >
>;

/** Name of a step, as addresses have it. */
export type StepName = keyof typeof steps;

/** Whether a version is the newest of its month: only that one can be submitted or published. */
export async function isNewest(ctx: AppContext, actor: Actor, view: PlanVersionView): Promise<boolean> {
  const plans = await listPlans(ctx, actor);
  return plans.every(({ month, version }) => !month.equals(view.plan.month) || version <= view.plan.version);
}

/**
 * A page that asks whether to do what cannot be done would be a trap; the step itself checks again.
 * @throws SekisuError `role.not-allowed`, `plan.wrong-state`, `plan.version-immutable` for a published version,
 * `plan.has-hard-findings`, `plan.not-newest`, `sign-off.…`
 */
export async function requireStep(
  ctx: AppContext,
  actor: Actor,
  view: PlanVersionView,
  name: StepName,
): Promise<void> {
  const states: Partial<Record<Actor['role'], string | null>> = steps[name].states;
  const state = states[actor.role];
  if (state === undefined) {
    throw new SekisuError('role.not-allowed', { role: actor.role, needed: Object.keys(states).join(' / ') });
  }
  const { plan, signOff } = view;
  const place = { month: plan.month.toString(), version: plan.version };
  if (state !== null && plan.state !== state) {
    // A repair is shown to the city as published, never as the draft that its state says.
    throw new SekisuError('plan.wrong-state', {
      ...place,
      state: showsState(plan) ? plan.state : 'published',
    });
  }
  if (name === 'publish') {
    if (plan.publishedAt !== null) throw new SekisuError('plan.version-immutable', { table: 'plan_version' });
    requireNoHardFindings(plan);
  }
  if (actor.role !== 'city' && !(await isNewest(ctx, actor, view)))
    throw new SekisuError('plan.not-newest', place);
  if (name === 'return' && !signOff.mayReturn) throw new SekisuError('sign-off.not-returnable');
  if (name === 'sign' || name === 'submit' || name === 'confirm') requireMay(view.contract, signOff.right);
}
