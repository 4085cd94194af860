import { type Instant, LocalDate, type YearMonth } from '@js-joda/core';
import { ForecastOverrideRow } from './entities/imported.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** A manager's correction of one day's calls. */
export interface NewOverride {
  readonly date: LocalDate;
  /** Calls to plan with on the day, all queues together, ≥ 0. */
  readonly calls: number;
  readonly reason: string;
  /** User id, or `cli`. */
  readonly by: string;
  readonly at: Instant;
}

/** A correction and, if it was taken back, by whom and when. */
export interface ForecastOverride extends NewOverride {
  readonly undone: { readonly by: string; readonly at: Instant } | null;
}

/** Records a correction; it holds until a later one or until it is undone. */
export async function saveOverride(tx: Tx, override: NewOverride): Promise<void> {
  await tx.insert(ForecastOverrideRow, {
    date: override.date.toString(),
    calls: override.calls,
    reason: override.reason,
    by: override.by,
    at: dateOf(override.at),
    undoneBy: null,
    undoneAt: null,
  });
}

/**
 * Takes back the correction that holds on a day; the one before it holds again.
 * @returns false when none holds
 */
export async function undoOverride(
  tx: Tx,
  date: LocalDate,
  undo: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const holding = await tx.findOne(
    ForecastOverrideRow,
    { date: date.toString(), undoneAt: null },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  if (holding === null) return false;
  // The condition on undoneAt lets only one of two users at once take it back.
  const changed = await tx.nativeUpdate(
    ForecastOverrideRow,
    { id: holding.id, undoneAt: null },
    { undoneBy: undo.by, undoneAt: dateOf(undo.at) },
  );
  return changed === 1;
}

/** The corrections that hold on the days of a month, at most one a day, in order of date. */
export async function loadOverrides(tx: Tx, month: YearMonth): Promise<readonly ForecastOverride[]> {
  const rows = await tx.find(
    ForecastOverrideRow,
    {
      date: { $gte: month.atDay(1).toString(), $lte: month.atEndOfMonth().toString() },
      undoneAt: null,
    },
    { orderBy: { date: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  // A later row of the same date replaces the earlier one and keeps its place in the order.
  return [...new Map(rows.map((row) => [row.date, overrideOf(row)])).values()];
}

/** Every correction of a day, latest first, those taken back too. */
export async function loadOverrideHistory(tx: Tx, date: LocalDate): Promise<readonly ForecastOverride[]> {
  const rows = await tx.find(
    ForecastOverrideRow,
    { date: date.toString() },
    { orderBy: { id: 'desc' }, disableIdentityMap: true },
  );
  return rows.map(overrideOf);
}

/** Every correction of the days from one to another, both included, those taken back too: by day, latest first. */
export async function listOverrides(
  tx: Tx,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly ForecastOverride[]> {
  const rows = await tx.find(
    ForecastOverrideRow,
    { date: { $gte: from.toString(), $lte: to.toString() } },
    { orderBy: { date: 'asc', id: 'desc' }, disableIdentityMap: true },
  );
  return rows.map(overrideOf);
}

function overrideOf(row: ForecastOverrideRow): ForecastOverride {
  const undoneAt = instantOrNull(row.undoneAt);
  return {
    date: LocalDate.parse(row.date),
    calls: row.calls,
    reason: row.reason,
    by: row.by,
    at: instantOf(row.at),
    undone: undoneAt === null || row.undoneBy === null ? null : { by: row.undoneBy, at: undoneAt },
  };
}
