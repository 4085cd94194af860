import type { CustomSeriesOption } from 'echarts/charts';
import { axesOf, type ChartSize, chartFont, svgOf } from './chart-parts.ts';

/** Calls of a day added up, planned beside counted, and what is still to come. */
export interface CourseChart extends ChartSize {
  /** The moments at which the day is looked at, from opening to close. */
  readonly points: readonly {
    /** Clock time, or empty where none is written. */
    readonly label: string;
    /** Calls planned up to then. */
    readonly planned: number;
    /** Calls counted up to then; null where they are still to come. */
    readonly counted: number | null;
    /** Calls expected up to then, with what is counted; null before the last count. */
    readonly expected: {
      readonly calls: number;
      readonly low95: number;
      readonly low80: number;
      readonly high80: number;
      readonly high95: number;
    } | null;
  }[];
  /** Name of the upright axis. */
  readonly calls: string;
}

/**
 * Planned calls as a broken line, counted ones as a line with points, and what is to come as a thick line within bands of 80
 * and 95 %, all added up from opening on, as SVG. Nothing is told by colour alone.
 */
export function courseChartSvg(chart: CourseChart): string {
  const { points } = chart;
  const top = Math.max(
    1,
    ...points.map(({ planned, counted, expected }) => Math.max(planned, counted ?? 0, expected?.high95 ?? 0)),
  );
  const axes = axesOf({ labels: points.map(({ label }) => label), calls: chart.calls, top, rightPixels: 24 });
  return svgOf(chart, {
    ...axes,
    xAxis: { ...(axes['xAxis'] as object), boundaryGap: false },
    series: [
      bands(points),
      {
        type: 'line',
        z: 4,
        data: points.map(({ planned }) => planned),
        symbol: 'none',
        lineStyle: { color: '#4d4d4d', width: 1.6, type: [6, 4] },
      },
      {
        type: 'line',
        z: 5,
        data: points.map(({ expected }) => expected?.calls ?? null),
        symbol: 'none',
        lineStyle: { color: '#0017c1', width: 2.5 },
      },
      {
        type: 'line',
        z: 6,
        data: points.map(({ counted }) => counted),
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { color: '#1a1a1a', width: 1.6 },
        itemStyle: { color: '#ffffff', borderColor: '#1a1a1a', borderWidth: 1.4 },
        label: { ...chartFont, show: false },
      },
    ],
  });
}

/** Areas between the bounds. */
function bands(points: CourseChart['points']): CustomSeriesOption {
  const known = points.flatMap(({ expected }, index) => (expected === null ? [] : [{ index, expected }]));
  return {
    type: 'custom',
    silent: true,
    z: 3,
    data: known.length === 0 ? [] : [[known[0]!.index, 0]],
    renderItem: (_, api) => {
      const area = (low: 'low95' | 'low80', high: 'high80' | 'high95', fill: string, stroke: string) => {
        const at = (index: number, calls: number) => api.coord([index, calls]) as [number, number];
        const upper = known.map(({ index, expected }) => at(index, expected[high]));
        const lower = known.map(({ index, expected }) => at(index, expected[low])).toReversed();
        return {
          type: 'polygon' as const,
          shape: { points: [...upper, ...lower] },
          style: { fill, stroke, lineWidth: 1 },
        };
      };
      return {
        type: 'group',
        children: [
          area('low95', 'high95', '#eceff3', '#b5bcc6'),
          area('low80', 'high80', '#c4ccd6', '#8b95a3'),
        ],
      };
    },
  };
}
