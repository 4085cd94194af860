import type { LocalDateTime } from '@js-joda/core';
import type { CallRecord } from '../calls/index.ts';
import { decimalOf, minuteOf, requireDate, wordOf } from './cells.ts';
import { badCell, type Cell, type Expectation } from './expectation.ts';
import { type Row, readTable } from './table.ts';

const columns = {
  arrival: { ja: '着信日時' },
  wait_seconds: { ja: '待ち秒数' },
  outcome: { ja: '結果' },
  service_seconds: { ja: '処理秒数', isOptional: true },
  queue: { ja: 'キュー', isOptional: true },
} as const;

const outcomeWords: ReadonlyMap<string, CallRecord['outcome']> = new Map([
  ['answered', 'answered'],
  ['abandoned', 'abandoned'],
  ['応答', 'answered'],
  ['放棄', 'abandoned'],
]);

/** Longest wait or call of a record; longer ones are errors of the exchange's clock. */
const mostSeconds = 86_400;

const dateTimeSeconds: Expectation = {
  ja: '日時を YYYY-MM-DD HH:mm:ss または YYYY/MM/DD H:mm:ss で入れてください（秒は省略可）',
  en: 'a date and time as YYYY-MM-DD HH:mm:ss or YYYY/MM/DD H:mm:ss; the seconds may be left out',
};

const noServiceOfAbandoned: Expectation = {
  ja: '放棄された呼の処理秒数は空欄か0にしてください',
  en: 'empty or 0 for a call that was abandoned',
};

/**
 * Records of single calls of a file, in the file's order. Queues are any words: the file needs no contract. Two equal
 * rows are two calls; a header without rows is none.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also when an abandoned call has a handling time
 */
export function parseCallRecordsCsv(bytes: Uint8Array, file: string): CallRecord[] {
  return readTable(bytes, file, columns, recordOf);
}

function recordOf(row: Row<keyof typeof columns>): CallRecord {
  const arrivesAt = arrivalOf(row.arrival);
  const waitSeconds = decimalOf(row.wait_seconds, 0, mostSeconds);
  const outcome = wordOf(row.outcome, outcomeWords);
  const service = row.service_seconds;
  const serviceSeconds = service.text === '' ? null : decimalOf(service, 0, mostSeconds);
  const isAbandoned = outcome === 'abandoned';
  // Exchanges write 0 where there was no conversation.
  if (isAbandoned && (serviceSeconds ?? 0) > 0) throw badCell(service, noServiceOfAbandoned);
  return {
    arrivesAt,
    waitSeconds,
    outcome,
    serviceSeconds: isAbandoned ? null : serviceSeconds,
    queueId: row.queue.text === '' ? null : row.queue.text,
  };
}

/** As `dayMinuteOf`, to the second. */
function arrivalOf(cell: Cell): LocalDateTime {
  const match = /^(\S{8,10}?)(?:T| +)(\d{1,2}):(\d{2})(?::([0-5]\d))?$/.exec(cell.text);
  const minute = match === null ? undefined : minuteOf(`${match[2]}:${match[3]}`);
  if (match === null || minute === undefined || minute === 1440) throw badCell(cell, dateTimeSeconds);
  const date = requireDate(cell, match[1]!, dateTimeSeconds);
  return date.atTime(Math.floor(minute / 60), minute % 60, Number(match[4] ?? 0));
}
