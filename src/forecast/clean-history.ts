import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from './history.ts';
import { type IntradayProfile, weightOf } from './intraday.ts';
import type { HistoryDecision } from './known-ahead.ts';

/** Share of a day's callers that must give up, beyond chance, before the day counts as jammed. */
const jammedFraction = 0.2;
/** Standard deviations of chance by which more must have given up, and the least calls that tell. */
const jammedDeviations = 2;
const leastJammedCalls = 20;
/** Share of those that gave up who call again, on a jammed day and unless the contract assumes more: published 0.3 to 0.5. */
const jammedRedialFraction = 0.4;
/** A time without calls is an outage when its chance is below e to the minus this: 1 in 100,000 days. */
const leastSurprise = 11.5;
/** Days from which it is known what gaps are usual, the share of them within it, and how far an outage lies beyond. */
const leastGaps = 20;
const usualShare = 0.95;
const unusualFactor = 1.5;
/** An outage is told by the rest of the day; less than that many calls tell nothing. */
const leastRestCalls = 10;

/** What a queue's day is used as. */
export type DayUse = HistoryDecision['use'] | null;

/** Decisions about a queue's days; the queue's own counts before one about all. @returns use by epoch day */
export function usesOf(decisions: readonly HistoryDecision[], queueId: string): (epochDay: number) => DayUse {
  const of = (id: string | null) =>
    new Map(
      decisions.filter((own) => own.queueId === id).map((own) => [own.date.toEpochDay(), own.use] as const),
    );
  const [own, all] = [of(queueId), of(null)];
  return (epochDay) => own.get(epochDay) ?? all.get(epochDay) ?? null;
}

/** Days on which so many gave up that most of them must have called again, by epoch day. @param rows of all queues */
export function jammedDays(rows: readonly HistoryInterval[]): ReadonlySet<number> {
  const jammed = [...Map.groupBy(rows, (row) => row.date.toEpochDay())].filter(([, own]) => {
    const offered = own.reduce((sum, row) => sum + row.offered, 0);
    const abandoned = own.reduce((sum, row) => sum + row.abandoned, 0);
    const chance = Math.sqrt(offered * jammedFraction * (1 - jammedFraction));
    return offered >= leastJammedCalls && abandoned > jammedFraction * offered + jammedDeviations * chance;
  });
  return new Set(jammed.map(([epochDay]) => epochDay));
}

/**
 * Rows without the calls of people who had given up and called again: offered − share × given up, at least the answered.
 * Where a day was jammed, what was offered overstates how many people called (pension dial 2017: seven times the year
 * before, 24 % answered).
 */
export function withoutRedials(
  contract: Contract,
  rows: readonly HistoryInterval[],
  isJammed: boolean,
): readonly HistoryInterval[] {
  const { redialFraction } = contract.assumptions.redial;
  const share = isJammed ? Math.max(redialFraction, jammedRedialFraction) : redialFraction;
  if (!(share > 0)) return rows;
  return rows.map((row) => ({
    ...row,
    offered: Math.max(row.answered, row.offered - share * row.abandoned),
  }));
}

/**
 * Times without a call in which so many were due, by the rest of the day, that neither chance nor what is usual in this
 * history explains them: outages, at most one a day, by epoch day.
 * @param rows of all queues @param openings of the history's days @param profile expected calls per minute of the day, in
 * proportion
 */
export function outagesOf(
  rows: readonly HistoryInterval[],
  openings: ReadonlyMap<number, TimeRange>,
  profile: IntradayProfile,
): ReadonlyMap<number, TimeRange> {
  const gaps = [...Map.groupBy(rows, (row) => row.date.toEpochDay())].flatMap(([epochDay, own]) => {
    const opening = openings.get(epochDay);
    const gap = opening === undefined ? null : longestGap(own, opening, profile);
    return gap === null ? [] : [{ epochDay, ...gap }];
  });
  const surprises = gaps.map((gap) => gap.surprise).sort((a, b) => a - b);
  const usual = surprises.length < leastGaps ? 0 : surprises[Math.floor(usualShare * surprises.length)]!;
  const least = Math.max(leastSurprise, unusualFactor * usual);
  return new Map(gaps.filter((gap) => gap.surprise >= least).map(({ epochDay, range }) => [epochDay, range]));
}

/**
 * Longest time of a day without a call, and how surprising it is: minus the logarithm of the chance that any of n + 1 gaps
 * between n calls is as long, (n + 1) (1 − g)ⁿ at most, g being the share of the day's calls that come in such a time
 * (Fisher, Proc. R. Soc. A 125, 1929, first term). Null when the day tells nothing.
 */
function longestGap(
  rows: readonly HistoryInterval[],
  opening: TimeRange,
  profile: IntradayProfile,
): { readonly range: TimeRange; readonly surprise: number } | null {
  const offered = rows.reduce((sum, row) => sum + row.offered, 0);
  if (offered < leastRestCalls) return null;
  const busy = rows.filter((row) => row.offered > 0).sort((a, b) => a.startMinute - b.startMinute);
  const whole = weightOf(profile, opening);
  let longest: { range: TimeRange; surprise: number } | null = null;
  let startMinute = opening.startMinute;
  for (const next of [...busy, { startMinute: opening.endMinute, endMinute: opening.endMinute }]) {
    const range = { startMinute, endMinute: Math.min(next.startMinute, opening.endMinute) };
    startMinute = Math.max(startMinute, next.endMinute);
    const share = whole > 0 ? Math.min(weightOf(profile, range) / whole, 1 - 1e-9) : 0;
    const surprise = -offered * Math.log1p(-share) - Math.log(offered + 1);
    if (surprise > (longest?.surprise ?? 0)) longest = { range, surprise };
  }
  return longest;
}
