import {
  axesOf,
  busyDecal,
  type ChartSize,
  chartFont,
  dayMarks,
  type MarkedDay,
  type MarkTexts,
  svgOf,
  whiskers,
} from './chart-parts.ts';

export { type BandsChart, bandsChartSvg } from './bands-chart.ts';
export { type BarsChart, barsChartSvg } from './bars-chart.ts';
export { type CourseChart, courseChartSvg } from './course-chart.ts';

/** A month's forecast as a chart needs it. */
export interface ForecastChart extends ChartSize {
  readonly days: readonly (MarkedDay & {
    readonly label: string;
    readonly calls: number;
    /** Calls among them that letters bring, 0 to `calls`. */
    readonly letterCalls: number;
    /** Bounds of 80 %, both included. */
    readonly low80: number;
    readonly high80: number;
  })[];
  readonly texts: MarkTexts & {
    /** Name of the upright axis. */
    readonly calls: string;
  };
}

/** A number of calls as a bar's height. */
const height = (calls: number): number => Math.round(calls * 10) / 10;

/**
 * Bars of daily calls, those from letters dark on top, with whiskers of the 80 % bounds, busy days hatched, mailings marked
 * above their day, as SVG.
 * Made for black and white: nothing is told by colour alone. The same input gives the same bytes but for ids.
 */
export function forecastChartSvg(chart: ForecastChart): string {
  return svgOf(chart, {
    ...axesOf({
      labels: chart.days.map((day) => day.label),
      calls: chart.texts.calls,
      top: Math.max(1, ...chart.days.map((day) => day.high80)),
    }),
    series: [
      {
        type: 'bar',
        stack: 'calls',
        barWidth: '58%',
        data: chart.days.map((day) => ({
          value: height(day.calls - day.letterCalls),
          itemStyle: {
            color: day.isBusy ? '#ffffff' : '#c4ccd6',
            borderColor: '#333333',
            borderWidth: 1,
            ...(day.isBusy ? { decal: busyDecal } : {}),
          },
        })),
        label: {
          ...chartFont,
          show: true,
          position: 'insideBottom',
          backgroundColor: '#ffffff',
          padding: [1, 3],
          fontWeight: 'bold',
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            String(Math.round(chart.days[dataIndex]!.calls)),
        },
      },
      {
        type: 'bar',
        stack: 'calls',
        barWidth: '58%',
        itemStyle: { color: '#7c8794', borderColor: '#333333', borderWidth: 1 },
        data: chart.days.map((day) => (day.letterCalls >= 0.05 ? height(day.letterCalls) : null)),
      },
      whiskers(chart.days),
      dayMarks(chart.days, chart.texts),
    ],
  });
}
