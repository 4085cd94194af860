import { createHash } from 'node:crypto';
import type { Instant } from '@js-joda/core';
import canonicalize from 'canonicalize';
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
  /** Address from which it was done; null or left out where there is none. */
  readonly origin?: string | null | undefined;
}

/** An entry as it is kept. */
export interface KeptAuditEntry extends AuditEntry {
  /** Number of the row; the chain goes by its links, not by this. */
  readonly id: number;
  readonly origin: string | null;
  /** Hash of the entry before; null for entries older than the chain. */
  readonly previousSha256: string | null;
  /** Null for entries older than the chain. */
  readonly sha256: string | null;
}

/** What the first entry of a log stands on that had no entries before its chain began. */
export const chainRoot = '0'.repeat(64);

/** Entries of open transactions. They are written last: the log's lock is held shortest and never waits for another. */
const waiting = new WeakMap<Tx, AuditEntry[]>();

/** Records an entry when the transaction ends well; it can never be changed or removed. */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  waiting.set(tx, [...(waiting.get(tx) ?? []), entry]);
}

/** Any fixed number of ours; one that writes the log holds it until its transaction ends. */
const logLockKey = 736_015_002;

/**
 * Writes what a transaction recorded, each entry chained to the one before: the last thing before it is committed.
 * Under the lock rows get their numbers in the order of the chain, whoever began first.
 */
export async function writeAudit(tx: Tx): Promise<void> {
  const entries = waiting.get(tx) ?? [];
  if (entries.length === 0) return;
  waiting.delete(tx);
  await tx.execute('select pg_advisory_xact_lock(?)', [logLockKey]);
  let previousSha256 = await headOf(tx);
  for (const entry of entries) {
    // As the store gives it back: what JSON drops must not be in the hash.
    const detail: unknown = entry.detail == null ? null : JSON.parse(JSON.stringify(entry.detail));
    const origin = entry.origin ?? null;
    const sha256 = auditSha256({ ...entry, detail, origin }, previousSha256);
    await tx.insert(AuditLogRow, {
      at: dateOf(entry.at),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail,
      origin,
      previousSha256,
      sha256,
    });
    previousSha256 = sha256;
  }
}

/** SHA-256, hex, over the RFC 8785 form of an entry with the hash of the one before it; moments to the millisecond. */
export function auditSha256(entry: AuditEntry, previousSha256: string): string {
  return linkSha256(plainEntry(entry), previousSha256);
}

/** As `auditSha256`, of an entry as it is exported. */
export function linkSha256(entry: PlainEntry, previousSha256: string): string {
  return sha256Of({ ...entry, previous: previousSha256 });
}

/** One hash over entries older than the chain, in the order of their numbers: what the first link stands on. */
export function beforeChainSha256(entries: readonly PlainEntry[]): string {
  return entries.length === 0 ? chainRoot : sha256Of(entries);
}

/** Hash of the last entry of the chain; of what is older while there is none. */
export async function headOf(tx: Tx): Promise<string> {
  const [last] = await tx.find(
    AuditLogRow,
    { sha256: { $ne: null } },
    { orderBy: { id: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  if (last !== undefined) return last.sha256!;
  return beforeChainSha256((await entriesInOrder(tx)).map(plainEntry));
}

/** Every entry in the order of the numbers. */
export async function entriesInOrder(tx: Tx): Promise<readonly KeptAuditEntry[]> {
  const rows = await tx.find(AuditLogRow, {}, { orderBy: { id: 'asc' }, disableIdentityMap: true });
  return rows.map(entryOf);
}

/** Entries, latest first. @param limit most entries, ≥ 1 @param offset entries to leave out, ≥ 0 */
export async function listAudit(tx: Tx, limit: number, offset = 0): Promise<readonly KeptAuditEntry[]> {
  const rows = await tx.find(
    AuditLogRow,
    {},
    { orderBy: { id: 'desc' }, limit, offset, disableIdentityMap: true },
  );
  return rows.map(entryOf);
}

/** How many entries there are. */
export async function countAudit(tx: Tx): Promise<number> {
  return tx.count(AuditLogRow, {});
}

/** An entry as it is hashed and exported; moments to the millisecond. */
export interface PlainEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly origin: string | null;
}

/** An entry as it is hashed and exported. */
export function plainEntry(entry: AuditEntry): PlainEntry {
  const { actor, action, subject, detail } = entry;
  return { at: dateOf(entry.at).toISOString(), actor, action, subject, detail, origin: entry.origin ?? null };
}

function sha256Of(value: unknown): string {
  return createHash('sha256').update(canonicalize(value)!, 'utf8').digest('hex');
}

function entryOf(row: AuditLogRow): KeptAuditEntry {
  return {
    id: row.id,
    at: instantOf(row.at),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: row.detail,
    origin: row.origin,
    previousSha256: row.previousSha256,
    sha256: row.sha256,
  };
}
