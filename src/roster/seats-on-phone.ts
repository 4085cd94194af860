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
  const perMinute = new Int16Array(length);
  for (const shift of shifts) {
    if (shift.isStandby) continue;
    addRange(perMinute, open, shift, 1);
    for (const entry of shift.breaks) addRange(perMinute, open, entry, -1);
  }
  return Array.from({ length: Math.ceil(length / intervalMinutes) }, (_, index) =>
    Math.min(...perMinute.subarray(index * intervalMinutes, (index + 1) * intervalMinutes)),
  );
}

function addRange(perMinute: Int16Array, open: TimeRange, range: TimeRange, sign: 1 | -1): void {
  const from = Math.max(0, range.startMinute - open.startMinute);
  const to = Math.min(perMinute.length, range.endMinute - open.startMinute);
  for (let minute = from; minute < to; minute += 1) perMinute[minute]! += sign;
}
