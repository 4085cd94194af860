import { LocalDate } from '@js-joda/core';
import type { Tx } from './tx.ts';

/** What came on a day, all queues of a contract together. */
export interface CountedDay {
  readonly date: LocalDate;
  /** Calls, whole, ≥ 0. */
  readonly offered: number;
  readonly answered: number;
}

/** What came on the days from one day on and before another, over the queues named, in order; days without a row are left out. */
export async function loadCountedDays(
  tx: Tx,
  from: LocalDate,
  before: LocalDate,
  queueIds: readonly string[],
): Promise<readonly CountedDay[]> {
  const rows: { readonly date: string; readonly offered: number; readonly answered: number }[] =
    await tx.execute(
      `select date, sum(offered)::int as offered, sum(answered)::int as answered from history_interval
       where date >= ? and date < ? and queue_id in (select jsonb_array_elements_text(?::jsonb))
       group by date order by date`,
      [from.toString(), before.toString(), JSON.stringify(queueIds)],
    );
  return rows.map(({ date, offered, answered }) => ({ date: LocalDate.parse(date), offered, answered }));
}
