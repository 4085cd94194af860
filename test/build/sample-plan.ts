import { YearMonth } from '@js-joda/core';
import { makePlan, type PlanContent } from '../../src/plan/index.ts';
import { openRosterSearch } from '../../src/solver/search-roster.ts';
import { sampleInput } from './sample.ts';

let made: Promise<PlanContent> | null = null;

/** The sample's plan for July 2024, made once for all tests. */
export function samplePlan(): Promise<PlanContent> {
  made ??= openRosterSearch().then((search) => makePlan(sampleInput(YearMonth.of(2024, 7)), search));
  return made;
}
