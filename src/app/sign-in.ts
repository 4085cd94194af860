import type { Instant } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { findUserByLogin, loadUser } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import type { Actor, AppContext } from './context.ts';
import { isPassword, pretendToCheck } from './password.ts';

/** Failures of one login that cost no waiting; each further one doubles the waiting, from 5 s to 5 min. */
const freeFailures = 4;
const firstWaitSeconds = 5;
const longestWaitSeconds = 300;
/** Most logins that are remembered; a stranger who tries more pushes out the oldest. */
const mostLogins = 10_000;

interface Failures {
  readonly count: number;
  readonly waitUntil: Instant;
}

/** Failures by login, of one process and forgotten when it ends; by context, so that two servers share nothing. */
const failuresOf = new WeakMap<AppContext, Map<string, Failures>>();

/**
 * Who a login and a password are. The address that it came from, if any, is recorded. Failures slow the login down, whether it exists or not.
 * @throws SekisuError `sign-in.refused` for an unknown login, a wrong password and a disabled account alike,
 * `sign-in.wait` while the login is slowed down
 */
export async function signIn(
  ctx: AppContext,
  input: { readonly login: string; readonly password: string; readonly origin?: string | undefined },
): Promise<Actor> {
  const login = input.login.trim().toLowerCase().slice(0, 64);
  const failures = failuresOf.get(ctx) ?? new Map<string, Failures>();
  failuresOf.set(ctx, failures);
  const now = ctx.now();
  const known = failures.get(login);
  if (known?.waitUntil.isAfter(now)) {
    const seconds = Math.ceil((known.waitUntil.toEpochMilli() - now.toEpochMilli()) / 1000);
    throw new SekisuError('sign-in.wait', { seconds });
  }
  // Counted before the password is checked: guesses sent at the same time must not all be free.
  remember(failures, login, (known?.count ?? 0) + 1, now);
  const user = await ctx.db.transaction((tx) => findUserByLogin(tx, login));
  if (user === null) await pretendToCheck(input.password);
  const isRight = user !== null && (await isPassword(input.password, user.passwordHash));
  if (!isRight || user.disabledAt !== null) throw new SekisuError('sign-in.refused');
  failures.delete(login);
  await ctx.db.transaction((tx) =>
    appendAudit(tx, {
      at: now,
      actor: user.id,
      origin: input.origin,
      action: 'account.signed-in',
      subject: user.login,
      detail: null,
    }),
  );
  return { userId: user.id, name: user.name, role: user.role };
}

/** Who a session belongs to now; null when the account is gone or disabled. */
export async function actorOf(ctx: AppContext, userId: string): Promise<Actor | null> {
  try {
    const user = await ctx.db.transaction((tx) => loadUser(tx, userId));
    return user.disabledAt === null ? { userId: user.id, name: user.name, role: user.role } : null;
  } catch (error) {
    if (error instanceof SekisuError && error.code === 'user.not-found') return null;
    throw error;
  }
}

function remember(failures: Map<string, Failures>, login: string, count: number, now: Instant): void {
  const doublings = count - freeFailures - 1;
  const waitSeconds =
    doublings < 0 ? 0 : Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(doublings, 10));
  failures.delete(login);
  failures.set(login, { count, waitUntil: now.plusSeconds(waitSeconds) });
  if (failures.size > mostLogins) failures.delete(failures.keys().next().value!);
}
