import type { PlanDay } from './format.ts';
import { areSameShifts } from './plan-roster.ts';

/** A person's duty of a day as it was and as it is; empty = off. */
export interface PersonDayChange {
  readonly staffId: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly before: PlanDay['shifts'];
  readonly after: PlanDay['shifts'];
}

/** Shifts of a month's version, day by day; every plan is one. */
export interface MonthShifts {
  readonly days: readonly Pick<PlanDay, 'date' | 'shifts'>[];
}

/**
 * Whose duties or breaks differ between two versions of a month and on which days, in order of days, then codes. Days that
 * only one of the two has are left out.
 */
export function changedPersonDays(before: MonthShifts, after: MonthShifts): PersonDayChange[] {
  const old = new Map(before.days.map((day) => [day.date, day]));
  return after.days.flatMap((day) => {
    const earlier = old.get(day.date);
    return earlier === undefined ? [] : changesOf(day.date, earlier.shifts, day.shifts);
  });
}

function changesOf(date: string, before: PlanDay['shifts'], after: PlanDay['shifts']): PersonDayChange[] {
  const ids = new Set([...before, ...after].map(({ staffId }) => staffId));
  return [...ids].toSorted().flatMap((staffId) => {
    const [was, is] = [before, after].map((shifts) => shifts.filter((shift) => shift.staffId === staffId));
    return areSameShifts(was!, is!) ? [] : [{ staffId, date, before: was!, after: is! }];
  });
}

/**
 * Whether a change reaches back before a minute of its day: a duty that would begin there otherwise, or a break that would.
 * @param minuteText `HH:mm`; what begins at it can still change
 */
export function reachesBack(change: PersonDayChange, minuteText: string): boolean {
  const begun = (shifts: PlanDay['shifts']): string =>
    JSON.stringify(
      shifts
        .filter(({ start }) => start < minuteText)
        .map(({ start, pattern, standby, breaks }) => [
          start,
          pattern,
          standby,
          breaks.filter((entry) => entry.start < minuteText).map((entry) => [entry.start, entry.end]),
        ]),
    );
  return begun(change.before) !== begun(change.after);
}
