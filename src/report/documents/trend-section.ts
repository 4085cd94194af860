import { YearMonth } from '@js-joda/core';
import { trendLimits, type VolumeTrend } from '../../plan/volume-trend.ts';
import { callsText, monthText } from '../format.ts';
import { nothing } from './figures.ts';

/** The calls of a contract against the assumed ones, as a table and sentences (D49). */
export type TrendSection = {
  readonly assumed: string;
  readonly months: readonly {
    readonly month: string;
    readonly calls: string;
    readonly ratio: string;
    readonly isAbove: boolean;
    readonly bar: number;
  }[];
  /** Where the assumption stands in the bars, in percent of their width. */
  readonly assumedBar: number;
  readonly calls: string;
  readonly assumedTotal: string;
  readonly excess: string;
  readonly monthsAbove: string;
  readonly pValue: string;
  readonly method: string;
  readonly verdict: string;
};

/** The trend as a report tells it. */
export function trendSection(trend: VolumeTrend): TrendSection {
  const most = Math.max(trend.assumedCalls, ...trend.months.map(({ calls }) => calls), 1);
  const percent = (fraction: number): string =>
    `${fraction >= 0 ? '＋' : '−'}${(Math.abs(fraction) * 100).toFixed(1)} %`;
  return {
    assumed: callsText(trend.assumedCalls),
    months: trend.months.map(({ month, calls, ratio, isAbove }) => ({
      month: monthText(YearMonth.parse(month), 'ja'),
      calls: callsText(calls),
      ratio: percent(ratio - 1),
      isAbove,
      bar: Math.round((calls / most) * 1000) / 10,
    })),
    assumedBar: Math.round((trend.assumedCalls / most) * 1000) / 10,
    calls: callsText(trend.calls),
    assumedTotal: callsText(trend.assumedCalls * trend.months.length),
    excess: trend.months.length === 0 ? nothing : percent(trend.excessFraction),
    monthsAbove: `${trend.monthsAbove}か月（うち直近の連続 ${trend.latestAbove}か月）`,
    pValue: trend.pValue < 0.001 ? '0.001 未満' : trend.pValue.toFixed(3),
    method: methodText(trend),
    verdict: verdictText(trend),
  };
}

function methodText({ cvFraction }: VolumeTrend): string {
  const scatter =
    cvFraction === null
      ? '月ごとのばらつきは、履歴が6か月に満たないため偶然の分だけを見込む（ポアソン分布）'
      : `月ごとのばらつきは、履歴の月の実績から推定した変動係数 ${(cvFraction * 100).toFixed(1)} % を見込む（負の二項分布）`;
  return `想定どおりの入電だったとして、累計がこの件数以上になる確率（片側の正確検定）。${scatter}。`;
}

function verdictText({ verdict, months }: VolumeTrend): string {
  const { pValue, monthsInARow, excessFraction } = trendLimits;
  const guide = `目安：確率 ${pValue} 未満、${monthsInARow}か月以上続けて超過、累計で ${excessFraction * 100} %以上の超過`;
  if (months.length === 0) return `全日の実績がそろった月がまだありません。（${guide}）`;
  if (verdict === 'longLarge') {
    return `想定を長期間にわたり大幅に超過しています。前提条件の大幅な変動として、変更契約の協議の対象になり得ます。（${guide}）`;
  }
  if (verdict === 'above') {
    return `想定より有意に多い入電ですが、長期間・大幅の目安には達していません。（${guide}）`;
  }
  return `想定の範囲内です。ばらつきでは説明できない超過は認められません。（${guide}）`;
}
