import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { usesOf, withoutRedials } from './clean-history.ts';
import type { HistoryInterval } from './history.ts';
import { type IntradayProfile, intradayProfile, priorCalls, weightOf } from './intraday.ts';
import type { HistoryDecision } from './known-ahead.ts';
import type { CleanedDay } from './month-forecast.ts';
import type { CalendarDay } from './open-calendar.ts';
import type { SeriesDay } from './series/series.ts';
import { lengthOf, type SlotGrid, slotStart } from './slot-grid.ts';

/** A queue's history as the engine wants it, and what was not taken as it was counted. */
export interface QueueHistory {
  /** Every open day from the first known one on; unknown where nothing was counted. Empty without any known day. */
  readonly days: readonly SeriesDay[];
  readonly cleaned: readonly CleanedDay[];
  /** Expected calls per minute of the day, in proportion: all that is known. */
  readonly profile: IntradayProfile;
  /** The same before the days whose parts are told apart, and how many observed calls it is worth. */
  readonly priorProfile: IntradayProfile;
  readonly priorCalls: number;
}

/** Fewer calls than this of people who called again are not worth a line. */
const worthTelling = 0.5;

/**
 * A queue's history: calls of people who called again taken out, outages and short openings told, days left out that
 * a person left out. @param openDays the contract's open days before the day of the forecast, in order
 * @param rows the queue's rows
 */
export function queueHistory(input: {
  readonly contract: Contract;
  readonly queueId: string;
  readonly rows: readonly HistoryInterval[];
  readonly openDays: readonly CalendarDay[];
  readonly openings: ReadonlyMap<number, TimeRange>;
  /** Jammed days and outages, by epoch day. */
  readonly jammed: ReadonlySet<number>;
  readonly outages: ReadonlyMap<number, TimeRange>;
  readonly decisions: readonly HistoryDecision[];
  readonly grid: SlotGrid;
}): QueueHistory {
  const { contract, queueId, grid, openings } = input;
  const useOf = usesOf(input.decisions, queueId);
  const rowsByDay = Map.groupBy(input.rows, (row) => row.date.toEpochDay());
  const counted = new Map<number, readonly HistoryInterval[]>();
  const kept = new Map<number, readonly HistoryInterval[]>();
  for (const [epochDay, own] of rowsByDay) {
    if (!openings.has(epochDay)) continue;
    counted.set(epochDay, own);
    if (useOf(epochDay) === 'leftOut') continue;
    const isAsCounted = useOf(epochDay) === 'asCounted';
    kept.set(epochDay, isAsCounted ? own : withoutRedials(contract, own, input.jammed.has(epochDay)));
  }
  const isWide = (row: HistoryInterval) => row.endMinute - row.startMinute > contract.intervalMinutes;
  const keptRows = [...kept.values()].flat();
  const wideRows = keptRows.filter(isWide);
  const profile = intradayProfile(contract, keptRows, openings);

  const cleaned: CleanedDay[] = [];
  const first = input.openDays.findIndex(({ date }) => counted.has(date.toEpochDay()));
  const days = (first < 0 ? [] : input.openDays.slice(first)).map(({ date }): SeriesDay => {
    const epochDay = date.toEpochDay();
    const rows = kept.get(epochDay);
    const clean = (reason: CleanedDay['reason'], usedCalls: number | null, range: TimeRange | null = null) =>
      cleaned.push({
        date,
        queueId,
        reason,
        countedCalls: callsOf(counted.get(epochDay)!),
        usedCalls,
        range,
      });
    if (rows === undefined) {
      if (counted.has(epochDay)) clean('leftOut', null);
      return { date, calls: null, slots: [] };
    }
    const isTrusted = useOf(epochDay) === 'asCounted';
    const opening = openings.get(epochDay)!;
    const outage = isTrusted ? null : (input.outages.get(epochDay) ?? null);
    const whole = lengthOf(profile, opening, grid);
    const missed = outage === null ? 0 : lengthOf(profile, outage, grid);
    const isUsual = outage === null && Math.abs(whole - 1) < 1e-6;
    const lengthFraction = isUsual ? 1 : whole - missed;
    const calls = callsOf(rows);
    const redials = callsOf(counted.get(epochDay)!) - calls;
    if (outage !== null) clean('outage', (calls * whole) / lengthFraction, outage);
    else if (redials >= worthTelling) clean('redials', calls);
    const open = outage === null ? opening : { ...opening, outage };
    const slots = rows.some(isWide) ? [] : slotsOf({ rows, open, profile, grid, lengthFraction, calls });
    return { date, calls, slots, isTrusted, lengthFraction };
  });
  return {
    days,
    cleaned,
    profile,
    priorProfile: intradayProfile(contract, wideRows, openings),
    priorCalls: priorCalls + callsOf(wideRows),
  };
}

function callsOf(rows: readonly HistoryInterval[]): number {
  return rows.reduce((sum, row) => sum + row.offered, 0);
}

/** Calls per part of a usual day; what was closed is filled by the profile at the day's rate. */
function slotsOf(input: {
  readonly rows: readonly HistoryInterval[];
  readonly open: TimeRange & { readonly outage?: TimeRange };
  readonly profile: IntradayProfile;
  readonly grid: SlotGrid;
  readonly lengthFraction: number;
  readonly calls: number;
}): SeriesDay['slots'] {
  const { rows, open, profile, grid } = input;
  const calls = new Map<number, number>();
  for (const row of rows) {
    if (row.startMinute >= open.endMinute || row.endMinute <= open.startMinute) continue;
    const start = slotStart(grid, Math.max(row.startMinute, open.startMinute));
    calls.set(start, (calls.get(start) ?? 0) + row.offered);
  }
  const usualWeight = weightOf(profile, grid.usual);
  const perWeight = usualWeight > 0 ? input.calls / (input.lengthFraction * usualWeight) : 0;
  for (let start = grid.usual.startMinute; start < grid.usual.endMinute; start += grid.intervalMinutes) {
    const end = Math.min(start + grid.intervalMinutes, grid.usual.endMinute);
    const closed = weightOf(profile, { startMinute: start, endMinute: end }) - openWeight(start, end);
    calls.set(start, (calls.get(start) ?? 0) + Math.max(0, closed) * perWeight);
  }
  return [...calls].sort(([a], [b]) => a - b).map(([startMinute, own]) => ({ startMinute, calls: own }));

  function openWeight(start: number, end: number): number {
    const part = { startMinute: Math.max(start, open.startMinute), endMinute: Math.min(end, open.endMinute) };
    const silent = open.outage;
    if (silent === undefined) return weightOf(profile, part);
    const lost = {
      startMinute: Math.max(part.startMinute, silent.startMinute),
      endMinute: Math.min(part.endMinute, silent.endMinute),
    };
    return weightOf(profile, part) - weightOf(profile, lost);
  }
}
