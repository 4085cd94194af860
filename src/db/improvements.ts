import { type Instant, LocalDate } from '@js-joda/core';
import type { ImprovementEvent } from '../plan/improvement.ts';
import type { Miss } from '../plan/misses.ts';
import { ImprovementCaseRow, ImprovementEventRow } from './entities/improvement.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** A miss to keep, with when and on what it was found. */
export interface NewImprovementCase extends Miss {
  readonly openedAt: Instant;
  /** User id, or that of a machine, who brought the figures in. */
  readonly openedBy: string;
  /** Version of the plan in force then. */
  readonly planVersion: number;
  /** Day by which the city is told. */
  readonly reportDueOn: LocalDate;
}

/** A miss and everything done about it. */
export interface ImprovementCase extends NewImprovementCase {
  readonly id: number;
  /** In order. */
  readonly events: readonly ImprovementEvent<Instant>[];
}

/** Opens a case unless there is one of its kind and period already, open or closed. @returns whether it was opened */
export async function openImprovementCase(tx: Tx, input: NewImprovementCase): Promise<boolean> {
  const rows: unknown[] = await tx.execute(
    `insert into improvement_case (kind, period, opened_at, opened_by, figures, plan_version, report_due_on)
     values (?, ?, ?, ?, ?::jsonb, ?, ?) on conflict (kind, period) do nothing returning id`,
    [
      input.kind,
      input.period,
      dateOf(input.openedAt),
      input.openedBy,
      JSON.stringify(input.figures),
      input.planVersion,
      input.reportDueOn.toString(),
    ],
  );
  return rows.length > 0;
}

/** Every case, the latest period first. */
export async function listImprovementCases(tx: Tx): Promise<readonly ImprovementCase[]> {
  const rows = await tx.find(
    ImprovementCaseRow,
    {},
    { orderBy: { period: 'desc', id: 'desc' }, disableIdentityMap: true },
  );
  const events = await tx.find(
    ImprovementEventRow,
    {},
    { orderBy: { number: 'asc' }, disableIdentityMap: true },
  );
  const byCase = Map.groupBy(events, (event) => event.case);
  return rows.map((row) => caseOf(row, byCase.get(row.id) ?? []));
}

/** A case, or null. */
export async function findImprovementCase(tx: Tx, id: number): Promise<ImprovementCase | null> {
  const row = await tx.findOne(ImprovementCaseRow, { id }, { disableIdentityMap: true });
  if (row === null) return null;
  const events = await tx.find(
    ImprovementEventRow,
    { case: id },
    { orderBy: { number: 'asc' }, disableIdentityMap: true },
  );
  return caseOf(row, events);
}

/** Records what was done about a case; it can never be changed or removed. @throws SekisuError `improvement.acted-meanwhile` */
export async function appendImprovementEvent(
  tx: Tx,
  caseId: number,
  event: ImprovementEvent<Instant>,
): Promise<void> {
  await tx.insert(ImprovementEventRow, { ...event, case: caseId, at: dateOf(event.at) });
}

function caseOf(row: ImprovementCaseRow, events: readonly ImprovementEventRow[]): ImprovementCase {
  return {
    id: row.id,
    kind: row.kind,
    period: row.period,
    figures: row.figures,
    openedAt: instantOf(row.openedAt),
    openedBy: row.openedBy,
    planVersion: row.planVersion,
    reportDueOn: LocalDate.parse(row.reportDueOn),
    events: events.map(({ number, at, by, byName, act }) => ({ number, at: instantOf(at), by, byName, act })),
  };
}
