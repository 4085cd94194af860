import type { LocalDate } from '@js-joda/core';
import type { OpenDay, TimeRange } from '../calendar/index.ts';
import type { Contract, ShiftPattern } from '../contract/index.ts';
import type { StaffMember } from './staff.ts';

/** Why a person cannot take a duty on a day. */
export type Obstacle = 'leave' | 'unavailable' | 'notEmployed' | 'untrained' | 'inexperienced' | 'noPattern';

/** What a person can do on one open day. */
export interface DayOptions {
  readonly staffId: string;
  /** Patterns that the person may work that day. */
  readonly patterns: readonly ShiftPattern[];
  readonly canStandBy: boolean;
  /** Set when the person can do nothing that day. */
  readonly obstacle: Obstacle | null;
}

const nightStartMinute = 22 * 60;
const nightEndMinute = 5 * 60;

/** Minutes of work of a pattern: its length less the meal. */
export function patternMinutes(pattern: ShiftPattern): number {
  return pattern.end - pattern.start - pattern.mealMinutes;
}

/**
 * The duties that a person's contract, leave, availability, training, experience, age and personal limits leave open on a day.
 * Weekly limits are not looked at here.
 */
export function optionsOn(person: StaffMember, day: OpenDay, contract: Contract): DayOptions {
  const none = (obstacle: Obstacle): DayOptions => ({
    staffId: person.id,
    patterns: [],
    canStandBy: false,
    obstacle,
  });
  if (!isEmployedOn(person, day.date)) return none('notEmployed');
  if (person.leave.some((date) => date.equals(day.date))) return none('leave');
  if (person.role === 'operator' && person.skills.length === 0) return none('untrained');
  if (person.role === 'supervisor' && !isExperiencedOn(person, day.date, contract))
    return none('inexperienced');
  const allowed = contract.shiftPatterns.filter(
    (pattern) =>
      pattern.roles.includes(person.role) &&
      person.patternCodes.includes(pattern.code) &&
      patternMinutes(pattern) <= Math.min(person.maximumDailyMinutes, contract.labour.maximumDailyMinutes) &&
      pattern.start < day.endMinute &&
      pattern.end > day.startMinute &&
      !(isMinorOn(person, day.date) && isNight({ startMinute: pattern.start, endMinute: pattern.end })),
  );
  if (allowed.length === 0) return none('noPattern');
  const patterns = allowed.filter((pattern) => !isUnavailable(person, day.date, pattern.start, pattern.end));
  const { standby } = contract;
  const canStandBy =
    person.canStandBy &&
    person.role === 'operator' &&
    !isUnavailable(person, day.date, standby.start, standby.end) &&
    patterns.length > 0;
  return { staffId: person.id, patterns, canStandBy, obstacle: patterns.length === 0 ? 'unavailable' : null };
}

/** Minutes of work of the longest pattern that a person works, ≥ 0: what a day of leave counts for. */
export function longestShiftMinutes(person: StaffMember, contract: Contract): number {
  const own = contract.shiftPatterns.filter((pattern) => person.patternCodes.includes(pattern.code));
  return Math.max(0, ...own.map(patternMinutes));
}

/** Whether a date lies in a person's employment at this centre, both ends included. */
export function isEmployedOn(person: StaffMember, date: LocalDate): boolean {
  return !date.isBefore(person.startsOn) && (person.endsOn === null || !date.isAfter(person.endsOn));
}

/** Whether a person is under 18 on a date (労基法60条・61条); false where the birth date is not known. */
export function isMinorOn(person: StaffMember, date: LocalDate): boolean {
  return person.birthDate?.plusYears(18).isAfter(date) ?? false;
}

/** Whether a part of a range lies in the night, 22:00 to 5:00 (労基法61条). */
export function isNight(range: TimeRange): boolean {
  return range.endMinute > nightStartMinute || range.startMinute < nightEndMinute;
}

/** Whether a person has the years of management experience that the contract asks of a supervisor, on a date. */
export function isExperiencedOn(person: StaffMember, date: LocalDate, contract: Contract): boolean {
  const months = Math.round(contract.roles.supervisorExperienceYears * 12);
  return person.managementSince?.plusMonths(months).isAfter(date) === false;
}

/** Whether a person said that they cannot work in a part of [startMinute, endMinute) of a date. */
export function isUnavailable(
  person: StaffMember,
  date: LocalDate,
  startMinute: number,
  endMinute: number,
): boolean {
  return person.unavailable.some(
    (entry) =>
      (entry.date?.equals(date) ?? entry.isoWeekday === date.dayOfWeek().value()) &&
      entry.startMinute < endMinute &&
      entry.endMinute > startMinute,
  );
}
