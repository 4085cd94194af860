import { appendAudit } from '../db/audit.ts';
import { findInvitation, takeInvitation } from '../db/invitations.ts';
import type { Tx } from '../db/tx.ts';
import { createUser, listUsers } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import type { Actor, AppContext } from './context.ts';
import { hashOfToken } from './invitation-token.ts';
import { hashPassword } from './password.ts';

/** What an invited person sees before they accept. */
export interface OpenInvitation {
  readonly role: Actor['role'];
  /** Empty for the first account: the person gives their own name. */
  readonly name: string;
  readonly cityStep: string | null;
  readonly contractorStep: string | null;
}

/** What an invited person gives. */
export interface AcceptanceInput {
  readonly token: string;
  readonly login: string;
  /** Used for the first account only; otherwise the name of the invitation holds. */
  readonly name: string;
  readonly password: string;
}

/**
 * The invitation of a link while it can be used.
 * @throws SekisuError `invitation.unusable`
 */
export async function openInvitation(ctx: AppContext, token: string): Promise<OpenInvitation> {
  return ctx.db.transaction((tx) => usableInvitation(tx, ctx, token));
}

/**
 * Makes the account of an invitation and uses the link up.
 * @throws SekisuError `invitation.unusable`, `user.login-taken`, `password.wrong-length`, `input.invalid`; the link
 * stays usable then
 */
export async function acceptInvitation(ctx: AppContext, input: AcceptanceInput): Promise<Actor> {
  const login = input.login.trim().toLowerCase();
  if (!/^[a-z0-9._@-]{3,64}$/.test(login)) {
    throw new SekisuError('account.bad-login', { value: input.login });
  }
  const passwordHash = await hashPassword(input.password);
  return ctx.db.transaction(async (tx) => {
    const invitation = await usableInvitation(tx, ctx, input.token);
    const name = invitation.name === '' ? input.name.trim() : invitation.name;
    if (name === '' || name.length > 64) {
      throw new SekisuError('input.invalid', { field: 'name', problem: '1-64' });
    }
    const now = ctx.now();
    if (!(await takeInvitation(tx, hashOfToken(input.token), now))) {
      throw new SekisuError('invitation.unusable');
    }
    const { role, cityStep, contractorStep } = invitation;
    const account = { login, name, role, passwordHash, cityStep, contractorStep, createdAt: now };
    const userId = await createUser(tx, account);
    await appendAudit(tx, {
      at: now,
      actor: userId,
      action: 'account.created',
      subject: login,
      detail: { role },
    });
    return { userId, name, role };
  });
}

async function usableInvitation(tx: Tx, ctx: AppContext, token: string): Promise<OpenInvitation> {
  const invitation = await findInvitation(tx, hashOfToken(token));
  if (invitation === null || invitation.usedAt !== null || !invitation.expiresAt.isAfter(ctx.now())) {
    throw new SekisuError('invitation.unusable');
  }
  // Links of earlier starts must not make a second administrator behind the first one's back.
  if (invitation.name === '' && (await listUsers(tx)).some((user) => user.role === 'administrator')) {
    throw new SekisuError('invitation.unusable');
  }
  const { role, name, cityStep, contractorStep = null } = invitation;
  return { role, name, cityStep, contractorStep };
}
