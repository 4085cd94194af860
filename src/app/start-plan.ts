import { YearMonth } from '@js-joda/core';
import { createWork, failWork, findOpenWork, finishWork, loadWork, progressWork } from '../db/work.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type MakePlanRequest, makePlan } from './make-plan.ts';

/** How far a plan in the making is. */
export interface PlanProgress {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  /** Key of the sentence that says what is being done: waiting, forecast, sizing, roster, checking, simulating, done. */
  readonly step: string;
  /** 0 to 1. */
  readonly doneFraction: number;
  readonly month: string;
  /** The version that came out; null until done. */
  readonly version: number | null;
  /** Why it failed; null unless failed. */
  readonly error: { readonly ja: string; readonly en: string } | null;
}

/** Where each stage begins on the way from 0 to 1; the roster takes most of the time. */
const stageStart = { forecast: 0.05, sizing: 0.15, roster: 0.2, checking: 0.8, simulating: 0.85 } as const;

/**
 * Starts making a month's plan and answers at once, with the work under way if the month is being planned already;
 * `loadProgress` says how far it is. The work goes on in this process; should it end, `failInterruptedWork` says so at the next start.
 */
export async function startPlan(
  ctx: AppContext,
  actor: Actor,
  request: MakePlanRequest,
): Promise<{ readonly workId: string }> {
  requireRole(actor, 'manager');
  const kind = `plan:${request.month}`;
  const { workId, isNew } = await ctx.db.transaction(async (tx) => {
    const open = await findOpenWork(tx, kind);
    if (open !== null) return { workId: open.id, isNew: false };
    return { workId: await createWork(tx, { kind, createdAt: ctx.now(), by: actor.userId }), isNew: true };
  });
  if (isNew) void run(ctx, actor, request, workId);
  return { workId };
}

async function run(ctx: AppContext, actor: Actor, request: MakePlanRequest, workId: string): Promise<void> {
  const note = (step: string, doneFraction: number): Promise<unknown> =>
    ctx.db.transaction((tx) => progressWork(tx, workId, { step, doneFraction }));
  try {
    await note('forecast', 0);
    const plan = await makePlan(ctx, actor, request, (stage, done) => {
      const doneFraction = stageStart[stage] + (stage === 'roster' ? 0.6 * done : 0);
      // A lost progress note is no failure of the plan.
      note(stage, doneFraction).catch((error: unknown) => ctx.log.warn({ error }, 'progress not noted'));
    });
    await ctx.db.transaction((tx) => finishWork(tx, workId, { version: plan.version }));
  } catch (error) {
    const isKnown = error instanceof SekisuError;
    if (!isKnown) ctx.log.error({ error, workId }, 'making a plan failed');
    const words = isKnown
      ? { ja: error.sentence('ja'), en: error.sentence('en') }
      : {
          ja: `計画を作れませんでした（受付番号 ${workId}）。`,
          en: `The plan could not be made (reference ${workId}).`,
        };
    await ctx.db
      .transaction((tx) => failWork(tx, workId, words))
      .catch((failure: unknown) => ctx.log.error({ error: failure, workId }, 'failure not noted'));
  }
}

/** @throws SekisuError `work.not-found` */
export async function loadProgress(
  ctx: AppContext,
  actor: Actor,
  input: { readonly workId: string },
): Promise<PlanProgress> {
  requireRole(actor, 'manager');
  const work = await ctx.db.transaction((tx) => loadWork(tx, input.workId));
  // Other work has an address and a progress of its own.
  if (!work.kind.startsWith('plan:')) throw new SekisuError('work.not-found', { id: input.workId });
  const result = work.result as { readonly version: number } | null;
  return {
    state: work.state,
    step: work.state === 'done' ? 'done' : (work.step ?? 'waiting'),
    doneFraction: work.doneFraction,
    month: YearMonth.parse(work.kind.replace('plan:', '')).toString(),
    version: result?.version ?? null,
    error: work.error as PlanProgress['error'],
  };
}
