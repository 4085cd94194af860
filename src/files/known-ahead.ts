import type { LocalDate } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import type { KnownDriver, KnownEvent } from '../forecast/known-ahead.ts';
import { dateOf, optionalDateOf, signedDecimalOf, textOf } from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import { readTable } from './table.ts';

const eventColumns = {
  date: { ja: '日付' },
  name: { ja: '行事' },
  announced_on: { ja: '連絡日', isOptional: true },
} as const;

const driverColumns = { date: { ja: '日付' } } as const;

/** Largest value of a driver, positive or negative. */
const largestValue = 1e12;

/**
 * Special days of a file, in the file's order; a day may have several of different names. A header without rows is none.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also for a day given twice by the same name, or announced after it was
 */
export function parseEventsCsv(bytes: Uint8Array, file: string): KnownEvent[] {
  const lines = new Map<string, number>();
  return readTable(bytes, file, eventColumns, (row) => {
    const date = dateOf(row.date);
    const name = textOf(row.name);
    refuseRepeated(row.date, `${date} ${name}`, lines);
    const announcedOn = optionalDateOf(row.announced_on);
    if (announcedOn?.isAfter(date)) throw badCell(row.announced_on, expected.notAfter(row.date.column));
    return { date, name, announcedOn };
  });
}

/**
 * Values known ahead of a file: a row a day, and a driver for every column beside the date, in the file's order. An
 * empty cell is unknown. A column without any value is no driver; one without a name, as spreadsheets add them, must be
 * such.
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.*`; `file.bad-row` also for a day given twice, `file.duplicate-column` for a name given twice
 */
export function parseKnownDriversCsv(bytes: Uint8Array, file: string): KnownDriver[] {
  const lines = new Map<string, number>();
  let drivers: readonly { readonly name: string; readonly values: Map<number, number> }[] = [];
  readTable(bytes, file, driverColumns, (row, others) => {
    if (drivers.length === 0) drivers = driversOf(file, others);
    const date = dateOf(row.date);
    refuseRepeated(row.date, date.toString(), lines);
    for (const [index, cell] of others.entries()) keepValue(cell, date, drivers[index]!);
  });
  return drivers.filter(({ values }) => values.size > 0);
}

function driversOf(
  file: string,
  cells: readonly Cell[],
): { readonly name: string; readonly values: Map<number, number> }[] {
  const seen = new Set<string>();
  return cells.map(({ column }) => {
    // As other headers: full-width letters and capitals do not make another name.
    const key = column.normalize('NFKC').toLowerCase();
    if (key !== '' && seen.has(key)) throw new SekisuError('file.duplicate-column', { file, column });
    seen.add(key);
    return { name: column, values: new Map() };
  });
}

function keepValue(
  cell: Cell,
  date: LocalDate,
  driver: { readonly name: string; readonly values: Map<number, number> },
): void {
  if (cell.text === '') return;
  if (driver.name === '') throw badCell(cell, expected.named);
  driver.values.set(date.toEpochDay(), signedDecimalOf(cell, largestValue));
}

/** Refuses what an earlier line has; notes the line otherwise. */
function refuseRepeated(cell: Cell, key: string, lines: Map<string, number>): void {
  const line = lines.get(key);
  if (line !== undefined) throw badCell(cell, expected.unique(line));
  lines.set(key, cell.line);
}
