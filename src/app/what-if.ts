import { LocalDate, type YearMonth } from '@js-joda/core';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadMailings } from '../db/mailings.ts';
import { listPlans, loadPlan } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { Mailing } from '../forecast/index.ts';
import type { PlanContent } from '../plan/index.ts';
import type { WhatIfSide } from '../plan/what-if.ts';
import type { WhatIfChange } from '../plan/what-if-format.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadForecastTask } from './forecast-task.ts';
import { knownVersionOf } from './known-version.ts';

/** A question about a month: what if these things were otherwise, each list by itself. */
export interface WhatIfRequest {
  readonly month: YearMonth;
  readonly variants: readonly (readonly WhatIfChange[])[];
}

/** A month's plan that can be asked about. */
export interface AskableView {
  readonly contract: Contract;
  /** Version whose roster meets the calls: the published one in force, else the newest. */
  readonly version: number;
  readonly isPublished: boolean;
  readonly knowledgeDate: LocalDate;
  /** Kinds of letters known, with what is expected of each and the share by telephone, as last announced. */
  readonly letterKinds: readonly Pick<Mailing, 'kind' | 'callsPerLetter' | 'phoneFraction'>[];
}

/** The plan and the month under each variant, side by side. */
export interface WhatIfView extends AskableView {
  readonly targetAnswerRate: number;
  readonly confidenceFraction: number;
  /** The plan's roster under the forecast without any change. */
  readonly base: WhatIfSide;
  /** Whether the data have changed since the plan was made, so that `base` is not what it says. */
  readonly isOutdated: boolean;
  readonly variants: readonly { readonly changes: readonly WhatIfChange[]; readonly side: WhatIfSide }[];
}

/** What can be asked about a month. @throws SekisuError `plan.not-found`, `contract.not-found`, `month.outside-term` */
export async function loadAskable(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<AskableView> {
  requireRole(actor, 'manager');
  return (await ctx.db.transaction((tx) => loadView(tx, input.month))).view;
}

/**
 * Seats, gaps, 応答率 and risk of a month's plan if something were otherwise. Nothing is stored: letters that are only
 * assumed never become data. It is worked out in a thread of its own and kept for a while.
 * @throws SekisuError as `loadAskable`; `input.invalid`
 */
export async function askWhatIf(ctx: AppContext, actor: Actor, request: WhatIfRequest): Promise<WhatIfView> {
  requireRole(actor, 'manager');
  const { month, variants } = request;
  for (const changes of variants) requireSensible(month, changes);
  const { view, content, staff, task } = await ctx.db.transaction(async (tx) => {
    const found = await loadView(tx, month);
    const { knowledgeDate } = found.view;
    const { task: own } = await loadForecastTask(ctx, tx, { month, knowledgeDate });
    return { ...found, staff: await loadStaff(tx), task: own };
  });
  const { base, variants: sides } = await ctx.planner.answerWhatIf({ task, content, staff, variants });
  return {
    ...view,
    targetAnswerRate: content.assumptions.targetAnswerRate,
    confidenceFraction: content.assumptions.confidenceFraction,
    base,
    isOutdated:
      Math.abs(base.calls - content.monthForecastCalls) > 0.01 || base.answerRate !== content.monthAnswerRate,
    variants: sides.map((side, index) => ({ changes: variants[index]!, side })),
  };
}

/**
 * Refuses changes outside the month or out of measure.
 * @throws SekisuError `input.invalid`
 */
export function requireSensible(month: YearMonth, changes: readonly WhatIfChange[]): void {
  const [first, last] = [month.atDay(1), month.atEndOfMonth()];
  const check = (isGood: boolean, field: string, problem: string): void => {
    if (!isGood) throw new SekisuError('input.invalid', { field, problem });
  };
  for (const change of changes) {
    if (change.kind === 'mailing') {
      const { postedOn, dueOn } = change.mailing;
      // Of letters posted long before, few would call in the month.
      const from = first.minusDays(30);
      check(!postedOn.isBefore(from) && !postedOn.isAfter(last), 'postedOn', `${from} – ${last}`);
      check(dueOn === null || !dueOn.isBefore(postedOn), 'dueOn', `${postedOn} –`);
    }
    if (change.kind === 'surge') {
      const { from, to } = change;
      check(!from.isBefore(first) && !from.isAfter(last), 'from', `${first} – ${last}`);
      check(!to.isBefore(from) && !to.isAfter(last), 'to', `${from} – ${last}`);
    }
  }
}

async function loadView(
  tx: Tx,
  month: YearMonth,
): Promise<{ readonly view: AskableView; readonly content: PlanContent }> {
  const contract = await loadContract(tx);
  requireInTerm(contract, month);
  const { content, version, publishedAt } = await loadAskedPlan(tx, month);
  const announced = [...(await loadMailings(tx))].sort((one, other) =>
    one.announcedOn.compareTo(other.announcedOn),
  );
  const kinds = new Map(announced.map((mailing) => [mailing.kind, mailing]));
  const view: AskableView = {
    contract,
    version,
    isPublished: publishedAt !== null,
    knowledgeDate: LocalDate.parse(content.knowledgeDate),
    letterKinds: [...kinds.values()].map(({ kind, callsPerLetter, phoneFraction }) => ({
      kind,
      callsPerLetter,
      phoneFraction,
    })),
  };
  return { view, content };
}

/** The plan that questions about a month are put to. @throws SekisuError `plan.not-found` */
export async function loadAskedPlan(tx: Tx, month: YearMonth): ReturnType<typeof loadPlan> {
  const known = knownVersionOf(await listPlans(tx, month));
  return loadPlan(tx, month, known?.version ?? 'latest');
}
