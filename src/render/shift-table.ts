import type { StaffingPlanReport } from '../report/index.ts';
import type { Renderer } from './html.ts';

/** Room for people on a sheet of A3 below the head and above the totals, in mm. */
const bodyMillimetres = 204;

/** People who still stand readable on one sheet of A3; more of them go on to further sheets. */
const peopleOnOneSheet = 60;

/** The シフト表 of a month as a whole HTML document for A3 landscape, ready for `Printer.print`. */
export function shiftTableHtml(renderer: Renderer, report: StaffingPlanReport): string {
  const { language, roster } = report;
  const people = roster.rows.length;
  const rowMillimetres = people > peopleOnOneSheet ? 4.6 : Math.min(6.6, bodyMillimetres / people);
  return renderer.render(
    'print/shift-table',
    {
      ...named(renderer, report, 'shifts:sheet.roster'),
      rowMillimetres: rowMillimetres.toFixed(2),
      // As large as the row lets it be, and a name of two lines still fits.
      letterPoints: Math.min(10, rowMillimetres * 2.35).toFixed(1),
    },
    language,
  );
}

/**
 * One day of the シフト表 as a time line, a whole HTML document for A4 landscape.
 * @param index of the report's open days @param day the day as the head writes it
 */
export function daySheetHtml(
  renderer: Renderer,
  report: StaffingPlanReport,
  index: number,
  day: string,
): string {
  const sheet = report.daySheets[index]!;
  return renderer.render(
    'print/day-sheet',
    { ...named(renderer, report, 'shifts:sheet.day'), day, sheets: [sheet] },
    report.language,
  );
}

/** The report under the name of a part of it. */
function named(renderer: Renderer, report: StaffingPlanReport, key: string): StaffingPlanReport {
  return { ...report, document: { ...report.document, name: renderer.translate(report.language, key) } };
}
