import { requireSeconds, type Sentence } from './call-record.ts';
import { type SurvivalCurve, survivalAt } from './kaplan-meier.ts';

/** The waits at which the two curves are compared, in seconds. */
const marksSeconds = [20, 60, 120];

/** Largest difference of the two curves that does not matter for staffing, as a share of callers. */
const tolerableFraction = 0.05;

/** Whether exponential patience describes the callers. */
export interface PatienceFit {
  /** Share still patient after each mark that the records reach. */
  readonly marks: readonly {
    readonly seconds: number;
    readonly kaplanMeier: number;
    readonly low95: number;
    readonly high95: number;
    readonly exponential: number;
  }[];
  /** Largest difference at the marks; null when there is none to compare. */
  readonly largestDifference: number | null;
  /** `fair`: no difference above 5 points. `poor`: one above, beyond its bounds. `unknown`: too few calls to tell. */
  readonly verdict: 'fair' | 'poor' | 'unknown';
  readonly sentence: Sentence;
}

/**
 * Compares Kaplan and Meier's curve with the exponential one of the same mean after 20, 60 and 120 s. The yardstick is
 * what matters for seats, 5 points of share, not significance: with 10,000 calls any shape can be told from another.
 * @param meanSeconds of the exponential, or null when nobody hung up
 * @param fromSeconds both curves tell of callers who waited longer than this, >= 0
 * @throws SekisuError `number.out-of-range`
 */
export function comparePatience(
  curve: SurvivalCurve,
  meanSeconds: number | null,
  fromSeconds = 0,
): PatienceFit {
  requireSeconds('fromSeconds', fromSeconds);
  if (meanSeconds === null) return { ...nothing, sentence: sentences.nobody };
  const marks = marksSeconds.flatMap((seconds) => {
    const point = seconds > fromSeconds ? survivalAt(curve, seconds) : null;
    if (point === null) return [];
    const { fraction: kaplanMeier, low95, high95 } = point;
    const exponential = Math.exp(-(seconds - fromSeconds) / meanSeconds);
    return [{ seconds, kaplanMeier, low95, high95, exponential }];
  });
  if (marks.length === 0) return { ...nothing, sentence: sentences.short };
  const differenceAt = (mark: (typeof marks)[number]): number => mark.exponential - mark.kaplanMeier;
  const worst = marks.reduce((most, mark) =>
    Math.abs(differenceAt(mark)) > Math.abs(differenceAt(most)) ? mark : most,
  );
  const largestDifference = Math.abs(differenceAt(worst));
  const isBeyondChance = marks.some(
    (mark) =>
      Math.abs(differenceAt(mark)) > tolerableFraction &&
      (mark.exponential < mark.low95 || mark.exponential > mark.high95),
  );
  const isWide = marks.some((mark) => mark.high95 - mark.low95 > 4 * tolerableFraction);
  const isWithin = largestDifference <= tolerableFraction;
  const verdict = isBeyondChance ? 'poor' : isWithin && !isWide ? 'fair' : 'unknown';
  const points = (Math.round(largestDifference * 1000) / 10).toFixed(1);
  return {
    marks,
    largestDifference,
    verdict,
    sentence: sentences[verdict](worst.seconds, points, differenceAt(worst) > 0),
  };
}

const nothing = { marks: [], largestDifference: null, verdict: 'unknown' } as const;

const sentences = {
  nobody: {
    ja: '切った人がいないため、待ち限度の平均も分布も決められません',
    en: 'nobody hung up, so neither the mean nor the shape of patience can be told',
  },
  short: {
    ja: '20秒以上待った呼がないため、分布の形は比べられません',
    en: 'no call waited for 20 s, so the shape cannot be compared',
  },
  fair: (seconds: number, points: string): Sentence => ({
    ja: `指数分布で表せます：20・60・120秒での差は最大${points}ポイント（${seconds}秒）で、5ポイント以内です`,
    en: `exponential is fair: at 20, 60 and 120 s it differs by at most ${points} points (at ${seconds} s), within 5`,
  }),
  poor: (seconds: number, points: string, isAbove: boolean): Sentence => ({
    ja: `指数分布では合いません：${seconds}秒で${points}ポイント${isAbove ? '多く' : '少なく'}残ると見ます。応答率の計算には平均が効きますが、短い待ちの放棄は外れます`,
    en: `exponential is not fair: at ${seconds} s it says ${points} points ${isAbove ? 'more' : 'fewer'} still wait; the mean serves for answer rates, hang-ups after short waits will differ`,
  }),
  unknown: (seconds: number, points: string): Sentence => ({
    ja: `呼が少なく、指数分布でよいか判断できません（差は最大${points}ポイント、${seconds}秒）`,
    en: `too few calls to tell whether exponential is fair (largest difference ${points} points, at ${seconds} s)`,
  }),
};
