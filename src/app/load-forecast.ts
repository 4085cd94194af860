import type { LocalDate } from '@js-joda/core';
import { openDaysOfMonth } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { StoredHistoryDecision } from '../db/history-decisions.ts';
import { type ForecastOverride, listOverrides } from '../db/overrides.ts';
import { listPlans } from '../db/plans.ts';
import type { Tx } from '../db/tx.ts';
import { listUsers } from '../db/users.ts';
import type { DailyCalls } from '../forecast/daily-calls.ts';
import type { KnownEvent, Mailing, MonthForecast } from '../forecast/index.ts';
import { type MonthChange, monthChange } from '../forecast/month-change.ts';
import { type Actor, type AppContext, commandLineActor, requireRole } from './context.ts';
import { type ForecastRequest, loadForecastTask } from './forecast-task.ts';

/** What the month's forecast screen shows. */
export interface ForecastView {
  readonly contract: Contract;
  readonly forecast: MonthForecast;
  /** Beside the month before; null where that has no open day in the contract's term. */
  readonly change: MonthChange | null;
  /** Calls counted before today, those after the knowledge date too, in order of date. */
  readonly counted: readonly DailyCalls[];
  /** Batches that were announced by the knowledge date. */
  readonly mailings: readonly Mailing[];
  /** Special days of the month that were known. */
  readonly events: readonly KnownEvent[];
  /** Every correction of the month's days, by day, latest first, those taken back too. */
  readonly overrides: readonly ForecastOverride[];
  /** Decisions about days of the history that hold. */
  readonly decisions: readonly StoredHistoryDecision[];
  readonly nameOf: (userId: string) => string;
  /** Newest version of the month's plan; null before the first. */
  readonly planVersion: number | null;
}

/**
 * A month's forecast as known today or on another day, made in a thread; nothing is stored.
 * @throws SekisuError as `loadForecastTask`
 */
export async function loadForecast(
  ctx: AppContext,
  actor: Actor,
  request: ForecastRequest,
): Promise<ForecastView> {
  requireRole(actor, 'manager', 'lead');
  const { month } = request;
  const loaded = await ctx.db.transaction(async (tx) => ({
    ...(await loadForecastTask(ctx, tx, request)),
    overrides: await listOverrides(tx, month.atDay(1), month.atEndOfMonth()),
    nameOf: await loadNames(tx),
    plans: await listPlans(tx, month),
  }));
  const { contract, task } = loaded;
  const before = month.minusMonths(1);
  const hasBefore = openDaysOfMonth(contract.opening, before).some(({ date }) => isInTerm(contract, date));
  const [forecast, previous] = await Promise.all([
    ctx.planner.forecast(task),
    hasBefore ? ctx.planner.forecast({ ...task, month: before, overrides: [] }) : null,
  ]);
  return {
    contract,
    forecast,
    change: previous === null ? null : monthChange(forecast, previous, loaded.counted),
    counted: loaded.counted,
    mailings: task.mailings.filter(({ announcedOn }) => !announcedOn.isAfter(task.knowledgeDate)),
    events: task.events.filter(
      ({ date, announcedOn }) =>
        !date.isBefore(month.atDay(1)) &&
        !date.isAfter(month.atEndOfMonth()) &&
        !announcedOn?.isAfter(forecast.knowledgeDate),
    ),
    overrides: loaded.overrides,
    decisions: loaded.decisions,
    nameOf: loaded.nameOf,
    planVersion: loaded.plans[0]?.version ?? null,
  };
}

/** Names of people by user id; an id that nobody has stands for itself. */
export async function loadNames(tx: Tx): Promise<(userId: string) => string> {
  const names = new Map((await listUsers(tx)).map(({ id, name }) => [id, name]));
  names.set(commandLineActor.userId, commandLineActor.name);
  return (userId) => names.get(userId) ?? userId;
}

function isInTerm(contract: Contract, date: LocalDate): boolean {
  return !date.isBefore(contract.term.start) && !date.isAfter(contract.term.end);
}
