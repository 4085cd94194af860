import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf, parseTime, type TimeRange } from '../calendar/index.ts';
import { linkAbsences, loadAbsences, type NewAbsence, saveAbsence } from '../db/absences.ts';
import { appendAudit } from '../db/audit.ts';
import { findContract } from '../db/contracts.ts';
import { appendEvent } from '../db/plan-events.ts';
import { loadPlan, nextVersion, type PlanVersion, publishPlan, saveDraft } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type CoverProposal, proposeCover as propose } from '../plan/index.ts';
import { contentSha256 } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';
import { planInForce } from './load-day.ts';
import { requireNoHardFindings } from './plan-step.ts';

/** Who is away on which day and when. */
export interface AbsenceInput extends TimeRange {
  readonly date: LocalDate;
  readonly staffId: string;
}

/** An absence to record with the way chosen to cover it. */
export interface RecordAbsenceInput extends AbsenceInput {
  readonly reasonKind: NewAbsence['reasonKind'];
  readonly detail: string | null;
  readonly optionId: string;
}

/**
 * Ranked ways to cover an absence, on the version in force.
 * @throws SekisuError `plan.day-not-in-plan`, `absence.no-shift`
 */
export async function proposeCover(
  ctx: AppContext,
  actor: Actor,
  input: AbsenceInput,
): Promise<CoverProposal> {
  requireRole(actor, 'lead', 'manager');
  return ctx.db.transaction(async (tx) => (await proposalFor(tx, ctx, input)).proposal);
}

/**
 * Records an absence and makes the chosen way the month's next version, published at once: who covers is the
 * contractor's own decision, the city sees the difference.
 * @throws SekisuError `absence.unknown-option` when the way is not among those of the version in force any more;
 * `plan.has-hard-findings` when the month is not published yet and could not be
 */
export async function recordAbsence(
  ctx: AppContext,
  actor: Actor,
  input: RecordAbsenceInput,
): Promise<{ readonly version: number }> {
  requireRole(actor, 'lead', 'manager');
  return ctx.db.transaction(async (tx) => {
    const { plan, contractJson, proposal } = await proposalFor(tx, ctx, input);
    // A repair is published at once; what could not have been published by itself cannot be so by the way.
    if (plan.publishedAt === null) requireNoHardFindings(plan);
    const option = proposal.options.find((candidate) => candidate.id === input.optionId);
    if (option === undefined) throw new SekisuError('absence.unknown-option');
    const at = ctx.now();
    const { date, staffId, startMinute, endMinute, reasonKind } = input;
    const detail = input.detail?.trim() || null;
    const absence = {
      date,
      staffId,
      startMinute,
      endMinute,
      reasonKind,
      detail,
      recordedBy: actor.userId,
      caseId: null,
      at,
    };
    const absenceId = await saveAbsence(tx, absence);
    const month = YearMonth.from(date);
    const version = await nextVersion(tx, month);
    const simulation = await ctx.planner.simulatePlan(option.content, contractJson);
    const content = { ...option.content, simulation };
    const sha256 = contentSha256(content);
    const planId = await saveDraft(tx, {
      month,
      version,
      kind: 'repair',
      basedOnVersion: plan.version,
      content,
      contentSha256: sha256,
      createdAt: at,
      createdBy: actor.userId,
    });
    await publishPlan(tx, planId, { at, by: actor.userId });
    await linkAbsences(tx, [absenceId], planId);
    await appendEvent(tx, { planId, at, actor, step: 'published', comment: null, contentSha256: sha256 });
    // The reason is private: the audit names the act, not why.
    const subject = `${month} v${version}`;
    const audited = { date: date.toString(), staffId, optionId: option.id, sha256 };
    await appendAudit(tx, { at, actor: actor.userId, action: 'plan.repaired', subject, detail: audited });
    return { version: (await loadPlan(tx, month, version)).version };
  });
}

async function proposalFor(
  tx: Tx,
  ctx: AppContext,
  input: AbsenceInput,
): Promise<{ plan: PlanVersion; contractJson: unknown; proposal: CoverProposal }> {
  const { plan, day } = await planInForce(tx, input.date);
  const contract = await findContract(tx);
  if (contract === null) throw new SekisuError('contract.not-found');
  const shift = rosterShift(day, input);
  if (shift === undefined) {
    throw new SekisuError('absence.no-shift', { staff: input.staffId, date: input.date.toString() });
  }
  const proposal = propose({
    content: plan.content,
    contract: contract.contract,
    staff: await loadStaff(tx),
    ...(await loadAround(tx, plan.month, japanDateTimeOf(ctx.now()).toLocalDate())),
    date: day.date,
    absence: { staffId: input.staffId, startMinute: input.startMinute, endMinute: input.endMinute },
    alsoAbsentIds: (await loadAbsences(tx, input.date, input.date)).map((absence) => absence.staffId),
    nowMinute: nowMinuteOn(ctx, input.date),
  });
  return { plan, contractJson: contract.json, proposal };
}

function rosterShift(day: Awaited<ReturnType<typeof planInForce>>['day'], input: AbsenceInput): unknown {
  return day.shifts.find(
    (shift) =>
      shift.staffId === input.staffId &&
      parseTime(shift.start) < input.endMinute &&
      parseTime(shift.end) > input.startMinute,
  );
}

/** Minutes of the day that are past: none of a day to come, all of a day gone by. */
function nowMinuteOn(ctx: AppContext, date: LocalDate): number {
  const now = japanDateTimeOf(ctx.now());
  if (now.toLocalDate().isBefore(date)) return 0;
  if (now.toLocalDate().isAfter(date)) return 1440;
  return now.hour() * 60 + now.minute();
}
