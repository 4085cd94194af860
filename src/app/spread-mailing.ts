import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import type { Mailing } from '../forecast/index.ts';
import { spreadMailing as spread } from '../forecast/spread-mailing.ts';
import { type SpreadSide, spreadSide } from '../plan/spread-effect.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { type ForecastRequest, loadForecastTask } from './forecast-task.ts';

/** The batches of a month that can still be spread. */
export interface SpreadableView {
  readonly contract: Contract;
  readonly knowledgeDate: LocalDate;
  readonly batches: readonly { readonly key: string; readonly mailing: Mailing }[];
}

/** What spreading a batch would do. */
export interface SpreadView extends SpreadableView {
  readonly key: string;
  readonly mailing: Mailing;
  /** The batches that would take its place. */
  readonly parts: readonly Mailing[];
  readonly before: SpreadSide;
  readonly after: SpreadSide;
  /** Corrected days of the month; both sides are without the corrections. */
  readonly correctedDays: number;
}

/** Days before a month within which a batch posted still brings a good part of its calls in it. */
const earlierDays = 30;

/**
 * The batches that were announced, are not posted yet and bring calls in the month.
 * @throws SekisuError as `loadForecastTask`
 */
export async function loadSpreadable(
  ctx: AppContext,
  actor: Actor,
  request: ForecastRequest,
): Promise<SpreadableView> {
  requireRole(actor, 'manager', 'lead');
  const { contract, task } = await ctx.db.transaction((tx) => loadForecastTask(ctx, tx, request));
  return spreadable(contract, task);
}

/**
 * The month with a batch posted as planned, and spread over posting days from its own on: forecast and seats of both.
 * Nothing is stored.
 * @param input.key of a batch of `loadSpreadable` @param input.postingDays whole, 1 to 40
 * @throws SekisuError `mailing.not-found`, `number.out-of-range`; as `loadForecastTask`
 */
export async function spreadMailing(
  ctx: AppContext,
  actor: Actor,
  input: ForecastRequest & { readonly key: string; readonly postingDays: number },
): Promise<SpreadView> {
  requireRole(actor, 'manager', 'lead');
  const { contract, task: known } = await ctx.db.transaction((tx) => loadForecastTask(ctx, tx, input));
  const view = spreadable(contract, known);
  // A correction was made for the letters as planned, and would hide what other letters do.
  const task = { ...known, overrides: [] };
  const mailing = view.batches.find(({ key }) => key === input.key)?.mailing;
  if (mailing === undefined) throw new SekisuError('mailing.not-found', { batch: input.key });
  const parts = spread(mailing, input.postingDays);
  // One batch in parts, not many batches: the same people get the same letters, and call as many times in all.
  const postings = parts.map(({ postedOn, letters }) => ({ postedOn, letters }));
  // Only one of batches that are equal in everything: the others are posted as planned.
  const mailings = task.mailings.map((other) =>
    other === mailing ? { ...mailing, postedOn: parts[0]!.postedOn, postings } : other,
  );
  const side = async (posted: readonly Mailing[]): Promise<SpreadSide> => {
    const forecast = await ctx.planner.forecast({ ...task, mailings: posted });
    return spreadSide(contract, forecast, await ctx.planner.sizeForecast(forecast, task.contractJson));
  };
  const [before, after] = await Promise.all([side(task.mailings), side(mailings)]);
  return {
    ...view,
    key: input.key,
    mailing,
    parts,
    before,
    after,
    correctedDays: new Set(known.overrides.map(({ date }) => date.toString())).size,
  };
}

function spreadable(
  contract: Contract,
  task: Pick<Parameters<AppContext['planner']['forecast']>[0], 'month' | 'knowledgeDate' | 'mailings'>,
): SpreadableView {
  const { month, knowledgeDate } = task;
  const first = month.atDay(1).minusDays(earlierDays);
  const isPossible = ({ announcedOn, postedOn, letters }: Mailing): boolean =>
    !announcedOn.isAfter(knowledgeDate) &&
    !postedOn.isBefore(knowledgeDate) &&
    !postedOn.isBefore(first) &&
    !postedOn.isAfter(month.atEndOfMonth()) &&
    letters >= 2;
  const batches = new Map(
    task.mailings.filter(isPossible).map((mailing) => [keyOf(mailing), { key: keyOf(mailing), mailing }]),
  );
  return { contract, knowledgeDate, batches: [...batches.values()] };
}

function keyOf({ postedOn, letters, kind }: Mailing): string {
  return `${postedOn}_${letters}_${kind}`;
}
