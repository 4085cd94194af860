import type { TimeRange } from '../../calendar/index.ts';
import type { RosterDay, Shift } from '../../roster/index.ts';

/** Who is away when; the reason is private and has no place here. */
export interface Absence extends TimeRange {
  readonly staffId: string;
}

/**
 * A day without the absent person's minutes: a shift that the absence swallows goes, one that it cuts keeps its longer
 * remaining part. Nobody else is moved.
 */
export function withoutAbsent(day: RosterDay, absence: Absence): RosterDay {
  return {
    ...day,
    shifts: day.shifts.flatMap((shift) =>
      shift.staffId === absence.staffId ? remainderOf(shift, absence) : [shift],
    ),
  };
}

function remainderOf(shift: Shift, absence: TimeRange): Shift[] {
  const before = {
    startMinute: shift.startMinute,
    endMinute: Math.min(shift.endMinute, absence.startMinute),
  };
  const after = { startMinute: Math.max(shift.startMinute, absence.endMinute), endMinute: shift.endMinute };
  const longer =
    before.endMinute - before.startMinute >= after.endMinute - after.startMinute ? before : after;
  if (shift.isStandby) return [];
  // Work is what lies between breaks: who leaves in a break or at its end has left when it began.
  let { startMinute, endMinute } = longer;
  for (const entry of shift.breaks) {
    if (entry.startMinute <= startMinute && entry.endMinute > startMinute) startMinute = entry.endMinute;
  }
  for (const entry of shift.breaks.toReversed()) {
    if (entry.startMinute < endMinute && entry.endMinute >= endMinute) endMinute = entry.startMinute;
  }
  if (endMinute <= startMinute) return [];
  const breaks = shift.breaks.filter(
    (entry) => entry.startMinute > startMinute && entry.endMinute < endMinute,
  );
  return [{ ...shift, startMinute, endMinute, breaks }];
}
