import type { Instant } from '@js-joda/core';
import { MachineTokenRow } from './entities/improvement.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** A machine that may hand in counted calls. */
export interface MachineToken {
  readonly id: number;
  /** What the machine is called. */
  readonly name: string;
  readonly createdAt: Instant;
  /** From this moment on its token is refused; null while it is good. */
  readonly revokedAt: Instant | null;
}

/** Keeps a machine with the hash of its token. */
export async function saveMachineToken(
  tx: Tx,
  token: {
    readonly name: string;
    readonly tokenHash: string;
    readonly createdAt: Instant;
    readonly createdBy: string;
  },
): Promise<void> {
  const createdAt = dateOf(token.createdAt);
  await tx.insert(MachineTokenRow, { ...token, createdAt, revokedAt: null, revokedBy: null });
}

/** Every machine, the newest first. */
export async function listMachineTokens(tx: Tx): Promise<readonly MachineToken[]> {
  const rows = await tx.find(MachineTokenRow, {}, { orderBy: { id: 'desc' }, disableIdentityMap: true });
  return rows.map(tokenOf);
}

/** The machine of a token's hash, revoked ones too, or null. */
export async function findMachineToken(tx: Tx, tokenHash: string): Promise<MachineToken | null> {
  const row = await tx.findOne(MachineTokenRow, { tokenHash }, { disableIdentityMap: true });
  return row === null ? null : tokenOf(row);
}

/** Refuses a machine's token from a moment on. @returns false when it is unknown or was revoked before */
export async function revokeMachineToken(
  tx: Tx,
  id: number,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const changed = await tx.nativeUpdate(
    MachineTokenRow,
    { id, revokedAt: null },
    { revokedAt: dateOf(at), revokedBy: by },
  );
  return changed === 1;
}

function tokenOf({ id, name, createdAt, revokedAt }: MachineTokenRow): MachineToken {
  return { id, name, createdAt: instantOf(createdAt), revokedAt: instantOrNull(revokedAt) };
}
