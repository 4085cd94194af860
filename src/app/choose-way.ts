import { moveDeskCase } from '../db/desk-cases.ts';
import { SekisuError } from '../errors.ts';
import { deskStateOf, isSettled } from '../plan/desk-case.ts';
import { coveredPlan, proposeCover } from '../plan/index.ts';
import type { Actor, AppContext } from './context.ts';
import { coveringRepair, saveCovered, wayOf } from './cover-case.ts';
import { actedMeanwhile, coverInput, type DeskRef, nowMinuteOn } from './desk-ground.ts';
import { type DeskResult, takeDeskStep } from './desk-step.ts';
import { requireNoHardFindings } from './plan-step.ts';

/** A case and the way to cover it. */
export interface ChooseWayInput extends DeskRef {
  /** Id of a way within the proposal for the case as it is now. */
  readonly optionId: string;
}

/**
 * Chooses a way: its people are to be asked; where nobody has to be, or all have said yes before, it is the month's next
 * version, published at once. Who covers is the contractor's own decision; the city sees the difference.
 * @throws SekisuError as `takeDeskStep`; `absence.unknown-option` when the way is not among those of now any more;
 * `plan.has-hard-findings` when the month is not published yet and could not be
 */
export async function chooseWay(ctx: AppContext, actor: Actor, input: ChooseWayInput): Promise<DeskResult> {
  return takeDeskStep(ctx, actor, input, async (tx, ground) => {
    if (ground.deskCase.state !== 'open') throw actedMeanwhile(ground.events.at(-1)!);
    // A repair is published at once; what could not have been published by itself cannot be so by the way.
    if (ground.plan.publishedAt === null) requireNoHardFindings(ground.plan);
    const nowMinute = nowMinuteOn(ctx, input.date);
    const cover = await coverInput(tx, ctx, ground, nowMinute);
    const option = proposeCover(cover).options.find(({ id }) => id === input.optionId);
    if (option === undefined) throw new SekisuError('absence.unknown-option');
    const way = wayOf(option, ground, nowMinute);
    const acts = [{ kind: 'chosen', way }] as const;
    const state = deskStateOf([...ground.events.map(({ act }) => act), ...acts]);
    const isReady = isSettled(state, way);
    return {
      acts,
      repair: isReady ? coveringRepair(ground, option, coveredPlan(cover, option)) : null,
      save: async (after, planId) => {
        await moveDeskCase(after, ground.deskCase.id, { version: ground.plan.version });
        if (planId !== null) await saveCovered(after, ground, planId);
      },
    };
  });
}
