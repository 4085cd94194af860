import { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadPlan, loadPublishedShifts, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { createWork, failWork, findOpenWork, finishWork, loadWork, progressWork } from '../db/work.ts';
import { SekisuError } from '../errors.ts';
import type { FoundCandidates } from '../plan/candidates.ts';
import { type PlanContent, rosterDaysOf } from '../plan/index.ts';
import type { CandidatesTask } from '../solver/planner.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadTask } from './make-plan.ts';
import { isOpenDraft, loadOpenDraft } from './open-draft.ts';

/** How far a search for candidates is, and what it found. */
export interface CandidatesView {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** 0 to 1. */
  readonly doneFraction: number;
  readonly contract: Contract;
  /** The version that candidates were searched for, as it is now. */
  readonly plan: PlanVersion;
  /** Whether it is the month's open draft still, with the same content: only then can a candidate be chosen. */
  readonly isCurrent: boolean;
  /** Null until done. */
  readonly found: FoundCandidates | null;
  /** Why it failed; null unless failed. */
  readonly error: { readonly ja: string; readonly en: string } | null;
}

/** What candidates were searched for: a version with one need and one roster. */
export interface SearchedDraft {
  readonly month: YearMonth;
  readonly version: number;
  /** SHA-256 of the content without what follows from its roster, so that an edit that is taken back leaves it as it was. */
  readonly draftSha256: string;
}

/**
 * Starts the search for other good rosters of a month's open draft and answers at once, with the work under way if the same
 * content is being searched already; it changes nothing but its own work item, which keeps what is found. The search goes on
 * in a thread of this process, outside any transaction; should the process end, `failInterruptedWork` says so at the next start.
 * @throws SekisuError `plan.not-found`, `plan.wrong-state` unless the newest version is an open draft, and as `loadTask`
 */
export async function startFindingCandidates(
  ctx: AppContext,
  actor: Actor,
  { month }: { readonly month: YearMonth },
): Promise<{ readonly workId: string }> {
  requireRole(actor, 'manager');
  const started = await ctx.db.transaction(async (tx) => {
    const plan = await loadOpenDraft(tx, month);
    const kind = searchKindOf(plan);
    const open = await findOpenWork(tx, kind);
    if (open !== null) return { workId: open.id, task: null };
    const task = await loadCandidatesTask(tx, ctx, plan);
    return { workId: await createWork(tx, { kind, createdAt: ctx.now(), by: actor.userId }), task };
  });
  if (started.task !== null) void run(ctx, started.workId, started.task);
  return { workId: started.workId };
}

/**
 * The search with its version. For managers: the city sees one plan and no other.
 * @throws SekisuError `work.not-found`
 */
export async function loadCandidates(
  ctx: AppContext,
  actor: Actor,
  input: { readonly workId: string },
): Promise<CandidatesView> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const work = await loadWork(tx, input.workId);
    const searched = searchedDraftOf(work.kind);
    if (searched === null) throw new SekisuError('work.not-found', { id: input.workId });
    const plan = await loadPlan(tx, searched.month, searched.version);
    const newest = await loadPlan(tx, searched.month, 'latest');
    return {
      state: work.state,
      doneFraction: work.doneFraction,
      contract: await loadContract(tx),
      plan,
      isCurrent:
        newest.version === plan.version &&
        isOpenDraft(plan) &&
        draftSha256(plan.content) === searched.draftSha256,
      found: work.result as FoundCandidates | null,
      error: work.error as CandidatesView['error'],
    };
  });
}

const what = 'candidates';

/** A kind of work that says what is searched: `candidates:2024-05:2:` and the hash of the draft. */
export function searchKindOf({ month, version, content }: PlanVersion): string {
  return [what, month, version, draftSha256(content)].join(':');
}

/** See `SearchedDraft`. */
export function draftSha256(content: PlanContent): string {
  const { simulation: _s, absence: _a, roster: _r, ...draft } = content;
  return contentSha256({ ...draft, findings: [] });
}

/** What a kind of work says was searched; null for other work. */
export function searchedDraftOf(kind: string): SearchedDraft | null {
  const [name, month, version, sha256] = kind.split(':');
  if (name !== what) return null;
  return { month: YearMonth.parse(month!), version: Number(version), draftSha256: sha256! };
}

async function loadCandidatesTask(tx: Tx, ctx: AppContext, plan: PlanVersion): Promise<CandidatesTask> {
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const task = await loadTask(tx, { month: plan.month, knowledgeDate: null }, today);
  const contract = await loadContract(tx);
  const first = YearMonth.from(contract.term.start);
  const published = await loadPublishedShifts(tx, first, plan.month.minusMonths(1));
  return {
    contractJson: task.contractJson,
    content: plan.content,
    staff: task.staff,
    daysBefore: task.daysBefore,
    daysAfter: task.daysAfter ?? null,
    ...(task.record === undefined ? {} : { record: task.record }),
    ...(task.fairness === undefined ? {} : { fairness: task.fairness }),
    seed: task.seed,
    earlierMonths: published.map((entry) => ({ month: entry.month.toString(), days: rosterDaysOf(entry) })),
  };
}

async function run(ctx: AppContext, workId: string, task: CandidatesTask): Promise<void> {
  const note = (doneFraction: number): Promise<unknown> =>
    ctx.db.transaction((tx) => progressWork(tx, workId, { step: 'searching', doneFraction }));
  try {
    await note(0);
    const found = await ctx.planner.findCandidates(task, (doneFraction) => {
      // A lost progress note is no failure of the search.
      note(doneFraction).catch((error: unknown) => ctx.log.warn({ error }, 'progress not noted'));
    });
    await ctx.db.transaction((tx) => finishWork(tx, workId, found));
  } catch (error) {
    const isKnown = error instanceof SekisuError;
    if (!isKnown) ctx.log.error({ error, workId }, 'finding candidates failed');
    const words = isKnown
      ? { ja: error.sentence('ja'), en: error.sentence('en') }
      : {
          ja: `別の案を探せませんでした（受付番号 ${workId}）。`,
          en: `The search for other rosters failed (reference ${workId}).`,
        };
    await ctx.db
      .transaction((tx) => failWork(tx, workId, words))
      .catch((failure: unknown) => ctx.log.error({ error: failure, workId }, 'failure not noted'));
  }
}
