import { LocalDate, YearMonth } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadHistory } from '../db/histories.ts';
import { listPlans, loadPlan } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import { drawAbsences, judgeProposal } from '../plan/exercise.ts';
import { type PlanContent, type PlanDay, type ProposeCoverInput, proposeCover } from '../plan/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { loadAround } from './load-around.ts';
import { makePlan } from './make-plan.ts';
import { publishPlan } from './publish-plan.ts';

/** Which absences are played. */
export interface ExerciseInput {
  /** Months whose plans are played; null = every month of the contract's term. */
  readonly months: readonly YearMonth[] | null;
  /** ≥ 1. */
  readonly absences: number;
  readonly seed: number;
}

/** How good the desk's help was. */
export interface ExerciseResult {
  readonly absences: number;
  /** Absences for which a legal way keeps the least presence. */
  readonly coverable: number;
  /** Those of them for which one was proposed. */
  readonly covered: number;
  /** Absences of which the search of all ways decided neither; ≥ 0. */
  readonly undecided: number;
  /** Mean 応答率 points of the day between the first proposal and the best way, at the calls that came. */
  readonly gapPoints: number;
  /** Hard rules about people that any way proposed breaks. */
  readonly brokenHardRules: number;
  /** 95th percentile of the time from the absence to its ranked ways, in ms. */
  readonly p95Ms: number;
}

/**
 * Plays random absences against published plans, one after another, each on the plan as published, and compares what the desk
 * proposes first with the best legal way in hindsight. Months without a plan are made and published first.
 * @throws SekisuError as `makePlan` and `publishPlan`
 */
export async function exerciseDesk(
  ctx: AppContext,
  actor: Actor,
  input: ExerciseInput,
  onProgress: (done: string) => void = () => {},
): Promise<ExerciseResult> {
  requireRole(actor, 'manager');
  const played = input.months ?? (await ctx.db.transaction(monthsOfTerm));
  for (const month of played) {
    const [newest] = await ctx.db.transaction((tx) => listPlans(tx, month));
    if (newest?.publishedAt != null) continue;
    const version =
      newest?.version ?? (await makePlan(ctx, actor, { month, knowledgeDate: null, keep: null })).version;
    await publishPlan(ctx, actor, { month, version });
    onProgress(month.toString());
  }
  const months = await ctx.db.transaction((tx) => loadMonths(tx, played));
  const drawn = drawAbsences(
    [...months.values()].map(({ content }) => content),
    input.absences,
    input.seed,
  );
  const times: number[] = [];
  const judged = drawn.map(({ date, absences, nowMinute }) => {
    const month = months.get(date.slice(0, 7))!;
    const { actual, ...ground } = month;
    const record = { ...ground.record, today: LocalDate.parse(date) };
    const given: ProposeCoverInput = { ...ground, record, date, absences, nowMinute };
    const started = performance.now();
    const proposal = proposeCover(given);
    times.push(performance.now() - started);
    return judgeProposal(given, proposal, actual.get(date) ?? null);
  });
  const count = (is: (one: (typeof judged)[number]) => boolean): number => judged.filter(is).length;
  const sum = (of: (one: (typeof judged)[number]) => number): number =>
    judged.reduce((total, one) => total + of(one), 0);
  times.sort((one, other) => one - other);
  return {
    absences: judged.length,
    coverable: count(({ isCoverable }) => isCoverable === true),
    covered: count(({ isCoverable, isCovered }) => isCoverable === true && isCovered),
    undecided: count(({ isCoverable }) => isCoverable === null),
    gapPoints: Math.round((sum(({ gapFraction }) => gapFraction) / judged.length) * 100_000) / 1000,
    brokenHardRules: sum(({ brokenHardRules }) => brokenHardRules),
    p95Ms: Math.round(times[Math.ceil(times.length * 0.95) - 1]! * 10) / 10,
  };
}

async function monthsOfTerm(tx: Tx): Promise<YearMonth[]> {
  const { term } = await loadContract(tx);
  const months: YearMonth[] = [];
  for (
    let month = YearMonth.from(term.start);
    !month.isAfter(YearMonth.from(term.end));
    month = month.plusMonths(1)
  ) {
    months.push(month);
  }
  return months;
}

type ExerciseMonth = Pick<
  ProposeCoverInput,
  'content' | 'contract' | 'staff' | 'daysBefore' | 'daysAfter'
> & {
  readonly record: NonNullable<ProposeCoverInput['record']>;
  /** Calls that came per interval, of days of which the history tells. */
  readonly actual: ReadonlyMap<string, readonly number[]>;
};

async function loadMonths(tx: Tx, months: readonly YearMonth[]): Promise<ReadonlyMap<string, ExerciseMonth>> {
  const contract = await loadContract(tx);
  const staff = await loadStaff(tx);
  const history = Map.groupBy(await loadHistory(tx, contract.term.end.plusDays(1)), ({ date }) =>
    date.toString(),
  );
  const loaded = new Map<string, ExerciseMonth>();
  for (const month of months) {
    const { content } = await loadPlan(tx, month, 'latest');
    const around = await loadAround(tx, month, null);
    loaded.set(month.toString(), {
      content,
      contract,
      staff,
      ...around,
      actual: actualCalls(content, contract, history),
    });
  }
  return loaded;
}

function actualCalls(
  content: PlanContent,
  contract: Contract,
  history: ReadonlyMap<string, readonly HistoryInterval[]>,
): ReadonlyMap<string, readonly number[]> {
  const queues = new Set(contract.queues.map(({ id }) => id));
  return new Map(
    content.days.flatMap((day) => {
      const rows = history.get(day.date)?.filter(({ queueId }) => queues.has(queueId));
      return rows === undefined || rows.length === 0 ? [] : [[day.date, callsOf(day, rows)] as const];
    }),
  );
}

function callsOf(day: PlanDay, rows: readonly HistoryInterval[]): number[] {
  return day.intervals.map(({ start, end }) =>
    rows
      .filter(({ startMinute }) => startMinute >= parseTime(start) && startMinute < parseTime(end))
      .reduce((sum, { offered }) => sum + offered, 0),
  );
}
