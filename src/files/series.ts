import type { LocalDate } from '@js-joda/core';
import type { SeriesMailing } from '../forecast/index.ts';
import {
  type DayMinute,
  dateOf,
  dayMinuteOf,
  decimalOf,
  signedDecimalOf,
  textOf,
  wholeNumberOf,
} from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import { type Column, readTable } from './table.ts';

/** Calls of one interval, or of a whole day when every interval of the file starts at midnight. */
export interface SeriesInterval extends DayMinute {
  /** Calls offered, ≥ 0. */
  readonly offered: number;
}

const mostCalls = 1e9;
const largestValue = 1e12;

/**
 * A series of calls: `interval_start,offered` in order of time; rows without a value are left out.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also for a start that is given twice
 */
export function parseSeriesCsv(bytes: Uint8Array, file: string): SeriesInterval[] {
  const columns = { interval_start: { ja: '開始日時' }, offered: { ja: '着信数' } } as const;
  const lines = new Map<number, number>();
  const rows = readTable(bytes, file, columns, (row) => {
    const start = startOf(row.interval_start);
    const key = start.date.toEpochDay() * 1440 + start.minute;
    const line = lines.get(key);
    if (line !== undefined) throw badCell(row.interval_start, expected.unique(line));
    lines.set(key, row.interval_start.line);
    return { ...start, key, offered: row.offered.text === '' ? null : decimalOf(row.offered, 0, mostCalls) };
  });
  return rows
    .sort((a, b) => a.key - b.key)
    .flatMap(({ date, minute, offered }) => (offered === null ? [] : [{ date, minute, offered }]));
}

/**
 * Special days of a calendar file, `date,type,note`: those of type `special`, known ahead; their note is their name.
 * Closed days show in the series itself; what was not known ahead (`anomaly`) or taken out (`dropped`) is passed over.
 * @throws SekisuError `file.*`
 */
export function parseSpecialDaysCsv(
  bytes: Uint8Array,
  file: string,
): { readonly date: LocalDate; readonly name: string }[] {
  const columns = {
    date: { ja: '日付' },
    type: { ja: '種類' },
    note: { ja: '備考', isOptional: true },
  } as const;
  return readTable(bytes, file, columns, (row) => ({
    date: dateOf(row.date),
    type: textOf(row.type),
    name: row.note.text,
  })).flatMap(({ date, type, name }) => (type === 'special' ? [{ date, name }] : []));
}

/** Batches of letters, `posting_date,letters,type`, without a stated response. @throws SekisuError `file.*` */
export function parseSeriesMailingsCsv(bytes: Uint8Array, file: string): SeriesMailing[] {
  const columns = { posting_date: { ja: '発送日' }, letters: { ja: '通数' }, type: { ja: '種別' } } as const;
  return readTable(bytes, file, columns, (row) => ({
    postedOn: dateOf(row.posting_date),
    letters: wholeNumberOf(row.letters),
    kind: textOf(row.type),
    callsPerLetter: null,
    opensOn: null,
  }));
}

/**
 * Values known ahead, per day, of the named columns of a file that also has `date` or `interval_start`; several rows
 * of a day add up. @param names headers, at least one @throws SekisuError `file.*`
 */
export function parseDriversCsv(
  bytes: Uint8Array,
  file: string,
  names: readonly string[],
): { readonly name: string; readonly values: ReadonlyMap<number, number> }[] {
  const keys = names.map((name) => name.normalize('NFKC').toLowerCase());
  const columns: Record<string, Column> = {
    date: { ja: '日付', isOptional: true },
    interval_start: { ja: '開始日時', isOptional: true },
    ...Object.fromEntries(keys.map((key): [string, Column] => [key, { ja: key }])),
  };
  const drivers = names.map((name) => ({ name, values: new Map<number, number>() }));
  readTable(bytes, file, columns, (row) => {
    const own = row['date']!;
    const day = startOf(own.text === '' ? row['interval_start']! : own).date.toEpochDay();
    keys.forEach((key, index) => {
      const cell = row[key]!;
      if (cell.text === '') return;
      const { values } = drivers[index]!;
      values.set(day, (values.get(day) ?? 0) + signedDecimalOf(cell, largestValue));
    });
  });
  return drivers;
}

/** Dates, one a line, no header, in the file's order; empty lines are passed over. @throws SekisuError `file.bad-row` */
export function parseOrigins(text: string, file: string): LocalDate[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const cell: Cell = { file, line: index + 1, column: '1', text: content.replace(/^\uFEFF/, '').trim() };
    return cell.text === '' ? [] : [dateOf(cell)];
  });
}

function startOf(cell: Cell): DayMinute {
  return /^\S{8,10}$/.test(cell.text) ? { date: dateOf(cell), minute: 0 } : dayMinuteOf(cell);
}
