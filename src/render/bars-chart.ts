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

/** Bars of several kinds per day. */
export interface BarsChart extends ChartSize {
  readonly days: readonly (MarkedDay & {
    readonly label: string;
    /** Calls per kind, in their order; parts of a stack may be below 0. */
    readonly values: readonly number[];
    /** Number written at the foot; null for none. */
    readonly total: number | null;
    /** Bounds of 80 %; null for none. */
    readonly bounds: { readonly low80: number; readonly high80: number } | null;
  })[];
  /** How each kind is filled, at most three. */
  readonly fills: readonly BarFill[];
  /** Kinds on top of each other, or side by side. */
  readonly isStacked: boolean;
  readonly texts: MarkTexts & { readonly calls: string };
}

/** How a kind of bars is told from the others, in black and white too. */
export type BarFill = 'grey' | 'hatched' | 'dark';

const styles: Readonly<Record<BarFill, object>> = {
  grey: { color: '#c4ccd6' },
  hatched: { color: '#ffffff', decal: busyDecal },
  dark: { color: '#3a5ccc' },
};

/** Bars per day, stacked or side by side, as SVG; whiskers of the 80 % bounds where they are given. */
export function barsChartSvg(chart: BarsChart): string {
  const { days, fills, isStacked, texts } = chart;
  const highest = days.map(({ values, bounds }) => {
    const sum = values.reduce((total, value) => total + Math.max(0, value), 0);
    return Math.max(isStacked ? sum : Math.max(0, ...values), bounds?.high80 ?? 0);
  });
  const lowest = days.map(({ values }) => values.reduce((total, value) => total + Math.min(0, value), 0));
  return svgOf(chart, {
    ...axesOf({
      labels: days.map((day) => day.label),
      calls: texts.calls,
      top: Math.max(1, ...highest),
      bottom: Math.min(0, ...lowest),
    }),
    series: [
      ...fills.map((fill, kind) => ({
        type: 'bar',
        ...(isStacked ? { stack: 'parts', barWidth: '58%' } : { barGap: '0%', barCategoryGap: '24%' }),
        itemStyle: { ...styles[fill], borderColor: '#333333', borderWidth: 1 },
        data: days.map(({ values }) => Math.round((values[kind] ?? 0) * 10) / 10),
        label: {
          ...chartFont,
          show: isStacked && kind === 0,
          position: 'insideBottom',
          backgroundColor: '#ffffff',
          padding: [1, 3],
          fontWeight: 'bold',
          formatter: ({ dataIndex }: { dataIndex: number }) => String(days[dataIndex]?.total ?? ''),
        },
      })),
      whiskers(days.map(({ bounds }) => bounds)),
      dayMarks(days, texts),
    ],
  });
}
