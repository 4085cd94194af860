import { LocalDate } from '@js-joda/core';
import type { Language } from '../errors.ts';
import type { MonthToDate } from '../plan/month-to-date.ts';
import { openProbabilityText } from '../report/format.ts';
import { boundsText, callsText, ceilPercentText, dayText, floorPercentText } from '../report/index.ts';

/** The month to date as the pages say it. */
export interface MonthToDateView {
  /** `none`: nothing counted yet; `running`; `over`: every day is counted or gone by. */
  readonly isNone: boolean;
  readonly isOver: boolean;
  readonly tone: 'done' | 'warn';
  readonly through: string;
  readonly answerRate: string;
  readonly target: string;
  readonly isBelowTarget: boolean;
  readonly offered: string;
  readonly answered: string;
  readonly abandoned: string;
  /** Calls that ended without an operator and without hanging up, or empty. */
  readonly automatic: string;
  readonly planned: string;
  readonly probability: string;
  readonly margin: string;
  readonly isEndangered: boolean;
  /** Calls that may still be lost; empty when too many are. */
  readonly losable: string;
  /** Calls too many that are lost already; empty when none. */
  readonly exceeded: string;
  /** 応答率 that the rest needs; empty when it needs none or cannot reach it. */
  readonly needed: string;
  readonly isOutOfReach: boolean;
  readonly rest: string;
  readonly month: string;
  /** Days of which a part was never counted. */
  readonly cutDays: readonly string[];
}

/** @param target and margin as fractions, 0 to 1 */
export function monthToDateView(
  toDate: MonthToDate,
  terms: { readonly targetAnswerRate: number; readonly confidenceFraction: number },
  language: Language,
): MonthToDateView {
  const { rest, month, neededRate, losableCalls, answerRate } = toDate;
  const automatic = toDate.offered - toDate.answered - toDate.abandoned;
  const isBelowTarget = answerRate !== null && answerRate < terms.targetAnswerRate - 1e-9;
  const text = ({ calls, bounds }: typeof rest) => boundsText(calls, bounds.low80, bounds.high80, language);
  const day = (date: string) => dayText(LocalDate.parse(date), language);
  return {
    isNone: toDate.through === null,
    isOver: toDate.isOver && toDate.through !== null,
    tone: toDate.isEndangered || isBelowTarget ? 'warn' : 'done',
    through: toDate.through === null ? '' : day(toDate.through),
    answerRate: answerRate === null ? '–' : floorPercentText(answerRate),
    target: ceilPercentText(terms.targetAnswerRate),
    isBelowTarget,
    offered: callsText(toDate.offered),
    answered: callsText(toDate.answered),
    abandoned: callsText(toDate.abandoned),
    automatic: automatic > 0 ? callsText(automatic) : '',
    planned: callsText(toDate.plannedCalls),
    probability: openProbabilityText(toDate.probabilityTargetMet, language),
    margin: ceilPercentText(terms.confidenceFraction),
    isEndangered: toDate.isEndangered && !toDate.isOver,
    losable: losableCalls >= 0 ? callsText(losableCalls) : '',
    exceeded: losableCalls < 0 ? callsText(-losableCalls) : '',
    needed: neededRate !== null && neededRate > 0 && neededRate <= 1 ? ceilPercentText(neededRate) : '',
    isOutOfReach: neededRate !== null && neededRate > 1,
    rest: text(rest),
    month: text(month),
    cutDays: toDate.cutDates.map(day),
  };
}
