import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { Role } from '../contract/index.ts';

/** A break of a shift: the unpaid meal (労基法34条) or a paid rest away from the phone (VDT). */
export interface Break extends TimeRange {
  readonly kind: 'meal' | 'rest';
}

/** One person's duty on one day, in minutes since midnight. */
export interface Shift extends TimeRange {
  readonly staffId: string;
  readonly role: Role;
  /** Code of the shift pattern, or 待 for a standby. */
  readonly patternCode: string;
  /** On call, off site: the range is then the on-call hours, without breaks, seat or working time. */
  readonly isStandby: boolean;
  /** Breaks in order of time, inside the shift, not overlapping. */
  readonly breaks: readonly Break[];
}

/** Who is on duty on one open day. */
export interface RosterDay {
  readonly date: LocalDate;
  readonly shifts: readonly Shift[];
}

/** Code that stands in a roster's cell for a standby. */
export const standbyCode = '待';

/** Minutes of work of a shift: its length less the meal; rests are paid work, a standby is none. */
export function workedMinutes(shift: Shift): number {
  if (shift.isStandby) return 0;
  const meals = shift.breaks.filter((entry) => entry.kind === 'meal');
  return meals.reduce(
    (sum, meal) => sum - (meal.endMinute - meal.startMinute),
    shift.endMinute - shift.startMinute,
  );
}
