import { LocalDate, YearMonth } from '@js-joda/core';
import { fiscalYearOf, openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { lengthFractionOf, type OpeningLengths } from './opening-lengths.ts';

/** What part of its month's calls a day has by the length of its opening, in the term or not. */
export function shareOfMonth(contract: Contract, lengths: OpeningLengths): (date: LocalDate) => number {
  const shares = new Map<string, number>();
  return (date) => {
    const month = YearMonth.from(date);
    const key = month.toString();
    if (!shares.has(key)) {
      const open = openDaysOfMonth(contract.opening, month);
      shares.set(
        key,
        open.reduce((sum, day) => sum + lengthFractionOf(lengths, day), 0),
      );
    }
    const opening = openingOf(contract.opening, date);
    return opening.kind === 'open' ? lengthFractionOf(lengths, opening) / shares.get(key)! : 0;
  };
}

/** Calls of all queues that the contract expects of an open day of usual length of the month's fiscal year. */
export function usualDayCalls(contract: Contract, month: YearMonth, lengths: OpeningLengths): number {
  const yearCalls = 12 * contract.queues.reduce((sum, terms) => sum + terms.monthlyCalls, 0);
  return yearCalls / countUsualDaysOfFiscalYear(contract, month, lengths);
}

/** Open days of the fiscal year, each counted by its length. */
function countUsualDaysOfFiscalYear(contract: Contract, month: YearMonth, lengths: OpeningLengths): number {
  const start = LocalDate.of(fiscalYearOf(month.atDay(1)), 4, 1);
  let count = 0;
  for (let date = start; date.isBefore(start.plusYears(1)); date = date.plusDays(1)) {
    const opening = openingOf(contract.opening, date);
    if (opening.kind === 'open') count += lengthFractionOf(lengths, opening);
  }
  return Math.max(1, count);
}
