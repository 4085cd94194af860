import type { TimeRange } from '../calendar/index.ts';
import type { Shift } from './roster.ts';

/**
 * Least number of people of some shifts on duty at any minute of each interval of the open hours, after meals and
 * rests; standbys do not count. Exact to the minute.
 */
export function onPhonePerInterval(
  shifts: readonly Shift[],
  open: TimeRange,
  intervalMinutes: number,
): number[] {
  const length = open.endMinute - open.startMinute;
  // Changes from minute to minute: a shift costs its ends, not its length.
  const changes = new Int16Array(length + 1);
  const add = (range: TimeRange, people: 1 | -1): void => {
    const from = Math.max(0, range.startMinute - open.startMinute);
    const to = Math.min(length, range.endMinute - open.startMinute);
    if (from >= to) return;
    changes[from]! += people;
    changes[to]! -= people;
  };
  for (const shift of shifts) {
    if (shift.isStandby) continue;
    add(shift, 1);
    for (const entry of shift.breaks) add(entry, -1);
  }
  const least = new Array<number>(Math.ceil(length / intervalMinutes)).fill(Number.POSITIVE_INFINITY);
  let people = 0;
  for (let minute = 0; minute < length; minute += 1) {
    people += changes[minute]!;
    const interval = Math.floor(minute / intervalMinutes);
    if (people < least[interval]!) least[interval] = people;
  }
  return least;
}
