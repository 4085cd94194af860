import type { LocalDate } from '@js-joda/core';

/** One open day of a month: what its plan expects and what came. */
export interface ExpectedDay {
  readonly date: LocalDate;
  /** Calls that the plan counts with, ≥ 0. */
  readonly expectedCalls: number;
  /** Calls offered as counted, ≥ 0; null while the day is not counted. */
  readonly countedCalls: number | null;
}

/** What a month comes to when it goes on as it began. */
export interface MonthProjection {
  /** Calls of the days counted, ≥ 0. */
  readonly countedCalls: number;
  /** Calls expected of the other days, ≥ 0: the plan's, times the level. */
  readonly restCalls: number;
  /** Both together. */
  readonly calls: number;
  /** Bounds of `calls` that hold with 80 % probability, normal. */
  readonly low80: number;
  readonly high80: number;
  /** Calls that come for each call of the plan, ≥ 0; 1 before anything is counted. */
  readonly levelFactor: number;
  /** Standard deviation ÷ mean of what the rest's days share: the plan's, less what the counted days have settled. */
  readonly volumeCvFraction: number;
}

/** Standard normal quantile of 90 %. */
const tenth = 1.2815515655446004;

/**
 * A month's calls from what was counted before a day and the plan's forecast of the rest, scaled to the level seen so far.
 *
 * All days of the month share a level V of mean 1 and deviation c (`volumeCvFraction`); with E calls expected of the counted
 * days and A counted, its best linear estimate is 1 + Z (A/E − 1), Z = c²E² / (c²E² + E + d²Σe²), d being the days' own
 * variation (`dayCvFraction`) and E the Poisson variance: H. Bühlmann, Experience rating and credibility, ASTIN Bulletin 4
 * (1967). Its variance is then c²(1 − Z).
 * @param days of one month @param asOf days before this one count as they were counted, others as expected
 */
export function projectMonth(
  days: readonly ExpectedDay[],
  asOf: LocalDate,
  spread: { readonly volumeCvFraction: number; readonly dayCvFraction: number },
): MonthProjection {
  const isCounted = (day: ExpectedDay): boolean => day.countedCalls !== null && day.date.isBefore(asOf);
  const [counted, rest] = [days.filter(isCounted), days.filter((day) => !isCounted(day))];
  const variation = spread.volumeCvFraction ** 2;
  const ofDay = spread.dayCvFraction ** 2;
  const expected = sumOf(counted.map((day) => day.expectedCalls));
  const countedCalls = sumOf(counted.map((day) => day.countedCalls!));
  const known = variation * expected ** 2;
  const noise = expected + ofDay * sumOf(counted.map((day) => day.expectedCalls ** 2));
  const credibility = known > 0 ? known / (known + noise) : 0;
  const levelFactor = expected > 0 ? 1 + credibility * (countedCalls / expected - 1) : 1;
  const planned = sumOf(rest.map((day) => day.expectedCalls));
  const restCalls = levelFactor * planned;
  const left = variation * (1 - credibility);
  const variance =
    restCalls +
    ofDay * levelFactor ** 2 * sumOf(rest.map((day) => day.expectedCalls ** 2)) +
    left * planned ** 2;
  const calls = countedCalls + restCalls;
  const reach = tenth * Math.sqrt(variance);
  return {
    countedCalls,
    restCalls,
    calls,
    low80: Math.max(countedCalls, calls - reach),
    high80: calls + reach,
    levelFactor,
    volumeCvFraction: levelFactor > 0 ? Math.sqrt(left) / levelFactor : 0,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
