import type { OpenDay, TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from './history.ts';

/** How many observed calls the contract's half-hour shares are worth. */
export const priorCalls = 500;

/** Expected calls per minute of the day, in proportion, at any minute from 0 to 1439. */
export type IntradayProfile = readonly number[];

/** The planning intervals of an open day, in order, half-open. */
export function intervalsOf(day: OpenDay, intervalMinutes: number): TimeRange[] {
  const count = Math.ceil((day.endMinute - day.startMinute) / intervalMinutes);
  return Array.from({ length: count }, (_, index) => ({
    startMinute: day.startMinute + index * intervalMinutes,
    endMinute: Math.min(day.endMinute, day.startMinute + (index + 1) * intervalMinutes),
  }));
}

/** Shares of a day's calls per planning interval by a profile; sum 1. Equal per minute where the profile is empty. */
export function intervalShares(profile: IntradayProfile, intervals: readonly TimeRange[]): number[] {
  const weights = intervals.map((interval) => weightOf(profile, interval));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const lengths = intervals.map((interval) => interval.endMinute - interval.startMinute);
  const minutes = lengths.reduce((total, length) => total + length, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : lengths.map((length) => length / minutes);
}

/**
 * How a queue's calls spread over the clock: the contract's half-hour shares, worth 500 observed calls, and the
 * history's calls per interval, as the mean of a Dirichlet distribution. An interval of the history wider than a
 * planning interval is spread within itself by the contract's shares; calls outside a day's opening count nowhere. A minute is judged by the days that were open
 * at it: a day's calls count as the part of a usual day that its opening is by the contract's shares, so short days
 * do not weigh the hours that they were open, and an hour that hardly a day was open keeps the contract's shares.
 * @param openings openings of the history's days, by epoch day; rows of other days are left out
 */
export function intradayProfile(
  contract: Contract,
  rows: readonly HistoryInterval[],
  openings: ReadonlyMap<number, TimeRange>,
): IntradayProfile {
  const prior = contractProfile(contract);
  const profile = prior.map((share) => share * priorCalls);
  const offeredByDay = new Map<number, number>();
  for (const row of rows) {
    const opening = openings.get(row.date.toEpochDay());
    const startMinute = Math.max(row.startMinute, opening?.startMinute ?? 1440);
    const endMinute = Math.min(row.endMinute, opening?.endMinute ?? 0);
    if (startMinute >= endMinute) continue;
    const weight = weightOf(prior, { startMinute, endMinute });
    const length = endMinute - startMinute;
    for (let minute = startMinute; minute < endMinute; minute++) {
      profile[minute]! += row.offered * (weight > 0 ? prior[minute]! / weight : 1 / length);
    }
    const day = row.date.toEpochDay();
    offeredByDay.set(day, (offeredByDay.get(day) ?? 0) + row.offered);
  }
  const usualDayCalls: number[] = new Array(prior.length).fill(0);
  for (const [day, offered] of offeredByDay) {
    const opening = openings.get(day)!;
    const part = weightOf(prior, opening);
    for (let minute = opening.startMinute; minute < opening.endMinute; minute++) {
      usualDayCalls[minute]! += part > 0 ? offered / part : offered;
    }
  }
  const most = priorCalls + Math.max(...usualDayCalls);
  return profile.map((calls, minute) => calls * (most / (priorCalls + usualDayCalls[minute]!)));
}

/**
 * The contract's half-hour shares per minute of the clock, counted from the usual opening; the last half hour may
 * be cut by the usual closing and keeps its whole share. Minutes outside the usual hours, which an exception may
 * open, continue the first or the last share. Sum over the usual hours 1.
 */
function contractProfile(contract: Contract): number[] {
  const usual = contract.opening.hours.reduce((longest, hours) =>
    hours.close - hours.open > longest.close - longest.open ? hours : longest,
  );
  const shares = contract.assumptions.halfHourShares;
  const perMinute = shares.map((share, index) => {
    const length = Math.min(usual.close, usual.open + (index + 1) * 30) - (usual.open + index * 30);
    return length > 0 ? share / length : 0;
  });
  const lastIndex = Math.min(shares.length, Math.ceil((usual.close - usual.open) / 30)) - 1;
  const profile = Array.from({ length: 1440 }, (_, minute) => {
    const index = Math.floor((minute - usual.open) / 30);
    return perMinute[Math.min(Math.max(index, 0), lastIndex)]!;
  });
  const sum = weightOf(profile, { startMinute: usual.open, endMinute: usual.close });
  return sum > 0 ? profile.map((value) => value / sum) : profile;
}

/** Calls expected in a range, in proportion. */
export function weightOf(profile: IntradayProfile, range: TimeRange): number {
  let sum = 0;
  for (let minute = range.startMinute; minute < range.endMinute; minute++) sum += profile[minute] ?? 0;
  return sum;
}
