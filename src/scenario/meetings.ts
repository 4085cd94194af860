import type { LocalDate, YearMonth } from '@js-joda/core';
import { monthText } from '../report/index.ts';
import { openDayBefore, type Stage } from './stage.ts';

/** What was said at the first meeting, as it would be typed in. */
export function firstMeeting(stage: Stage, heldOn: LocalDate): object {
  return meeting(stage, heldOn, {
    title: '業務開始に向けた打合せ',
    topics: [
      {
        topic: '業務体制と連絡先',
        discussion: '業務体制表と緊急時の連絡順を受託者が説明した。',
        decision: '業務体制表・緊急時体制を期限までに提出する。',
      },
      {
        topic: '平日の解釈',
        discussion: '仕様書の「平日」に国民の祝日を含むかを確認した。',
        decision: '市の開庁日とし、国民の祝日は休みとする。',
      },
      {
        topic: '案内先の取り決め',
        discussion: '市の判断を要するもの、国の制度に関するものの案内先を確認した。',
        decision: '業務マニュアルの案内先一覧のとおりとする。変更は協議のうえ行う。',
      },
    ],
    nextSteps: [{ what: '研修資料の照会', who: '受託者', dueOn: dayBy(stage, heldOn.plusDays(10)) }],
  });
}

/** What was said at the regular meeting of a month, as it would be typed in. @param plan of the month to come, or null */
export function monthlyMeeting(
  stage: Stage,
  month: YearMonth,
  heldOn: LocalDate,
  plan: { readonly month: YearMonth; readonly version: number } | null,
): object {
  return meeting(stage, heldOn, {
    title: `${monthText(month, 'ja')} 定例報告・協議`,
    topics: [
      {
        topic: '入電と応答率の状況',
        discussion: `当月の入電・応答率と、想定 ${assumedCalls(stage)} 件との比較を報告した。`,
        decision: '現在の人員配置を続ける。大幅な増減が続くときは仕様書の定めにより協議する。',
      },
      {
        topic: '翌月の人員配置計画',
        discussion: '交付通知書の発送予定を踏まえた翌月の計画を説明した。',
        decision: '計画書のとおりとする。個々の従事者の配置は受託者が決める。',
      },
    ],
    plan: plan === null ? null : { month: plan.month.toString(), version: plan.version },
    nextSteps: [
      {
        what: '翌月の発送予定の連絡',
        who: stage.contract.city.name.ja,
        dueOn: dayBy(stage, heldOn.plusDays(14)),
      },
    ],
  });
}

/** The open day on or before a day. */
function dayBy(stage: Stage, day: LocalDate): string {
  return openDayBefore(stage, day.plusDays(1)).toString();
}

function assumedCalls({ contract }: Stage): number {
  return contract.queues.reduce((sum, { monthlyCalls }) => sum + monthlyCalls, 0);
}

function meeting({ contract, cast }: Stage, heldOn: LocalDate, said: object): object {
  return {
    heldOn: heldOn.toString(),
    place: contract.city.department.ja,
    contractorAttendees: cast.contractor.map(({ name }) => name),
    cityAttendees: cast.city.map(({ name }) => name),
    ...said,
  };
}
