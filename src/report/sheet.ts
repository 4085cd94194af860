/** How a cell of a sheet looks. */
export type CellLook =
  | 'title'
  | 'note'
  | 'head'
  | 'closedHead'
  | 'person'
  | 'duty'
  | 'standby'
  | 'off'
  | 'closed'
  | 'sum'
  | 'hours'
  | 'text'
  | 'date';

/** One cell of a sheet. */
export interface SheetCell {
  /** A day stands as `YYYY-MM-DD` under the look `date`. */
  readonly value: string | number | null;
  readonly look: CellLook;
  /** Columns that it takes, 1 unless told; the cells after it are left out. */
  readonly columns?: number;
  /** A heavier line above: a new group begins. */
  readonly beginsGroup?: boolean;
}

/** A sheet of a workbook as plain data. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Of each column, in letters of its usual size. */
  readonly columnLetters: readonly number[];
  /** Rows and columns that stay in sight. */
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Landscape; fitted onto one page, or onto the page's width with as many pages as it takes. */
  readonly paper: 'A3' | 'A4';
  readonly fitsOnePage: boolean;
}
