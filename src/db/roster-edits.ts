import type { Instant } from '@js-joda/core';
import type { PlanDay } from '../plan/format.ts';
import { RosterEditRow } from './entities/edited.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** A change of a draft's roster by hand. */
export interface NewRosterEdit {
  /** Id of the plan version. */
  readonly planId: number;
  readonly at: Instant;
  /** User id, or `cli`. */
  readonly by: string;
  /** What was asked for, JSON. */
  readonly edit: unknown;
  /** People and days whose duty or breaks changed. */
  readonly cells: readonly { readonly date: string; readonly staffId: string }[];
  /** The days that changed, as they were. */
  readonly before: readonly Pick<PlanDay, 'date' | 'shifts' | 'editedIds'>[];
}

/** A change as it is kept. */
export interface StoredRosterEdit extends NewRosterEdit {
  readonly id: number;
}

/** Records a change. */
export async function saveRosterEdit(tx: Tx, edit: NewRosterEdit): Promise<void> {
  await tx.insert(RosterEditRow, {
    plan: edit.planId,
    at: dateOf(edit.at),
    by: edit.by,
    edit: edit.edit,
    cells: edit.cells,
    before: edit.before,
    undoneBy: null,
    undoneAt: null,
  });
}

/** Changes of a version that hold, latest first. @param limit most changes, ≥ 1 */
export async function listRosterEdits(
  tx: Tx,
  planId: number,
  limit: number,
): Promise<readonly StoredRosterEdit[]> {
  const rows = await tx.find(
    RosterEditRow,
    { plan: planId, undoneAt: null },
    { orderBy: { id: 'desc' }, limit, disableIdentityMap: true },
  );
  return rows.map((row) => ({
    id: row.id,
    planId,
    at: instantOf(row.at),
    by: row.by,
    edit: row.edit,
    cells: row.cells,
    before: row.before,
  }));
}

/** Notes that a change was taken back. @returns false when somebody else has done so */
export async function markUndone(
  tx: Tx,
  id: number,
  undo: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    RosterEditRow,
    { id, undoneAt: null },
    { undoneBy: undo.by, undoneAt: dateOf(undo.at) },
  );
  return changed === 1;
}
