import type { YearMonth } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { rewriteDraft } from '../db/plans.ts';
import { saveRosterEdit } from '../db/roster-edits.ts';
import { loadWork } from '../db/work.ts';
import { SekisuError } from '../errors.ts';
import type { FoundCandidates } from '../plan/candidates.ts';
import { type PlanContent, restoredPlan } from '../plan/index.ts';
import type { CandidateKind } from '../plan/leanings.ts';
import { areSameShifts } from '../plan/plan-roster.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { draftSha256, searchedDraftOf } from './find-candidates.ts';
import { loadEditInput, loadOpenDraft } from './open-draft.ts';

/** A candidate of a search. */
export interface ChooseCandidateInput {
  readonly workId: string;
  readonly kind: CandidateKind;
}

/** The draft that has the candidate's roster now. */
export interface ChosenCandidate {
  readonly month: YearMonth;
  readonly version: number;
  /** Person-days whose duty changed. */
  readonly changedPersonDays: number;
}

/**
 * Gives the open draft the roster of a candidate, as an edit by hand would: every rule is asked again, the days as they were
 * are kept for the undoing (`undoRosterEdit`), and who did it for ever. What was worked out of the candidate stays with it.
 * @throws SekisuError `work.not-found` for work that found no such candidate, `plan.wrong-state` when the version is no open
 * draft any more, `plan.changed-meanwhile` when it is not as it was searched
 */
export async function chooseCandidate(
  ctx: AppContext,
  actor: Actor,
  { workId, kind }: ChooseCandidateInput,
): Promise<ChosenCandidate> {
  requireRole(actor, 'manager');
  return ctx.db.transaction(async (tx) => {
    const work = await loadWork(tx, workId);
    const searched = searchedDraftOf(work.kind);
    const found = work.result as FoundCandidates | null;
    const candidate = found?.candidates.find((entry) => entry.kind === kind);
    if (searched === null || candidate === undefined) throw new SekisuError('work.not-found', { id: workId });
    const plan = await loadOpenDraft(tx, searched.month);
    if (plan.version !== searched.version || draftSha256(plan.content) !== searched.draftSha256) {
      throw new SekisuError('plan.changed-meanwhile');
    }
    const { content, cells, before } = restoredPlan(
      await loadEditInput(tx, ctx, plan),
      daysThatDiffer(candidate.content, plan.content),
    );
    const whole = withFigures(content, candidate.content);
    const sha256 = contentSha256(whole);
    const at = ctx.now();
    await rewriteDraft(tx, plan.id, whole, sha256, plan.contentSha256);
    const edit = { kind: 'candidate', candidate: kind };
    await saveRosterEdit(tx, { planId: plan.id, at, by: actor.userId, edit, cells, before });
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'roster.candidate-chosen',
      subject: `${plan.month} v${plan.version}`,
      detail: { edit, cells: cells.length, sha256 },
    });
    return { month: plan.month, version: plan.version, changedPersonDays: candidate.facts.changedPersonDays };
  });
}

function daysThatDiffer(candidate: PlanContent, draft: PlanContent): PlanContent['days'] {
  return candidate.days.filter((day, index) => !areSameShifts(day.shifts, draft.days[index]!.shifts));
}

/** Simulation, absences and cost belong to the roster they were worked out of. */
function withFigures(content: PlanContent, candidate: PlanContent): PlanContent {
  if (daysThatDiffer(candidate, content).length > 0) return content;
  const { simulation, absence, roster } = candidate;
  return {
    ...content,
    ...(simulation === undefined ? {} : { simulation }),
    ...(absence === undefined ? {} : { absence }),
    ...(roster === undefined ? {} : { roster }),
  };
}
