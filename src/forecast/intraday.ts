import type { OpenDay, TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from './history.ts';

/** How many observed calls the contract's half-hour shares are worth. */
const priorCalls = 500;

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
 * planning interval is spread within itself by the contract's shares.
 */
export function intradayProfile(contract: Contract, rows: readonly HistoryInterval[]): IntradayProfile {
  const prior = contractProfile(contract);
  const profile = prior.map((share) => share * priorCalls);
  for (const row of rows) {
    const weight = weightOf(prior, row);
    const length = row.endMinute - row.startMinute;
    for (let minute = row.startMinute; minute < row.endMinute; minute++) {
      profile[minute]! += row.offered * (weight > 0 ? prior[minute]! / weight : 1 / length);
    }
  }
  return profile;
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

function weightOf(profile: IntradayProfile, range: TimeRange): number {
  let sum = 0;
  for (let minute = range.startMinute; minute < range.endMinute; minute++) sum += profile[minute] ?? 0;
  return sum;
}
