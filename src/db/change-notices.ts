import type { Instant } from '@js-joda/core';
import type { PersonDayChange } from '../plan/person-days.ts';
import { ChangeNoticeRow } from './entities/desk.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** What one person is told of a change of their own days. */
export interface NewChangeNotice {
  /** Hash of the token in the link; the token itself is not kept. */
  readonly tokenHash: string;
  readonly caseId: number;
  /** Id of the plan version that brought the change. */
  readonly planId: number;
  readonly staffId: string;
  /** Changes of this person alone. */
  readonly changes: readonly PersonDayChange[];
  readonly at: Instant;
}

/** A notice, and when the person said that they have read it. */
export interface ChangeNotice extends NewChangeNotice {
  readonly id: number;
  readonly acknowledgedAt: Instant | null;
}

/** Keeps a notice. */
export async function saveChangeNotice(tx: Tx, notice: NewChangeNotice): Promise<void> {
  const { caseId, planId, at, ...rest } = notice;
  await tx.insert(ChangeNoticeRow, {
    ...rest,
    deskCase: caseId,
    plan: planId,
    at: dateOf(at),
    acknowledgedAt: null,
  });
}

/** The notice of a token's hash, or null. */
export async function findChangeNotice(tx: Tx, tokenHash: string): Promise<ChangeNotice | null> {
  const row = await tx.findOne(ChangeNoticeRow, { tokenHash }, { disableIdentityMap: true });
  return row === null ? null : noticeOf(row);
}

/** Notices of cases, in order of keeping. */
export async function listChangeNotices(
  tx: Tx,
  caseIds: readonly number[],
): Promise<readonly ChangeNotice[]> {
  const rows = await tx.find(
    ChangeNoticeRow,
    { deskCase: { $in: [...caseIds] } },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(noticeOf);
}

/** Whether a person has a later notice that says something of one of the days of an earlier one. */
export async function hasLaterNotice(tx: Tx, notice: ChangeNotice): Promise<boolean> {
  const rows = await tx.find(
    ChangeNoticeRow,
    { staffId: notice.staffId, id: { $gt: notice.id } },
    { disableIdentityMap: true },
  );
  const dates = new Set(notice.changes.map(({ date }) => date));
  return rows.some(({ changes }) => changes.some(({ date }) => dates.has(date)));
}

/** Notes that a notice was read; the first time counts. @returns false when it was read before */
export async function acknowledgeChangeNotice(tx: Tx, id: number, at: Instant): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    ChangeNoticeRow,
    { id, acknowledgedAt: null },
    { acknowledgedAt: dateOf(at) },
  );
  return changed === 1;
}

/** Gives a notice another link; the old one leads nowhere from then on. */
export async function renewChangeNotice(tx: Tx, id: number, tokenHash: string): Promise<void> {
  await tx.nativeUpdate(ChangeNoticeRow, { id }, { tokenHash });
}

function noticeOf(row: ChangeNoticeRow): ChangeNotice {
  return {
    id: row.id,
    tokenHash: row.tokenHash,
    caseId: row.deskCase,
    planId: row.plan,
    staffId: row.staffId,
    changes: row.changes,
    at: instantOf(row.at),
    acknowledgedAt: instantOrNull(row.acknowledgedAt),
  };
}
