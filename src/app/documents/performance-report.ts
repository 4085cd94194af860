import { fiscalYearOf } from '../../calendar/index.ts';
import { loadHistoryOfDays } from '../../db/histories.ts';
import { type ErrorFigures, errorFigures } from '../../forecast/error-figures.ts';
import { callFigures, wholeMonths } from '../../plan/call-figures.ts';
import type { PlanContent } from '../../plan/index.ts';
import { performanceReportBody } from '../../report/documents/performance-report.ts';
import { monthText } from '../../report/index.ts';
import type { DocumentLoader } from './loader.ts';
import { loadReportedCases, monthAttendance, openDaysIn, requireMonth } from './monthly-report.ts';
import type { ReportGround } from './report-ground.ts';
import { monthSubject } from './subjects.ts';

/**
 * 実績報告書 of a month.
 * @throws SekisuError `document.bad-subject`, `month.outside-term`, `report.no-actuals`
 */
export const loadPerformanceReport: DocumentLoader = async (ctx, { contract, subject }) => {
  const month = monthSubject(contract, 'performanceReport', subject);
  const after = month.plusMonths(1).atDay(1);
  const { ground, yearRows, improvements } = await ctx.db.transaction(async (tx) => ({
    ground: await requireMonth(tx, contract, month),
    yearRows: await loadHistoryOfDays(tx, contract.term.start, month.atEndOfMonth()),
    improvements: await loadReportedCases(tx, subject),
  }));
  const [plans] = ground.plans;
  const { first = null, inForce = null } = plans ?? {};
  const fiscalYear = fiscalYearOf(month.atDay(1));
  const body = performanceReportBody({
    contract,
    month,
    openDays: openDaysIn(contract, month).length,
    rows: ground.rows,
    cases: ground.cases,
    plans: first === null || inForce === null ? null : { first, inForce },
    accuracy: first === null ? null : accuracyOf(first, ground),
    attendance: monthAttendance(ground),
    months: wholeMonths(contract, yearRows, after).filter(
      (own) => fiscalYearOf(own.month.atDay(1)) === fiscalYear,
    ),
    improvements,
    attempts: ground.attempts.length,
  });
  return { about: `${monthText(month, 'ja')}分`, fiscalDay: month.atDay(1), body };
};

/** How the forecast of the days that were counted did. */
function accuracyOf(content: PlanContent, { rows }: ReportGround): ErrorFigures | null {
  const byDay = Map.groupBy(rows, ({ date }) => date.toString());
  return errorFigures(
    content.days.flatMap((day) => {
      const own = byDay.get(day.date);
      if (own === undefined) return [];
      return [
        {
          modelCalls: day.override?.modelCalls ?? day.forecastCalls,
          plannedCalls: day.forecastCalls,
          bounds: day.forecastBounds,
          actualCalls: callFigures(own).offered,
          simpleCalls: null,
        },
      ];
    }),
  );
}
