import { type Instant, LocalDate } from '@js-joda/core';
import type { OutboundAttempt } from '../plan/outbound-records.ts';
import { OutboundAttemptRow } from './entities/outbound.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** An attempt to record. */
export interface NewOutboundAttempt extends OutboundAttempt {
  /** Place among the day's attempts, 1 to the day's most, each once. */
  readonly number: number;
  /** User id, or `cli`. */
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** An attempt as it is kept. */
export interface StoredOutboundAttempt extends Omit<NewOutboundAttempt, 'number'> {
  readonly id: number;
  /** Null of one that was taken back. */
  readonly number: number | null;
  /** When the city was told by telephone of an urgent one: whom, by whom, when. */
  readonly reported: { readonly to: string; readonly by: string; readonly at: Instant } | null;
  /** When it was entered wrong: by whom and when it was taken back. */
  readonly undone: { readonly by: string; readonly at: Instant } | null;
}

/**
 * Records attempts.
 * @throws SekisuError `outbound.recorded-meanwhile` when someone else has taken a number of the day
 */
export async function saveOutboundAttempts(tx: Tx, attempts: readonly NewOutboundAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await tx.insertMany(
    OutboundAttemptRow,
    attempts.map((attempt) => ({
      date: attempt.date.toString(),
      number: attempt.number,
      minute: attempt.minute,
      staffId: attempt.staffId,
      organisation: attempt.organisation,
      outcome: attempt.outcome,
      note: attempt.note,
      isUrgent: attempt.isUrgent,
      reportedTo: null,
      reportedBy: null,
      reportedAt: null,
      recordedBy: attempt.recordedBy,
      recordedAt: dateOf(attempt.recordedAt),
      undoneBy: null,
      undoneAt: null,
    })),
  );
}

/** Attempts of the days from `first` to `last`, both included, by day and time, those taken back too. */
export async function listOutboundAttempts(
  tx: Tx,
  first: LocalDate,
  last: LocalDate,
): Promise<readonly StoredOutboundAttempt[]> {
  const rows = await tx.find(
    OutboundAttemptRow,
    { date: { $gte: first.toString(), $lte: last.toString() } },
    { orderBy: { date: 'asc', minute: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(attemptOf);
}

/** Takes back an attempt that was entered wrong; its number is free again. @returns its day, or null when there is none such */
export async function undoOutboundAttempt(
  tx: Tx,
  id: number,
  undo: { readonly by: string; readonly at: Instant },
): Promise<LocalDate | null> {
  const row = await tx.findOne(OutboundAttemptRow, { id, undoneAt: null }, { disableIdentityMap: true });
  if (row === null) return null;
  const changed = await tx.nativeUpdate(
    OutboundAttemptRow,
    { id, undoneAt: null },
    { number: null, undoneBy: undo.by, undoneAt: dateOf(undo.at) },
  );
  return changed === 1 ? LocalDate.parse(row.date) : null;
}

/** Notes that the city was told of an urgent attempt. @returns its day, or null when it is not urgent, taken back or told of already */
export async function reportOutboundAttempt(
  tx: Tx,
  id: number,
  report: { readonly to: string; readonly by: string; readonly at: Instant },
): Promise<LocalDate | null> {
  const row = await tx.findOne(OutboundAttemptRow, { id }, { disableIdentityMap: true });
  if (row === null) return null;
  const changed = await tx.nativeUpdate(
    OutboundAttemptRow,
    { id, isUrgent: true, undoneAt: null, reportedAt: null },
    { reportedTo: report.to, reportedBy: report.by, reportedAt: dateOf(report.at) },
  );
  return changed === 1 ? LocalDate.parse(row.date) : null;
}

function attemptOf(row: OutboundAttemptRow): StoredOutboundAttempt {
  const [undoneAt, reportedAt] = [instantOrNull(row.undoneAt), instantOrNull(row.reportedAt)];
  return {
    id: row.id,
    date: LocalDate.parse(row.date),
    number: row.number,
    minute: row.minute,
    staffId: row.staffId,
    organisation: row.organisation,
    outcome: row.outcome,
    note: row.note,
    isUrgent: row.isUrgent,
    reported:
      reportedAt === null || row.reportedTo === null || row.reportedBy === null
        ? null
        : { to: row.reportedTo, by: row.reportedBy, at: reportedAt },
    recordedBy: row.recordedBy,
    recordedAt: instantOf(row.recordedAt),
    undone: undoneAt === null || row.undoneBy === null ? null : { by: row.undoneBy, at: undoneAt },
  };
}
