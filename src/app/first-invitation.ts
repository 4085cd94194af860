import { createInvitation } from '../db/invitations.ts';
import { listUsers } from '../db/users.ts';
import type { AppContext } from './context.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** Hours for which the link that a start prints can be used. */
const validHours = 24;

/**
 * A one-time token for the page `/start/<token>` that makes the first account, an administrator; null when an
 * administrator can sign in already. Each start gives a new one; the first that is used ends the others.
 */
export async function firstInvitation(ctx: AppContext): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    const users = await listUsers(tx);
    if (users.some((user) => user.role === 'administrator' && user.disabledAt === null)) return null;
    const token = newToken();
    await createInvitation(tx, {
      tokenHash: hashOfToken(token),
      role: 'administrator',
      // Empty: the person gives their own name, which tells this invitation from those of an administrator.
      name: '',
      cityStep: null,
      expiresAt: ctx.now().plusSeconds(validHours * 3600),
    });
    return token;
  });
}
