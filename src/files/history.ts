import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/history.ts';
import { dayMinuteOf, wholeNumberOf, wordOf } from './cells.ts';
import { badCell, expected } from './expectation.ts';
import { type Row, readTable } from './table.ts';
import { queueWords } from './vocabulary.ts';

const columns = {
  interval_start: { ja: '日時' },
  interval_minutes: { ja: '間隔分', isOptional: true },
  queue: { ja: 'キュー' },
  offered: { ja: '着信数' },
  answered: { ja: '応答数' },
  abandoned: { ja: '放棄呼数' },
  handling_seconds: { ja: '総処理時間秒' },
} as const;

type HistoryRow = Row<keyof typeof columns>;

/**
 * Call history of a file, in the file's order. An interval without its length has the contract's. Answered and abandoned may
 * add up to less than offered: the rest ended at the automatic answer. A header without rows is no history.
 * @param bytes whole content @param file its name, for messages @param contract names the queues
 * @throws SekisuError `file.*`; `file.bad-row` also when two intervals of a queue share a minute
 */
export function parseHistoryCsv(bytes: Uint8Array, file: string, contract: Contract): HistoryInterval[] {
  const queues = queueWords(contract);
  const seen = new Map<string, { readonly interval: HistoryInterval; readonly line: number }[]>();
  return readTable(bytes, file, columns, (row) => {
    const interval = intervalOf(row, queues, contract.intervalMinutes);
    refuseOverlap(row, interval, seen);
    return interval;
  });
}

/** A row of call history as a machine hands it in: the columns of the CSV by their English headers. */
export type HandedInRow = Readonly<Partial<Record<keyof typeof columns, string | number | undefined>>>;

/**
 * Call history that a machine handed in as rows, by the same rules as a file's; the first row is line 1.
 * @param name of what was handed in, for messages @param contract names the queues
 * @throws SekisuError `file.bad-row`
 */
export function readHandedInHistory(
  rows: readonly HandedInRow[],
  name: string,
  contract: Contract,
): HistoryInterval[] {
  const queues = queueWords(contract);
  const seen: Parameters<typeof refuseOverlap>[2] = new Map();
  return rows.map((given, index) => {
    const cells = Object.keys(columns).map((column) => {
      const text = String(given[column as keyof HandedInRow] ?? '').trim();
      return [column, { file: name, line: index + 1, column, text }];
    });
    const row: HistoryRow = Object.fromEntries(cells);
    const interval = intervalOf(row, queues, contract.intervalMinutes);
    refuseOverlap(row, interval, seen);
    return interval;
  });
}

function intervalOf(
  row: HistoryRow,
  queues: ReadonlyMap<string, string>,
  defaultMinutes: number,
): HistoryInterval {
  const { date, minute } = dayMinuteOf(row.interval_start);
  const lengthMinutes =
    row.interval_minutes.text === '' ? defaultMinutes : wholeNumberOf(row.interval_minutes, 1, 1440);
  if (minute + lengthMinutes > 1440) throw badCell(row.interval_start, expected.withinDay);
  const queueId = wordOf(row.queue, queues);
  const offered = wholeNumberOf(row.offered);
  const answered = wholeNumberOf(row.answered);
  const abandoned = wholeNumberOf(row.abandoned);
  if (answered > offered) throw badCell(row.answered, expected.atMost(row.offered.column));
  if (answered + abandoned > offered) throw badCell(row.abandoned, expected.answeredAndAbandoned);
  const handlingSeconds = wholeNumberOf(row.handling_seconds);
  return {
    queueId,
    date,
    startMinute: minute,
    endMinute: minute + lengthMinutes,
    offered,
    answered,
    abandoned,
    handlingSeconds,
  };
}

function refuseOverlap(
  row: HistoryRow,
  interval: HistoryInterval,
  seen: Map<string, { readonly interval: HistoryInterval; readonly line: number }[]>,
): void {
  const key = `${interval.queueId} ${interval.date}`;
  const others = seen.get(key) ?? [];
  const other = others.find(
    (entry) =>
      interval.startMinute < entry.interval.endMinute && entry.interval.startMinute < interval.endMinute,
  );
  if (other !== undefined) throw badCell(row.interval_start, expected.noOverlap(other.line));
  others.push({ interval, line: row.interval_start.line });
  seen.set(key, others);
}
