import { type Instant, YearMonth } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import type { PlanContent } from '../plan/format.ts';
import { PlanVersionRow } from './entities/planned.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import { type PublishedDays, publishedContent, publishedShifts } from './published-contents.ts';
import type { Tx } from './tx.ts';

/** draft → submitted → confirmed or returned; a returned version stays, and the next one follows. */
export type PlanState = 'draft' | 'submitted' | 'confirmed' | 'returned';

/** A new version of a month's plan. */
export interface NewPlan {
  readonly month: YearMonth;
  /** 1, 2, … within the month; see `nextVersion`. */
  readonly version: number;
  /** A plan of a whole month, or a repair after an absence. */
  readonly kind: 'plan' | 'repair';
  /** Version of the same month that this one was made from, or null. */
  readonly basedOnVersion: number | null;
  readonly content: PlanContent;
  /** SHA-256, hex, over the RFC 8785 form of the content. */
  readonly contentSha256: string;
  readonly createdAt: Instant;
  /** User id, or `cli`. */
  readonly createdBy: string;
}

/** A version of a month's plan as it is kept. */
export interface PlanVersion extends NewPlan {
  /** Number of the row, for events and absences. */
  readonly id: number;
  readonly state: PlanState;
  readonly submittedAt: Instant | null;
  readonly publishedAt: Instant | null;
  readonly publishedBy: string | null;
}

/** A version without its content, for lists. */
export type PlanSummary = Omit<PlanVersion, 'content'>;

/** Number of the next version of a month, ≥ 1. */
export async function nextVersion(tx: Tx, month: YearMonth): Promise<number> {
  const [row]: { version: number }[] = await tx.execute(
    'select coalesce(max(version), 0) + 1 as version from plan_version where month = ?',
    [month.toString()],
  );
  return row!.version;
}

/**
 * Lets nobody else who asks for it decide on a month until the transaction ends: of two who act at once the second sees
 * what the first did.
 */
export async function lockMonth(tx: Tx, month: YearMonth): Promise<void> {
  await tx.execute('select id from plan_version where month = ? order by id for no key update', [
    month.toString(),
  ]);
}

/** Lets nobody else decide on one version until the transaction ends. */
export async function lockPlan(tx: Tx, id: number): Promise<void> {
  await tx.execute('select id from plan_version where id = ? for no key update', [id]);
}

/**
 * Keeps a new version as a draft.
 * @returns its id
 * @throws SekisuError `plan.version-exists` when someone else has taken the number
 */
export async function saveDraft(tx: Tx, plan: NewPlan): Promise<number> {
  return tx.insert(PlanVersionRow, {
    month: plan.month.toString(),
    version: plan.version,
    kind: plan.kind,
    state: 'draft',
    content: plan.content,
    contentSha256: plan.contentSha256,
    basedOnVersion: plan.basedOnVersion,
    createdAt: dateOf(plan.createdAt),
    createdBy: plan.createdBy,
    submittedAt: null,
    publishedAt: null,
    publishedBy: null,
  });
}

/**
 * Gives a draft other content.
 * @param basedOn hash of the content that the new one was made from, where it matters that nobody else has changed it
 * @throws SekisuError `plan.version-immutable` once it is submitted or published, `plan.changed-meanwhile`
 */
export async function rewriteDraft(
  tx: Tx,
  id: number,
  content: PlanContent,
  contentSha256: string,
  basedOn?: string,
): Promise<void> {
  if (basedOn === undefined) {
    await changeOne(tx, id, { content, contentSha256 });
    return;
  }
  const changed = await tx.nativeUpdate(
    PlanVersionRow,
    { id, contentSha256: basedOn },
    { content, contentSha256 },
  );
  if (changed !== 1) throw new SekisuError('plan.changed-meanwhile');
}

/**
 * A version of a month's plan, or the one with the highest number.
 * @throws SekisuError `plan.not-found`
 */
export async function loadPlan(tx: Tx, month: YearMonth, version: number | 'latest'): Promise<PlanVersion> {
  const where = version === 'latest' ? {} : { version };
  const row = await tx.findOne(
    PlanVersionRow,
    { month: month.toString(), ...where },
    { orderBy: { version: 'desc' }, exclude: ['content'], disableIdentityMap: true },
  );
  if (row === null) throw new SekisuError('plan.not-found', { month: month.toString(), version });
  const summary = summaryOf(row as PlanVersionRow);
  return { ...summary, content: await contentOf(tx, summary) };
}

