import type { YearMonth } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import type { Contract, ShiftPattern } from './contract.ts';

/** Whether a month shares a day with the contract's term. */
export function isInTerm(contract: Contract, month: YearMonth): boolean {
  return !month.atEndOfMonth().isBefore(contract.term.start) && !month.atDay(1).isAfter(contract.term.end);
}

/** @throws SekisuError `month.outside-term` unless the month shares a day with the contract's term */
export function requireInTerm(contract: Contract, month: YearMonth): void {
  if (isInTerm(contract, month)) return;
  throw new SekisuError('month.outside-term', {
    month: month.toString(),
    start: contract.term.start.toString(),
    end: contract.term.end.toString(),
  });
}

/** The contract's shift pattern of a code, if it has one. */
export function patternOf(contract: Contract, code: string): ShiftPattern | undefined {
  return contract.shiftPatterns.find((pattern) => pattern.code === code);
}
