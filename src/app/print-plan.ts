import type { YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { PlanEvent } from '../db/plan-events.ts';
import type { Language } from '../errors.ts';
import { writeShiftsCsv } from '../files/index.ts';
import type { PlanDocument } from '../plan/index.ts';
import { staffingPlanHtml } from '../render/staffing-plan.ts';
import { type Audience, type SignOffEvent, staffingPlanReport } from '../report/index.ts';
import { planDocumentOf } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { noteExport } from './export-shifts.ts';
import { ledgerUpTo } from './load-fairness.ts';
import { loadPlanVersion } from './load-plan-version.ts';

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
    events: events.flatMap((event) => signOffEvent(contract, event, input.language)),
    audience,
    issuedOn: japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(),
    language: input.language,
    ...(ledger === undefined ? {} : { ledger }),
  });
  const pdf = await ctx.printer.print(staffingPlanHtml(ctx.render, report));
  await noteExport(ctx, actor, input, { file: 'plan.pdf', audience });
  return pdf;
}

/** An event as the 承認欄 shows it; a publication is the contractor's own act and stands in no box. */
function signOffEvent(contract: Contract, event: PlanEvent, language: Language): SignOffEvent[] {
  if (event.step === 'published') return [];
  const { role } = event.actor;
  const isContractor = role === 'manager' || role === 'lead';
  const { citySteps } = contract.documents;
  const cityStep = citySteps.findIndex((step) => step.ja === role || step.en === role);
  const action = {
    signed: 'approved',
    submitted: 'approved',
    confirmed: 'approved',
    returned: 'returned',
    commented: 'commented',
  } as const;
  const label = role === 'manager' ? contract.roles.labels.manager : contract.roles.labels.supervisor;
  return [
    {
      side: isContractor ? 'contractor' : 'city',
      // An official without a step confirms for the whole office: the last box.
      stepIndex: isContractor ? 0 : cityStep >= 0 ? cityStep : citySteps.length - 1,
      action: action[event.step],
      name: event.actor.name,
      role: isContractor
        ? label[language]
        : cityStep >= 0
          ? citySteps[cityStep]![language]
          : contract.city.department[language],
      at: japanDateTimeOf(event.at),
      comment: event.comment,
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
