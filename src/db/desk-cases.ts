import { type Instant, LocalDate } from '@js-joda/core';
import type { ChosenWay, DeskAct } from '../plan/desk-case.ts';
import { DeskCaseRow, DeskEventRow } from './entities/desk.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** open: absences that the plan does not show yet; covered: a version shows them; cancelled: all were wrong entries. */
export type DeskCaseState = 'open' | 'covered' | 'cancelled';

/** Absences of a day that are covered together. */
export interface DeskCase {
  readonly id: number;
  readonly date: LocalDate;
  readonly state: DeskCaseState;
  /** Version of the month in force when the case was opened, or when a way was last chosen. */
  readonly version: number;
  /** Id of the plan version that covered it, or null. */
  readonly planId: number | null;
}

/** What was done about a case, by whom and when. */
export interface DeskEvent {
  /** 1, 2, … within the case. */
  readonly number: number;
  readonly at: Instant;
  /** User id, or `cli`. */
  readonly by: string;
  /** The person's name at the time. */
  readonly byName: string;
  readonly act: DeskAct;
}

/** Opens a case of a day on a version. @returns its id */
export async function openDeskCase(tx: Tx, date: LocalDate, version: number): Promise<number> {
  return tx.insert(DeskCaseRow, { date: date.toString(), state: 'open', version, plan: null });
}

/** Moves a case on; fields that are left out stay. */
export async function moveDeskCase(
  tx: Tx,
  id: number,
  to: { readonly state?: DeskCaseState; readonly version?: number; readonly planId?: number | null },
): Promise<void> {
  const { planId, ...rest } = to;
  await tx.nativeUpdate(DeskCaseRow, { id }, { ...rest, ...(planId === undefined ? {} : { plan: planId }) });
}

/** Cases of a day, the oldest first. */
export async function listDeskCases(tx: Tx, date: LocalDate): Promise<readonly DeskCase[]> {
  const rows = await tx.find(
    DeskCaseRow,
    { date: date.toString() },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map((row) => ({
    id: row.id,
    date: LocalDate.parse(row.date),
    state: row.state,
    version: row.version,
    planId: row.plan,
  }));
}

/** Records what was done about a case; it can never be changed or removed. */
export async function appendDeskEvent(tx: Tx, caseId: number, event: DeskEvent): Promise<void> {
  await tx.insert(DeskEventRow, { ...event, deskCase: caseId, at: dateOf(event.at) });
}

/** What was done about a case, in order. */
export async function loadDeskEvents(tx: Tx, caseId: number): Promise<readonly DeskEvent[]> {
  const rows = await tx.find(
    DeskEventRow,
    { deskCase: caseId },
    { orderBy: { number: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(({ number, at, by, byName, act }) => ({ number, at: instantOf(at), by, byName, act }));
}

/** Ways that covered a case, of the days from `from` until before `before`, in no order. */
export async function loadTakenWays(
  tx: Tx,
  from: LocalDate,
  before: LocalDate,
): Promise<readonly ChosenWay[]> {
  const rows: { way: ChosenWay }[] = await tx.execute(
    `select distinct on (entry.case_id) entry.act->'way' as way
     from desk_event as entry join desk_case on desk_case.id = entry.case_id
     where desk_case.state = 'covered' and desk_case.date >= ? and desk_case.date < ? and entry.act->>'kind' = 'chosen'
     order by entry.case_id, entry.number desc`,
    [from.toString(), before.toString()],
  );
  return rows.map(({ way }) => way);
}
