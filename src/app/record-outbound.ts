import { YearMonth } from '@js-joda/core';
import { formatTime, japanDateTimeOf, openingOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { listOutboundAgreements, lockOutboundMonth } from '../db/outbound-agreements.ts';
import {
  listOutboundAttempts,
  reportOutboundAttempt,
  saveOutboundAttempts,
  undoOutboundAttempt,
} from '../db/outbound-attempts.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { parseOutboundCsv } from '../files/outbound.ts';
import { isAgreedOn } from '../plan/outbound-agreement.ts';
import type { OutboundAttempt } from '../plan/outbound-records.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** What recording did, in attempts. */
export interface RecordedOutbound {
  readonly added: number;
  /** Attempts that were recorded already: same day, time, caller and place called. */
  readonly unchanged: number;
}

/**
 * Records attempts, all or none: only on days agreed with the city, and never more a day than the contract allows, also
 * when two people record at once: each waits for the other, and the count is that of after.
 * @throws SekisuError `outbound.no-agreement`, `outbound.cap-reached`, `input.invalid` for a time to come, one outside
 * opening hours, or an unknown person
 */
export async function recordOutbound(
  ctx: AppContext,
  actor: Actor,
  attempts: readonly OutboundAttempt[],
): Promise<RecordedOutbound> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const months = Map.groupBy(attempts, ({ date }) => YearMonth.from(date).toString());
    let [added, unchanged] = [0, 0];
    // In order, so that two files never wait for each other.
    for (const month of [...months.keys()].toSorted()) {
      const saved = await recordMonth(tx, ctx, actor, YearMonth.parse(month), months.get(month)!);
      added += saved.added;
      unchanged += saved.unchanged;
    }
    return { added, unchanged };
  });
}

/** The same from a file. @throws also SekisuError `file.*` */
export async function importOutbound(
  ctx: AppContext,
  actor: Actor,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<RecordedOutbound> {
  requireRole(actor, 'manager', 'lead');
  return recordOutbound(ctx, actor, parseOutboundCsv(file.bytes, file.name));
}

async function recordMonth(
  tx: Tx,
  ctx: AppContext,
  actor: Actor,
  month: YearMonth,
  given: readonly OutboundAttempt[],
): Promise<RecordedOutbound> {
  await lockOutboundMonth(tx, month);
  const at = ctx.now();
  await check(tx, ctx, month, given);
  const all = await listOutboundAttempts(tx, month.atDay(1), month.atEndOfMonth());
  const known = all.filter(({ undone }) => undone === null);
  const keys = new Set(known.map(keyOf));
  const fresh = given.filter((attempt) => !keys.has(keyOf(attempt)));
  const { maximumAttemptsPerDay: most } = (await loadContract(tx)).outbound;
  for (const [date, own] of Map.groupBy(fresh, (attempt) => attempt.date.toString())) {
    const taken = new Set(known.filter((one) => one.date.toString() === date).map(({ number }) => number));
    const free = Array.from({ length: most }, (_, index) => index + 1).filter((number) => !taken.has(number));
    if (own.length > free.length) {
      const details = { date, recorded: taken.size, left: free.length, most, given: own.length };
      throw new SekisuError('outbound.cap-reached', details);
    }
    await saveOutboundAttempts(
      tx,
      own.map((attempt, index) => ({
        ...attempt,
        number: free[index]!,
        recordedBy: actor.userId,
        recordedAt: at,
      })),
    );
    const detail = { attempts: own.length };
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'outbound.recorded',
      subject: date,
      detail,
    });
  }
  return { added: fresh.length, unchanged: given.length - fresh.length };
}

async function check(
  tx: Tx,
  ctx: AppContext,
  month: YearMonth,
  given: readonly OutboundAttempt[],
): Promise<void> {
  const contract = await loadContract(tx);
  const agreements = (await listOutboundAgreements(tx, month)).filter(({ undone }) => undone === null);
  const staffIds = new Set((await loadStaff(tx)).map(({ id }) => id));
  const now = japanDateTimeOf(ctx.now());
  const today = now.toLocalDate();
  const refuse = (field: string, problem: string): never => {
    throw new SekisuError('input.invalid', { field, problem });
  };
  for (const { date, minute, staffId, organisation } of given) {
    if (!isAgreedOn(agreements, date)) {
      throw new SekisuError('outbound.no-agreement', { date: date.toString() });
    }
    const opening = openingOf(contract.opening, date);
    if (opening.kind === 'closed') throw new SekisuError('day.closed', { date: date.toString() });
    const { startMinute, endMinute } = opening;
    if (minute < startMinute || minute >= endMinute) {
      refuse('time', `${date} ${formatTime(startMinute)}–${formatTime(endMinute)}`);
    }
    const isAhead = date.isAfter(today) || (date.equals(today) && minute > now.hour() * 60 + now.minute());
    if (isAhead) refuse('time', `– ${today} ${formatTime(now.hour() * 60 + now.minute())}`);
    if (!staffIds.has(staffId)) refuse('staffId', staffId);
    if (organisation.trim() === '') refuse('organisation', '1–');
  }
}

function keyOf({ date, minute, staffId, organisation }: OutboundAttempt): string {
  return JSON.stringify([date.toString(), minute, staffId, organisation]);
}

/** Takes back an attempt that was entered wrong; it stays as such. @throws SekisuError `outbound.not-found` */
export async function undoAttempt(
  ctx: AppContext,
  actor: Actor,
  input: { readonly id: number },
): Promise<void> {
  requireRole(actor, 'manager', 'lead');
  await settle(ctx, actor, input.id, 'outbound.attempt-undone', (tx, at) =>
    undoOutboundAttempt(tx, input.id, { by: actor.userId, at }),
  );
}

/** Notes that the city was told of an urgent attempt by telephone. @throws SekisuError `outbound.not-found`, `input.invalid` */
export async function reportUrgent(
  ctx: AppContext,
  actor: Actor,
  input: { readonly id: number; readonly to: string },
): Promise<void> {
  requireRole(actor, 'manager', 'lead');
  const to = input.to.trim();
  if (to === '') throw new SekisuError('input.invalid', { field: 'reportedTo', problem: '1–' });
  await settle(ctx, actor, input.id, 'outbound.urgent-reported', (tx, at) =>
    reportOutboundAttempt(tx, input.id, { to, by: actor.userId, at }),
  );
}

async function settle(
  ctx: AppContext,
  actor: Actor,
  id: number,
  action: string,
  act: (tx: Tx, at: ReturnType<AppContext['now']>) => ReturnType<typeof undoOutboundAttempt>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    const date = await act(tx, at);
    if (date === null) throw new SekisuError('outbound.not-found', { id });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action,
      subject: date.toString(),
      detail: { id },
    });
  });
}
