import { LocalDate, type YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { appendAudit } from '../db/audit.ts';
import {
  listOutboundAgreements,
  lockOutboundMonth,
  saveOutboundAgreement,
  undoOutboundAgreement,
} from '../db/outbound-agreements.ts';
import { SekisuError } from '../errors.ts';
import { isAgreedOn, type OutboundAgreement } from '../plan/outbound-agreement.ts';
import { isBelowBy, type OutboundReadings } from '../plan/outbound-readings.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadOutboundGround, readingsOf } from './load-outbound.ts';

/** A consultation with the city as a manager enters it. */
export interface AgreeOutboundInput extends Omit<OutboundAgreement, 'id'> {
  readonly month: YearMonth;
  readonly note: string | null;
  readonly reference: string | null;
}

/**
 * Records what was agreed with the city, with the figures as they stand: that outbound work begins on days after the
 * middle of the month, or that it stops (A7). It never begins where the reading agreed on is not below, or not yet known.
 * @throws SekisuError `plan.not-found`, `outbound.middle-not-counted`, `outbound.not-below`, `input.invalid`,
 * `outbound.no-agreement` for a stop of what was never agreed
 */
export async function agreeOutbound(ctx: AppContext, actor: Actor, input: AgreeOutboundInput): Promise<void> {
  requireRole(actor, 'manager');
  const { month, kind } = input;
  const at = ctx.now();
  const today = japanDateTimeOf(at).toLocalDate();
  checkDays(input, today);
  const texts = textsOf(input);
  await ctx.db.transaction(async (tx) => {
    await lockOutboundMonth(tx, month);
    const readings = readingsOf(await loadOutboundGround(tx, month, today, actor));
    if (readings === null) {
      throw new SekisuError('plan.not-found', { month: month.toString(), version: 'latest' });
    }
    if (kind === 'start') requireBelow(input, readings);
    else {
      const valid = (await listOutboundAgreements(tx, month)).filter(({ undone }) => undone === null);
      const day = input.startsOn;
      if (!isAgreedOn(valid, day)) throw new SekisuError('outbound.no-agreement', { date: day.toString() });
    }
    const id = await saveOutboundAgreement(tx, {
      ...input,
      ...texts,
      endsOn: kind === 'start' ? input.endsOn : null,
      basis: kind === 'start' ? input.basis : null,
      evidence: evidenceOf(readings),
      recordedBy: actor.userId,
      recordedAt: at,
    });
    const detail = { id, agreedOn: input.agreedOn.toString(), startsOn: input.startsOn.toString() };
    const action = kind === 'start' ? 'outbound.agreed' : 'outbound.stopped';
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action,
      subject: month.toString(),
      detail,
    });
  });
}

/** Takes back a consultation that was entered wrong; it stays in the list. @throws SekisuError `outbound.not-found` */
export async function undoAgreement(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth; readonly id: number },
): Promise<void> {
  requireRole(actor, 'manager');
  const { month, id } = input;
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    await lockOutboundMonth(tx, month);
    if (!(await undoOutboundAgreement(tx, month, id, { by: actor.userId, at }))) {
      throw new SekisuError('outbound.not-found', { id });
    }
    const subject = month.toString();
    const action = 'outbound.agreement-undone';
    await appendAudit(tx, { at, actor: actor.userId, origin: actor.origin, action, subject, detail: { id } });
  });
}

/** @throws SekisuError `input.invalid` */
function checkDays(input: AgreeOutboundInput, today: LocalDate): void {
  const { month, agreedOn, startsOn, endsOn, kind } = input;
  const [first, last] = [month.atDay(1), month.atEndOfMonth()];
  const require = (isGood: boolean, field: string, problem: string): void => {
    if (!isGood) throw new SekisuError('input.invalid', { field, problem });
  };
  require(!agreedOn.isAfter(today), 'agreedOn', `– ${today}`);
  // What was agreed afterwards was not agreed before the work.
  const from = agreedOn.isBefore(first) ? first : agreedOn;
  require(!startsOn.isBefore(from) && !startsOn.isAfter(last), 'startsOn', `${from} – ${last}`);
  if (kind === 'stop') return;
  const isGood = endsOn !== null && !endsOn.isBefore(startsOn) && !endsOn.isAfter(last);
  require(isGood, 'endsOn', `${startsOn} – ${last}`);
  require(input.basis !== null, 'reading', 'projection / cumulative');
}

function textsOf(input: AgreeOutboundInput) {
  const needed = (field: 'cityPerson' | 'contractorPerson' | 'terms'): string => {
    const text = input[field].trim();
    if (text === '') throw new SekisuError('input.invalid', { field, problem: '1–' });
    return text;
  };
  return {
    cityPerson: needed('cityPerson'),
    contractorPerson: needed('contractorPerson'),
    terms: needed('terms'),
    note: input.note?.trim() || null,
    reference: input.reference?.trim() || null,
  };
}

function requireBelow(input: AgreeOutboundInput, readings: OutboundReadings): void {
  const { reading, middle } = input.basis!;
  const at = readings.middles.find((entry) => entry.middle === middle)!;
  const date = at.date.toString();
  if (!at.isCounted)
    throw new SekisuError('outbound.middle-not-counted', { date, missing: at.missing.length });
  if (isBelowBy(readings, reading, middle) !== true) {
    const calls = Math.round(at[reading].calls);
    throw new SekisuError('outbound.not-below', { date, calls, threshold: readings.thresholdCalls });
  }
  if (!input.startsOn.isAfter(at.date)) {
    throw new SekisuError('input.invalid', { field: 'startsOn', problem: `${at.date.plusDays(1)} –` });
  }
}

/** The figures as plain data, for a sheet of evidence. */
function evidenceOf(readings: OutboundReadings): unknown {
  return JSON.parse(JSON.stringify(readings, (_key, value: unknown) => plain(value)));
}

function plain(value: unknown): unknown {
  return value instanceof LocalDate ? value.toString() : value;
}
