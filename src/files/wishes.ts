import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { standbyCode } from '../roster/roster.ts';
import type { Pin, Wish } from '../roster/wishes.ts';
import { partsOf, requireDate, textOf, wholeNumberOf, wordOf } from './cells.ts';
import { badCell, type Cell, expected } from './expectation.ts';
import { type Row, readTable } from './table.ts';
import { wishNames } from './vocabulary.ts';

const columns = {
  staff_id: { ja: '職員番号' },
  date: { ja: '日付' },
  kind: { ja: '種類' },
  pattern: { ja: '勤務パターン', isOptional: true },
  weight: { ja: '強さ', isOptional: true },
} as const;

type WishRow = Row<keyof typeof columns>;
type Kind = keyof typeof wishNames;

/** A wish or a pin of one person. */
export type PersonalWish = { readonly staffId: string } & (
  | { readonly wish: Wish; readonly pin?: never }
  | { readonly pin: Pin; readonly wish?: never }
);

/** What a file of wishes says. */
export interface WishFile {
  /** Months that the file speaks of: what was known of them before does not hold any more. In order of time. */
  readonly months: readonly YearMonth[];
  /** In the file's order. */
  readonly wishes: readonly PersonalWish[];
}

const kindWords: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(wishNames) as Kind[]).flatMap((kind): [string, Kind][] => [
    [kind, kind],
    [wishNames[kind], kind],
  ]),
);

/** A weight that nobody gave. */
const usualWeight = 1;

/**
 * Wishes and pins of a file. A row of kind `none` says only that its month is spoken of.
 * @param bytes whole content @param file its name, for messages @param contract names the shift patterns
 * @param staffIds everybody who may have wishes
 * @throws SekisuError `file.*`; `file.bad-row` also for an unknown person, a pattern the contract lacks, a month where a
 * date is needed, and a person's day that is fixed twice
 */
export function parseWishesCsv(
  bytes: Uint8Array,
  file: string,
  contract: Contract,
  staffIds: ReadonlySet<string>,
): WishFile {
  const codes = contract.shiftPatterns.map(({ code }) => code);
  const people = new Map([...staffIds].map((id) => [id, id]));
  const months = new Map<string, YearMonth>();
  const pinLines = new Map<string, number>();
  const rows = readTable(bytes, file, columns, (row): PersonalWish | null => {
    const staffId = wordOf({ ...row.staff_id, text: textOf(row.staff_id) }, people);
    const kind = wordOf(row.kind, kindWords);
    const days = daysOf(row.date, kind);
    const month = YearMonth.from(days.from);
    months.set(month.toString(), month);
    const weight = row.weight.text === '' ? usualWeight : wholeNumberOf(row.weight, 1, 3);
    const patternCode = patternOf(row, kind, codes);
    if (kind === 'none') return null;
    if (kind !== 'pin') return { staffId, wish: { kind, ...days, patternCode, weight } };
    const key = `${staffId} ${days.from}`;
    const line = pinLines.get(key);
    if (line !== undefined) throw badCell(row.date, expected.unique(line));
    pinLines.set(key, row.date.line);
    return { staffId, pin: { date: days.from, patternCode } };
  });
  return {
    months: [...months.values()].sort((one, other) => one.compareTo(other)),
    wishes: rows.filter((row) => row !== null),
  };
}

/** One day, or a whole month where the kind allows it. */
function daysOf(cell: Cell, kind: Kind): { readonly from: LocalDate; readonly to: LocalDate } {
  const match = /^(\d{4})[-/](\d{1,2})$/.exec(cell.text);
  if (match !== null && (kind === 'pattern' || kind === 'none')) {
    const from = requireDate(cell, `${match[1]}-${match[2]}-1`, expected.dateOrMonth);
    return { from, to: YearMonth.from(from).atEndOfMonth() };
  }
  const date = requireDate(cell, cell.text, kind === 'pattern' ? expected.dateOrMonth : expected.date);
  return { from: date, to: date };
}

/** The pattern that the kind asks for, allows or has no use for. */
function patternOf(row: WishRow, kind: Kind, codes: readonly string[]): string | null {
  const [text, ...more] = partsOf(row.pattern);
  if (text === undefined) {
    if (kind === 'pattern' || kind === 'pin') throw badCell(row.pattern, expected.notEmpty);
    return null;
  }
  const words = new Map<string, string | null>(codes.map((code) => [code, code]));
  if (kind === 'pin') for (const word of ['休', 'off']) words.set(word, null);
  if (kind === 'pin') words.set(standbyCode, standbyCode);
  if (more.length > 0 || kind === 'off' || kind === 'none') throw badCell(row.pattern, expected.noPattern);
  return wordOf(row.pattern, words, text);
}
