import { LocalDate } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { cancelAbsence, linkAbsences } from '../db/absences.ts';
import { listChangeNotices } from '../db/change-notices.ts';
import { moveDeskCase } from '../db/desk-cases.ts';
import { listPlans, loadPlan, type PlanVersion } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { restoredPlan } from '../plan/index.ts';
import { changedPersonDays, type PersonDayChange } from '../plan/person-days.ts';
import type { LabourRecord } from '../roster/index.ts';
import type { Actor, AppContext } from './context.ts';
import { type DeskGround, type DeskRef, publicationOf } from './desk-ground.ts';
import { type DeskResult, type Repair, takeDeskStep } from './desk-step.ts';
import { loadAround } from './load-around.ts';
import { planInForce } from './load-day.ts';
import { addToOpenCase } from './open-case.ts';

/** A case and the absence that was a wrong entry. */
export interface UndoAbsenceInput extends DeskRef {
  readonly absenceId: number;
}

/**
 * Takes a wrong entry back; what was done stays to be seen. Where a version covers the case, the next one has the days as
 * they were before it, and the case's other absences are to be covered anew.
 * @throws SekisuError as `takeDeskStep`; `absence.not-found`; `desk.cannot-undo` when another version has changed the same
 * days again
 */
export async function undoAbsence(
  ctx: AppContext,
  actor: Actor,
  input: UndoAbsenceInput,
): Promise<DeskResult> {
  return takeDeskStep(ctx, actor, input, async (tx, ground) => {
    const absence = ground.absences.find(({ id }) => id === input.absenceId);
    if (absence === undefined) throw new SekisuError('absence.not-found', { id: input.absenceId });
    const acts = [{ kind: 'cancelled', absenceId: absence.id, staffId: absence.staffId }] as const;
    const cancel = (after: Tx): Promise<void> =>
      cancelAbsence(after, absence.id, { by: actor.userId, at: ctx.now() });
    const others = ground.absences.filter(({ id }) => id !== absence.id);
    const caseId = ground.deskCase.id;
    if (ground.deskCase.state === 'covered') {
      return {
        acts,
        repair: await restoringRepair(tx, ctx, ground),
        save: async (after) => {
          await cancel(after);
          await moveDeskCase(after, caseId, { state: 'cancelled' });
          if (others.length === 0) return;
          await linkAbsences(
            after,
            others.map(({ id }) => id),
            null,
          );
          const { plan } = await planInForce(after, input.date);
          await addToOpenCase(after, ctx, actor, {
            date: input.date,
            version: plan.version,
            absences: others,
          });
        },
      };
    }
    return {
      acts,
      repair: null,
      save: async (after) => {
        await cancel(after);
        if (others.length === 0) await moveDeskCase(after, caseId, { state: 'cancelled' });
      },
    };
  });
}

/** The month in force with the days as they were before the version that covers the case. */
async function restoringRepair(tx: Tx, ctx: AppContext, ground: DeskGround): Promise<Repair> {
  const { plan, contract, deskCase } = ground;
  const { covering, base, later } = await versionsAround(tx, ground);
  const changes = changedPersonDays(base.content, covering.content);
  const dates = new Set(changes.map(({ date }) => date));
  for (const version of later) {
    const again = changedPersonDays(covering.content, version.content).some(({ date }) => dates.has(date));
    if (again) throw new SekisuError('desk.cannot-undo', await publicationOf(tx, version));
  }
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const { record, ...around } = await loadAround(tx, plan.month, today);
  const input = {
    content: plan.content,
    contract,
    staff: await loadStaff(tx),
    ...around,
    record: settledFor(record, changes),
  };
  const kept = base.content.days.filter(({ date }) => dates.has(date));
  const told = (await listChangeNotices(tx, [deskCase.id])).filter(({ planId }) => planId === covering.id);
  return {
    content: restoredPlan(input, kept).content,
    // Who was told that their day changed is told that it is as it was; nobody else knew.
    toldIds: told.map(({ staffId }) => staffId),
    kind: 'restored',
    audit: { date: deskCase.date.toString(), undoneVersion: covering.version },
  };
}

/** The version that covers a case, the one that it was made from, and the published ones after it, oldest first. */
async function versionsAround(
  tx: Tx,
  { plan, deskCase }: DeskGround,
): Promise<{
  readonly covering: PlanVersion;
  readonly base: PlanVersion;
  readonly later: readonly PlanVersion[];
}> {
  const versions = await listPlans(tx, plan.month);
  const { version, basedOnVersion } = versions.find(({ id }) => id === deskCase.planId)!;
  const later: PlanVersion[] = [];
  for (const summary of versions.toReversed()) {
    if (summary.version <= version || summary.publishedAt === null) continue;
    later.push(await loadPlan(tx, plan.month, summary.version));
  }
  return {
    covering: await loadPlan(tx, plan.month, version),
    base: await loadPlan(tx, plan.month, basedOnVersion!),
    later,
  };
}

/** The record of labour law for people who get back the day that had been published for them first. */
function settledFor(record: LabourRecord, changes: readonly PersonDayChange[]): LabourRecord {
  if (record.published === null) return record;
  const back = changes.map(({ staffId, date }) => ({ staffId, date: LocalDate.parse(date) }));
  return { ...record, published: { ...record.published, settled: [...record.published.settled, ...back] } };
}
