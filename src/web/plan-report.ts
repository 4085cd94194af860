import { planDocumentOf } from '../app/content-hash.ts';
import type { AppContext } from '../app/context.ts';
import type { MonthView } from '../app/load-month.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import { forecastChartSvg } from '../render/charts.ts';
import { type Audience, callsText, type StaffingPlanReport, staffingPlanReport } from '../report/index.ts';

/** A stored version of a plan. */
export type StoredPlan = NonNullable<MonthView['plan']>;

/** A version as screens show it: the data of the printed document, so that both say the same. */
export function planReport(
  contract: Contract,
  plan: StoredPlan,
  audience: Audience,
  language: Language,
): StaffingPlanReport {
  return staffingPlanReport({
    contract,
    plan: planDocumentOf(plan),
    events: [],
    audience,
    issuedOn: japanDateTimeOf(plan.submittedAt ?? plan.createdAt).toLocalDate(),
    language,
  });
}

/** The chart of a month's forecast as SVG. @param widthPixels of the drawing; the page may show it smaller */
export function chartOf(
  ctx: AppContext,
  report: StaffingPlanReport,
  language: Language,
  widthPixels: number,
): string {
  const text = (key: string, values?: Record<string, unknown>): string =>
    ctx.render.translate(language, `print:${key}`, values);
  const svg = forecastChartSvg({
    days: report.forecast.chart.days,
    texts: {
      calls: text('forecast.axisCalls'),
      busy: text('season.busy'),
      letters: (letters) => text('forecast.lettersMark', { letters: callsText(letters) }),
    },
    widthPixels,
    heightPixels: 280,
  });
  // The library adds a style sheet for a pointer that hovers, which the pages' content security policy forbids.
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '');
}
