/** A day in the drawing of a month. */
export interface RateChartDay {
  /** 1 to 31. */
  readonly day: number;
  readonly calls: number;
  /** 応答率, 0 to 1; null of a day without a call. */
  readonly answerRate: number | null;
}

/** A drawing as data: places in the units of its view box, ready for an SVG. */
export type RateChart = {
  readonly width: number;
  readonly height: number;
  /** What the drawing says, for who does not see it. */
  readonly label: string;
  readonly columns: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly middle: number;
    readonly day: string;
    readonly calls: string;
  }[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isUnder: boolean }[];
  /** Points of the course of the 応答率. */
  readonly course: string;
  readonly targetY: number;
  readonly target: string;
  readonly rateRules: readonly { readonly y: number; readonly text: string }[];
  readonly left: number;
  readonly right: number;
  readonly baseY: number;
};

const left = 36;
const right = 514;
const rateTop = 12;
const rateBottom = 92;
const columnTop = 112;
const columnBottom = 168;

/**
 * 応答率 of every day as a course with the target above, and the calls as columns below; nothing by colour alone: a day under
 * the target is a full dot.
 */
export function rateChart(days: readonly RateChartDay[], targetFraction: number): RateChart {
  const rates = days.flatMap(({ answerRate }) => (answerRate === null ? [] : [answerRate]));
  const lowest = Math.min(targetFraction, ...rates);
  const floor = Math.max(0, Math.floor((lowest - 0.02) * 10) / 10);
  const yOf = (rate: number): number =>
    rounded(rateBottom - ((rate - floor) / (1 - floor)) * (rateBottom - rateTop));
  const step = (right - left) / Math.max(1, days.length);
  const middleOf = (index: number): number => rounded(left + (index + 0.5) * step);
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const dots = days.flatMap(({ answerRate }, index) =>
    answerRate === null
      ? []
      : [{ x: middleOf(index), y: yOf(answerRate), isUnder: answerRate < targetFraction - 1e-9 }],
  );
  const under = dots.filter(({ isUnder }) => isUnder).length;
  const marks = Array.from({ length: Math.round((1 - floor) * 10) + 1 }, (_, index) => floor + index / 10);
  return {
    width: 520,
    height: 184,
    label: `日ごとの応答率の折れ線と入電件数の棒。開所${days.length}日のうち目標を下回った日は${under}日`,
    columns: days.map(({ day, calls }, index) => {
      const height = rounded((calls / most) * (columnBottom - columnTop));
      return {
        x: rounded(middleOf(index) - step * 0.32),
        y: rounded(columnBottom - height),
        width: rounded(step * 0.64),
        height,
        middle: middleOf(index),
        day: String(day),
        calls: String(calls),
      };
    }),
    dots,
    course: dots.map(({ x, y }) => `${x},${y}`).join(' '),
    targetY: yOf(targetFraction),
    target: `目標 ${Math.round(targetFraction * 1000) / 10} %`,
    rateRules: marks.map((rate) => ({ y: yOf(rate), text: `${Math.round(rate * 100)} %` })),
    left,
    right,
    baseY: columnBottom,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
