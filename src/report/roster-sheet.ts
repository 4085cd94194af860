import type { MonthRoster, RosterSheetCell } from './month-roster.ts';
import type { CellLook, Sheet, SheetCell } from './sheet.ts';
import type { StaffingPlanReport } from './staffing-plan.ts';

/** The words of a sheet, by key and values. */
export type SheetWords = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** A day on which somebody was to work and was away. */
export interface AbsentDay {
  readonly staffId: string;
  /** 1 to 31. */
  readonly day: number;
}

/** What stands in a cell for a day on which somebody was away; never why. */
const absentCode = '欠';

/** What stands in a cell while the centre is closed: a stroke, for a shade alone is lost on a copy. */
const closedStroke = '／';

const lookOf: Readonly<Record<RosterSheetCell['kind'], CellLook>> = {
  shift: 'duty',
  standby: 'standby',
  off: 'off',
  leave: 'off',
  unavailable: 'off',
  closed: 'closed',
};

/**
 * The シフト表 of a plan as a sheet for A3: people down, days across, codes in the cells, totals at the edges. It says what
 * the report says: names and kinds of days off on the internal copy alone.
 * @param t words of `shifts:sheet.…` and `print:…` @param absent days that the plan has as free; internal copies alone show them
 */
export function rosterSheet(
  report: StaffingPlanReport,
  t: SheetWords,
  absent: readonly AbsentDay[] = [],
): Sheet {
  const { roster, document, parties } = report;
  const width = 2 + roster.days.length + 3;
  const shown = report.isCityCopy ? [] : absent;
  const wide = (value: string, look: 'title' | 'note'): SheetCell[] => [{ value, look, columns: width }];
  const notices = document.fictitiousDataNotice === null ? [] : [wide(document.fictitiousDataNotice, 'note')];
  const above = [
    wide(t('shifts:sheet.title', { month: document.month }), 'title'),
    wide(
      [
        document.contractTitle,
        parties.contractor,
        document.number,
        t('print:version', { version: document.version }),
        t(`print:state.${document.state}`),
        t(`print:copy.${report.audience}`),
      ].join('　'),
      'note',
    ),
    ...notices,
  ];
  return {
    name: t('shifts:sheet.roster'),
    rows: [
      ...above,
      ...headRows(roster, report.isCityCopy, t),
      ...roster.rows.map((row) =>
        personRow(
          row,
          shown.flatMap(({ staffId, day }) => (staffId === row.code ? [day] : [])),
        ),
      ),
      ...footRows(roster, t),
      wide(legendOf(roster, t, shown.length > 0), 'note'),
      ...closuresOf(roster, t).map((line) => wide(line, 'note')),
      wide(`${t('print:cover.hash')}　${document.contentSha256}`, 'note'),
    ],
    columnLetters: [16, 15, ...roster.days.map(() => 4.75), 6, 8, 6],
    frozenRows: above.length + 2,
    frozenColumns: 2,
    paper: 'A3',
    fitsOnePage: true,
  };
}

function headRows(roster: MonthRoster, isCityCopy: boolean, t: SheetWords): SheetCell[][] {
  const head = (value: string | number | null): SheetCell => ({ value, look: 'head' });
  const weekdaysClosed = new Set(roster.closures.map(({ day }) => day));
  return [
    [
      head(t('print:roster.person')),
      head(t(isCityCopy ? 'print:roster.role' : 'print:roster.name')),
      ...roster.days.map(
        ({ number, isClosed }): SheetCell => ({
          value: number,
          look: isClosed ? 'closedHead' : 'head',
        }),
      ),
      head(t('print:roster.workDays')),
      head(t('print:roster.workHours')),
      head(t('print:roster.standbyDays')),
    ],
    [
      head(null),
      head(null),
      ...roster.days.map(
        ({ number, weekday, isClosed }): SheetCell => ({
          value: weekdaysClosed.has(number) ? `${weekday}${t('shifts:sheet.closedMark')}` : weekday,
          look: isClosed ? 'closedHead' : 'head',
        }),
      ),
      head(null),
      head(null),
      head(null),
    ],
  ];
}

function personRow(row: MonthRoster['rows'][number], absentDays: readonly number[]): SheetCell[] {
  const group = row.isFirstOfRole ? { beginsGroup: true } : {};
  return [
    { value: row.code, look: 'person', ...group },
    { value: row.name ?? row.role, look: 'person', ...group },
    ...row.cells.map(
      (cell, index): SheetCell => ({
        value: textOf(cell, absentDays.includes(index + 1)),
        look: lookOf[cell.kind],
        ...group,
      }),
    ),
    { value: row.workDays, look: 'sum', ...group },
    { value: Number(row.workHours), look: 'hours', ...group },
    { value: row.standbyDays, look: 'sum', ...group },
  ];
}

function textOf(cell: RosterSheetCell, isAbsent: boolean): string {
  if (cell.isClosed) return closedStroke;
  return isAbsent && cell.kind === 'off' ? absentCode : cell.text;
}

function footRows(roster: MonthRoster, t: SheetWords): SheetCell[][] {
  const row = (
    name: string,
    counts: readonly (number | null)[],
    sums: readonly SheetCell[],
    first = false,
  ): SheetCell[] =>
    [
      { value: name, look: 'person' as const, columns: 2 },
      ...counts.map(
        (count): SheetCell =>
          count === null ? { value: closedStroke, look: 'closed' } : { value: count, look: 'sum' },
      ),
      ...sums,
    ].map((cell) => (first ? { ...cell, beginsGroup: true } : cell));
  const { totals } = roster;
  const empty: SheetCell[] = [0, 1, 2].map(() => ({ value: null, look: 'sum' }));
  return [
    row(
      t('print:roster.operators'),
      roster.operatorsPerDay,
      [
        { value: totals.workDays, look: 'sum' },
        { value: Number(totals.workHours), look: 'hours' },
        { value: totals.standbyDays, look: 'sum' },
      ],
      true,
    ),
    row(t('print:roster.required'), roster.requiredPerDay, empty),
    row(t('print:roster.standbyDays'), roster.standbyPerDay, empty),
  ];
}

function legendOf(roster: MonthRoster, t: SheetWords, hasAbsent: boolean): string {
  const entries = [
    ...roster.legend.map(({ code, text }) => `${code} ${text}`),
    `${t('print:roster.standbyCode')} ${t('print:roster.standby')}`,
    ...roster.offLegend.map(({ code, kind }) => `${code} ${t(`print:roster.${kind}`)}`),
    ...(hasAbsent ? [`${absentCode} ${t('shifts:sheet.absent')}`] : []),
    `${closedStroke} ${t('print:roster.closed')}`,
  ];
  return `${t('print:roster.legend')}　${entries.join('　')}`;
}

function closuresOf(roster: MonthRoster, t: SheetWords): string[] {
  if (roster.closures.length === 0) return [];
  const days = roster.closures.map(({ day, reason }) => t('print:roster.closure', { day, reason }));
  return [`${t('shifts:sheet.closures')}　${days.join('　')}`];
}
