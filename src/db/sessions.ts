import type { Instant } from '@js-joda/core';
import { WebSessionRow } from './entities/operated.ts';
import { dateOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** Data of a session that has not expired, or null. */
export async function getSession(tx: Tx, sid: string, now: Instant): Promise<unknown> {
  const row = await tx.findOne(
    WebSessionRow,
    { sid, expiresAt: { $gt: dateOf(now) } },
    { disableIdentityMap: true },
  );
  return row === null ? null : row.data;
}

/** Keeps a session's data, new or instead of the old. @param data any JSON value but null */
export async function setSession(tx: Tx, sid: string, data: unknown, expiresAt: Instant): Promise<void> {
  await tx.execute(
    `insert into web_session (sid, data, expires_at) values (?, ?::jsonb, ?)
     on conflict (sid) do update set data = excluded.data, expires_at = excluded.expires_at`,
    [sid, JSON.stringify(data), dateOf(expiresAt)],
  );
}

/** Moves a session's expiry; nothing happens when there is no such session. */
export async function touchSession(tx: Tx, sid: string, expiresAt: Instant): Promise<void> {
  await tx.nativeUpdate(WebSessionRow, { sid }, { expiresAt: dateOf(expiresAt) });
}

/** Ends a session; nothing happens when there is no such session. */
export async function destroySession(tx: Tx, sid: string): Promise<void> {
  await tx.nativeDelete(WebSessionRow, { sid });
}

/** Removes what has expired. @returns number of sessions removed */
export async function purgeSessions(tx: Tx, now: Instant): Promise<number> {
  return tx.nativeDelete(WebSessionRow, { expiresAt: { $lte: dateOf(now) } });
}
