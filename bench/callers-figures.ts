import type { SurvivalCurve, WaitHazard } from '../src/calls/index.ts';

/** Half hours whose predicted shares of hang-ups are alike. Shares are 0 to 1. */
export interface BinnedShare {
  /** Bounds of the predictions, from included, to excluded. */
  readonly fromFraction: number;
  readonly toFraction: number;
  readonly halfHours: number;
  readonly calls: number;
  /** Shares of all their calls. */
  readonly predicted: number;
  readonly observed: number;
  /** 95 % bounds of the observed share by the scatter of the half hours. */
  readonly low95: number;
  readonly high95: number;
  /** Half width of the 95 % bounds that independent callers would give. */
  readonly binomialHalfWidth: number;
  /** Mean wait of all their calls as observed, in seconds. */
  readonly meanWaitSeconds: number;
}

/** One way of predicting: its half hours as dots, its bins as marks with bars. */
export interface PredictionPanel {
  readonly title: { readonly ja: string; readonly en: string };
  readonly cells: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly calls: number;
  }[];
  readonly bins: readonly BinnedShare[];
}

/** A place of a figure with two axes; from numbers to pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly xMost: number;
  readonly yMost: number;
}

const ink = '#1a1a1a';
const grey = '#767676';
const size = { width: 1000, height: 520 };

const px = (value: number): string => value.toFixed(1);
const x = (frame: Frame, value: number): number => frame.left + (value / frame.xMost) * frame.width;
const y = (frame: Frame, value: number): number => frame.top + frame.height * (1 - value / frame.yMost);
const text = (at: readonly [number, number], words: string, more = ''): string =>
  `<text x="${px(at[0])}" y="${px(at[1])}" ${more}>${words}</text>`;
const line = (from: readonly [number, number], to: readonly [number, number], more = ''): string =>
  `<line x1="${px(from[0])}" y1="${px(from[1])}" x2="${px(to[0])}" y2="${px(to[1])}" stroke="${ink}" ${more}/>`;
const path = (points: readonly (readonly [number, number])[], more: string): string =>
  `<path d="M${points.map(([right, down]) => `${px(right)} ${px(down)}`).join('L')}" ${more}/>`;

/** Grid, ticks, and the names of both axes, Japanese above English. */
function axes(
  frame: Frame,
  ticks: { readonly x: readonly number[]; readonly y: readonly number[] },
  words: {
    readonly title: readonly [string, string];
    readonly x: string;
    readonly y: string;
    readonly tick: (value: number) => string;
    readonly xTick: (value: number) => string;
  },
): string[] {
  const bottom = frame.top + frame.height;
  const middle = frame.left + frame.width / 2;
  const upright = `text-anchor="middle" transform="rotate(-90 ${px(frame.left - 52)} ${px(frame.top + frame.height / 2)})"`;
  return [
    ...ticks.y.flatMap((value) => [
      line(
        [frame.left, y(frame, value)],
        [frame.left + frame.width, y(frame, value)],
        'stroke-opacity="0.14"',
      ),
      text([frame.left - 8, y(frame, value) + 4], words.tick(value), 'text-anchor="end"'),
    ]),
    ...ticks.x.flatMap((value) => [
      line([x(frame, value), bottom], [x(frame, value), bottom + 5]),
      text([x(frame, value), bottom + 20], words.xTick(value), 'text-anchor="middle"'),
    ]),
    line([frame.left, bottom], [frame.left + frame.width, bottom]),
    line([frame.left, frame.top], [frame.left, bottom]),
    text([middle, frame.top - 30], words.title[0], 'text-anchor="middle" font-weight="bold"'),
    text([middle, frame.top - 12], words.title[1], `text-anchor="middle" fill="${grey}"`),
    text([middle, bottom + 42], words.x, 'text-anchor="middle"'),
    text([frame.left - 52, frame.top + frame.height / 2], words.y, upright),
  ];
}

function svg(label: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}"`,
    ` font-family="'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif" font-size="13" fill="${ink}">`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** Predicted against observed shares of hang-ups, two ways of predicting beside each other; for black and white. */
export function predictionFigure(panels: readonly [PredictionPanel, PredictionPanel]): string {
  const most = 0.5;
  const ticks = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
  const parts = panels.flatMap((panel, index) => {
    const frame = { left: 80 + index * 490, top: 60, width: 400, height: 360, xMost: most, yMost: most };
    const inside = panel.cells.filter((cell) => cell.predicted <= most && cell.observed <= most);
    const mark = index === 0 ? circle : square;
    return [
      ...axes(
        frame,
        { x: ticks, y: ticks },
        {
          title: [panel.title.ja, panel.title.en],
          x: '予測した放棄率 / predicted share that hangs up',
          y: '実際の放棄率 / observed share',
          tick: percent,
          xTick: percent,
        },
      ),
      ...inside.map((cell) => {
        const radius = px(0.36 * Math.sqrt(cell.calls));
        const place = `cx="${px(x(frame, cell.predicted))}" cy="${px(y(frame, cell.observed))}"`;
        return `<circle ${place} r="${radius}" fill="${grey}" fill-opacity="0.28"/>`;
      }),
      line([x(frame, 0), y(frame, 0)], [x(frame, most), y(frame, most)], 'stroke-dasharray="6 4"'),
      ...panel.bins.flatMap((bin) => {
        const across = x(frame, bin.predicted);
        const [low, high] = [y(frame, bin.low95), y(frame, Math.min(most, bin.high95))];
        return [
          line([across, low], [across, high], 'stroke-width="2"'),
          line([across - 4, low], [across + 4, low], 'stroke-width="2"'),
          line([across - 4, high], [across + 4, high], 'stroke-width="2"'),
          mark(across, y(frame, bin.observed)),
        ];
      }),
      text(
        [frame.left + frame.width, frame.top + frame.height - 10],
        `範囲外 / outside: ${panel.cells.length - inside.length}`,
        `text-anchor="end" font-size="11" fill="${grey}"`,
      ),
    ];
  });
  return svg('予測した放棄率と実際の放棄率 / predicted and observed abandonment', [
    ...parts,
    text(
      [size.width / 2, 488],
      '1999年2月の平日、待ち限度は1月の記録から。灰色の点：30分ごと（面積は呼数）、黒：予測の近い時間帯の合計と95 %の範囲、破線：一致',
      'text-anchor="middle" font-size="12"',
    ),
    text(
      [size.width / 2, 507],
      'Business days of February 1999, patience from January. Grey: half hours (area: calls); black: like predictions together with 95 % bounds; dashes: equal',
      `text-anchor="middle" font-size="12" fill="${grey}"`,
    ),
  ]);
}

