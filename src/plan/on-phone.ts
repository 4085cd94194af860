import { parseTime } from '../calendar/index.ts';
import type { PlanDay } from './format.ts';

type Shift = PlanDay['shifts'][number];

/** Whether a shift is at the phone in a minute: on duty, on site, and in no break. @param minute since midnight */
export function isOnPhone(shift: Shift, minute: number): boolean {
  return (
    !shift.standby &&
    parseTime(shift.start) <= minute &&
    minute < parseTime(shift.end) &&
    !shift.breaks.some(({ start, end }) => parseTime(start) <= minute && minute < parseTime(end))
  );
}

/** Codes of a day's operators who are at the phone in a minute, in the plan's order. @param minute since midnight */
export function operatorsOnPhone(day: Pick<PlanDay, 'shifts'>, minute: number): string[] {
  return day.shifts
    .filter((shift) => shift.role === 'operator' && isOnPhone(shift, minute))
    .map(({ staffId }) => staffId);
}
