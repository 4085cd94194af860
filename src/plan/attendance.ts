import { parseTime } from '../calendar/index.ts';
import type { AwayTime } from './call-spread.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { isOnPhone } from './on-phone.ts';

/** Operators of a day as planned and as they were, in numbers alone: never who, and never why. */
export interface DayAttendance {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Operators on duty by the first published version; standbys are not counted. */
  readonly planned: number;
  /** Operators who were away for all or a part of their duty. */
  readonly absent: number;
  /** Operators who worked at least a part of a duty, those who stood in included. */
  readonly present: number;
  /** Least operators at the phone in any open minute, after breaks and absences. */
  readonly leastOnPhone: number;
  /** Open minutes with fewer at the phone than the contract's least. */
  readonly shortMinutes: number;
}

/**
 * Plan and reality of the days of a month.
 * @param first days of the version published first @param inForce those of the version in force at the end, with the same dates
 * @param away absences that stand @param minimumOperators least at the phone by the contract
 */
export function attendanceOf(
  first: readonly PlanDay[],
  inForce: readonly PlanDay[],
  away: readonly AwayTime[],
  minimumOperators: number,
): DayAttendance[] {
  const plannedDays = new Map(first.map((day) => [day.date, day]));
  return inForce.map((day): DayAttendance => {
    const own = away.filter(({ date }) => date.toString() === day.date);
    const planned = plannedDays.get(day.date) ?? day;
    const operators = new Set([...dutiesOf(planned), ...dutiesOf(day)].map(({ staffId }) => staffId));
    const shifts = dutiesOf(day);
    const counts = minuteCounts(day, shifts, own);
    return {
      date: day.date,
      planned: new Set(dutiesOf(planned).map(({ staffId }) => staffId)).size,
      absent: new Set(own.map(({ staffId }) => staffId).filter((id) => operators.has(id))).size,
      present: new Set(shifts.filter((shift) => !isAwayThroughout(shift, own)).map(({ staffId }) => staffId))
        .size,
      leastOnPhone: counts.length === 0 ? 0 : Math.min(...counts),
      shortMinutes: counts.filter((count) => count < minimumOperators).length,
    };
  });
}

type Duty = PlanContent['days'][number]['shifts'][number];

function dutiesOf(day: PlanDay): readonly Duty[] {
  return day.shifts.filter(({ role, standby }) => role === 'operator' && !standby);
}

function isAwayThroughout(shift: Duty, away: readonly AwayTime[]): boolean {
  return away.some(
    ({ staffId, startMinute, endMinute }) =>
      staffId === shift.staffId && startMinute <= parseTime(shift.start) && parseTime(shift.end) <= endMinute,
  );
}

/** Operators at the phone in every open minute. */
function minuteCounts(day: PlanDay, shifts: readonly Duty[], away: readonly AwayTime[]): number[] {
  const open = parseTime(day.open);
  return Array.from({ length: parseTime(day.close) - open }, (_, offset) => {
    const minute = open + offset;
    return shifts.filter(
      (shift) =>
        isOnPhone(shift, minute) &&
        !away.some(
          ({ staffId, startMinute, endMinute }) =>
            staffId === shift.staffId && startMinute <= minute && minute < endMinute,
        ),
    ).length;
  });
}
