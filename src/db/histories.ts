import { LocalDate } from '@js-joda/core';
import { formatTime } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import type { DailyCalls } from '../forecast/daily-calls.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import { HistoryIntervalRow } from './entities/imported.ts';
import type { Tx } from './tx.ts';

/** What an import did to the rows that were there. */
export interface SavedRows {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Rows per statement: few statements, and none so long that the built-in database blocks for a second. */
const rowsPerStatement = 2000;

/**
 * Keeps history rows by queue, date and start: new ones are added, other values for a known interval replace it, and a known
 * interval of another start that shares time with a new one goes, so that no call is counted twice.
 * @throws SekisuError `history.repeated-interval` when the rows name an interval twice
 */
export async function saveHistory(tx: Tx, rows: readonly HistoryInterval[]): Promise<SavedRows> {
  refuseRepeated(rows);
  const total = { added: 0, changed: 0, unchanged: 0 };
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const saved = await saveChunk(tx, rows.slice(from, from + rowsPerStatement));
    total.added += saved.added;
    total.changed += saved.changed;
    total.unchanged += saved.unchanged;
  }
  return total;
}

/** Every interval of the days before a day, in order of date, queue and start. */
export async function loadHistory(tx: Tx, before: LocalDate): Promise<readonly HistoryInterval[]> {
  return intervalsOf(
    await tx.execute(
      `select date, queue_id, start_minute, end_minute, offered, answered, abandoned, handling_seconds
     from history_interval where date < ? order by date, queue_id, start_minute`,
      [before.toString()],
    ),
  );
}

/** Every interval of the days from `first` to `last`, both included, in order of date, queue and start. */
export async function loadHistoryOfDays(
  tx: Tx,
  first: LocalDate,
  last: LocalDate,
): Promise<readonly HistoryInterval[]> {
  return intervalsOf(
    await tx.execute(
      `select date, queue_id, start_minute, end_minute, offered, answered, abandoned, handling_seconds
     from history_interval where date >= ? and date <= ? order by date, queue_id, start_minute`,
      [first.toString(), last.toString()],
    ),
  );
}

function intervalsOf(rows: readonly HistoryTuple[]): HistoryInterval[] {
  const days = new Map<string, LocalDate>();
  return rows.map((row) => {
    const date = days.get(row.date) ?? LocalDate.parse(row.date);
    days.set(row.date, date);
    return {
      queueId: row.queue_id,
      date,
      startMinute: row.start_minute,
      endMinute: row.end_minute,
      offered: row.offered,
      answered: row.answered,
      abandoned: row.abandoned,
      handlingSeconds: row.handling_seconds,
    };
  });
}

/** Calls offered per day before a day, over the queues named, in order of date; days without a row are left out. */
export async function loadDailyCalls(
  tx: Tx,
  before: LocalDate,
  queueIds: readonly string[],
): Promise<readonly DailyCalls[]> {
  const rows: { readonly date: string; readonly calls: number }[] = await tx.execute(
    `select date, sum(offered)::int as calls from history_interval
     where date < ? and queue_id in (select jsonb_array_elements_text(?::jsonb)) group by date order by date`,
    [before.toString(), JSON.stringify(queueIds)],
  );
  return rows.map(({ date, calls }) => ({ date: LocalDate.parse(date), calls }));
}

/** Whether the history has any interval of a day. @param queueId of this queue, or null for any */
export async function hasHistory(tx: Tx, date: LocalDate, queueId: string | null): Promise<boolean> {
  const of = queueId === null ? {} : { queueId };
  return (await tx.count(HistoryIntervalRow, { date: date.toString(), ...of })) > 0;
}

/** First and last day of the history and its number of days; null when there is none. */
export async function historySpan(
  tx: Tx,
): Promise<{ readonly first: LocalDate; readonly last: LocalDate; readonly days: number } | null> {
  const [row]: { first: string | null; last: string; days: number }[] = await tx.execute(
    'select min(date) as first, max(date) as last, count(distinct date)::int as days from history_interval',
  );
  if (row === undefined || row.first === null) return null;
  return { first: LocalDate.parse(row.first), last: LocalDate.parse(row.last), days: row.days };
}

interface HistoryTuple {
  readonly date: string;
  readonly queue_id: string;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly handling_seconds: number;
}

async function saveChunk(tx: Tx, rows: readonly HistoryInterval[]): Promise<SavedRows> {
  const tuples: readonly HistoryTuple[] = rows.map((row) => ({
    date: row.date.toString(),
    queue_id: row.queueId,
    start_minute: row.startMinute,
    end_minute: row.endMinute,
    offered: row.offered,
    answered: row.answered,
    abandoned: row.abandoned,
    handling_seconds: row.handlingSeconds,
  }));
  // All parts of the statement see the table as it was before, so the counts tell what was there.
  const [saved]: SavedRows[] = await tx.execute(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as r(date date, queue_id text, start_minute int, end_minute int,
         offered int, answered int, abandoned int, handling_seconds double precision)
     ), compared as (
       select given.*, known.date is null as is_new, known.end_minute <> given.end_minute as has_other_end,
         (known.end_minute, known.offered, known.answered, known.abandoned, known.handling_seconds) is distinct from
         (given.end_minute, given.offered, given.answered, given.abandoned, given.handling_seconds) as differs
       from given left join history_interval known using (date, queue_id, start_minute)
     ), overlapped as (
       delete from history_interval known using compared given
       where (given.is_new or given.has_other_end) and known.date = given.date and known.queue_id = given.queue_id
         and known.start_minute < given.end_minute and given.start_minute < known.end_minute
         and not exists (select from given other where (other.date, other.queue_id, other.start_minute)
           = (known.date, known.queue_id, known.start_minute))
     ), written as (
       insert into history_interval
         (date, queue_id, start_minute, end_minute, offered, answered, abandoned, handling_seconds)
       select date, queue_id, start_minute, end_minute, offered, answered, abandoned, handling_seconds
       from compared where differs
       on conflict (date, queue_id, start_minute) do update set end_minute = excluded.end_minute,
         offered = excluded.offered, answered = excluded.answered, abandoned = excluded.abandoned,
         handling_seconds = excluded.handling_seconds
     )
     select (count(*) filter (where is_new))::int as added,
       (count(*) filter (where differs and not is_new))::int as changed,
       (count(*) filter (where not differs))::int as unchanged
     from compared`,
    [JSON.stringify(tuples)],
  );
  return saved!;
}

function refuseRepeated(rows: readonly HistoryInterval[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const date = row.date.toString();
    const key = `${date} ${row.startMinute} ${row.queueId}`;
    if (seen.has(key)) {
      throw new SekisuError('history.repeated-interval', {
        queueId: row.queueId,
        date,
        time: formatTime(row.startMinute),
      });
    }
    seen.add(key);
  }
}
