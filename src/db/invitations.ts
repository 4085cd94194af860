import type { Instant } from '@js-joda/core';
import { InvitationRow } from './entities/operated.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';
import type { UserRole } from './users.ts';

/** An invitation to make. */
export interface NewInvitation {
  /** Hash of the token in the link; the token itself is not kept. */
  readonly tokenHash: string;
  readonly role: UserRole;
  /** Name of the invited person. */
  readonly name: string;
  /** Label of the city's step of confirmation, or null. */
  readonly cityStep: string | null;
  /** Label of the contractor's step that the person signs; null = any that their role may. */
  readonly contractorStep?: string | null;
  /** From this moment on it cannot be used. */
  readonly expiresAt: Instant;
}

/** A link with which one person makes their account. */
export interface Invitation extends NewInvitation {
  readonly usedAt: Instant | null;
}

/** Keeps an invitation. @throws SekisuError `invitation.exists` */
export async function createInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await tx.insert(InvitationRow, {
    ...invitation,
    contractorStep: invitation.contractorStep ?? null,
    expiresAt: dateOf(invitation.expiresAt),
    usedAt: null,
  });
}

/** The invitation of a token's hash, used or expired ones too, or null. */
export async function findInvitation(tx: Tx, tokenHash: string): Promise<Invitation | null> {
  const row = await tx.findOne(InvitationRow, { tokenHash }, { disableIdentityMap: true });
  return row === null ? null : invitationOf(row);
}

/** Invitations that are neither used nor expired, the one that expires first ahead. */
export async function listOpenInvitations(tx: Tx, now: Instant): Promise<readonly Invitation[]> {
  const rows = await tx.find(
    InvitationRow,
    { usedAt: null, expiresAt: { $gt: dateOf(now) } },
    { orderBy: { expiresAt: 'asc', tokenHash: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(invitationOf);
}

/**
 * Uses an invitation up; of two uses at once one succeeds.
 * @returns false when it does not exist, is used or is expired
 */
export async function takeInvitation(tx: Tx, tokenHash: string, now: Instant): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    InvitationRow,
    { tokenHash, usedAt: null, expiresAt: { $gt: dateOf(now) } },
    { usedAt: dateOf(now) },
  );
  return changed === 1;
}

function invitationOf(row: InvitationRow): Invitation {
  return {
    tokenHash: row.tokenHash,
    role: row.role,
    name: row.name,
    cityStep: row.cityStep,
    contractorStep: row.contractorStep,
    expiresAt: instantOf(row.expiresAt),
    usedAt: instantOrNull(row.usedAt),
  };
}
