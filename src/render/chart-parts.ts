import { BarChart, CustomChart, type CustomSeriesOption, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

/** Size of a drawing. */
export interface ChartSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Letters of every chart. */
export const chartFont = { fontFamily: 'Noto Sans JP', fontSize: 11, color: '#1a1a1a' };

/** Grid, axes and scale of a chart with days across and calls upright. */
export function axesOf(chart: {
  readonly labels: readonly string[];
  /** Name of the upright axis. */
  readonly calls: string;
  /** Largest number to show, and the smallest when it is below 0. */
  readonly top: number;
  readonly bottom?: number;
  /** Room beside the last day, for its mark. */
  readonly rightPixels?: number;
}): EChartsCoreOption {
  return {
    animation: false,
    textStyle: chartFont,
    grid: { left: 44, right: chart.rightPixels ?? 8, top: 52, bottom: 42 },
    xAxis: {
      type: 'category',
      data: chart.labels.map(twoLines),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#1a1a1a' } },
      axisLabel: { ...chartFont, interval: 0, lineHeight: 14 },
    },
    yAxis: {
      type: 'value',
      name: chart.calls,
      nameTextStyle: { ...chartFont, align: 'right' },
      max: Math.ceil((chart.top * 1.08) / 10) * 10,
      ...((chart.bottom ?? 0) < 0 ? { min: Math.floor(chart.bottom! / 10) * 10 } : {}),
      axisLabel: chartFont,
      splitLine: { lineStyle: { color: '#d0d0d0' } },
    },
  };
}

/** The drawing of options as SVG; the same options give the same bytes but for ids. */
export function svgOf(size: ChartSize, option: EChartsCoreOption): string {
  const { widthPixels: width, heightPixels: height } = size;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(option);
    return instance.renderToSVGString();
  } finally {
    instance.dispose();
  }
}

/** Hatching of busy days. */
export const busyDecal = {
  color: '#555555',
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
  rotation: -Math.PI / 4,
};

/** Whiskers of bounds; ECharts has no series of its own for them. A day without bounds has none. */
export function whiskers(
  days: readonly ({ readonly low80: number; readonly high80: number } | null)[],
): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 5,
    data: days.flatMap((day, index) => (day === null ? [] : [[index, day.low80, day.high80]])),
    renderItem: (_, api) => {
      const x = api.value(0);
      const [center, low] = api.coord([x, api.value(1)]) as [number, number];
      const high = (api.coord([x, api.value(2)]) as [number, number])[1];
      const style = { stroke: '#000000', lineWidth: 1.4 };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line' as const,
        shape: { x1, y1, x2, y2 },
        style,
      });
      return {
        type: 'group',
        children: [
          line(center, low, center, high),
          line(center - 4, low, center + 4, low),
          line(center - 4, high, center + 4, high),
        ],
      };
    },
  };
}

/** What is marked above a day. */
export interface MarkedDay {
  readonly isBusy: boolean;
  /** Letters posted on the day or on closed days before it; 0 when none. */
  readonly letters: number;
}

/** Words of the marks above days. */
export interface MarkTexts {
  /** Mark of a busy day. */
  readonly busy: string;
  /** Mark of a mailing of so many letters. */
  readonly letters: (letters: number) => string;
}

/**
 * Texts above the plot: letters posted, on two lines where postings follow closely, and busy days.
 * @param markDays how many days a mark of letters is wide
 */
export function dayMarks(days: readonly MarkedDay[], texts: MarkTexts, markDays = 2): CustomSeriesOption {
  const lines = letterLines(days, markDays);
  return {
    type: 'custom',
    silent: true,
    z: 6,
    clip: false,
    data: days.map((_, index) => [index, 0]),
    renderItem: (_, api) => {
      const day = days[Number(api.value(0))]!;
      const center = (api.coord([api.value(0), 0]) as [number, number])[0];
      const text = (content: string, y: number, bold: boolean) => ({
        type: 'text' as const,
        style: {
          text: content,
          x: center,
          y,
          align: 'center' as const,
          fill: '#000000',
          fontFamily: chartFont.fontFamily,
          fontSize: 11,
          fontWeight: bold ? ('bold' as const) : ('normal' as const),
        },
      });
      return {
        type: 'group',
        children: [
          ...(day.letters > 0
            ? [text(texts.letters(day.letters), 2 + 15 * lines[Number(api.value(0))]!, true)]
            : []),
          ...(day.isBusy ? [text(texts.busy, 37, false)] : []),
        ],
      };
    },
  };
}

/** Line 0 or 1 of each day's letters: the other line when the last mark stands too near. */
function letterLines(days: readonly MarkedDay[], markDays: number): number[] {
  let last = { index: Number.NEGATIVE_INFINITY, line: 1 };
  return days.map((day, index) => {
    if (day.letters === 0) return 0;
    last = { index, line: index - last.index <= markDays ? 1 - last.line : 0 };
    return last.line;
  });
}

/** A day's label with its weekday below the date. */
function twoLines(label: string): string {
  return label.replace(/[（ ]/, '\n').replace('）', '');
}
