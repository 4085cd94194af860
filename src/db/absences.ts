import { type Instant, LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import { AbsenceRow } from './entities/desk.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** An absence to record. */
export interface NewAbsence extends TimeRange {
  readonly date: LocalDate;
  readonly staffId: string;
  readonly reasonKind: 'sick' | 'transport' | 'family' | 'other';
  /** Private words of the person or their lead; never shown to the city. */
  readonly detail: string | null;
  /** User id, or `cli`. */
  readonly recordedBy: string;
  readonly at: Instant;
  /** Id of the desk's case in which it is covered, or null. */
  readonly caseId: number | null;
}

/** A person's absence on a day. */
export interface Absence extends NewAbsence {
  readonly id: number;
  /** Id of the plan version that it led to, or null. */
  readonly planId: number | null;
  /** When it turned out to be a wrong entry, or null while it stands. */
  readonly cancelledAt: Instant | null;
}

/** Records an absence. @returns its id */
export async function saveAbsence(tx: Tx, absence: NewAbsence): Promise<number> {
  return tx.insert(AbsenceRow, {
    date: absence.date.toString(),
    staffId: absence.staffId,
    startMinute: absence.startMinute,
    endMinute: absence.endMinute,
    reasonKind: absence.reasonKind,
    detail: absence.detail,
    recordedBy: absence.recordedBy,
    at: dateOf(absence.at),
    plan: null,
    deskCase: absence.caseId,
    cancelledAt: null,
    cancelledBy: null,
  });
}

/** Notes which plan version absences led to; null = none does any more. */
export async function linkAbsences(tx: Tx, ids: readonly number[], planId: number | null): Promise<void> {
  await tx.nativeUpdate(AbsenceRow, { id: { $in: [...ids] } }, { plan: planId });
}

/** Puts absences into another case of the desk. */
export async function moveAbsences(tx: Tx, ids: readonly number[], caseId: number): Promise<void> {
  await tx.nativeUpdate(AbsenceRow, { id: { $in: [...ids] } }, { deskCase: caseId });
}

/** Notes that an absence was a wrong entry; it stays to be seen. */
export async function cancelAbsence(
  tx: Tx,
  id: number,
  cancellation: { readonly by: string; readonly at: Instant },
): Promise<void> {
  const { by, at } = cancellation;
  await tx.nativeUpdate(AbsenceRow, { id, cancelledAt: null }, { cancelledAt: dateOf(at), cancelledBy: by });
}

/** Absences that stand of the days from `first` to `last`, both included, in order of date and recording. */
export async function loadAbsences(tx: Tx, first: LocalDate, last: LocalDate): Promise<readonly Absence[]> {
  const all = await listAbsences(tx, first, last);
  return all.filter(({ cancelledAt }) => cancelledAt === null);
}

/** As `loadAbsences`, with those that were wrong entries. */
export async function listAbsences(tx: Tx, first: LocalDate, last: LocalDate): Promise<readonly Absence[]> {
  const rows = await tx.find(
    AbsenceRow,
    { date: { $gte: first.toString(), $lte: last.toString() } },
    { orderBy: { date: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map((row) => ({
    id: row.id,
    date: LocalDate.parse(row.date),
    staffId: row.staffId,
    startMinute: row.startMinute,
    endMinute: row.endMinute,
    reasonKind: row.reasonKind,
    detail: row.detail,
    recordedBy: row.recordedBy,
    at: instantOf(row.at),
    planId: row.plan,
    caseId: row.deskCase,
    cancelledAt: instantOrNull(row.cancelledAt),
  }));
}
