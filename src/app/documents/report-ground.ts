import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import { type Absence, loadAbsences } from '../../db/absences.ts';
import { loadCallCases } from '../../db/call-cases.ts';
import { loadHistoryOfDays } from '../../db/histories.ts';
import { listOutboundAttempts, type StoredOutboundAttempt } from '../../db/outbound-attempts.ts';
import { listPlans, loadPlan } from '../../db/plans.ts';
import { loadStaff } from '../../db/staff.ts';
import type { Tx } from '../../db/tx.ts';
import type { HistoryInterval } from '../../forecast/index.ts';
import type { CallCase } from '../../plan/call-cases.ts';
import { openIntervals } from '../../plan/call-figures.ts';
import type { PlanContent } from '../../plan/index.ts';
import { nameMask } from '../../plan/name-mask.ts';

/** A month's plans as reports compare them. */
export interface ReportPlans {
  readonly month: YearMonth;
  /** The version published first; null before any was. */
  readonly first: PlanContent | null;
  /** The version in force. */
  readonly inForce: PlanContent | null;
  readonly versionInForce: number | null;
}

/** What reports on a range of days are made from. */
export interface ReportGround {
  readonly contract: Contract;
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** Counted calls within the opening hours, and those outside. */
  readonly rows: readonly HistoryInterval[];
  readonly afterHours: readonly HistoryInterval[];
  readonly cases: readonly CallCase[];
  readonly plans: readonly ReportPlans[];
  readonly away: readonly Absence[];
  /** Outbound calls, those taken back left out. */
  readonly attempts: readonly StoredOutboundAttempt[];
  /** Puts codes in the place of operators' names in free text. */
  readonly hide: (text: string) => string;
}

/** Everything that reports on the days from `first` to `last`, both included, are made from. */
export async function loadReportGround(
  tx: Tx,
  contract: Contract,
  first: LocalDate,
  last: LocalDate,
): Promise<ReportGround> {
  const { open, afterHours } = openIntervals(contract, await loadHistoryOfDays(tx, first, last));
  const attempts = await listOutboundAttempts(tx, first, last);
  return {
    contract,
    first,
    last,
    rows: open,
    afterHours,
    cases: await loadCallCases(tx, first, last),
    plans: await loadReportPlans(tx, first, last),
    away: await loadAbsences(tx, first, last),
    attempts: attempts.filter(({ undone }) => undone === null),
    hide: await hiddenNames(tx),
  };
}

/** Puts codes in the place of operators' names in free text. */
export async function hiddenNames(tx: Tx): Promise<(text: string) => string> {
  const staff = await loadStaff(tx);
  return nameMask(
    staff.filter(({ role }) => role === 'operator'),
    staff.filter(({ role }) => role !== 'operator'),
  );
}

async function loadReportPlans(tx: Tx, first: LocalDate, last: LocalDate): Promise<ReportPlans[]> {
  const plans: ReportPlans[] = [];
  const end = YearMonth.from(last);
  for (let month = YearMonth.from(first); !month.isAfter(end); month = month.plusMonths(1)) {
    const published = (await listPlans(tx, month)).filter(({ publishedAt }) => publishedAt !== null);
    const [inForce, oldest] = [published[0], published.at(-1)];
    plans.push({
      month,
      first: oldest === undefined ? null : (await loadPlan(tx, month, oldest.version)).content,
      inForce: inForce === undefined ? null : (await loadPlan(tx, month, inForce.version)).content,
      versionInForce: inForce?.version ?? null,
    });
  }
  return plans;
}