/** Content of a version as the store has it now, whatever was read of it before. */
export async function loadStoredContent(tx: Tx, id: number): Promise<PlanContent> {
  const row = await tx.findOneOrFail(
    PlanVersionRow,
    { id },
    { fields: ['content'], disableIdentityMap: true },
  );
  return row.content as PlanContent;
}

/** Content of a version; that of a draft is read anew each time. */
async function contentOf(tx: Tx, { id, contentSha256, publishedAt }: PlanSummary): Promise<PlanContent> {
  if (publishedAt !== null) return publishedContent(tx, { id, contentSha256 });
  return loadStoredContent(tx, id);
}

/** Shifts of a month's version, day by day. */
export interface PublishedMonth {
  readonly month: YearMonth;
  readonly days: PublishedDays;
}

/**
 * Shifts of the latest published version of every month of a span that has one, in order of time. Forecasts and all
 * else of a plan stay in the store.
 * @param from first month @param to last month, included @param before only what was published before this moment
 */
export async function loadPublishedShifts(
  tx: Tx,
  from: YearMonth,
  to: YearMonth,
  before: Instant | null = null,
): Promise<readonly PublishedMonth[]> {
  const rows: { id: number; month: string; content_sha256: string }[] = await tx.execute(
    `select distinct on (month) id, month, content_sha256 from plan_version
     where month >= ? and month <= ? and published_at is not null and published_at < ?
     order by month, version desc`,
    [from.toString(), to.toString(), before === null ? 'infinity' : before.toString()],
  );
  const months: PublishedMonth[] = [];
  for (const { id, month, content_sha256: contentSha256 } of rows) {
    months.push({ month: YearMonth.parse(month), days: await publishedShifts(tx, { id, contentSha256 }) });
  }
  return months;
}

/** Versions of a month, or of every month, without content: latest month first, then highest version first. */
export async function listPlans(tx: Tx, month?: YearMonth): Promise<readonly PlanSummary[]> {
  const rows = await tx.find(PlanVersionRow, month === undefined ? {} : { month: month.toString() }, {
    orderBy: { month: 'desc', version: 'desc' },
    exclude: ['content'],
    disableIdentityMap: true,
  });
  return rows.map((row) => summaryOf(row as PlanVersionRow));
}

/**
 * Moves a version on: a draft is submitted, a submitted one confirmed or returned.
 * @param at when; kept as the time of submission
 * @throws SekisuError `plan.version-immutable` for any other move, also when someone else was faster
 */
export async function transition(
  tx: Tx,
  id: number,
  to: 'submitted' | 'confirmed' | 'returned',
  at: Instant,
): Promise<void> {
  const from = to === 'submitted' ? 'draft' : 'submitted';
  const moved = await tx.nativeUpdate(
    PlanVersionRow,
    { id, state: from },
    to === 'submitted' ? { state: to, submittedAt: dateOf(at) } : { state: to },
  );
  if (moved !== 1) throw new SekisuError('plan.version-immutable', { table: 'plan_version' });
}

/**
 * Publishes a version to the staff, once; from then on its content is fixed.
 * @throws SekisuError `plan.version-immutable` when it is published already
 */
export async function publishPlan(
  tx: Tx,
  id: number,
  publication: { readonly at: Instant; readonly by: string },
): Promise<void> {
  await changeOne(tx, id, { publishedAt: dateOf(publication.at), publishedBy: publication.by });
}

async function changeOne(tx: Tx, id: number, values: Partial<PlanVersionRow>): Promise<void> {
  const changed = await tx.nativeUpdate(PlanVersionRow, { id }, values);
  if (changed !== 1) throw new SekisuError('plan.not-found', { month: '-', version: id });
}

function summaryOf(row: PlanVersionRow): PlanSummary {
  return {
    id: row.id,
    month: YearMonth.parse(row.month),
    version: row.version,
    kind: row.kind,
    state: row.state,
    contentSha256: row.contentSha256,
    basedOnVersion: row.basedOnVersion,
    createdAt: instantOf(row.createdAt),
    createdBy: row.createdBy,
    submittedAt: instantOrNull(row.submittedAt),
    publishedAt: instantOrNull(row.publishedAt),
    publishedBy: row.publishedBy,
  };
}
