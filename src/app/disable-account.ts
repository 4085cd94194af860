import { appendAudit } from '../db/audit.ts';
import { loadUser, updateUser } from '../db/users.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/**
 * Disables an account, which ends its sessions, or enables it again. Nobody can disable their own account, so an
 * administrator always remains.
 * @throws SekisuError `role.not-allowed`, `accounts.own-account`, `user.not-found`
 */
export async function disableAccount(
  ctx: AppContext,
  actor: Actor,
  input: { readonly userId: string; readonly isDisabled: boolean },
): Promise<void> {
  requireRole(actor, 'administrator');
  if (input.userId === actor.userId) throw new SekisuError('accounts.own-account');
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
    const user = await loadUser(tx, input.userId);
    await updateUser(tx, user.id, { disabledAt: input.isDisabled ? now : null });
    await appendAudit(tx, {
      at: now,
      actor: actor.userId,
      origin: actor.origin,
      action: input.isDisabled ? 'account.disabled' : 'account.enabled',
      subject: user.login,
      detail: null,
    });
  });
}
