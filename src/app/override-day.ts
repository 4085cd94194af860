import type { LocalDate } from '@js-joda/core';
import { openingOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { saveOverride, undoOverride as undoStored } from '../db/overrides.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** Most calls that a correction may set for a day; more is a slip of the hand. */
const maximumCalls = 100_000;

/**
 * Corrects a day's forecast with a reason; the model's value is kept beside it. The next plan made uses it.
 * @throws SekisuError `input.invalid` for calls under 0 or an empty reason, `day.closed` for a day that is not open
 */
export async function overrideDay(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly calls: number; readonly reason: string },
): Promise<void> {
  requireRole(actor, 'manager');
  if (!(input.calls >= 0 && input.calls <= maximumCalls)) {
    throw new SekisuError('input.invalid', { field: 'calls', problem: `0–${maximumCalls}` });
  }
  const reason = input.reason.trim();
  if (reason === '') throw new SekisuError('input.invalid', { field: 'reason', problem: '1–' });
  await ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    if (openingOf(contract.opening, input.date).kind === 'closed') {
      throw new SekisuError('day.closed', { date: input.date.toString() });
    }
    const at = ctx.now();
    await saveOverride(tx, { date: input.date, calls: input.calls, reason, by: actor.userId, at });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      action: 'forecast.overridden',
      subject: input.date.toString(),
      detail: { calls: input.calls, reason },
    });
  });
}

/** Takes back the correction that holds on a day; without one nothing happens. */
export async function undoOverride(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate },
): Promise<void> {
  requireRole(actor, 'manager');
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    if (!(await undoStored(tx, input.date, { by: actor.userId, at }))) return;
    const subject = input.date.toString();
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      action: 'forecast.override-undone',
      subject,
      detail: {},
    });
  });
}
