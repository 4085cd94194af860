import { Instant } from '@js-joda/core';
import { type SessionData, Store } from 'express-session';
import type { BrowserSessions } from '../app/browser-sessions.ts';

/** Hours after which a session ends, however it was used: one working day. */
export const sessionHours = 12;

/** The library's store on ours. Without `touch` a session is written when it changes and ends when it was to end. */
export class SessionStore extends Store {
  readonly #sessions: BrowserSessions;

  /** @param sessions where sessions are kept */
  constructor(sessions: BrowserSessions) {
    super();
    this.#sessions = sessions;
  }

  /** The library asks for a session. */
  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.#sessions.load(sid).then((data) => done(null, data as SessionData | null), done);
  }

  /** The library keeps a session. */
  override set(sid: string, session: SessionData, done?: (error?: unknown) => void): void {
    const expires = session.cookie.expires;
    const expiresAt =
      expires instanceof Date
        ? Instant.ofEpochMilli(expires.getTime())
        : Instant.now().plusSeconds(sessionHours * 3600);
    this.#sessions.save(sid, JSON.parse(JSON.stringify(session)), expiresAt).then(() => done?.(), done);
  }

  /** The library ends a session. */
  override destroy(sid: string, done?: (error?: unknown) => void): void {
    this.#sessions.end(sid).then(() => done?.(), done);
  }
}
