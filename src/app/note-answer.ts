import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type ChosenWay, type DeskAct, type DeskAnswer, deskStateOf, isSettled } from '../plan/desk-case.ts';
import { coveredPlan, proposeCover } from '../plan/index.ts';
import type { Actor, AppContext } from './context.ts';
import { coveringRepair, isTooLate, saveCovered } from './cover-case.ts';
import { actedMeanwhile, coverInput, type DeskGround, type DeskRef, nowMinuteOn } from './desk-ground.ts';
import { type DeskResult, type Repair, takeDeskStep } from './desk-step.ts';

/** A case and what somebody said who was asked to help out. */
export interface NoteAnswerInput extends DeskRef {
  readonly staffId: string;
  readonly answer: DeskAnswer;
}

/** What an answer led to. */
export interface NotedAnswer extends DeskResult {
  /** Everybody has agreed, and the way could not be taken any more: the ways are proposed anew. */
  readonly isGivenUp: boolean;
}

/**
 * Notes what somebody said; of several answers the newest counts. The last yes makes the way the month's next version,
 * published at once. A no, or nobody at the telephone, gives the way up.
 * @throws SekisuError as `takeDeskStep`; `desk.not-asked`
 */
export async function noteAnswer(
  ctx: AppContext,
  actor: Actor,
  input: NoteAnswerInput,
): Promise<NotedAnswer> {
  let isGivenUp = false;
  const result = await takeDeskStep(ctx, actor, input, async (tx, ground) => {
    if (ground.deskCase.state !== 'open') throw actedMeanwhile(ground.events.at(-1)!);
    const { staffId, answer } = input;
    if (!ground.state.askedIds.includes(staffId)) {
      throw new SekisuError('desk.not-asked', { staff: staffId });
    }
    const acts: DeskAct[] = [{ kind: 'answered', staffId, answer }];
    const state = deskStateOf([...ground.events.map(({ act }) => act), ...acts]);
    const { way } = state;
    // What was proposed on an earlier version is not asked for any more.
    if (way === null || way.version !== ground.plan.version || !isSettled(state, way)) {
      return { acts, repair: null, save: async () => {} };
    }
    const repair = await wayAgain(tx, ctx, ground, way);
    if (repair === null) {
      isGivenUp = true;
      return { acts: [...acts, { kind: 'givenUp' }], repair: null, save: async () => {} };
    }
    return {
      acts,
      repair,
      save: async (after, planId) => {
        if (planId !== null) await saveCovered(after, ground, planId);
      },
    };
  });
  return { ...result, isGivenUp };
}

/** The version that people agreed to; null when what it rests on has changed since, or it would change what is past. */
async function wayAgain(tx: Tx, ctx: AppContext, ground: DeskGround, way: ChosenWay): Promise<Repair | null> {
  const cover = await coverInput(tx, ctx, ground, way.nowMinute);
  const option = proposeCover(cover).options.find(({ id }) => id === way.optionId);
  if (option === undefined) return null;
  // A store may give fields back in another order.
  const textOf = ({ duties, changedIds }: Pick<ChosenWay, 'duties' | 'changedIds'>): string =>
    JSON.stringify([changedIds, duties.map(({ staffId, date, start, end }) => [staffId, date, start, end])]);
  if (textOf(option) !== textOf(way)) return null;
  const content = coveredPlan(cover, option);
  const isLate = isTooLate(ground, content, nowMinuteOn(ctx, ground.deskCase.date));
  return isLate ? null : coveringRepair(ground, option, content);
}
