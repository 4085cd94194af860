import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { loadAbsences } from '../db/absences.ts';
import { findContract, loadContract } from '../db/contracts.ts';
import { loadPlan, type PlanVersion } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { createWork, failWork, findOpenWork, finishWork, loadWork, progressWork } from '../db/work.ts';
import { SekisuError } from '../errors.ts';
import type { Remedies, RemedyStage } from '../plan/index.ts';
import { type StaffMember, unknownLabour } from '../roster/index.ts';
import { type RemedyTask, searchRemedies } from '../solver/remedy-finder.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';

/** A version of which one asks why people lack. */
export interface RemedyRequest {
  readonly month: YearMonth;
  readonly version: number;
}

/** How far the work is and what it found. */
export interface RemediesView {
  readonly contract: Contract;
  readonly plan: PlanVersion;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** 0 to 1. */
  readonly doneFraction: number;
  /** Null until done. */
  readonly found: Remedies | null;
  /** Why it failed; null unless failed. */
  readonly error: { readonly ja: string; readonly en: string } | null;
}

/**
 * Starts to find out why people lack in a version and what would end it, and answers at once, with the work under way if
 * the same is being asked already; it changes nothing but its own work item. `loadRemedies` says how far it is. The work
 * goes on in a thread of this process, outside any transaction; should the process end, `failInterruptedWork` says so.
 * @throws SekisuError `plan.not-found`
 */
export async function startFindingRemedies(
  ctx: AppContext,
  actor: Actor,
  request: RemedyRequest,
): Promise<{ readonly workId: string }> {
  requireRole(actor, 'manager', 'lead');
  const kind = kindOf(request);
  const started = await ctx.db.transaction(async (tx) => {
    const task = await loadRemedyTask(tx, request, japanDateTimeOf(ctx.now()).toLocalDate());
    const open = await findOpenWork(tx, kind);
    if (open !== null) return { workId: open.id, task: null };
    return { workId: await createWork(tx, { kind, createdAt: ctx.now(), by: actor.userId }), task };
  });
  if (started.task !== null) void run(ctx, started.workId, started.task);
  return { workId: started.workId };
}

/**
 * The answer with its version; it names people, so the city never sees it.
 * @throws SekisuError `work.not-found`
 */
export async function loadRemedies(
  ctx: AppContext,
  actor: Actor,
  input: { readonly workId: string },
): Promise<RemediesView> {
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
      found: work.result as Remedies | null,
      error: work.error as RemediesView['error'],
    };
  });
}

/** The same of a version or the newest, for who can wait. @throws SekisuError `plan.not-found` */
export async function remediesOf(
  ctx: AppContext,
  actor: Actor,
  request: { readonly month: YearMonth; readonly version: number | 'latest' },
): Promise<{ readonly version: number; readonly remedies: Remedies }> {
  requireRole(actor, 'manager', 'lead');
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const { version, task } = await ctx.db.transaction(async (tx) => {
    const plan = await loadPlan(tx, request.month, request.version);
    const wanted = { month: request.month, version: plan.version };
    return { version: plan.version, task: await loadRemedyTask(tx, wanted, today) };
  });
  return { version, remedies: await searchRemedies(task) };
}

async function loadRemedyTask(tx: Tx, request: RemedyRequest, today: LocalDate): Promise<RemedyTask> {
  const contract = await findContract(tx);
  if (contract === null) throw new SekisuError('contract.not-found');
  const { content } = await loadPlan(tx, request.month, request.version);
  const around = await loadAround(tx, request.month, null);
  const isRunning = content.days.some(({ date }) => date >= today.toString());
  return {
    contractJson: contract.json,
    content,
    staff: await loadStaffWithAbsences(tx, request.month),
    ...around,
    // What is found is only offered: nothing published is changed by it.
    record: { ...around.record, published: null },
    firstDay: isRunning ? today : null,
  };
}

/** Who is reported absent is never asked to come: it counts as leave and not as the person's own word. */
async function loadStaffWithAbsences(tx: Tx, month: YearMonth): Promise<readonly StaffMember[]> {
  const absences = await loadAbsences(tx, month.atDay(1), month.atEndOfMonth());
  return (await loadStaff(tx)).map((person) => {
    const own = absences.filter(({ staffId }) => staffId === person.id);
    if (own.length === 0) return person;
    const labour = person.labour ?? unknownLabour;
    const away = own.map(({ date, startMinute, endMinute }) => ({ date, startMinute, endMinute }));
    return { ...person, labour: { ...labour, hourlyLeave: [...labour.hourlyLeave, ...away] } };
  });
}

/** Share of the progress at which each stage begins. */
const stageStarts: Readonly<Record<RemedyStage, number>> = { reasons: 0, relaxing: 0.05, joining: 0.7 };

async function run(ctx: AppContext, workId: string, task: RemedyTask): Promise<void> {
  const note = (stage: RemedyStage, doneFraction: number): Promise<unknown> => {
    const end = stage === 'reasons' ? stageStarts.relaxing : stage === 'relaxing' ? stageStarts.joining : 1;
    const done = stageStarts[stage] + doneFraction * (end - stageStarts[stage]);
    return ctx.db.transaction((tx) => progressWork(tx, workId, { step: stage, doneFraction: done }));
  };
  try {
    await note('reasons', 0);
    const found = await searchRemedies(task, (stage, doneFraction) => {
      // A lost progress note is no failure of the work.
      note(stage, doneFraction).catch((error: unknown) => ctx.log.warn({ error }, 'progress not noted'));
    });
    await ctx.db.transaction((tx) => finishWork(tx, workId, found));
  } catch (error) {
    const isKnown = error instanceof SekisuError;
    if (!isKnown) ctx.log.error({ error, workId }, 'finding remedies failed');
    const words = isKnown
      ? { ja: error.sentence('ja'), en: error.sentence('en') }
      : {
          ja: `直し方を調べられませんでした（受付番号 ${workId}）。`,
          en: `Finding remedies failed (reference ${workId}).`,
        };
    await ctx.db
      .transaction((tx) => failWork(tx, workId, words))
      .catch((failure: unknown) => ctx.log.error({ error: failure, workId }, 'failure not noted'));
  }
}

/** A kind of work that says what is asked: `remedies:2024-05:2`. */
function kindOf({ month, version }: RemedyRequest): string {
  return ['remedies', month, version].join(':');
}

function requestOf(kind: string): RemedyRequest | null {
  const [what, month, version] = kind.split(':');
  return what === 'remedies' ? { month: YearMonth.parse(month!), version: Number(version) } : null;
}
