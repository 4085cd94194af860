import { type Instant, LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import { AbsenceRow } from './entities/planned.ts';
import { dateOf, instantOf } from './moments.ts';
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
}

/** A person's absence on a day. */
export interface Absence extends NewAbsence {
  readonly id: number;
  /** Id of the plan version that it led to, or null. */
  readonly planId: number | null;
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
  });
}

/** Notes which plan version absences led to. */
export async function linkAbsences(tx: Tx, ids: readonly number[], planId: number): Promise<void> {
  await tx.nativeUpdate(AbsenceRow, { id: { $in: [...ids] } }, { plan: planId });
}

/** Absences of the days from `first` to `last`, both included, in order of date and recording. */
export async function loadAbsences(tx: Tx, first: LocalDate, last: LocalDate): Promise<readonly Absence[]> {
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
  }));
}
