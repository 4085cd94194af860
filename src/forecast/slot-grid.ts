import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type IntradayProfile, weightOf } from './intraday.ts';

/** The parts that a usual day is divided into. */
export interface SlotGrid {
  /** Usual opening: the longest of the contract's. */
  readonly usual: TimeRange;
  readonly intervalMinutes: number;
}

/** The planning intervals of a contract's usual day. */
export function slotGrid(contract: Contract): SlotGrid {
  const usual = contract.opening.hours.reduce((longest, hours) =>
    hours.close - hours.open > longest.close - longest.open ? hours : longest,
  );
  return {
    usual: { startMinute: usual.open, endMinute: usual.close },
    intervalMinutes: contract.intervalMinutes,
  };
}

/** Start of the part that a minute lies in; parts go on before and after the usual opening. */
export function slotStart(grid: SlotGrid, minute: number): number {
  const { startMinute } = grid.usual;
  return startMinute + Math.floor((minute - startMinute) / grid.intervalMinutes) * grid.intervalMinutes;
}

/** Calls due in an opening ÷ those of the usual one, > 0; by its minutes where no calls are due at all. */
export function lengthOf(profile: IntradayProfile, opening: TimeRange, grid: SlotGrid): number {
  const usual = weightOf(profile, grid.usual);
  const own = weightOf(profile, opening);
  if (usual > 0 && own > 0) return own / usual;
  return (opening.endMinute - opening.startMinute) / (grid.usual.endMinute - grid.usual.startMinute);
}

/** Length of a part of a day ÷ that of the usual part that begins there, in (0, 1]. */
export function slotFraction(grid: SlotGrid, { startMinute, endMinute }: TimeRange): number {
  const isInside = startMinute >= grid.usual.startMinute && startMinute < grid.usual.endMinute;
  const usualEnd = startMinute + grid.intervalMinutes;
  const end = isInside ? Math.min(usualEnd, grid.usual.endMinute) : usualEnd;
  return Math.min(1, (endMinute - startMinute) / (end - startMinute));
}
