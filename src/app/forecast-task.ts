import type { LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../calendar/index.ts';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { findContract } from '../db/contracts.ts';
import { loadDailyCalls, loadHistory } from '../db/histories.ts';
import { loadHistoryDecisions, type StoredHistoryDecision } from '../db/history-decisions.ts';
import { loadDrivers, loadKnownEvents } from '../db/known-ahead.ts';
import { loadMailings } from '../db/mailings.ts';
import { loadOverrides } from '../db/overrides.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import type { DailyCalls } from '../forecast/daily-calls.ts';
import type { ForecastTask } from '../solver/planner.ts';
import type { AppContext } from './context.ts';

/** Which forecast is asked for. */
export interface ForecastRequest {
  readonly month: YearMonth;
  /** Only what was known before this day counts; null = as known today, see `knowledgeDateOf`. */
  readonly knowledgeDate: LocalDate | null;
}

/** What a forecast is made from, with what screens show beside it. */
export interface LoadedForecastTask {
  readonly contract: Contract;
  readonly task: ForecastTask;
  /** Calls counted before today, those after the knowledge date too, in order of date. */
  readonly counted: readonly DailyCalls[];
  readonly decisions: readonly StoredHistoryDecision[];
}

/** Day of the month before on which a plan is made unless said otherwise. */
const usualKnowledgeDay = 20;

/** Today while the month is not over; of a month that is over the day on which its plan was due. */
export function knowledgeDateOf(ctx: AppContext, month: YearMonth): LocalDate {
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  return today.isAfter(month.atEndOfMonth()) ? month.minusMonths(1).atDay(usualKnowledgeDay) : today;
}

/**
 * Everything that a month's forecast is made from.
 * @throws SekisuError `contract.not-found`, `month.outside-term`; `input.invalid` for a knowledge date after the month
 */
export async function loadForecastTask(
  ctx: AppContext,
  tx: Tx,
  { month, knowledgeDate: asked }: ForecastRequest,
): Promise<LoadedForecastTask> {
  const found = await findContract(tx);
  if (found === null) throw new SekisuError('contract.not-found');
  const { contract } = found;
  requireInTerm(contract, month);
  const last = month.atEndOfMonth();
  if (asked?.isAfter(last)) {
    throw new SekisuError('input.invalid', { field: 'known', problem: `– ${last}` });
  }
  const knowledgeDate = asked ?? knowledgeDateOf(ctx, month);
  const decisions = await loadHistoryDecisions(tx);
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const queueIds = contract.queues.map(({ id }) => id);
  return {
    contract,
    task: {
      contractJson: found.json,
      month,
      knowledgeDate,
      history: await loadHistory(tx, knowledgeDate),
      mailings: await loadMailings(tx),
      events: await loadKnownEvents(tx),
      drivers: await loadDrivers(tx),
      historyDecisions: decisions.map(({ date, queueId, use }) => ({ date, queueId, use })),
      overrides: (await loadOverrides(tx, month)).map(({ date, calls, reason }) => ({ date, calls, reason })),
    },
    // Of today only a part may have been counted.
    counted: await loadDailyCalls(tx, today, queueIds),
    decisions,
  };
}
