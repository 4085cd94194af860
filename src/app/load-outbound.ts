import { LocalDate, type YearMonth } from '@js-joda/core';
import { japanDateTimeOf, parseTime } from '../calendar/index.ts';
import { type Contract, requireInTerm } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { loadHistoryOfDays } from '../db/histories.ts';
import { listOutboundAgreements, type StoredOutboundAgreement } from '../db/outbound-agreements.ts';
import { listOutboundAttempts, type StoredOutboundAttempt } from '../db/outbound-attempts.ts';
import { listPlans, loadPlan, type PlanVersion } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { actualsOf, type DayActuals, sumOfCounts } from '../plan/actuals.ts';
import { nameMask } from '../plan/name-mask.ts';
import { isAgreedOn, type OutboundState, outboundState } from '../plan/outbound-agreement.ts';
import { type OutboundPlan, placeOutbound } from '../plan/outbound-placement.ts';
import { wholeDays } from '../plan/outbound-projection.ts';
import { type OutboundReadings, outboundReadings } from '../plan/outbound-readings.ts';
import { type OutboundDayTotals, outboundTotals } from '../plan/outbound-records.ts';
import { planOutlook } from '../plan/reforecast-plan.ts';
import { plannedRestSeats, restDayRisk, restProbability } from '../plan/rest-risk.ts';
import { isForCity } from './city-view.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { knownVersionOf } from './known-version.ts';

/** Outbound work of a month: the rule, the agreement, the days and what was done. */
export interface OutboundView {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly today: LocalDate;
  /** Version whose forecast and roster are used; null while the month has no plan that the actor may see. */
  readonly version: number | null;
  /** Null without a plan. */
  readonly readings: OutboundReadings | null;
  readonly state: OutboundState | null;
  /** In order of recording, those taken back too. */
  readonly agreements: readonly StoredOutboundAgreement[];
  /** Open days of the plan. */
  readonly openDays: readonly LocalDate[];
  readonly agreedDays: readonly LocalDate[];
  /** Where the attempts of the days to come fit; null without an agreement for one, and for the city, which directs nobody. */
  readonly proposal: OutboundPlan | null;
  /** By day and time, those taken back too; for the city without these and without names. */
  readonly attempts: readonly StoredOutboundAttempt[];
  readonly totals: readonly OutboundDayTotals[];
  /** People who may have called, by code; names for the contractor only. */
  readonly callers: readonly { readonly id: string; readonly name: string | null }[];
}

/** What outbound work of a month is judged by. */
export interface OutboundGround {
  readonly contract: Contract;
  /** The version in force, else the newest, of those that the actor may see; null without any. */
  readonly plan: PlanVersion | null;
  /** Days counted to their close. */
  readonly actuals: readonly DayActuals[];
}

/** The readings of the rule; null without a plan or an open day. */
export function readingsOf({ contract, plan, actuals }: OutboundGround): OutboundReadings | null {
  return plan === null ? null : outboundReadings({ contract, content: plan.content, actuals });
}

/**
 * Everything about a month's outbound work. The city sees the figures, the agreement and the daily counts, with operators
 * by code, and no proposal.
 * @throws SekisuError `contract.not-found`, `month.outside-term`
 */
