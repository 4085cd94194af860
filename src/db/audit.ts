import type { Instant } from '@js-joda/core';
import { AuditLogRow } from './entities/operated.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** Who did what. */
export interface AuditEntry {
  readonly at: Instant;
  /** User id, or `cli`. */
  readonly actor: string;
  /** Verb and noun, for example `plan.submitted`. */
  readonly action: string;
  /** What it was done to, for example `2027-04/3`. */
  readonly subject: string;
  /** More, JSON, without secrets; null when there is none. */
  readonly detail: unknown;
}

/** Records an entry; it can never be changed or removed. */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(AuditLogRow, {
    at: dateOf(entry.at),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
  });
}

/** Entries, latest first. @param limit most entries, ≥ 1 @param offset entries to leave out, ≥ 0 */
export async function listAudit(tx: Tx, limit: number, offset = 0): Promise<readonly AuditEntry[]> {
  const rows = await tx.find(
    AuditLogRow,
    {},
    { orderBy: { id: 'desc' }, limit, offset, disableIdentityMap: true },
  );
  return rows.map((row) => ({
    at: instantOf(row.at),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: row.detail,
  }));
}
