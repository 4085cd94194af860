import type { LocalDate } from '@js-joda/core';
import type { AppContext } from '../app/context.ts';
import { formatTime, parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import { answerRateOf, type DayActuals, plannedCallsFrom } from '../plan/actuals.ts';
import type { PlanContent, PlanDay } from '../plan/index.ts';
import type { MonthProgress } from '../plan/month-progress.ts';
import type { PlanDayOutlook } from '../plan/reforecast-plan.ts';
import { courseChartSvg } from '../render/charts.ts';
import { boundsText, callsText, clockText, floorPercentText } from '../report/index.ts';
import { withoutStyle } from './forecast-charts.ts';
import { monthToDateView } from './month-to-date-view.ts';

/** Size of the drawing; narrower screens scroll it. */
const chartSize = { widthPixels: 520, heightPixels: 260 };

/** What came on a day so far, what is to come of it, and the month to date, as the page of the day shows it. */
export function dayLive(
  ctx: AppContext,
  language: Language,
  input: { readonly content: PlanContent; readonly date: LocalDate; readonly progress: MonthProgress },
): object {
  const { content, progress } = input;
  const date = input.date.toString();
  const day = content.days.find((own) => own.date === date)!;
  const actuals = progress.actuals.find((own) => own.date.toString() === date) ?? null;
  const outlook = progress.outlook.days.find((own) => own.date === date) ?? null;
  const rest = outlook ?? { calls: 0, bounds: { low95: 0, low80: 0, high80: 0, high95: 0 } };
  const offered = actuals?.offered ?? 0;
  const rate = actuals === null ? null : answerRateOf(actuals);
  const { low80, high80 } = rest.bounds;
  return {
    toDate: monthToDateView(progress.toDate, content.assumptions, language),
    monthHref: `/months/${content.month}/progress`,
    hasActuals: actuals !== null,
    isWhole: actuals?.state === 'whole',
    isCut: actuals?.state === 'cut',
    until: actuals === null ? '' : clockText(formatTime(actuals.untilMinute)),
    offered: callsText(offered),
    planned: (plannedCallsFrom(day, 0) - plannedCallsFrom(day, actuals?.untilMinute ?? 0)).toFixed(1),
    answered: callsText(actuals?.answered ?? 0),
    abandoned: callsText(actuals?.abandoned ?? 0),
    answerRate: rate === null ? '–' : floorPercentText(rate),
    isBelowTarget: rate !== null && rate < content.assumptions.targetAnswerRate - 1e-9,
    hasRest: outlook !== null,
    rest: boundsText(rest.calls, low80, high80, language),
    restPlanned: (outlook?.plannedCalls ?? 0).toFixed(1),
    whole: boundsText(offered + rest.calls, offered + low80, offered + high80, language),
    wholePlanned: callsText(day.forecastCalls),
    chart: chartOf(ctx, language, day, actuals, outlook),
    rows: day.intervals.map((interval) => rowOf(interval, actuals, outlook)),
  };
}

function rowOf(
  interval: PlanDay['intervals'][number],
  actuals: DayActuals | null,
  outlook: PlanDayOutlook | null,
): object {
  const counted = actuals?.intervals.find((own) => own.startMinute === parseTime(interval.start));
  const rest = outlook?.intervals.find((own) => own.start === interval.start);
  const rate = counted === undefined ? null : answerRateOf(counted);
  const one = (calls: number) => calls.toFixed(1);
  return {
    start: clockText(interval.start),
    end: clockText(interval.end),
    planned: one(interval.calls),
    isCounted: counted !== undefined,
    offered: String(counted?.offered ?? ''),
    answered: String(counted?.answered ?? ''),
    abandoned: String(counted?.abandoned ?? ''),
    answerRate: rate === null ? '' : floorPercentText(rate),
    hasRest: rest !== undefined,
    rest: rest === undefined ? '' : one(rest.calls),
    range: rest === undefined ? '' : `${Math.floor(rest.bounds.low80)}–${Math.ceil(rest.bounds.high80)}`,
  };
}

function chartOf(
  ctx: AppContext,
  language: Language,
  day: PlanDay,
  actuals: DayActuals | null,
  outlook: PlanDayOutlook | null,
): string {
  const until = actuals?.untilMinute ?? parseTime(day.open);
  const ends = [parseTime(day.open), ...day.intervals.map(({ end }) => parseTime(end))];
  const all = plannedCallsFrom(day, 0);
  const counted = actuals?.offered ?? 0;
  const svg = courseChartSvg({
    ...chartSize,
    calls: ctx.render.translate(language, 'progress:chart.calls'),
    points: ends.map((minute) => {
      const past = actuals?.intervals.filter(({ endMinute }) => endMinute <= minute) ?? [];
      const isCounted = actuals !== null && minute <= until;
      const ahead = plannedCallsFrom(day, until) - plannedCallsFrom(day, Math.max(minute, until));
      const rest = outlook === null || minute < until ? null : outlook.partOf(ahead);
      return {
        label: minute % 60 === 0 ? clockText(formatTime(minute)) : '',
        planned: all - plannedCallsFrom(day, minute),
        counted: isCounted ? past.reduce((sum, own) => sum + own.offered, 0) : null,
        expected:
          rest === null
            ? null
            : {
                calls: counted + rest.calls,
                low95: counted + rest.bounds.low95,
                low80: counted + rest.bounds.low80,
                high80: counted + rest.bounds.high80,
                high95: counted + rest.bounds.high95,
              },
      };
    }),
  });
  return withoutStyle(svg);
}
