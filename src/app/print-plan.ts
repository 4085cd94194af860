import type { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { PlanEvent } from '../db/plan-events.ts';
import type { PlanVersion } from '../db/plans.ts';
import type { Language } from '../errors.ts';
import { writeShiftsCsv } from '../files/index.ts';
import type { PlanDocument } from '../plan/index.ts';
import { staffingPlanHtml } from '../render/staffing-plan.ts';
import { type Audience, type SignOffEvent, staffingPlanReport } from '../report/index.ts';
import { eventsForCity } from './city-view.ts';
import { planDocumentOf } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { noteExport } from './export-shifts.ts';
import { ledgerUpTo } from './load-fairness.ts';
import { loadPlanVersion } from './load-plan-version.ts';
import { actionOf, boxOfEvent } from './plan-step.ts';

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
  const { contract, plan, events } = await loadPlanVersion(ctx, actor, input);
  const audience = actor.role === 'city' ? 'city' : input.audience;
  const ledger =
    audience === 'city'
      ? undefined
      : await ctx.db.transaction((tx) => ledgerUpTo(tx, contract, input.month, plan.content.days));
  const report = staffingPlanReport({
    contract,
    plan: planDocumentOf(plan),
    events: (audience === 'city' ? eventsForCity(plan, events) : events).flatMap((event) =>
      signOffEvent(contract, plan, event, input.language),
    ),
    audience,
    issuedOn: japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(),
    language: input.language,
    ...(ledger === undefined ? {} : { ledger }),
  });
  const pdf = await ctx.printer.print(staffingPlanHtml(ctx.render, report));
  await noteExport(ctx, actor, input, { file: 'plan.pdf', audience });
  return pdf;
}

/**
 * An event as the 承認欄 shows it. A publication stands in no box, and neither does a signature on what the draft said
 * before it was edited.
 */
function signOffEvent(
  contract: Contract,
  plan: PlanVersion,
  event: PlanEvent,
  language: Language,
): SignOffEvent[] {
  const box = boxOfEvent(contract, event);
  if (box === null || event.step === 'published') return [];
  const action = actionOf[event.step];
  if (action === 'approved' && event.contentSha256 !== plan.contentSha256) return [];
  const { role } = event.actor;
  const { labels } = contract.roles;
  const cityStep = contract.documents.citySteps.find((step) => step.ja === role || step.en === role);
  return [
    {
      ...box,
      action,
      name: event.actor.name,
      role:
        box.side === 'contractor'
          ? (role === 'manager' ? labels.manager : labels.supervisor)[language]
          : (cityStep ?? contract.city.department)[language],
      at: japanDateTimeOf(event.at),
      comment: event.comment,
      place: event.place,
    },
  ];
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
