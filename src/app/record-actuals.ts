import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { type SavedRows, saveHistory } from '../db/histories.ts';
import { findMachineToken } from '../db/machine-tokens.ts';
import { SekisuError } from '../errors.ts';
import { type HandedInRow, readHandedInHistory } from '../files/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { hashOfToken } from './invitation-token.ts';
import { openMisses } from './open-misses.ts';

/**
 * Keeps counted calls that were handed in, all or none, as the call history of their days; another figure for a known
 * interval replaces it. A miss of the target that they show opens an improvement case.
 * @throws SekisuError `contract.not-found`, `file.bad-row` with the row as its line
 */
export async function recordActuals(
  ctx: AppContext,
  actor: Actor,
  rows: readonly HandedInRow[],
): Promise<SavedRows> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const intervals = readHandedInHistory(rows, 'rows', await loadContract(tx));
    const saved = await saveHistory(tx, intervals);
    const dates = [...new Set(intervals.map(({ date }) => date.toString()))].sort();
    const subject = dates.length > 1 ? `${dates[0]} – ${dates.at(-1)}` : (dates[0] ?? '');
    const entry = { at: ctx.now(), actor: actor.userId, action: 'actuals.recorded', subject };
    await appendAudit(tx, { ...entry, detail: saved });
    await openMisses(tx, ctx, actor, intervals);
    return saved;
  });
}

/**
 * The machine of a token, which may do what a lead may in `recordActuals`, and nothing else is asked of it.
 * @throws SekisuError `actuals.bad-token`
 */
export async function machineOf(ctx: AppContext, token: string): Promise<Actor> {
  const found = await ctx.db.transaction((tx) => findMachineToken(tx, hashOfToken(token)));
  if (found === null || found.revokedAt !== null) throw new SekisuError('actuals.bad-token');
  return { userId: `machine:${found.id}`, name: found.name, role: 'lead' };
}
