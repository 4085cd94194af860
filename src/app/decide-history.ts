import { appendAudit } from '../db/audit.ts';
import { hasHistory } from '../db/histories.ts';
import {
  type HistoryDay,
  saveHistoryDecision,
  undoHistoryDecision as undoStored,
} from '../db/history-decisions.ts';
import { SekisuError } from '../errors.ts';
import type { HistoryDecision } from '../forecast/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/**
 * Decides, with a reason, how the forecast uses a day of the history: as it was counted, whatever the forecast would
 * clean of it, or not at all. Holds until a later decision about the same day and queue; the next plan made heeds it.
 * @throws SekisuError `input.invalid` for an empty reason, `history.no-such-day` when the history lacks day or queue
 */
export async function decideHistory(
  ctx: AppContext,
  actor: Actor,
  input: HistoryDecision & { readonly reason: string },
): Promise<void> {
  requireRole(actor, 'manager');
  const { date, queueId, use } = input;
  const reason = input.reason.trim();
  if (reason === '') throw new SekisuError('input.invalid', { field: 'reason', problem: '1–' });
  await ctx.db.transaction(async (tx) => {
    if (!(await hasHistory(tx, date, queueId))) {
      throw new SekisuError('history.no-such-day', { date: date.toString(), queueId: queueId ?? '*' });
    }
    const at = ctx.now();
    await saveHistoryDecision(tx, { date, queueId, use, reason, by: actor.userId, at });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'history.decided',
      subject: subjectOf(input),
      detail: { use, reason },
    });
  });
}

/** Takes back the decision that holds on a day for a queue, or for all of them; without one nothing happens. */
export async function undoHistoryDecision(ctx: AppContext, actor: Actor, input: HistoryDay): Promise<void> {
  requireRole(actor, 'manager');
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    if (!(await undoStored(tx, input, { by: actor.userId, at }))) return;
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'history.decision-undone',
      subject: subjectOf(input),
      detail: {},
    });
  });
}

function subjectOf({ date, queueId }: HistoryDay): string {
  return queueId === null ? date.toString() : `${date} ${queueId}`;
}
