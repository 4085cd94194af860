import { LocalDate } from '@js-joda/core';
import { stringify } from 'csv-stringify/sync';
import { parseTime, weekdayKanji } from '../calendar/index.ts';
import type { PlanContent, PlanDay } from '../plan/format.ts';
import type { CellLook, Sheet } from '../report/sheet.ts';
import { roleNames, yesNoNames } from './vocabulary.ts';

type Shift = PlanDay['shifts'][number];

/** The part of a plan that its shifts are written from; every plan is one. */
export interface PlannedShifts {
  readonly staff: readonly Pick<PlanContent['staff'][number], 'id' | 'name'>[];
  readonly days: readonly Pick<PlanDay, 'date' | 'shifts'>[];
}

const header = [
  '日付',
  '曜日',
  '職員番号',
  '氏名',
  '役割',
  '勤務',
  '開始',
  '終了',
  '待機',
  '食事休憩',
  '小休止',
  '実働分',
];
const minutesColumn = header.length - 1;

/**
 * The shifts of a plan as CSV with BOM and CRLF, one row a shift in the plan's order, for a spreadsheet. A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
export function writeShiftsCsv(plan: PlannedShifts): string {
  const rows = shiftRows(plan).map((row) => row.map(String));
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/** The same rows as a sheet of a workbook. @param name of the sheet */
export function shiftListSheet(plan: PlannedShifts, name: string): Sheet {
  const look = (column: number): CellLook =>
    column === 0 ? 'date' : column === minutesColumn ? 'sum' : 'text';
  return {
    name,
    rows: [
      header.map((value) => ({ value, look: 'head' })),
      ...shiftRows(plan).map((row) => row.map((value, column) => ({ value, look: look(column) }))),
    ],
    columnLetters: [12, 6, 16, 16, 16, 8, 8, 8, 8, 16, 40, 10],
    frozenRows: 1,
    frozenColumns: 4,
    paper: 'A4',
    fitsOnePage: false,
  };
}

function shiftRows(plan: PlannedShifts): (string | number)[][] {
  const names = new Map(plan.staff.map((member) => [member.id, member.name]));
  return plan.days.flatMap((day) =>
    day.shifts.map((shift) => [
      day.date,
      weekdayKanji(LocalDate.parse(day.date)),
      shift.staffId,
      names.get(shift.staffId) ?? '',
      roleNames[shift.role],
      shift.pattern,
      shift.start,
      shift.end,
      shift.standby ? yesNoNames.yes : yesNoNames.no,
      breaksOf(shift, 'meal'),
      breaksOf(shift, 'rest'),
      workedMinutes(shift),
    ]),
  );
}

function breaksOf(shift: Shift, kind: Shift['breaks'][number]['kind']): string {
  return shift.breaks
    .filter((entry) => entry.kind === kind)
    .map((entry) => `${entry.start}-${entry.end}`)
    .join(';');
}

/** Presence less unpaid meals; rests are paid work time, and being on call is not work until called. */
function workedMinutes(shift: Shift): number {
  if (shift.standby) return 0;
  const mealMinutes = shift.breaks
    .filter((entry) => entry.kind === 'meal')
    .reduce((sum, entry) => sum + parseTime(entry.end) - parseTime(entry.start), 0);
  return parseTime(shift.end) - parseTime(shift.start) - mealMinutes;
}
