import { type ImportFile, listImports as listStored } from '../db/imports.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** The last imports, latest first. */
export async function listImports(ctx: AppContext, actor: Actor): Promise<readonly ImportFile[]> {
  requireRole(actor, 'manager');
  return ctx.db.transaction((tx) => listStored(tx, 100));
}
