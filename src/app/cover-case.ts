import { formatTime } from '../calendar/index.ts';
import { linkAbsences } from '../db/absences.ts';
import { moveDeskCase } from '../db/desk-cases.ts';
import type { Tx } from '../db/tx.ts';
import type { ChosenWay } from '../plan/desk-case.ts';
import type { CoverOption, PlanContent } from '../plan/index.ts';
import { changedPersonDays, reachesBack } from '../plan/person-days.ts';
import type { DeskGround } from './desk-ground.ts';
import type { Repair } from './desk-step.ts';

/** What is kept of a way when it is chosen: enough to ask its people, and to find it again. */
export function wayOf(option: CoverOption, { plan }: DeskGround, nowMinute: number): ChosenWay {
  return {
    optionId: option.id,
    kinds: option.kinds.length === 0 ? [option.kind] : option.kinds,
    version: plan.version,
    nowMinute,
    askedIds: option.askedIds,
    changedIds: option.changedIds,
    duties: option.duties.map(({ staffId, date, start, end }) => ({ staffId, date, start, end })),
    dayAnswerRate: option.dayAnswerRate,
    monthAnswerRate: option.monthAnswerRate,
    shortMinutes: option.shortMinutes,
  };
}

/** The version that a way leads to. */
export function coveringRepair(ground: DeskGround, option: CoverOption, content: PlanContent): Repair {
  const { absences, deskCase } = ground;
  return {
    content,
    toldIds: [...new Set([...option.askedIds, ...option.changedIds])],
    kind: 'covered',
    audit: {
      date: deskCase.date.toString(),
      staffIds: absences.map(({ staffId }) => staffId),
      optionId: option.id,
    },
  };
}

/** Keeps that a version covers a case. */
export async function saveCovered(tx: Tx, { deskCase, absences }: DeskGround, planId: number): Promise<void> {
  await moveDeskCase(tx, deskCase.id, { state: 'covered', planId });
  await linkAbsences(
    tx,
    absences.map(({ id }) => id),
    planId,
  );
}

/**
 * Whether a way can be taken no more although everybody agreed: it would change what is past by now, other than for those
 * who are absent.
 */
export function isTooLate(ground: DeskGround, content: PlanContent, nowMinute: number): boolean {
  const date = ground.deskCase.date.toString();
  const absentIds = ground.absences.map(({ staffId }) => staffId);
  return changedPersonDays(ground.plan.content, content).some(
    (change) =>
      change.date === date &&
      !absentIds.includes(change.staffId) &&
      reachesBack(change, formatTime(nowMinute)),
  );
}
