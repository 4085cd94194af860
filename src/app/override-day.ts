import { type LocalDate, YearMonth } from '@js-joda/core';
import { openingOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { saveOverride, undoOverride as undoStored } from '../db/overrides.ts';
import { listPlans, loadPlan } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { PlanDay } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** Most calls that a correction may set for a day; more is a slip of the hand. */
const maximumCalls = 100_000;
/** A correction may be this many times the model's calls, or one part in so many of them: an agreed limit. */
const mostTimes = 3;
/** A correction may always lie within so many calls of the model's, for on quiet days a few calls are many times. */
const alwaysWithinCalls = 10;

/**
 * Corrects a day's forecast with a reason; the model's value is kept beside it. The next plan made uses it. What the
 * newest plan says of the day limits the correction; while no plan has the day, nothing does.
 * @throws SekisuError `input.invalid` for calls under 0 or an empty reason, `day.closed` for a day that is not open,
 * `override.too-far` for one that no confirmation allows, `override.outside-bounds` for one that needs it
 */
export async function overrideDay(
  ctx: AppContext,
  actor: Actor,
  input: {
    readonly date: LocalDate;
    readonly calls: number;
    readonly reason: string;
    /** Whether the person knows that the calls lie outside the 95 % bounds of the forecast. */
    readonly isConfirmed: boolean;
  },
): Promise<void> {
  requireRole(actor, 'manager');
  const { date, calls } = input;
  if (!(calls >= 0 && calls <= maximumCalls)) {
    throw new SekisuError('input.invalid', { field: 'calls', problem: `0–${maximumCalls}` });
  }
  const reason = input.reason.trim();
  if (reason === '') throw new SekisuError('input.invalid', { field: 'reason', problem: '1–' });
  await ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    if (openingOf(contract.opening, date).kind === 'closed') {
      throw new SekisuError('day.closed', { date: date.toString() });
    }
    const model = await modelOf(tx, date);
    if (model !== null) refuseTooFar(date, calls, model.calls);
    const bounds = model?.bounds ?? null;
    const isOutside = bounds !== null && (calls < bounds.low95 || calls > bounds.high95);
    if (isOutside && !input.isConfirmed) {
      throw new SekisuError('override.outside-bounds', {
        date: date.toString(),
        calls,
        low95: tenths(bounds.low95),
        high95: tenths(bounds.high95),
      });
    }
    const at = ctx.now();
    await saveOverride(tx, { date, calls, reason, by: actor.userId, at });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'forecast.overridden',
      subject: date.toString(),
      detail: { calls, reason, isOutsideBounds: isOutside },
    });
  });
}

/**
 * What the newest plan's model says of a day, or null when no plan has the day. The bounds of a day that the plan has
 * corrected already lie around the correction; the model's are then those of the newest version that left the day
 * alone, or null.
 */
async function modelOf(
  tx: Tx,
  date: LocalDate,
): Promise<{ readonly calls: number; readonly bounds: PlanDay['forecastBounds'] | null } | null> {
  const month = YearMonth.from(date);
  let calls: number | null = null;
  for (const { version } of await listPlans(tx, month)) {
    const { content } = await loadPlan(tx, month, version);
    const day = content.days.find((candidate) => candidate.date === date.toString());
    calls ??= day === undefined ? null : (day.override?.modelCalls ?? day.forecastCalls);
    if (calls === null) return null;
    if (day?.override === null) return { calls, bounds: day.forecastBounds };
  }
  return calls === null ? null : { calls, bounds: null };
}

function refuseTooFar(date: LocalDate, calls: number, modelCalls: number): void {
  const least = Math.min(modelCalls / mostTimes, modelCalls - alwaysWithinCalls);
  const most = Math.max(modelCalls * mostTimes, modelCalls + alwaysWithinCalls);
  if (calls >= least && calls <= most) return;
  throw new SekisuError('override.too-far', {
    date: date.toString(),
    calls,
    modelCalls: tenths(modelCalls),
    // Whole calls that are surely allowed.
    least: Math.max(0, Math.ceil(least)),
    most: Math.floor(most),
  });
}

function tenths(calls: number): number {
  return Math.round(calls * 10) / 10;
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
      origin: actor.origin,
      action: 'forecast.override-undone',
      subject,
      detail: {},
    });
  });
}
