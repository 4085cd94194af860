import { type Instant, LocalDate } from '@js-joda/core';
import type { HistoryDecision } from '../forecast/known-ahead.ts';
import { HistoryDecisionRow } from './entities/imported.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** A person's decision about a day of the history. */
export interface NewHistoryDecision extends HistoryDecision {
  readonly reason: string;
  /** User id, or `cli`. */
  readonly by: string;
  readonly at: Instant;
}

/** A decision and, if it was taken back, by whom and when. */
export interface StoredHistoryDecision extends NewHistoryDecision {
  readonly undone: { readonly by: string; readonly at: Instant } | null;
}

/** What a decision is about. */
export type HistoryDay = Pick<HistoryDecision, 'date' | 'queueId'>;

/** Records a decision; it holds until a later one about the same day and queue or until it is undone. */
export async function saveHistoryDecision(tx: Tx, decision: NewHistoryDecision): Promise<void> {
  await tx.insert(HistoryDecisionRow, {
    date: decision.date.toString(),
    queueId: decision.queueId,
    use: decision.use,
    reason: decision.reason,
    by: decision.by,
    at: dateOf(decision.at),
    undoneBy: null,
    undoneAt: null,
  });
}

/**
 * Takes back the decision that holds on a day for a queue, or for all of them; the one before it holds again.
 * @returns false when none holds
 */
export async function undoHistoryDecision(
  tx: Tx,
  { date, queueId }: HistoryDay,
  undo: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const holding = await tx.findOne(
    HistoryDecisionRow,
    { date: date.toString(), queueId, undoneAt: null },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  if (holding === null) return false;
  // The condition on undoneAt lets only one of two users at once take it back.
  const changed = await tx.nativeUpdate(
    HistoryDecisionRow,
    { id: holding.id, undoneAt: null },
    { undoneBy: undo.by, undoneAt: dateOf(undo.at) },
  );
  return changed === 1;
}

/**
 * The decisions that hold, at most one per day and queue, in order of date; of a day those about one queue, in order of
 * their recording, come before the one about all.
 */
export async function loadHistoryDecisions(tx: Tx): Promise<readonly StoredHistoryDecision[]> {
  const rows = await tx.find(
    HistoryDecisionRow,
    { undoneAt: null },
    { orderBy: { date: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const holding = new Map(rows.map((row) => [`${row.date} ${row.queueId ?? ''}`, decisionOf(row)]));
  return [...holding.values()].sort(
    (a, b) => a.date.compareTo(b.date) || Number(a.queueId === null) - Number(b.queueId === null),
  );
}

/** Every decision about a day, latest first, those taken back too. */
export async function loadHistoryDecisionsOf(
  tx: Tx,
  date: LocalDate,
): Promise<readonly StoredHistoryDecision[]> {
  const rows = await tx.find(
    HistoryDecisionRow,
    { date: date.toString() },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  return rows.map(decisionOf);
}

function decisionOf(row: HistoryDecisionRow): StoredHistoryDecision {
  const undoneAt = instantOrNull(row.undoneAt);
  return {
    date: LocalDate.parse(row.date),
    queueId: row.queueId,
    use: row.use,
    reason: row.reason,
    by: row.by,
    at: instantOf(row.at),
    undone: undoneAt === null || row.undoneBy === null ? null : { by: row.undoneBy, at: undoneAt },
  };
}
