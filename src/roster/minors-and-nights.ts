import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { Shift } from './roster.ts';

/** Night by 労基法37条4項, 61条 and 66条3項: 22:00 to 5:00. */
const nights: readonly TimeRange[] = [
  { startMinute: 0, endMinute: 5 * 60 },
  { startMinute: 22 * 60, endMinute: 24 * 60 },
];

/** Whether a person is under 18 on a date (労基法60条・61条); false where the birth date is not known. */
export function isMinorOn(person: { readonly birthDate: LocalDate | null }, date: LocalDate): boolean {
  return person.birthDate?.plusYears(18).isAfter(date) ?? false;
}

/** Whether a part of a range lies in the night, 22:00 to 5:00 (労基法61条). */
export function isNight(range: TimeRange): boolean {
  return nights.some((night) => overlapMinutes(range, night) > 0);
}

/** Minutes of a shift's work that lie in the night; meals are no work, a standby is none. */
export function nightMinutesOf(shift: Shift): number {
  if (shift.isStandby) return 0;
  const meals = shift.breaks.filter(({ kind }) => kind === 'meal');
  const inNight = (range: TimeRange): number =>
    nights.reduce((sum, night) => sum + overlapMinutes(range, night), 0);
  return meals.reduce((sum, meal) => sum - inNight(meal), inNight(shift));
}

/** Minutes that two ranges share, ≥ 0. */
export function overlapMinutes(one: TimeRange, other: TimeRange): number {
  return Math.max(0, Math.min(one.endMinute, other.endMinute) - Math.max(one.startMinute, other.startMinute));
}