export async function loadOutbound(
  ctx: AppContext,
  actor: Actor,
  input: { readonly month: YearMonth },
): Promise<OutboundView> {
  requireRole(actor, 'manager', 'lead', 'city');
  const { month } = input;
  const now = japanDateTimeOf(ctx.now());
  const today = now.toLocalDate();
  const loaded = await ctx.db.transaction(async (tx) => ({
    ground: await loadOutboundGround(tx, month, today, actor),
    agreements: await listOutboundAgreements(tx, month),
    attempts: await listOutboundAttempts(tx, month.atDay(1), month.atEndOfMonth()),
    staff: await loadStaff(tx),
  }));
  // Reforecasts take a while, and nobody has to wait for the store meanwhile.
  const { ground, agreements, attempts, staff } = loaded;
  const { contract, plan } = ground;
  const readings = readingsOf(ground);
  const valid = agreements.filter(({ undone }) => undone === null);
  const openDays = (plan?.content.days ?? []).map(({ date }) => LocalDate.parse(date));
  const agreedDays = openDays.filter((date) => isAgreedOn(valid, date));
  const made = attempts.filter(({ undone }) => undone === null);
  const isCity = actor.role === 'city';
  const isAhead = agreedDays.some((date) => !date.isBefore(today));
  const withoutNames = nameMask(
    staff.filter(({ role }) => role === 'operator'),
    staff.filter(({ role }) => role !== 'operator'),
  );
  return {
    contract,
    month,
    today,
    version: plan?.version ?? null,
    readings,
    state: readings === null ? null : outboundState(readings, valid, openDays, today),
    agreements: isCity ? valid : agreements,
    openDays,
    agreedDays,
    proposal:
      plan === null || !isAhead || isCity
        ? null
        : proposalOf(ground, plan, agreedDays, made, { today, minute: now.hour() * 60 + now.minute() }),
    attempts: isCity
      ? made.map((one) => ({ ...one, note: one.note === null ? null : withoutNames(one.note) }))
      : attempts,
    totals: outboundTotals(made),
    callers: staff.map(({ id, name }) => ({ id, name: isCity ? null : name })),
  };
}

/** The month's plan and what came. @throws SekisuError `contract.not-found`, `month.outside-term` */
export async function loadOutboundGround(
  tx: Tx,
  month: YearMonth,
  today: LocalDate,
  actor: Actor,
): Promise<OutboundGround> {
  const contract = await loadContract(tx);
  requireInTerm(contract, month);
  const versions = await listPlans(tx, month);
  const known = knownVersionOf(actor.role === 'city' ? versions.filter(isForCity) : versions);
  if (known === null) return { contract, plan: null, actuals: [] };
  const plan = await loadPlan(tx, month, known.version);
  const rows = await loadHistoryOfDays(tx, month.atDay(1), month.atEndOfMonth());
  // Today is not over whatever was counted of it.
  const before = rows.filter(({ date }) => date.isBefore(today));
  return { contract, plan, actuals: wholeDays(actualsOf(plan.content, before, today)) };
}

function proposalOf(
  { contract, actuals }: OutboundGround,
  { content }: PlanVersion,
  agreedDays: readonly LocalDate[],
  made: readonly StoredOutboundAttempt[],
  now: { readonly today: LocalDate; readonly minute: number },
): OutboundPlan {
  const { assumptions } = content;
  const outlook = planOutlook(content, actuals);
  const seats = plannedRestSeats(content, outlook);
  const { offered, answered } = sumOfCounts(actuals);
  const agreed = new Set(agreedDays.map((date) => date.toString()));
  const weights = outlook.reforecast.scenarios.map(({ weight }) => weight);
  const attemptsLeft = (date: LocalDate): number => {
    if (!agreed.has(date.toString()) || date.isBefore(now.today)) return 0;
    const used = made.filter((one) => one.date.equals(date)).length;
    return Math.max(0, contract.outbound.maximumAttemptsPerDay - used);
  };
  return placeOutbound({
    terms: {
      attemptSeconds: contract.outbound.attemptSeconds,
      ahtSeconds: assumptions.ahtSeconds,
      patienceSeconds: assumptions.patienceSeconds,
      targetFraction: assumptions.targetAnswerRate,
      minimumOperators: contract.minimumOperators,
    },
    confidenceFraction: assumptions.confidenceFraction,
    risk: {
      ofDay: (index, there) => restDayRisk(content, outlook, index, there),
      probability: (days) =>
        restProbability({ weights, days }, answered - assumptions.targetAnswerRate * offered),
    },
    soFar: { offered, answered },
    days: outlook.days.map((day) => {
      const date = LocalDate.parse(day.date);
      return {
        date,
        fromMinute: date.equals(now.today) ? now.minute : 0,
        attemptsLeft: attemptsLeft(date),
        intervals: day.intervals.map((interval, place) => ({
          startMinute: parseTime(interval.start),
          endMinute: parseTime(interval.end),
          calls: interval.calls,
          scheduledSeats: seats.get(day.date)![place]!,
        })),
      };
    }),
  });
}
