import type { DayDemand } from './demand.ts';
import type { DutyClass } from './duty-classes.ts';
import type { Shift } from './roster.ts';
import type { StaffMember } from './staff.ts';

/** A chosen duty: day and person by their place in their lists. */
export interface ChosenDuty {
  readonly day: number;
  readonly person: number;
  readonly duty: DutyClass;
}

/**
 * Gives each chosen duty one of its class's patterns: on each day the early and the late ones as even as may be, and
 * each person the pattern that they had least often this month. Shifts come without breaks.
 */
export function nameDuties(
  demands: readonly DayDemand[],
  people: readonly StaffMember[],
  chosen: readonly ChosenDuty[],
): Shift[][] {
  const timesOf = people.map(() => new Map<string, number>());
  return demands.map((_, day) => {
    const usedToday = new Map<string, number>();
    const ofDay = chosen.filter((entry) => entry.day === day);
    // Who has no choice goes first, so that the others can even it out.
    const order = [...ofDay].sort(
      (a, b) => a.duty.patterns.length - b.duty.patterns.length || a.person - b.person,
    );
    const shifts = order.map(({ person, duty }): Shift => {
      const times = timesOf[person]!;
      const pattern = [...duty.patterns].sort(
        (a, b) =>
          (usedToday.get(a.code) ?? 0) - (usedToday.get(b.code) ?? 0) ||
          (times.get(a.code) ?? 0) - (times.get(b.code) ?? 0) ||
          a.start - b.start,
      )[0]!;
      usedToday.set(pattern.code, (usedToday.get(pattern.code) ?? 0) + 1);
      times.set(pattern.code, (times.get(pattern.code) ?? 0) + 1);
      const { id, role } = people[person]!;
      return {
        staffId: id,
        role,
        patternCode: pattern.code,
        startMinute: pattern.start,
        endMinute: pattern.end,
        isStandby: false,
        breaks: [],
      };
    });
    return shifts.sort((a, b) => a.staffId.localeCompare(b.staffId, 'en'));
  });
}
