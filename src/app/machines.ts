import { appendAudit } from '../db/audit.ts';
import {
  listMachineTokens,
  type MachineToken,
  revokeMachineToken,
  saveMachineToken,
} from '../db/machine-tokens.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { hashOfToken, newToken } from './invitation-token.ts';

/** The machines that may hand in counted calls, the newest first. */
export async function listMachines(ctx: AppContext, actor: Actor): Promise<readonly MachineToken[]> {
  requireRole(actor, 'manager');
  return ctx.db.transaction((tx) => listMachineTokens(tx));
}

/** Lets a machine hand in counted calls. @returns its token, told this once */
export async function addMachine(ctx: AppContext, actor: Actor, name: string): Promise<string> {
  requireRole(actor, 'manager');
  const token = newToken();
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    const tokenHash = hashOfToken(token);
    await saveMachineToken(tx, { name, tokenHash, createdAt: at, createdBy: actor.userId });
    const entry = {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'machine.added',
      subject: name,
      detail: null,
    };
    await appendAudit(tx, entry);
  });
  return token;
}

/** Refuses a machine from now on. @throws SekisuError `actuals.no-machine` */
export async function revokeMachine(ctx: AppContext, actor: Actor, id: number): Promise<void> {
  requireRole(actor, 'manager');
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    if (!(await revokeMachineToken(tx, id, { by: actor.userId, at }))) {
      throw new SekisuError('actuals.no-machine');
    }
    const entry = {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'machine.revoked',
      subject: String(id),
      detail: null,
    };
    await appendAudit(tx, entry);
  });
}
