import type { DayAttendance } from '../../plan/attendance.ts';

/** A day's operators in numbers, as cells. */
export type AttendanceCells = {
  readonly planned: string;
  readonly absent: string;
  readonly present: string;
  readonly least: string;
  readonly shortMinutes: string;
};

/** A day's operators in numbers, as cells; never who was away, and never why. */
export function attendanceCells(day: DayAttendance): AttendanceCells {
  return {
    planned: String(day.planned),
    absent: String(day.absent),
    present: String(day.present),
    least: String(day.leastOnPhone),
    shortMinutes: String(day.shortMinutes),
  };
}
