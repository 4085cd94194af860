import { LocalDate, type LocalDateTime, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { loadAbsences } from '../db/absences.ts';
import { findContract, loadContract } from '../db/contracts.ts';
import { loadPlan, type PlanVersion } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { createWork, failWork, findOpenWork, finishWork, loadWork, progressWork } from '../db/work.ts';
import { SekisuError } from '../errors.ts';
import type { FoundChanges, PlanDay } from '../plan/index.ts';
import type { StaffMember } from '../roster/index.ts';
import { type ChangeTask, findChanges } from '../solver/change-finder.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';

/** Where to search for the single change that helps most. */
export interface ChangeRequest {
  readonly month: YearMonth;
  readonly version: number;
  /** One day of the plan, of today what is left of it; null = its days from today on, or all of them once they are past. */
  readonly date: LocalDate | null;
}

/** A version whose changes can be searched. */
export interface SearchablePlan {
  readonly contract: Contract;
  readonly plan: PlanVersion;
}

/** How far a search is and what it found. */
export interface ChangeSearchView extends SearchablePlan {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** 0 to 1. */
  readonly doneFraction: number;
  readonly date: LocalDate | null;
  /** Null until done. */
  readonly found: FoundChanges | null;
  /** Why it failed; null unless failed. */
  readonly error: { readonly ja: string; readonly en: string } | null;
}

/**
 * Starts the search and answers at once, with the work under way if the same is being searched already; it changes
 * nothing but its own work item. `loadFoundChanges` says how far it is. The search goes on in threads of this process,
 * outside any transaction; should the process end, `failInterruptedWork` says so at the next start.
 * @throws SekisuError `plan.not-found`, `plan.day-not-in-plan`
 */
export async function startFindingChanges(
  ctx: AppContext,
  actor: Actor,
  request: ChangeRequest,
): Promise<{ readonly workId: string }> {
  requireRole(actor, 'manager', 'lead');
  const kind = kindOf(request);
  const started = await ctx.db.transaction(async (tx) => {
    const search = await loadSearch(tx, request, japanDateTimeOf(ctx.now()));
    const open = await findOpenWork(tx, kind);
    if (open !== null) return { workId: open.id, search: null };
    return { workId: await createWork(tx, { kind, createdAt: ctx.now(), by: actor.userId }), search };
  });
  if (started.search !== null) void run(ctx, started.workId, started.search);
  return { workId: started.workId };
}

/**
 * The search with its version; found changes name people, so the city never sees them.
 * @throws SekisuError `work.not-found`
 */
export async function loadFoundChanges(
  ctx: AppContext,
  actor: Actor,
  input: { readonly workId: string },
): Promise<ChangeSearchView> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => {
    const work = await loadWork(tx, input.workId);
    const request = requestOf(work.kind);
    if (request === null) throw new SekisuError('work.not-found', { id: input.workId });
    return {
      contract: await loadContract(tx),
      plan: await loadPlan(tx, request.month, request.version),
      state: work.state,
      doneFraction: work.doneFraction,
      date: request.date,
      found: work.result as FoundChanges | null,
      error: work.error as ChangeSearchView['error'],
    };
  });
}

/** The version that a search would look at. @throws SekisuError `plan.not-found` */
export async function loadSearchablePlan(
  ctx: AppContext,
  actor: Actor,
  input: Pick<ChangeRequest, 'month' | 'version'>,
): Promise<SearchablePlan> {
  requireRole(actor, 'manager', 'lead');
  return ctx.db.transaction(async (tx) => ({
    contract: await loadContract(tx),
    plan: await loadPlan(tx, input.month, input.version),
  }));
}

interface LoadedSearch {
  readonly task: ChangeTask;
  readonly dayIndexes: readonly number[];
}

async function loadSearch(tx: Tx, request: ChangeRequest, now: LocalDateTime): Promise<LoadedSearch> {
  const contract = await findContract(tx);
  if (contract === null) throw new SekisuError('contract.not-found');
  const { content } = await loadPlan(tx, request.month, request.version);
  const around = await loadAround(tx, request.month, null);
  return {
    task: {
      contractJson: contract.json,
      content,
      staff: await loadStaffWithAbsences(tx, request.month),
      ...around,
      // What is found is only offered: nothing published is changed by it.
      record: { ...around.record, published: null },
      now: { date: now.toLocalDate().toString(), minute: now.hour() * 60 + now.minute() },
    },
    dayIndexes: dayIndexesOf(content.days, request, now.toLocalDate()),
  };
}

function dayIndexesOf(
  days: readonly PlanDay[],
  { date }: ChangeRequest,
  today: LocalDate,
): readonly number[] {
  const indexesOf = (isWanted: (day: LocalDate) => boolean): number[] =>
    days.flatMap((day, index) => (isWanted(LocalDate.parse(day.date)) ? [index] : []));
  if (date === null) {
    const toCome = indexesOf((day) => !day.isBefore(today));
    return toCome.length > 0 ? toCome : indexesOf(() => true);
  }
  const wanted = indexesOf((day) => day.equals(date));
  if (wanted.length === 0) throw new SekisuError('plan.day-not-in-plan', { date: date.toString() });
  return wanted;
}

/** Who is reported absent cannot be asked to stay for the time of the absence. */
async function loadStaffWithAbsences(tx: Tx, month: YearMonth): Promise<readonly StaffMember[]> {
  const absences = await loadAbsences(tx, month.atDay(1), month.atEndOfMonth());
  return (await loadStaff(tx)).map((person) => ({
    ...person,
    unavailable: [
      ...person.unavailable,
      ...absences
        .filter(({ staffId }) => staffId === person.id)
        .map(({ date, startMinute, endMinute }) => ({ date, isoWeekday: null, startMinute, endMinute })),
    ],
  }));
}

async function run(ctx: AppContext, workId: string, { task, dayIndexes }: LoadedSearch): Promise<void> {
  const note = (doneFraction: number): Promise<unknown> =>
    ctx.db.transaction((tx) => progressWork(tx, workId, { step: 'searching', doneFraction }));
  try {
    await note(0);
    const found = await findChanges(task, dayIndexes, (doneFraction) => {
      // A lost progress note is no failure of the search.
      note(doneFraction).catch((error: unknown) => ctx.log.warn({ error }, 'progress not noted'));
    });
    await ctx.db.transaction((tx) => finishWork(tx, workId, found));
  } catch (error) {
    const isKnown = error instanceof SekisuError;
    if (!isKnown) ctx.log.error({ error, workId }, 'searching for changes failed');
    const words = isKnown
      ? { ja: error.sentence('ja'), en: error.sentence('en') }
      : {
          ja: `変更案を探せませんでした（受付番号 ${workId}）。`,
          en: `The search for changes failed (reference ${workId}).`,
        };
    await ctx.db
      .transaction((tx) => failWork(tx, workId, words))
      .catch((failure: unknown) => ctx.log.error({ error: failure, workId }, 'failure not noted'));
  }
}

const allDays = 'all';

/** A kind of work that says what is searched: `changes:2024-05:2:2024-05-14`. */
function kindOf({ month, version, date }: ChangeRequest): string {
  return ['changes', month, version, date ?? allDays].join(':');
}

function requestOf(kind: string): ChangeRequest | null {
  const [what, month, version, date] = kind.split(':');
  if (what !== 'changes') return null;
  return {
    month: YearMonth.parse(month!),
    version: Number(version),
    date: date === allDays ? null : LocalDate.parse(date!),
  };
}
