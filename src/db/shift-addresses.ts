import type { Instant } from '@js-joda/core';
import { ShiftAddressRow } from './entities/publication.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** The address at which one person sees their own published shifts. */
export interface ShiftAddress {
  readonly staffId: string;
  readonly createdAt: Instant;
}

/** Keeps an address by the hash of its token. */
export async function saveShiftAddress(
  tx: Tx,
  address: ShiftAddress & { readonly tokenHash: string; readonly createdBy: string },
): Promise<void> {
  const createdAt = dateOf(address.createdAt);
  await tx.insert(ShiftAddressRow, { ...address, createdAt, revokedAt: null, revokedBy: null });
}

/** The address of a token's hash, or null when there is none or it was revoked. */
export async function findShiftAddress(tx: Tx, tokenHash: string): Promise<ShiftAddress | null> {
  const row = await tx.findOne(ShiftAddressRow, { tokenHash, revokedAt: null }, { disableIdentityMap: true });
  return row === null ? null : addressOf(row);
}

/** Addresses that lead somewhere, by the codes of their people. */
export async function listShiftAddresses(tx: Tx): Promise<readonly ShiftAddress[]> {
  const rows = await tx.find(
    ShiftAddressRow,
    { revokedAt: null },
    { orderBy: { staffId: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(addressOf);
}

/** Lets a person's addresses lead nowhere from a moment on. @returns how many did until then */
export async function revokeShiftAddresses(
  tx: Tx,
  staffId: string,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<number> {
  return tx.nativeUpdate(
    ShiftAddressRow,
    { staffId, revokedAt: null },
    { revokedAt: dateOf(at), revokedBy: by },
  );
}

function addressOf({ staffId, createdAt }: ShiftAddressRow): ShiftAddress {
  return { staffId, createdAt: instantOf(createdAt) };
}
