import { readFileSync } from 'node:fs';
import { type LocalDate, YearMonth } from '@js-joda/core';
import { type Contract, parseContract } from '../../src/contract/index.ts';
import { parseHistoryCsv, parseMailingsCsv, parseStaffCsv } from '../../src/files/index.ts';
import type { MakePlanInput } from '../../src/plan/index.ts';
import type { RosterDay } from '../../src/roster/index.ts';

const bytesOf = (name: string): Buffer =>
  readFileSync(new URL(`../../forecasts/matsusaka/${name}`, import.meta.url));

/** JSON of the sample's contract, fresh at each call so that a test may change it. */
// biome-ignore lint/suspicious/noExplicitAny: tests set wrong values in it on purpose
export const sampleContractJson = (): any => JSON.parse(bytesOf('contract.json').toString('utf8'));

/** The sample's contract, history, mailings and staff. */
export const sampleContract: Contract = parseContract(sampleContractJson(), 'contract.json');
export const sampleHistory = parseHistoryCsv(bytesOf('history.csv'), 'history.csv', sampleContract);
export const sampleMailings = parseMailingsCsv(bytesOf('mailings.csv'), 'mailings.csv');
export const sampleStaff = parseStaffCsv(bytesOf('staff.csv'), 'staff.csv', sampleContract);

/** The twelve months of the sample's term. */
export const fiscalYear: readonly YearMonth[] = Array.from({ length: 12 }, (_, offset) =>
  YearMonth.of(2024, 4).plusMonths(offset),
);

/** Day on which a month's plan is made: the 20th of the month before. */
export const usualKnowledgeDate = (month: YearMonth): LocalDate => month.minusMonths(1).atDay(20);

/** What a month of the sample is planned from. */
export function sampleInput(month: YearMonth, daysBefore: readonly RosterDay[] | null = null): MakePlanInput {
  return {
    contract: sampleContract,
    month,
    knowledgeDate: usualKnowledgeDate(month),
    history: sampleHistory,
    mailings: sampleMailings,
    events: [],
    drivers: [],
    historyDecisions: [],
    overrides: [],
    staff: sampleStaff,
    daysBefore,
    seed: 1,
  };
}
