import type { LocalDate, YearMonth } from '@js-joda/core';
import { daysOfMonth, nationalHoliday } from '../calendar/index.ts';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { type ForecastOverride, loadOverrides } from '../db/overrides.ts';
import { loadEvents, type PlanEvent } from '../db/plan-events.ts';
import { listPlans, loadPlan, type PlanSummary, type PlanVersion } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { listWhatIfVersions } from '../db/what-if-plans.ts';
import { type PlanDifference, planDifferences } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';

/** What the month's screen shows. */
export interface MonthView {
  readonly contract: Contract;
  /** The newest version, or null before the first. */
  readonly plan: PlanVersion | null;
  readonly versions: readonly PlanSummary[];
  /** Numbers of the versions made on assumptions. */
  readonly whatIfVersions: readonly number[];
  /** What the newest version's roster changes of the one that people know, or of what it was made from; null for a first one. */
  readonly changes: RosterChanges | null;
  /** Steps of the newest version. */
  readonly events: readonly PlanEvent[];
  /** Corrections of the forecast that hold now; the plan may have been made before them. */
  readonly overrides: readonly ForecastOverride[];
  readonly holidays: readonly {
    readonly date: LocalDate;
    readonly name: { readonly ja: string; readonly en: string };
  }[];
}

/** How much of a version's roster is otherwise. */
export interface RosterChanges {
  readonly version: number;
  /** People's days with another shift, standby or day off, ≥ 0. */
  readonly personDays: number;
  /** People's days with the same shift and other breaks, ≥ 0. */
  readonly movedBreaks: number;
}

/** @throws SekisuError `contract.not-found`, `month.outside-term` */
export async function loadMonth(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<MonthView> {
  requireRole(actor, 'manager', 'lead');
  const { month } = input;
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    requireInTerm(contract, month);
    const versions = await listPlans(tx, month);
    const plan = versions.length === 0 ? null : await loadPlan(tx, month, 'latest');
    const holidays = daysOfMonth(month).flatMap((date) => {
      const name = nationalHoliday(date);
      return name === undefined ? [] : [{ date, name }];
    });
    return {
      contract,
      plan,
      versions,
      whatIfVersions: (await listWhatIfVersions(tx, month)).map(({ version }) => version),
      changes: plan === null ? null : await loadChanges(tx, plan, versions),
      events: plan === null ? [] : await loadEvents(tx, plan.id),
      overrides: await loadOverrides(tx, month),
      holidays,
    };
  });
}

async function loadChanges(
  tx: Tx,
  plan: PlanVersion,
  versions: readonly PlanSummary[],
): Promise<RosterChanges | null> {
  const inForce = versions.find(({ publishedAt }) => publishedAt !== null)?.version ?? plan.version;
  const version = inForce === plan.version ? plan.basedOnVersion : inForce;
  if (version === null) return null;
  const before = await loadPlan(tx, plan.month, version);
  const differences = planDifferences(before.content, plan.content);
  const count = (kind: PlanDifference['kind']): number =>
    differences.filter((difference) => difference.kind === kind).length;
  return { version, personDays: count('shift'), movedBreaks: count('breaks') };
}
