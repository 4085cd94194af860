import { LocalDate } from '@js-joda/core';
import type { CallCase } from '../plan/call-cases.ts';
import { CallCaseRow } from './entities/documents.ts';
import type { SavedRows } from './histories.ts';
import type { Tx } from './tx.ts';

/** Rows per statement: few statements, and none so long that the built-in database blocks for a second. */
const rowsPerStatement = 2000;

/** Keeps cases by their number: new ones are added, and other values for a known number replace it. */
export async function saveCallCases(tx: Tx, cases: readonly CallCase[]): Promise<SavedRows> {
  const total = { added: 0, changed: 0, unchanged: 0 };
  for (let from = 0; from < cases.length; from += rowsPerStatement) {
    const saved = await saveChunk(tx, cases.slice(from, from + rowsPerStatement));
    total.added += saved.added;
    total.changed += saved.changed;
    total.unchanged += saved.unchanged;
  }
  return total;
}

/** Cases of the days from `first` to `last`, both included, in order of time and number. */
export async function loadCallCases(tx: Tx, first: LocalDate, last: LocalDate): Promise<readonly CallCase[]> {
  const rows = await tx.find(
    CallCaseRow,
    { date: { $gte: first.toString(), $lte: last.toString() } },
    { orderBy: { date: 'asc', startMinute: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map(({ id, date, startMinute, queueId, staffId, venue, reason, outcome, ...row }) => ({
    id,
    date: LocalDate.parse(date),
    startMinute,
    queueId,
    staffId,
    venue,
    reason,
    outcome,
    isComplaint: row.isComplaint,
    handlingSeconds: row.handlingSeconds,
    note: row.note,
  }));
}

async function saveChunk(tx: Tx, cases: readonly CallCase[]): Promise<SavedRows> {
  const tuples = cases.map((own) => ({
    id: own.id,
    date: own.date.toString(),
    start_minute: own.startMinute,
    queue_id: own.queueId,
    staff_id: own.staffId,
    venue: own.venue,
    reason: own.reason,
    outcome: own.outcome,
    is_complaint: own.isComplaint,
    handling_seconds: own.handlingSeconds,
    note: own.note,
  }));
  // All parts of the statement see the table as it was before, so the counts tell what was there.
  const [saved]: SavedRows[] = await tx.execute(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as r(id text, date date, start_minute int, queue_id text, staff_id text,
         venue text, reason text, outcome text, is_complaint boolean, handling_seconds int, note text)
     ), compared as (
       select given.*, known.id is null as is_new, to_jsonb(known) is distinct from to_jsonb(given) as differs
       from given left join call_case known using (id)
     ), written as (
       insert into call_case
         (id, date, start_minute, queue_id, staff_id, venue, reason, outcome, is_complaint, handling_seconds, note)
       select id, date, start_minute, queue_id, staff_id, venue, reason, outcome, is_complaint, handling_seconds, note
       from compared where differs
       on conflict (id) do update set date = excluded.date, start_minute = excluded.start_minute,
         queue_id = excluded.queue_id, staff_id = excluded.staff_id, venue = excluded.venue, reason = excluded.reason,
         outcome = excluded.outcome, is_complaint = excluded.is_complaint,
         handling_seconds = excluded.handling_seconds, note = excluded.note
     )
     select (count(*) filter (where is_new))::int as added,
       (count(*) filter (where differs and not is_new))::int as changed,
       (count(*) filter (where not differs))::int as unchanged
     from compared`,
    [JSON.stringify(tuples)],
  );
  return saved!;
}
