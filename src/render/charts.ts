import { BarChart, CustomChart, type CustomSeriesOption } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, GridComponent, SVGRenderer]);

/** A month's forecast as a chart needs it. */
export interface ForecastChart {
  readonly days: readonly {
    readonly label: string;
    readonly calls: number;
    /** Bounds of 80 %, both included. */
    readonly low80: number;
    readonly high80: number;
    readonly isBusy: boolean;
    /** Letters posted on the day or on closed days before it; 0 when none. */
    readonly letters: number;
  }[];
  readonly texts: {
    /** Name of the upright axis. */
    readonly calls: string;
    /** Mark of a busy day. */
    readonly busy: string;
    /** Mark of a mailing of so many letters. */
    readonly letters: (letters: number) => string;
  };
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/**
 * Bars of daily calls with whiskers of the 80 % bounds, busy days hatched, mailings marked above their day, as SVG.
 * Made for black and white: nothing is told by colour alone. The same input gives the same bytes but for ids.
 */
export function forecastChartSvg(chart: ForecastChart): string {
  const instance = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: chart.widthPixels,
    height: chart.heightPixels,
  });
  const font = { fontFamily: 'Noto Sans JP', fontSize: 11, color: '#1a1a1a' };
  const top = Math.max(1, ...chart.days.map((day) => day.high80));
  try {
    instance.setOption({
      animation: false,
      textStyle: font,
      grid: { left: 44, right: 8, top: 52, bottom: 42 },
      xAxis: {
        type: 'category',
        data: chart.days.map((day) => day.label.replace(/[（ ]/, '\n').replace('）', '')),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#1a1a1a' } },
        axisLabel: { ...font, interval: 0, lineHeight: 14 },
      },
      yAxis: {
        type: 'value',
        name: chart.texts.calls,
        nameTextStyle: { ...font, align: 'right' },
        max: Math.ceil((top * 1.08) / 10) * 10,
        axisLabel: font,
        splitLine: { lineStyle: { color: '#d0d0d0' } },
      },
      series: [
        {
          type: 'bar',
          barWidth: '58%',
          data: chart.days.map((day) => ({
            value: Math.round(day.calls * 10) / 10,
            itemStyle: {
              color: day.isBusy ? '#ffffff' : '#c4ccd6',
              borderColor: '#333333',
              borderWidth: 1,
              ...(day.isBusy ? { decal: busyDecal } : {}),
            },
          })),
          label: {
            ...font,
            show: true,
            position: 'insideBottom',
            backgroundColor: '#ffffff',
            padding: [1, 3],
            fontWeight: 'bold',
            formatter: ({ value }: { value: unknown }) => String(Math.round(Number(value))),
          },
        },
        whiskers(chart),
        marks(chart, font.fontFamily),
      ],
    });
    return instance.renderToSVGString();
  } finally {
    instance.dispose();
  }
}

const busyDecal = {
  color: '#555555',
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
  rotation: -Math.PI / 4,
};

/** Whiskers of the 80 % bounds; ECharts has no series of its own for them. */
function whiskers(chart: ForecastChart): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 5,
    data: chart.days.map((day, index) => [index, day.low80, day.high80]),
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

/** Texts above the plot: letters posted, on two lines where postings follow closely, and busy days. */
function marks(chart: ForecastChart, fontFamily: string): CustomSeriesOption {
  const lines = letterLines(chart.days);
  return {
    type: 'custom',
    silent: true,
    z: 6,
    clip: false,
    data: chart.days.map((_, index) => [index, 0]),
    renderItem: (_, api) => {
      const day = chart.days[Number(api.value(0))]!;
      const center = (api.coord([api.value(0), 0]) as [number, number])[0];
      const text = (content: string, y: number, bold: boolean) => ({
        type: 'text' as const,
        style: {
          text: content,
          x: center,
          y,
          align: 'center' as const,
          fill: '#000000',
          fontFamily,
          fontSize: 11,
          fontWeight: bold ? ('bold' as const) : ('normal' as const),
        },
      });
      return {
        type: 'group',
        children: [
          ...(day.letters > 0
            ? [text(chart.texts.letters(day.letters), 2 + 15 * lines[Number(api.value(0))]!, true)]
            : []),
          ...(day.isBusy ? [text(chart.texts.busy, 37, false)] : []),
        ],
      };
    },
  };
}

/** Line 0 or 1 of each day's letters: the other line when the last mark stands within two days. */
function letterLines(days: ForecastChart['days']): number[] {
  let last = { index: Number.NEGATIVE_INFINITY, line: 1 };
  return days.map((day, index) => {
    if (day.letters === 0) return 0;
    last = { index, line: index - last.index <= 2 ? 1 - last.line : 0 };
    return last.line;
  });
}
