import type { TimeRange } from '../calendar/index.ts';
import type { ShiftPattern } from '../contract/index.ts';
import { patternMinutes } from './duty-options.ts';

/**
 * Patterns that serve the open hours of a day alike: the solver need not tell them apart. Which member a person gets
 * is settled afterwards (`nameDuties`); without this the model has many equal solutions and is slow to prove.
 */
export interface DutyClass extends TimeRange {
  readonly patterns: readonly ShiftPattern[];
  readonly mealMinutes: number;
  /** Minutes of work, meal left out. */
  readonly minutes: number;
  /** Whether a member starts before opening, or ends after closing. */
  readonly hasEarly: boolean;
  readonly hasLate: boolean;
}

/** The classes of some patterns on a day; range and classes are clipped to the open hours. */
export function dutyClassesOf(patterns: readonly ShiftPattern[], open: TimeRange): DutyClass[] {
  const classes = new Map<string, ShiftPattern[]>();
  for (const pattern of patterns) {
    const start = Math.max(pattern.start, open.startMinute);
    const end = Math.min(pattern.end, open.endMinute);
    const key = [start, end, pattern.mealMinutes, patternMinutes(pattern)].join('-');
    classes.set(key, [...(classes.get(key) ?? []), pattern]);
  }
  return [...classes.values()].map((members) => {
    const first = members[0]!;
    return {
      patterns: members,
      startMinute: Math.max(first.start, open.startMinute),
      endMinute: Math.min(first.end, open.endMinute),
      mealMinutes: first.mealMinutes,
      minutes: patternMinutes(first),
      hasEarly: members.some((pattern) => pattern.start < open.startMinute),
      hasLate: members.some((pattern) => pattern.end > open.endMinute),
    };
  });
}
