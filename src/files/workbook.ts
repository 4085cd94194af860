import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import {
  findElement,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import type { CellLook, Sheet, SheetCell } from '../report/sheet.ts';

/** Lines and shades that stay apart in black and white; what a shade says, a sign or a weight says too. */
const line = { borderStyle: 'thin', borderColor: '#8c8c8c' } as const;
const centred = { align: 'center', alignVertical: 'center' } as const;
const shaded = { backgroundColor: '#e6e6e6' } as const;
const styles = {
  title: { fontWeight: 'bold', fontSize: 16, height: 26 },
  note: { wrap: true, alignVertical: 'top' },
  head: { ...line, ...centred, fontWeight: 'bold', backgroundColor: '#f5f5f5' },
  closedHead: { ...line, ...centred, ...shaded, fontWeight: 'bold' },
  // High enough for the letters: sixty people stay readable on one sheet of A3.
  person: { ...line, alignVertical: 'center', height: 15 },
  duty: { ...line, ...centred },
  standby: { ...line, ...centred, fontWeight: 'bold', textDecoration: { underline: true } },
  off: { ...line, ...centred, textColor: '#595959' },
  closed: { ...line, ...centred, ...shaded, textColor: '#595959' },
  sum: { ...line, align: 'right', alignVertical: 'center' },
  hours: { ...line, align: 'right', alignVertical: 'center', format: '0.0' },
  text: { ...line, format: '@' },
  date: { ...line, format: 'yyyy/mm/dd' },
} as const satisfies Readonly<Record<CellLook, CellObject>>;

const pointsPerLine = 14;

/** In inches, as the format has them: 10 mm. */
const margins = { left: 0.4, right: 0.4, top: 0.4, bottom: 0.4 };

/** Codes of paper sizes in a sheet's page set-up (ECMA-376, 18.3.1.63). */
const paperCodes = { A3: 8, A4: 9 } as const;

/** Sheets as the bytes of an XLSX file. @param sheets at least one, with different names of at most 31 signs */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map((sheet) => ({
    sheet: sheet.name,
    data: sheet.rows.map((row) => row.flatMap((cell) => cellsOf(cell, widthOf(sheet)))),
    columns: sheet.columnLetters.map((width) => ({ width })),
    stickyRowsCount: sheet.frozenRows,
    stickyColumnsCount: sheet.frozenColumns,
    orientation: 'landscape' as const,
    showGridLines: false,
  }));
  const pages = {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: fitted,
          transformElementAttributes: (
            tag: string,
            attributes: Record<string, string | number>,
            _index: number | undefined,
            _options: unknown,
            { sheetIndex }: { readonly sheetIndex: number },
          ) => {
            if (tag === 'pageMargins') return { ...attributes, ...margins };
            if (tag !== 'pageSetup') return attributes;
            const { paper, fitsOnePage } = sheets[sheetIndex]!;
            // A height of 0 is as many pages as it takes.
            const fit = { fitToWidth: 1, fitToHeight: fitsOnePage ? 1 : 0 };
            return { ...attributes, ...fit, paperSize: paperCodes[paper] };
          },
        },
      },
    },
  };
  return writeExcelFile(written, { fontFamily: 'Yu Gothic', fontSize: 10, features: [pages] }).toBuffer();
}

/** Says that the page set-up's fit counts, which stands at the head of a sheet. */
function fitted(xml: string): string {
  const markup = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  if (findElement(xml, 'sheetPr') !== undefined) return xml;
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet');
  return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order ?? [], 'worksheet');
}

function cellsOf({ value, look, columns = 1, beginsGroup }: SheetCell, sheetLetters: number): Row {
  const { format, ...style }: CellObject = styles[look];
  const cell: CellObject = {
    ...style,
    ...(beginsGroup === true ? { topBorderStyle: 'medium' } : {}),
    ...(columns > 1 ? { columnSpan: columns } : {}),
    // A spreadsheet does not make a row higher for text in joined cells.
    ...(look === 'note' ? { height: linesOf(String(value), sheetLetters) * pointsPerLine + 3 } : {}),
    // The library takes no format of a cell without a value.
    ...(value === null || value === ''
      ? {}
      : { value: written(value, look), ...(format === undefined ? {} : { format }) }),
  };
  return [cell, ...Array.from({ length: columns - 1 }, () => null)];
}

/** Lines that a text takes over the whole width of a sheet; a letter of Japanese is as wide as two others. */
function linesOf(text: string, sheetLetters: number): number {
  const letters = [...text].reduce((sum, letter) => sum + (letter > '\u02ff' ? 2 : 1), 0);
  return Math.max(1, Math.ceil(letters / (sheetLetters * 0.95)));
}

function widthOf({ columnLetters }: Sheet): number {
  return columnLetters.reduce((sum, letters) => sum + letters, 0);
}

/** A day as the library counts them: midnight in UTC. */
function written(value: string | number, look: CellLook): string | number | Date {
  return look === 'date' ? new Date(`${value}T00:00:00Z`) : value;
}
