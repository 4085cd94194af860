import { randomBytes } from 'node:crypto';
import type { Instant } from '@js-joda/core';
import { destroySession, getSession, purgeSessions, setSession } from '../db/sessions.ts';
import type { AppContext } from './context.ts';

/** Key of the row that holds the secret; a browser's id is longer and signed, so it can never name this row. */
const secretRow = 'secret';
const secretYears = 100;

/** Where the sessions of browsers are kept. */
export interface BrowserSessions {
  /** Signs the ids in cookies; the same after a restart, so that nobody has to sign in again. */
  readonly secret: string;
  load(sid: string): Promise<unknown>;
  save(sid: string, data: unknown, expiresAt: Instant): Promise<void>;
  end(sid: string): Promise<void>;
}

/** The sessions of a store; those that have expired are removed at the start and whenever one is kept. */
export async function browserSessions(ctx: AppContext): Promise<BrowserSessions> {
  const secret = await ctx.db.transaction(async (tx) => {
    await purgeSessions(tx, ctx.now());
    const kept = await getSession(tx, secretRow, ctx.now());
    if (typeof kept === 'string') return kept;
    const made = randomBytes(32).toString('base64url');
    await setSession(tx, secretRow, made, ctx.now().plusSeconds(secretYears * 365 * 86_400));
    return made;
  });
  return {
    secret,
    load: (sid) => ctx.db.transaction((tx) => getSession(tx, sid, ctx.now())),
    save: (sid, data, expiresAt) =>
      ctx.db.transaction(async (tx) => {
        await purgeSessions(tx, ctx.now());
        await setSession(tx, sid, data, expiresAt);
      }),
    end: (sid) => ctx.db.transaction((tx) => destroySession(tx, sid)),
  };
}
