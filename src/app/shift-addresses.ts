import type { Instant } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { listShiftAddresses, revokeShiftAddresses, saveShiftAddress } from '../db/shift-addresses.ts';
import { loadStaff } from '../db/staff.ts';
import { SekisuError } from '../errors.ts';
import { rosterOrder } from '../report/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** A person, and since when they have an address for their own shifts. */
export interface AddressHolder {
  readonly staffId: string;
  readonly name: string;
  /** Null while they have none. */
  readonly since: Instant | null;
}

/** An address made anew; the token is told this once and kept as a hash only. */
export interface IssuedAddress {
  readonly staffId: string;
  readonly name: string;
  readonly token: string;
}

/** Everybody of the staff with their address, in the order of documents, then those who left and still have one. */
export async function loadShiftAddresses(ctx: AppContext, actor: Actor): Promise<readonly AddressHolder[]> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const staff = rosterOrder(await loadStaff(tx));
    const since = new Map(
      (await listShiftAddresses(tx)).map(({ staffId, createdAt }) => [staffId, createdAt]),
    );
    const left = [...since.keys()].filter((staffId) => staff.every(({ id }) => id !== staffId));
    return [...staff, ...left.map((id) => ({ id, name: id }))].map(({ id, name }) => ({
      staffId: id,
      name,
      since: since.get(id) ?? null,
    }));
  });
}

/**
 * Gives people an address each, in the place of the one that they had, which leads nowhere from then on.
 * @throws SekisuError `role.not-allowed`, `shifts.no-person`
 */
export async function issueShiftAddresses(
  ctx: AppContext,
  actor: Actor,
  input: { readonly staffIds: readonly string[] },
): Promise<readonly IssuedAddress[]> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const staff = new Map((await loadStaff(tx)).map((person) => [person.id, person]));
    const issued: IssuedAddress[] = [];
    for (const staffId of input.staffIds) {
      const person = staff.get(staffId);
      if (person === undefined) throw new SekisuError('shifts.no-person', { staff: staffId });
      const token = newToken();
      const at = ctx.now();
      const by = actor.userId;
      const replaced = await revokeShiftAddresses(tx, staffId, { by, at });
      await saveShiftAddress(tx, { staffId, tokenHash: hashOfToken(token), createdAt: at, createdBy: by });
      const detail = { replaced };
      await appendAudit(tx, {
        at,
        actor: by,
        origin: actor.origin,
        action: 'shift-address.issued',
        subject: staffId,
        detail,
      });
      issued.push({ staffId, name: person.name, token });
    }
    return issued;
  });
}

/** Lets a person's address lead nowhere from now on. @throws SekisuError `role.not-allowed`, `shifts.no-person` */
export async function revokeShiftAddress(
  ctx: AppContext,
  actor: Actor,
  input: { readonly staffId: string },
): Promise<void> {
  requireRole(actor, 'manager', 'lead');
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    const by = actor.userId;
    if ((await revokeShiftAddresses(tx, input.staffId, { by, at })) === 0) {
      throw new SekisuError('shifts.no-person', { staff: input.staffId });
    }
    const entry = {
      at,
      actor: by,
      origin: actor.origin,
      action: 'shift-address.revoked',
      subject: input.staffId,
      detail: null,
    };
    await appendAudit(tx, entry);
  });
}
