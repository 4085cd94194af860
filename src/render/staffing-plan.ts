import type { StaffingPlanReport } from '../report/index.ts';
import { callsText } from '../report/index.ts';
import { forecastChartSvg } from './charts.ts';
import type { Renderer } from './html.ts';

/** The 人員配置計画書 as a whole HTML document, ready for `Printer.print`, in the report's language. */
export function staffingPlanHtml(renderer: Renderer, report: StaffingPlanReport): string {
  const { language } = report;
  const text = (key: string, values?: Record<string, unknown>): string =>
    renderer.translate(language, `print:${key}`, values);
  const chartSvg = forecastChartSvg({
    days: report.forecast.chart.days,
    texts: {
      calls: text('forecast.axisCalls'),
      busy: text('season.busy'),
      letters: (letters) => text('forecast.lettersMark', { letters: callsText(letters) }),
    },
    widthPixels: 1030,
    heightPixels: 270,
  });
  return renderer.render('print/staffing-plan', { ...report, chartSvg }, language);
}
