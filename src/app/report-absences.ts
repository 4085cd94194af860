import { type LocalDate, YearMonth } from '@js-joda/core';
import { formatTime, parseTime } from '../calendar/index.ts';
import { type Absence, loadAbsences, type NewAbsence, saveAbsence } from '../db/absences.ts';
import { appendAudit } from '../db/audit.ts';
import { lockMonth } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { PlanDay } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { planInForce } from './load-day.ts';
import { addToOpenCase } from './open-case.ts';

/** Who is away and when; null = from their own beginning, or to their own end. */
export interface ReportedAbsence {
  readonly staffId: string;
  readonly startMinute: number | null;
  readonly endMinute: number | null;
}

/** Absences of a day with one reason: one person, or several whom the same train leaves behind. */
export interface ReportAbsencesInput {
  readonly date: LocalDate;
  /** At least one. */
  readonly absences: readonly ReportedAbsence[];
  readonly reasonKind: NewAbsence['reasonKind'];
  readonly detail: string | null;
}

/**
 * Records absences at once, in the day's open case; a case is opened where none is. The plan stays as it is until a way
 * to cover them is chosen.
 * @throws SekisuError `plan.day-not-in-plan`, `absence.no-shift`, `absence.repeated`
 */
export async function reportAbsences(
  ctx: AppContext,
  actor: Actor,
  input: ReportAbsencesInput,
): Promise<{ readonly caseId: number }> {
  requireRole(actor, 'lead', 'manager');
  const { date, reasonKind } = input;
  return ctx.db.transaction(async (tx) => {
    await lockMonth(tx, YearMonth.from(date));
    const { plan, day } = await planInForce(tx, date);
    const at = ctx.now();
    const detail = input.detail?.trim() || null;
    const known = [...(await loadAbsences(tx, date, date))];
    const saved: Pick<Absence, 'id' | 'staffId'>[] = [];
    for (const reported of input.absences) {
      const range = rangeOn(day, reported);
      requireNew(known, date, reported.staffId, range);
      const absence = {
        date,
        staffId: reported.staffId,
        ...range,
        reasonKind,
        detail,
        recordedBy: actor.userId,
      };
      const id = await saveAbsence(tx, { ...absence, at, caseId: null });
      saved.push({ id, staffId: reported.staffId });
      known.push({ ...absence, at, id, caseId: null, planId: null, cancelledAt: null });
    }
    const caseId = await addToOpenCase(tx, ctx, actor, { date, version: plan.version, absences: saved });
    await auditReport(tx, ctx, actor, date, saved);
    return { caseId };
  });
}

/** The reported time, cut to nothing; the person's own beginning and end where none is told. */
function rangeOn(day: PlanDay, reported: ReportedAbsence): { startMinute: number; endMinute: number } {
  const { staffId } = reported;
  const own = day.shifts.filter((shift) => shift.staffId === staffId);
  const startMinute = reported.startMinute ?? Math.min(...own.map(({ start }) => parseTime(start)));
  const endMinute = reported.endMinute ?? Math.max(...own.map(({ end }) => parseTime(end)));
  const isOnDuty = own.some(({ start, end }) => parseTime(start) < endMinute && parseTime(end) > startMinute);
  if (!isOnDuty || startMinute >= endMinute) {
    throw new SekisuError('absence.no-shift', { staff: staffId, date: day.date });
  }
  return { startMinute, endMinute };
}

function requireNew(
  known: readonly Absence[],
  date: LocalDate,
  staffId: string,
  range: { readonly startMinute: number; readonly endMinute: number },
): void {
  const same = known.find(
    (absence) =>
      absence.staffId === staffId &&
      absence.startMinute < range.endMinute &&
      absence.endMinute > range.startMinute,
  );
  if (same === undefined) return;
  throw new SekisuError('absence.repeated', {
    staff: staffId,
    date: date.toString(),
    range: `${formatTime(same.startMinute)}–${formatTime(same.endMinute)}`,
  });
}

/** The reason is private: the audit names the act, not why. */
async function auditReport(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  date: LocalDate,
  saved: readonly Pick<Absence, 'id' | 'staffId'>[],
): Promise<void> {
  await appendAudit(tx, {
    at: ctx.now(),
    actor: actor.userId,
    origin: actor.origin,
    action: 'absence.reported',
    subject: date.toString(),
    detail: { absences: saved },
  });
}
