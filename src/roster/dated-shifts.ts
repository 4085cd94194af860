import type { LocalDate } from '@js-joda/core';
import type { RosterDay, Shift } from './roster.ts';

/** A person's shift of a day with the day's date. */
export interface DatedShift {
  readonly date: LocalDate;
  readonly shift: Shift;
}

/** Rules ask for one person after another; without this every question would read every shift of every day. */
const shiftsByPerson = new WeakMap<readonly RosterDay[], ReadonlyMap<string, readonly DatedShift[]>>();

/** Shifts of a person in some days, in order of time; standbys included. The days are read once and not looked at again. */
export function shiftsOf(days: readonly RosterDay[], staffId: string): readonly DatedShift[] {
  let known = shiftsByPerson.get(days);
  if (known === undefined) {
    const all = days.flatMap(({ date, shifts }) => shifts.map((shift) => ({ date, shift })));
    known = Map.groupBy(all, ({ shift }) => shift.staffId);
    shiftsByPerson.set(days, known);
  }
  return known.get(staffId) ?? [];
}