const circle = (right: number, down: number): string =>
  `<circle cx="${px(right)}" cy="${px(down)}" r="5" fill="${ink}"/>`;
const square = (right: number, down: number): string =>
  `<rect x="${px(right - 4.5)}" y="${px(down - 4.5)}" width="9" height="9" fill="${ink}"/>`;

/** The curve of patience with its bounds beside the exponential one, and how readily callers hang up. */
export function patienceFigure(data: {
  readonly curve: SurvivalCurve;
  readonly meanSeconds: number;
  /** Parts with an end, in order. */
  readonly hazard: readonly WaitHazard[];
}): string {
  const most = 300;
  const left = { left: 80, top: 60, width: 400, height: 360, xMost: most, yMost: 1 };
  const right = { ...left, left: 570, xMost: 240, yMost: 0.4 };
  const steps = data.curve.steps.filter((step) => step.seconds <= most);
  const stairs = (of: (step: (typeof steps)[number]) => number): [number, number][] => {
    const points: [number, number][] = [[x(left, 0), y(left, 1)]];
    for (const step of steps) {
      points.push([x(left, step.seconds), points.at(-1)![1]], [x(left, step.seconds), y(left, of(step))]);
    }
    return [...points, [x(left, most), points.at(-1)![1]]];
  };
  const band = [...stairs((step) => step.high95), ...stairs((step) => step.low95).reverse()];
  const exponential = Array.from({ length: 61 }, (_, index): [number, number] => {
    const seconds = (index * most) / 60;
    return [x(left, seconds), y(left, Math.exp(-seconds / data.meanSeconds))];
  });
  const perMinute = 60 / data.meanSeconds;
  return svg('待ち限度の分布 / patience of callers', [
    ...axes(
      left,
      { x: [0, 60, 120, 180, 240, 300], y: [0, 0.2, 0.4, 0.6, 0.8, 1] },
      {
        title: ['まだ待っている人の割合', 'share of callers still waiting'],
        x: '待ち時間（秒）/ wait in seconds',
        y: '割合 / share',
        tick: percent,
        xTick: String,
      },
    ),
    path(band, `fill="${grey}" fill-opacity="0.35" stroke="none"`),
    path(
      stairs((step) => step.fraction),
      `fill="none" stroke="${ink}" stroke-width="2"`,
    ),
    path(exponential, `fill="none" stroke="${ink}" stroke-width="1.6" stroke-dasharray="7 5"`),
    line([100, 370], [130, 370], 'stroke-width="2"'),
    text([138, 374], 'カプラン・マイヤー（灰：95 %）/ Kaplan–Meier', 'font-size="12"'),
    line([100, 392], [130, 392], 'stroke-width="1.6" stroke-dasharray="7 5"'),
    text([138, 396], `指数分布、平均 ${data.meanSeconds.toFixed(0)} 秒 / exponential`, 'font-size="12"'),
    ...axes(
      right,
      { x: [0, 60, 120, 180, 240], y: [0, 0.1, 0.2, 0.3, 0.4] },
      {
        title: ['1分あたりに切る率', 'hang-ups per minute of waiting'],
        x: '待ち時間（秒）/ wait in seconds',
        y: '率 / rate',
        tick: (value) => value.toFixed(1),
        xTick: String,
      },
    ),
    ...data.hazard.flatMap(({ fromSeconds, toSeconds, perMinute: hazard }) => {
      if (hazard === null || toSeconds === null) return [];
      const [from, to] = [x(right, fromSeconds), x(right, toSeconds)];
      const middle = (from + to) / 2;
      const top = y(right, hazard.rate);
      return [
        `<rect x="${px(from)}" y="${px(top)}" width="${px(to - from)}" height="${px(y(right, 0) - top)}" fill="#d9d9d9" stroke="${ink}" stroke-width="0.8"/>`,
        line([middle, y(right, hazard.low95)], [middle, y(right, hazard.high95)], 'stroke-width="1.6"'),
      ];
    }),
    line(
      [x(right, 0), y(right, perMinute)],
      [x(right, 240), y(right, perMinute)],
      'stroke-width="1.6" stroke-dasharray="7 5"',
    ),
    text(
      [size.width / 2, 488],
      '1999年1月の全呼。応答された呼は、その時点までは待てた人として数える（打ち切り）。棒の線と灰色の帯は95 %の範囲、破線は指数分布',
      'text-anchor="middle" font-size="12"',
    ),
    text(
      [size.width / 2, 507],
      'All calls of January 1999; an answered call counts as patient up to its answer (censored). Bars’ lines and grey band: 95 %; dashes: exponential',
      `text-anchor="middle" font-size="12" fill="${grey}"`,
    ),
  ]);
}
