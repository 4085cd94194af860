import { LocalDate, YearMonth } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { PlanContent } from '../../plan/index.ts';
import { surgeOf } from '../../plan/surge.ts';
import { callsText, clockText, dayText, floorPercentText, monthText } from '../format.ts';

/** Multiples of the expected calls that the plan is tried under (第2章2(3)ア). */
const factors = [1.5, 2, 3] as const;

/** The 入電急増時対応計画書 of a month's plan, ready to print. @param version of the plan */
export function surgePlanBody(
  contract: Contract,
  content: PlanContent,
  version: number,
): DocumentContent['body'] {
  const surge = surgeOf(contract, content, factors);
  const { labels } = contract.roles;
  const factorText = (factor: number): string => `${factor} 倍`;
  return {
    month: monthText(YearMonth.parse(content.month), 'ja'),
    plan: `${contract.documents.staffingPlan.numberPrefix}-${content.month} 第${version}版`,
    day: dayText(LocalDate.parse(surge.day.date), 'ja'),
    calls: callsText(surge.day.forecastCalls),
    managerRole: labels.manager.ja,
    supervisorRole: labels.supervisor.ja,
    operatorRole: labels.operator.ja,
    city: contract.city.name.ja,
    target: floorPercentText(contract.target.fraction),
    standby: surge.standby,
    callable: surge.callable,
    supervisors: surge.supervisors,
    factors: factors.map(factorText),
    cases: surge.cases.map((own) => ({
      factor: factorText(own.factor),
      calls: callsText(own.calls),
      mostSeats: own.mostSeats,
      gap: own.gap === 0 ? 'なし' : `${own.gap} 席`,
      planned: floorPercentText(own.plannedAnswerRate),
      reachable: floorPercentText(own.reachableAnswerRate),
      isMet: own.reachableAnswerRate >= contract.target.fraction,
    })),
    hours: surge.hours.map((hour) => ({
      time: `${clockText(formatTime(hour.startMinute))}～${clockText(formatTime(hour.endMinute))}`,
      calls: hour.calls.toFixed(1),
      planned: hour.plannedSeats,
      reachable: hour.reachableSeats,
      needed: hour.neededSeats.map((seats, index) => ({
        seats,
        gap: hour.gaps[index]! > 0 ? `不足 ${hour.gaps[index]}` : '',
      })),
    })),
  };
}
