import type { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { PlanEvent } from '../db/plan-events.ts';
import type { PlanVersion } from '../db/plans.ts';
import type { Language } from '../errors.ts';
import { writeShiftsCsv } from '../files/index.ts';
import type { PlanDocument } from '../plan/index.ts';
import { staffingPlanHtml } from '../render/staffing-plan.ts';
import { type Audience, type StaffingPlanReport, staffingPlanReport } from '../report/index.ts';
import { eventsForCity, isForCity } from './city-view.ts';
import { planDocumentOf } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { noteExport } from './export-shifts.ts';
import { ledgerUpTo } from './load-fairness.ts';
import { loadPlanVersion, type PlanVersionView } from './load-plan-version.ts';
import { actionOf, boxOfEvent } from './plan-step.ts';
import { printedActs, type RecordedAct } from './sign-off.ts';
import { signedPrint } from './signed-print.ts';

/** Which version to print for whom. */
export interface PrintPlanInput {
  readonly month: YearMonth;
  readonly version: number;
  /** city: operators by code; internal: names. */
  readonly audience: Audience;
  readonly language: Language;
}

/**
 * The 人員配置計画書 of a version as PDF; after confirmation it is the sign-off copy. The city gets its own copy only,
 * whatever it asks for.
 * @throws SekisuError `plan.not-found`, `print.browser-unavailable`
 */
export async function printPlan(ctx: AppContext, actor: Actor, input: PrintPlanInput): Promise<Uint8Array> {
  const view = await loadForAudience(ctx, actor, input);
  const { contract, plan } = view;
  const report = await planReportOf(ctx, actor, input, view);
  const print = (): Promise<Uint8Array> => ctx.printer.print(staffingPlanHtml(ctx.render, report));
  const { month, version, language } = input;
  // What the city gets is what it was handed in; names stay in the house, and so do drafts and repairs.
  const isSigned = report.audience === 'city' && plan.state !== 'draft';
  const pdf = isSigned
    ? await signedPrint(
        ctx,
        actor,
        {
          holder: 'plan',
          holderId: plan.id,
          contract,
          subject: `${month} v${version}`,
          contentSha256: plan.contentSha256,
          fileName: `${report.document.number}-v${version}.pdf`,
          edition: `${plan.state} ${language}`,
        },
        print,
      )
    : await print();
  await noteExport(ctx, actor, input, { file: 'plan.pdf', audience: report.audience });
  return pdf;
}

/**
 * A version as its reader may see it, ready to print, with who signed. The city gets its own copy, whatever it asks for.
 * @throws SekisuError `plan.not-found`
 */
export async function loadPlanReport(
  ctx: AppContext,
  actor: Actor,
  input: PrintPlanInput,
): Promise<StaffingPlanReport> {
  return planReportOf(ctx, actor, input, await loadForAudience(ctx, actor, input));
}

/** What the city gets is the same whoever prints it: compared with what it has seen, and without what it never saw. */
async function loadForAudience(
  ctx: AppContext,
  actor: Actor,
  input: PrintPlanInput,
): Promise<PlanVersionView> {
  const view = await loadPlanVersion(ctx, actor, input);
  if (actor.role === 'city' || input.audience !== 'city' || !isForCity(view.plan)) return view;
  return loadPlanVersion(ctx, { ...actor, role: 'city' }, input);
}

async function planReportOf(
  ctx: AppContext,
  actor: Actor,
  input: PrintPlanInput,
  { contract, plan, previous, events }: PlanVersionView,
): Promise<StaffingPlanReport> {
  const audience = actor.role === 'city' ? 'city' : input.audience;
  const ledger =
    audience === 'city'
      ? undefined
      : await ctx.db.transaction((tx) => ledgerUpTo(tx, contract, input.month, plan.content.days));
  return staffingPlanReport({
    contract,
    plan: planDocumentOf(plan),
    events: printedActs(
      contract,
      plan.contentSha256,
      boxedActs(contract, audience === 'city' ? asHandedOver(plan, eventsForCity(plan, events)) : events),
      input.language,
    ),
    audience,
    issuedOn: japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(),
    language: input.language,
    previous,
    ...(ledger === undefined ? {} : { ledger }),
  });
}

/** Events up to the one that brought the version into its state: a print that is kept says the same for ever. */
function asHandedOver(plan: PlanVersion, events: readonly PlanEvent[]): readonly PlanEvent[] {
  const last = events.findLastIndex(({ step }) => step === plan.state);
  return last < 0 ? events : events.slice(0, last + 1);
}

/** A plan's events as acts in boxes; a publication stands in none. */
function boxedActs(contract: Contract, events: readonly PlanEvent[]): RecordedAct[] {
  return events.flatMap((event) => {
    const box = boxOfEvent(contract, event);
    if (box === null || event.step === 'published') return [];
    const { at, actor, comment, place, contentSha256 } = event;
    return [{ ...box, action: actionOf[event.step], at, actor, comment, place, contentSha256 }];
  });
}

/** A version in the public format `sekisu.plan/1`, with names: for the contractor only. */
export async function exportPlan(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth; readonly version: number },
): Promise<{ readonly document: PlanDocument; readonly shiftsCsv: string }> {
  requireRole(actor, 'manager');
  const { plan } = await loadPlanVersion(ctx, actor, input);
  const document = planDocumentOf(plan);
  await noteExport(ctx, actor, input, { file: 'plan.json' });
  return { document, shiftsCsv: writeShiftsCsv(document) };
}
