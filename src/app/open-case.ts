import type { LocalDate } from '@js-joda/core';
import { type Absence, moveAbsences } from '../db/absences.ts';
import { appendDeskEvent, listDeskCases, loadDeskEvents, openDeskCase } from '../db/desk-cases.ts';
import type { Tx } from '../db/tx.ts';
import type { Actor, AppContext } from './context.ts';

/** Absences that are to be covered, and the version that is in force. */
export interface OpenCaseInput {
  readonly date: LocalDate;
  readonly version: number;
  readonly absences: readonly Pick<Absence, 'id' | 'staffId'>[];
}

/**
 * Puts absences into the day's open case, or into a new one where none is open: a day has at most one. The month has to
 * be locked. @returns the id of the case
 */
export async function addToOpenCase(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  { date, version, absences }: OpenCaseInput,
): Promise<number> {
  const open = (await listDeskCases(tx, date)).find(({ state }) => state === 'open');
  const caseId = open?.id ?? (await openDeskCase(tx, date, version));
  const from = (await loadDeskEvents(tx, caseId)).length;
  await moveAbsences(
    tx,
    absences.map(({ id }) => id),
    caseId,
  );
  for (const [index, { id, staffId }] of absences.entries()) {
    await appendDeskEvent(tx, caseId, {
      number: from + index + 1,
      at: ctx.now(),
      by: actor.userId,
      byName: actor.name,
      act: { kind: 'reported', absenceId: id, staffId },
    });
  }
  return caseId;
}
