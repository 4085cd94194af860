import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadHistoryOfDays } from '../db/histories.ts';
import { listImprovementCases } from '../db/improvements.ts';
import { loadMailings } from '../db/mailings.ts';
import { listPlans, loadPlan, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import type { Mailing } from '../forecast/index.ts';
import { type MonthProgress, monthProgress, progressRestoration } from '../plan/month-progress.ts';
import type { PresentMinute, Restoration } from '../plan/restore-target.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** A month under way. */
export interface ProgressView {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly present: PresentMinute;
  /** Null while the month has no plan. */
  readonly found: {
    readonly plan: PlanVersion;
    readonly progress: MonthProgress;
    /** What would restore the margin; null when the month is not endangered, or over. */
    readonly restoration: Restoration | null;
    readonly mailings: readonly Mailing[];
    /** Improvement cases of the month and its days that are not closed. */
    readonly openCases: number;
  } | null;
}

/**
 * A month under the plan in force: what came, what is to come, and what would bring the target back into reach.
 * @throws SekisuError `contract.not-found`, `month.outside-term`
 */
export async function loadMonthProgress(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<ProgressView> {
  requireRole(actor, 'manager', 'lead');
  const { month } = input;
  const present = presentOf(ctx);
  const loaded = await ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    requireInTerm(contract, month);
    const plan = await findPlanInForce(tx, month);
    if (plan === null) return { contract, found: null };
    const cases = await listImprovementCases(tx);
    const openCases = cases.filter(
      ({ period, events }) =>
        period.startsWith(month.toString()) && !events.some(({ act }) => act.kind === 'closed'),
    ).length;
    const found = { plan, openCases, rows: await rowsOf(tx, month), mailings: await loadMailings(tx) };
    return { contract, found };
  });
  const { contract, found } = loaded;
  if (found === null) return { contract, month, present, found };
  const { rows, ...rest } = found;
  const progress = monthProgress(rest.plan.content, rows, present);
  const restoration = progressRestoration(rest.plan.content, progress, present);
  return { contract, month, present, found: { ...rest, progress, restoration } };
}

/** The month of a day's plan as it stands, for the page of the day. */
export async function loadDayProgress(
  ctx: AppContext,
  actor: Actor,
  input: { readonly date: LocalDate; readonly plan: PlanVersion },
): Promise<{ readonly present: PresentMinute; readonly progress: MonthProgress }> {
  requireRole(actor, 'manager', 'lead');
  const present = presentOf(ctx);
  const rows = await ctx.db.transaction((tx) => rowsOf(tx, YearMonth.from(input.date)));
  return { present, progress: monthProgress(input.plan.content, rows, present) };
}

async function findPlanInForce(tx: Tx, month: YearMonth): Promise<PlanVersion | null> {
  const versions = await listPlans(tx, month);
  const chosen = versions.find(({ publishedAt }) => publishedAt !== null) ?? versions[0];
  return chosen === undefined ? null : loadPlan(tx, month, chosen.version);
}

function rowsOf(tx: Tx, month: YearMonth): ReturnType<typeof loadHistoryOfDays> {
  return loadHistoryOfDays(tx, month.atDay(1), month.atEndOfMonth());
}

function presentOf(ctx: AppContext): PresentMinute {
  const now = japanDateTimeOf(ctx.now());
  return { today: now.toLocalDate(), nowMinute: now.hour() * 60 + now.minute() };
}
