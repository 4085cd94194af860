import { LocalDate, YearMonth } from '@js-joda/core';
import { japaneseMonth, weekdayKanji } from '../calendar/index.ts';
import type { PlanDocument } from '../plan/index.ts';

/** One page about a plan for the terminal, Japanese with the English words beside the numbers. */
export function planSummary(plan: PlanDocument, outDirectory: string): string {
  const percent = (fraction: number): string => `${(Math.floor(fraction * 1000) / 10).toFixed(1)} %`;
  const { assumptions, monthForecastBounds: bounds } = plan;
  const busy = plan.days.filter((day) => day.season === 'busy').map((day) => day.date);
  const heaviest = plan.days.reduce((most, day) => (day.forecastCalls > most.forecastCalls ? day : most));
  const count = (level: string): number => plan.findings.filter((entry) => entry.level === level).length;
  const short = plan.days.flatMap((day) =>
    day.intervals.filter((interval) => interval.scheduledSeats < interval.requiredSeats),
  ).length;
  const lines = [
    `${japaneseMonth(YearMonth.parse(plan.month))} 人員配置計画 第${plan.version}版 / Staffing plan ${plan.month} version ${plan.version}`,
    ...(plan.fictitiousDataNotice === null ? [] : [plan.fictitiousDataNotice.ja]),
    '',
    `応答率の見込み / expected answer rate   ${percent(plan.monthAnswerRate)}（目標 ${percent(assumptions.targetAnswerRate)}、達成確率 ${percent(plan.probabilityTargetMet)}）`,
    `${assumptions.serviceLevelSeconds}秒以内の応答 / service level          ${percent(plan.monthServiceLevel)}`,
    ...(plan.simulation === undefined ? [] : [simulationLine(plan.simulation, percent)]),
    `入電の見込み / forecast calls           ${Math.round(plan.monthForecastCalls)}（80 %: ${Math.round(bounds.low80)}–${Math.round(bounds.high80)}）`,
    `営業日 / open days                      ${plan.days.length}、うち繁忙 / busy ${busy.length}`,
    `最多の日 / heaviest day                 ${dayText(heaviest.date)} ${Math.round(heaviest.forecastCalls)} 件、最大 ${Math.max(...heaviest.intervals.map((interval) => interval.requiredSeats))} 席`,
    `席の不足 / intervals short of seats     ${short}`,
    `指摘 / findings                         H ${count('H')}、W ${count('W')}、I ${count('I')}`,
    ...plan.findings.slice(0, 12).map((entry) => `  ${entry.level} ${entry.text}${entry.why}`),
    `仮定 / assumptions                      AHT ${assumptions.ahtSeconds} s、patience ${assumptions.patienceSeconds} s、T ${assumptions.serviceLevelSeconds} s、${plan.knowledgeDate} 時点`,
    `SHA-256                                 ${plan.contentSha256}`,
    `書き出し / written                      ${outDirectory}/plan.json, plan.pdf, shifts.csv`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The month as it was simulated, call by call, beside the formula's line above it. */
function simulationLine(
  { months, answerRate, probabilityTargetMet }: NonNullable<PlanDocument['simulation']>,
  percent: (fraction: number) => string,
): string {
  const met = Math.round(probabilityTargetMet.mean * months);
  return `シミュレーション / simulated            ${percent(answerRate.mean)}（達成確率 ${percent(probabilityTargetMet.mean)}、${months}回のうち${met}回）`;
}

function dayText(date: string): string {
  const day = LocalDate.parse(date);
  return `${day.monthValue()}/${day.dayOfMonth()}（${weekdayKanji(day)}）`;
}
