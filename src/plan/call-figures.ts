import { type LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from '../forecast/index.ts';
import { answerRateOf, type CountedCalls } from './actuals.ts';

/** Counted calls as reports tell them. */
export interface CallFigures extends CountedCalls {
  /** Calls that ended at the automatic answer, which is no answer by an operator (A2, D29): what is left of the offered. */
  readonly automatic: number;
  /** 応答率: answered ÷ offered, whatever the wait (A1), 0 to 1; null when nobody called. */
  readonly answerRate: number | null;
  /** Mean talk and after-call work of the answered calls in seconds; null when none was answered. */
  readonly ahtSeconds: number | null;
}

/** Figures of some intervals together. */
export function callFigures(rows: readonly HistoryInterval[]): CallFigures {
  const sum = (of: (row: HistoryInterval) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const offered = sum((row) => row.offered);
  const answered = sum((row) => row.answered);
  const abandoned = sum((row) => row.abandoned);
  return {
    offered,
    answered,
    abandoned,
    automatic: offered - answered - abandoned,
    answerRate: answerRateOf({ offered, answered, abandoned }),
    ahtSeconds: answered > 0 ? sum((row) => row.handlingSeconds) / answered : null,
  };
}

/**
 * The intervals that the specification judges (A2): those that share a minute with the opening hours of their day. Calls
 * outside of them ended at the message and are told apart.
 */
export function openIntervals(
  { opening }: Pick<Contract, 'opening'>,
  rows: readonly HistoryInterval[],
): { readonly open: readonly HistoryInterval[]; readonly afterHours: readonly HistoryInterval[] } {
  const known = new Map<string, ReturnType<typeof openingOf>>();
  const isOpen = (row: HistoryInterval): boolean => {
    const key = row.date.toString();
    const day = known.get(key) ?? openingOf(opening, row.date);
    known.set(key, day);
    return day.kind === 'open' && row.startMinute < day.endMinute && row.endMinute > day.startMinute;
  };
  const { open = [], afterHours = [] } = Object.groupBy(rows, (row) => (isOpen(row) ? 'open' : 'afterHours'));
  return { open, afterHours };
}

/** Figures of each group, in order of its key. */
export function figuresBy<Key extends string | number>(
  rows: readonly HistoryInterval[],
  keyOf: (row: HistoryInterval) => Key,
): (readonly [Key, CallFigures])[] {
  const groups = Map.groupBy(rows, keyOf);
  return [...groups.keys()]
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((key) => [key, callFigures(groups.get(key)!)] as const);
}

/** Figures per half hour of the day, by its first minute since midnight. */
export function figuresByHalfHour(rows: readonly HistoryInterval[]): (readonly [number, CallFigures])[] {
  return figuresBy(rows, ({ startMinute }) => Math.floor(startMinute / 30) * 30);
}

/** Calls of each month of which every open day was counted and which is over, in order. */
export function wholeMonths(
  contract: Pick<Contract, 'opening'>,
  rows: readonly HistoryInterval[],
  today: LocalDate,
): { readonly month: YearMonth; readonly figures: CallFigures }[] {
  const { open } = openIntervals(contract, rows);
  const counted = new Set(open.map(({ date }) => date.toString()));
  return figuresBy(open, ({ date }) => YearMonth.from(date).toString()).flatMap(([text, figures]) => {
    const month = YearMonth.parse(text);
    const days = openDaysOfMonth(contract.opening, month);
    const isWhole =
      month.atEndOfMonth().isBefore(today) && days.every(({ date }) => counted.has(date.toString()));
    return isWhole ? [{ month, figures }] : [];
  });
}
