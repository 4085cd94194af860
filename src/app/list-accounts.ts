import { findContract } from '../db/contracts.ts';
import { type Invitation, listOpenInvitations } from '../db/invitations.ts';
import { listUsers, type User } from '../db/users.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** Who can sign in, who is invited, and the steps of confirmation that a city account can have. */
export interface Accounts {
  readonly users: readonly Omit<User, 'passwordHash'>[];
  readonly invitations: readonly Omit<Invitation, 'tokenHash'>[];
  /** Labels in both languages, in order of the contract; empty before a contract is imported. */
  readonly citySteps: readonly { readonly ja: string; readonly en: string }[];
  /** As `citySteps`, of the contractor. */
  readonly contractorSteps: readonly { readonly ja: string; readonly en: string }[];
}

/** @throws SekisuError `role.not-allowed` */
export async function listAccounts(ctx: AppContext, actor: Actor): Promise<Accounts> {
  requireRole(actor, 'administrator');
  return ctx.db.transaction(async (tx) => {
    const users = await listUsers(tx);
    const invitations = await listOpenInvitations(tx, ctx.now());
    const found = await findContract(tx);
    return {
      users: users.map(({ passwordHash: _, ...user }) => user),
      invitations: invitations.map(({ tokenHash: _, ...invitation }) => invitation),
      citySteps: found?.contract.documents.citySteps ?? [],
      contractorSteps: found?.contract.documents.contractorSteps ?? [],
    };
  });
}
