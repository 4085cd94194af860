import type { YearMonth } from '@js-joda/core';
import { openDaysOfMonth, openingOf, type TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { HistoryInterval } from './history.ts';

/** How long days are open, and what is usual. */
export interface OpeningLengths {
  /** Usual opening of a day in minutes, ≥ 1. */
  readonly usualMinutes: number;
  /** Opening of each history day that the contract opens, by epoch day. */
  readonly seen: ReadonlyMap<number, TimeRange>;
}

/** Calls that must speak against the contract's hours before a past day counts as opened otherwise. */
const evidenceCalls = 5;

/**
 * Openings of the history's days and the usual length: the upper median of the history's days and the open days of
 * the month together, so that a handful of odd days of history does not become what is usual.
 *
 * A past day was open as the contract says (today's hours may not be those of last year) unless its rows say
 * otherwise: where part of the contract's opening has no row, though at the day's rate at least 5 calls would have come
 * there, it was closed; where at least 5 calls were answered in intervals outside it, it was open.
 * @param history rows of all queues
 */
export function openingLengths(
  contract: Contract,
  month: YearMonth,
  history: readonly HistoryInterval[],
): OpeningLengths {
  const rowsByDay = Map.groupBy(history, (row) => row.date.toEpochDay());
  const seen = new Map<number, TimeRange>();
  for (const [key, rows] of rowsByDay) {
    const opening = openingOf(contract.opening, rows[0]!.date);
    if (opening.kind === 'closed') continue;
    const { startMinute, endMinute } = opening;
    seen.set(key, openingSeen({ startMinute, endMinute }, rows));
  }
  const ranges: readonly TimeRange[] = [...seen.values(), ...openDaysOfMonth(contract.opening, month)];
  const minutes = ranges.map(minutesOf).sort((a, b) => a - b);
  return { usualMinutes: minutes[Math.floor(minutes.length / 2)] ?? 1, seen };
}

/** An opening ÷ the usual one, > 0. */
export function lengthFractionOf(lengths: OpeningLengths, opening: TimeRange): number {
  return minutesOf(opening) / lengths.usualMinutes;
}

function openingSeen(agreed: TimeRange, rows: readonly HistoryInterval[]): TimeRange {
  const isInside = (row: TimeRange) =>
    row.startMinute < agreed.endMinute && row.endMinute > agreed.startMinute;
  const inside = rows.filter(isInside).map((row) => ({
    startMinute: Math.max(row.startMinute, agreed.startMinute),
    endMinute: Math.min(row.endMinute, agreed.endMinute),
  }));
  const outside = rows.filter((row) => !isInside(row) && row.answered > 0);
  const answeredOutside = outside.reduce((sum, row) => sum + row.answered, 0);

  const covered = hullOf(inside) ?? agreed;
  const offered = rows.filter(isInside).reduce((sum, row) => sum + row.offered, 0);
  const silentMinutes = minutesOf(agreed) - minutesOf(covered);
  const isShorter = (offered / minutesOf(covered)) * silentMinutes >= evidenceCalls;
  const own = isShorter ? covered : agreed;
  return answeredOutside >= evidenceCalls ? hullOf([own, ...outside])! : own;
}

/** The smallest range that holds all; undefined for none. */
function hullOf(ranges: readonly TimeRange[]): TimeRange | undefined {
  if (ranges.length === 0) return undefined;
  return {
    startMinute: Math.min(...ranges.map((range) => range.startMinute)),
    endMinute: Math.max(...ranges.map((range) => range.endMinute)),
  };
}

function minutesOf(range: TimeRange): number {
  return range.endMinute - range.startMinute;
}
