import { LocalDate, YearMonth } from '@js-joda/core';
import type { ImprovementState } from '../../plan/improvement.ts';
import type { Miss, MissKind } from '../../plan/misses.ts';
import { dateText, floorPercentText, monthText } from '../format.ts';

/** What was missed, in words. */
export const missNames: Readonly<Record<MissKind, string>> = {
  day: '一日の応答率',
  monthToDate: '月の途中の応答率',
  month: '一か月の応答率',
};

/** An improvement case as reports need it. */
export interface ReportedCase {
  readonly id: number;
  readonly miss: Miss;
  readonly state: ImprovementState;
}

/** A row of a list of improvement cases. */
export type ImprovementRow = {
  readonly number: string;
  readonly what: string;
  readonly period: string;
  readonly rate: string;
  readonly state: string;
};

/** A period as printed: 令和6年5月14日, or 令和6年5月. */
export function periodText(period: string): string {
  return period.length > 7
    ? dateText(LocalDate.parse(period), 'ja')
    : monthText(YearMonth.parse(period), 'ja');
}

/** Improvement cases as rows, by number. */
export function improvementRows(cases: readonly ReportedCase[]): ImprovementRow[] {
  return cases
    .toSorted((one, other) => one.id - other.id)
    .map(({ id, miss, state }) => ({
      number: String(id),
      what: missNames[miss.kind],
      period: periodText(miss.period),
      rate: floorPercentText(miss.figures.offered > 0 ? miss.figures.answered / miss.figures.offered : 0),
      state: stateText(state),
    }));
}

function stateText({ reported, measures, closed }: ImprovementState): string {
  if (closed !== null) return '完了';
  const done = measures.filter((own) => own.done !== null).length;
  const told =
    reported === null ? '市へ未報告' : `市へ報告済み（${dateText(LocalDate.parse(reported.date), 'ja')}）`;
  return `対応中　${told}　対策 ${done}／${measures.length} 実施`;
}
