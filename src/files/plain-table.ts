import { stringify } from 'csv-stringify/sync';
import type { PlainTable } from '../report/documents/plain-table.ts';
import type { Sheet } from '../report/sheet.ts';

/** A table as CSV with BOM and CRLF for a spreadsheet; no cell is taken for a formula. */
export function writePlainCsv({ header, rows }: PlainTable): string {
  return stringify(
    [[...header], ...rows.map((row) => row.map((value) => (value === null ? '' : String(value))))],
    {
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      quoted_match: /[\r\n]/,
    },
  );
}

/** A table as a sheet of a workbook. @param name of the sheet, at most 31 signs */
export function plainSheet({ header, rows }: PlainTable, name: string): Sheet {
  return {
    name,
    rows: [
      header.map((value) => ({ value, look: 'head' })),
      ...rows.map((row) =>
        row.map((value) => ({
          value,
          look: typeof value === 'number' ? ('sum' as const) : ('text' as const),
        })),
      ),
    ],
    // A letter of Japanese is as wide as two others.
    columnLetters: header.map((text) => Math.max(8, text.length * 2 + 2)),
    frozenRows: 1,
    frozenColumns: 2,
    paper: 'A4',
    fitsOnePage: false,
  };
}
