import { DateTimeException, LocalDate } from '@js-joda/core';
import { parseTime } from '../calendar/index.ts';
import { badCell, type Cell, type Expectation, expected } from './expectation.ts';

/** A start of an interval: its day and its minute since midnight, 0 to 1439. */
export interface DayMinute {
  readonly date: LocalDate;
  readonly minute: number;
}

/** Text of a cell that must not be empty. @throws SekisuError `file.bad-row` */
export function textOf(cell: Cell): string {
  if (cell.text === '') throw badCell(cell, expected.notEmpty);
  return cell.text;
}

/** A whole number in ASCII digits within bounds, both included. @throws SekisuError `file.bad-row` */
export function wholeNumberOf(cell: Cell, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const isUnbounded = least === 0 && most === Number.MAX_SAFE_INTEGER;
  throw badCell(cell, isUnbounded ? expected.wholeNumber : expected.wholeNumberFrom(least, most));
}

/** A decimal number in ASCII digits within bounds, both included. @throws SekisuError `file.bad-row` */
export function decimalOf(cell: Cell, least: number, most: number): number {
  const value = /^(\d+(\.\d*)?|\.\d+)$/.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw badCell(cell, expected.number(least, most));
}

/** A decimal number in ASCII digits, with a sign or without. @param most largest size @throws SekisuError `file.bad-row` */
export function signedDecimalOf(cell: Cell, most: number): number {
  const value = /^-?(\d+(\.\d*)?|\.\d+)$/.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (Math.abs(value) <= most) return value;
  throw badCell(cell, expected.number(-most, most));
}

/** Minutes of a cell in hours, rounded to the nearest minute. @throws SekisuError `file.bad-row` */
export function minutesOfHours(cell: Cell, mostHours: number): number {
  return Math.round(decimalOf(cell, 0, mostHours) * 60);
}

/** A date, `YYYY-MM-DD` or `YYYY/M/D`. @throws SekisuError `file.bad-row` */
export function dateOf(cell: Cell): LocalDate {
  return requireDate(cell, cell.text, expected.date);
}

/** A date, or null of an empty cell. @throws SekisuError `file.bad-row` */
export function optionalDateOf(cell: Cell): LocalDate | null {
  return cell.text === '' ? null : dateOf(cell);
}

/** A date within a cell, or the cell's error with an expectation of the caller. @throws SekisuError `file.bad-row` */
export function requireDate(cell: Cell, text: string, expectation: Expectation): LocalDate {
  const match = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (match === null) throw badCell(cell, expectation, text);
  try {
    return LocalDate.of(Number(match[1]), Number(match[3]), Number(match[4]));
  } catch (error) {
    if (error instanceof DateTimeException) throw badCell(cell, expectation, text);
    throw error;
  }
}

/** A date and time, `YYYY-MM-DD HH:mm`, `YYYY/M/D H:mm` or with a T; seconds only when 00. @throws SekisuError `file.bad-row` */
export function dayMinuteOf(cell: Cell): DayMinute {
  const match = /^(\S{8,10}?)(?:T| +)(\d{1,2}):(\d{2})(?::00)?$/.exec(cell.text);
  const minute = match === null ? undefined : minuteOf(`${match[2]}:${match[3]}`);
  if (match === null || minute === undefined || minute === 1440) throw badCell(cell, expected.dateTime);
  return { date: requireDate(cell, match[1]!, expected.dateTime), minute };
}

/** Minutes since midnight of `H:mm` or `HH:mm`, 24:00 included, or undefined. */
export function minuteOf(text: string): number | undefined {
  const isTime = /^([01]?\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
  return isTime ? parseTime(text.padStart(5, '0')) : undefined;
}

/** The parts of a cell between semicolons, empty ones left out. */
export function partsOf(cell: Cell): string[] {
  return cell.text
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * The value that a word stands for.
 * @param words value by word @param text the word, the whole cell unless given @throws SekisuError `file.bad-row`
 */
export function wordOf<Value>(cell: Cell, words: ReadonlyMap<string, Value>, text = cell.text): Value {
  const value = words.get(text);
  if (value === undefined) throw badCell(cell, expected.oneOf([...words.keys()]), text);
  return value;
}
