import type { Request, Response } from 'express';
import type { Actor } from '../app/context.ts';
import { type Language, SekisuError } from '../errors.ts';

/** A message that the next page shows once. */
export interface Flash {
  /** Locale key. */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

declare module 'express-session' {
  interface SessionData {
    userId: string;
    flash: Flash;
  }
}

/** What is known of the browser that asks. */
export interface Visit {
  readonly language: Language;
  /** Null while signed out. */
  readonly actor: Actor | null;
}

/** Keeps what is known of the browser with the answer to it. */
export function startVisit(res: Response, visit: Visit): void {
  res.locals['visit'] = visit;
}

/** What is known of the browser; Japanese and signed out when nothing was found out before something failed. */
export function visitOf(res: Response): Visit {
  return (res.locals['visit'] as Visit | undefined) ?? { language: 'ja', actor: null };
}

/** The person who asks. @throws SekisuError `sign-in.needed` */
export function actorIn(res: Response): Actor {
  const { actor } = visitOf(res);
  if (actor === null) throw new SekisuError('sign-in.needed');
  return actor;
}

/** Leaves a message for the next page of this browser. */
export async function leaveFlash(req: Request, key: string, values: Flash['values'] = {}): Promise<void> {
  req.session.flash = { key, values };
  await storeSession(req);
}

/**
 * Stores what the session holds. To be awaited before a redirect: a browser follows it as soon as it reads its head,
 * and the middleware stores only while the answer ends.
 */
export function storeSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}
