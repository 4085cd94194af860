import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { findContract, loadContract } from '../db/contracts.ts';
import { findShiftAddress } from '../db/shift-addresses.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { saveVersionReading } from '../db/version-readings.ts';
import { type Language, SekisuError } from '../errors.ts';
import { writeCalendar } from '../files/index.ts';
import { type OwnReading, ownReading } from '../plan/readings.ts';
import { type CalendarEntry, calendarEntries } from '../report/index.ts';
import type { AppContext } from './context.ts';
import { hashOfToken } from './invitation-token.ts';
import {
  listInForce,
  listPublished,
  type PublishedVersion,
  readingsOf,
  withShifts,
} from './published-versions.ts';

/** One month of a person's page. */
export interface OwnPublishedMonth {
  readonly month: YearMonth;
  /** The version in force, or null while none is published. */
  readonly inForce: PublishedVersion | null;
  readonly reading: OwnReading;
}

/** What the holder of an address sees: their own published days, and nothing of anybody else or of why. */
export interface OwnShifts {
  readonly staffId: string;
  readonly name: string;
  readonly contract: Contract | null;
  readonly today: LocalDate;
  /** This month and the next. */
  readonly months: readonly OwnPublishedMonth[];
}

/** The page of an address; whoever holds it is the person. @throws SekisuError `shifts.address-not-found` */
export async function openOwnShifts(ctx: AppContext, token: string): Promise<OwnShifts> {
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  return ctx.db.transaction(async (tx) => {
    const { staffId, name } = await holderOf(tx, token);
    const months: OwnPublishedMonth[] = [];
    for (const month of [YearMonth.from(today), YearMonth.from(today).plusMonths(1)]) {
      months.push(await ownMonthOf(tx, month, staffId));
    }
    return { staffId, name, contract: (await findContract(tx))?.contract ?? null, today, months };
  });
}

async function ownMonthOf(tx: Tx, month: YearMonth, staffId: string): Promise<OwnPublishedMonth> {
  const published = await listPublished(tx, month);
  const readings = (await readingsOf(tx, published)).filter((reading) => reading.staffId === staffId);
  // What came before the version read last as a whole is behind them.
  const lastRead = Math.max(0, ...readings.flatMap((own) => (own.isWholeMonth ? [own.version] : [])));
  const versions = await withShifts(
    tx,
    published.filter(({ version }) => version >= lastRead),
  );
  const inForce = versions.at(-1) ?? null;
  const reading =
    inForce === null
      ? { lastRead: null, changes: [], isUnread: false }
      : ownReading(versions, readings, staffId);
  return { month, inForce, reading };
}

/**
 * Notes that the person of an address has read their month in a published version (閲覧確認); the first time counts.
 * @throws SekisuError `shifts.address-not-found`, `plan.not-found` for a version that is not published
 */
export async function readVersion(
  ctx: AppContext,
  token: string,
  input: { readonly month: YearMonth; readonly version: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { staffId } = await holderOf(tx, token);
    const published = await listPublished(tx, input.month);
    const read = published.find(({ version }) => version === input.version);
    if (read === undefined) {
      throw new SekisuError('plan.not-found', { month: input.month.toString(), version: input.version });
    }
    const at = ctx.now();
    if (!(await saveVersionReading(tx, { planId: read.id, staffId, at }))) return;
    await appendAudit(tx, {
      at,
      actor: staffId,
      action: 'plan.read',
      subject: `${input.month} v${input.version}`,
      detail: null,
    });
  });
}

/**
 * The calendar of an address: what is in force from the last month on, one entry for each duty.
 * @throws SekisuError `shifts.address-not-found`, `contract.not-found`
 */
export async function ownCalendar(ctx: AppContext, token: string, language: Language): Promise<string> {
  const lastMonth = YearMonth.from(japanDateTimeOf(ctx.now()).toLocalDate()).minusMonths(1);
  return ctx.db.transaction(async (tx) => {
    const { staffId } = await holderOf(tx, token);
    const contract = await loadContract(tx);
    const months = await withShifts(tx, await listInForce(tx, lastMonth));
    const t = (key: string, values: Record<string, unknown> = {}): string =>
      ctx.render.translate(language, `shifts:calendar.${key}`, values);
    return writeCalendar({
      name: t('name', { title: contract.title[language] }),
      events: calendarEntries({ contractId: contract.id, staffId, months }).map((entry) => eventOf(entry, t)),
    });
  });
}

function eventOf(
  { uid, version, publishedAt, start, end, duty }: CalendarEntry,
  t: (key: string, values?: Record<string, unknown>) => string,
): Parameters<typeof writeCalendar>[0]['events'][number] {
  const { pattern, hours, isStandby, meals, rests } = duty;
  const lines = [
    ...(isStandby ? [t('standbyText')] : []),
    ...(meals.length > 0 ? [t('meals', { ranges: meals.join(t('and')) })] : []),
    ...(rests.length > 0 ? [t('rests', { ranges: rests.join(t('and')) })] : []),
    t('version', { version }),
  ];
  return {
    uid,
    sequence: version,
    modifiedAt: publishedAt,
    start,
    end,
    title: isStandby ? t('standby', { hours }) : t('shift', { pattern, hours }),
    description: lines.join('\n'),
    category: t(isStandby ? 'standbyKind' : 'shiftKind'),
    isFree: isStandby,
  };
}

async function holderOf(tx: Tx, token: string): Promise<{ readonly staffId: string; readonly name: string }> {
  const address = await findShiftAddress(tx, hashOfToken(token));
  if (address === null) throw new SekisuError('shifts.address-not-found');
  const person = (await loadStaff(tx)).find(({ id }) => id === address.staffId);
  return { staffId: address.staffId, name: person?.name ?? address.staffId };
}
