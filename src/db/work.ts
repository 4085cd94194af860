import type { Instant } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import { WorkItemRow } from './entities/operated.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';
import { isUuid } from './uuid.ts';

/** Long work that a user waits for. */
export interface WorkItem {
  /** UUID. */
  readonly id: string;
  /** What is done, for example `make-plan`. */
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** Key of the sentence that says what is being done; null before the first. */
  readonly step: string | null;
  /** 0 to 1. */
  readonly doneFraction: number;
  /** What came out, JSON; null until done. */
  readonly result: unknown;
  /** Why it failed, JSON; null unless failed. */
  readonly error: unknown;
  readonly createdAt: Instant;
  /** User id, or `cli`. */
  readonly by: string;
}

/** Keeps new work as queued. @returns its id */
export async function createWork(
  tx: Tx,
  work: { readonly kind: string; readonly createdAt: Instant; readonly by: string },
): Promise<string> {
  return tx.insert(WorkItemRow, {
    kind: work.kind,
    state: 'queued',
    step: null,
    doneFraction: 0,
    result: null,
    error: null,
    createdAt: dateOf(work.createdAt),
    by: work.by,
  });
}

/**
 * Notes how far work is; it is running from then on.
 * @returns false when it is already done or failed, so that late news of a given-up run changes nothing
 */
export async function progressWork(
  tx: Tx,
  id: string,
  progress: { readonly step: string; readonly doneFraction: number },
): Promise<boolean> {
  return changeOpen(tx, id, { state: 'running', ...progress });
}

/** Notes that work is done. @param result any JSON value @returns false when it was done or failed already */
export async function finishWork(tx: Tx, id: string, result: unknown): Promise<boolean> {
  return changeOpen(tx, id, { state: 'done', doneFraction: 1, result });
}

/** Notes that work failed. @param error any JSON value @returns false when it was done or failed already */
export async function failWork(tx: Tx, id: string, error: unknown): Promise<boolean> {
  return changeOpen(tx, id, { state: 'failed', error });
}

/** Fails all work that is not finished, for the process that was to do it is gone. @returns the number of items */
export async function failUnfinishedWork(tx: Tx, error: unknown): Promise<number> {
  return tx.nativeUpdate(WorkItemRow, { state: { $in: ['queued', 'running'] } }, { state: 'failed', error });
}

/**
 * One item.
 * @throws SekisuError `work.not-found`
 */
export async function loadWork(tx: Tx, id: string): Promise<WorkItem> {
  const row = isUuid(id) ? await tx.findOne(WorkItemRow, { id }, { disableIdentityMap: true }) : null;
  if (row === null) throw new SekisuError('work.not-found', { id });
  return workOf(row);
}

/** The work of a kind that is queued or running, the latest if there are several; null when there is none. */
export async function findOpenWork(tx: Tx, kind: string): Promise<WorkItem | null> {
  const row = await tx.findOne(
    WorkItemRow,
    { kind, state: { $in: ['queued', 'running'] } },
    { orderBy: { createdAt: 'desc', id: 'asc' }, disableIdentityMap: true },
  );
  return row === null ? null : workOf(row);
}

/** Items, latest first. @param limit most items, ≥ 1 */
export async function listWork(tx: Tx, limit: number): Promise<readonly WorkItem[]> {
  const rows = await tx.find(
    WorkItemRow,
    {},
    { orderBy: { createdAt: 'desc', id: 'asc' }, limit, disableIdentityMap: true },
  );
  return rows.map(workOf);
}

async function changeOpen(tx: Tx, id: string, values: Partial<WorkItemRow>): Promise<boolean> {
  const changed = await tx.nativeUpdate(WorkItemRow, { id, state: { $in: ['queued', 'running'] } }, values);
  return changed === 1;
}

function workOf(row: WorkItemRow): WorkItem {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    step: row.step,
    doneFraction: row.doneFraction,
    result: row.result,
    error: row.error,
    createdAt: instantOf(row.createdAt),
    by: row.by,
  };
}
