import type { LocalDate } from '@js-joda/core';
import type { OpenDay, TimeRange } from '../calendar/index.ts';
import type { Contract, ShiftPattern } from '../contract/index.ts';
import { isMinorOn, isNight, overlapMinutes } from './minors-and-nights.ts';
import { labourOf, restrictionOn, shortDayMinutes } from './personal-labour.ts';
import { contractOn, profileOf, skillsOn } from './personal-profile.ts';
import type { StaffMember } from './staff.ts';
import { worksVariableHours } from './variable-hours.ts';

/** Why a person cannot take a duty on a day. */
export type Obstacle =
  | 'leave'
  | 'careLeave'
  | 'unavailable'
  | 'notEmployed'
  | 'otherCentre'
  | 'unapproved'
  | 'untrained'
  | 'inexperienced'
  | 'noPattern';

/** What a person can do on one open day. */
export interface DayOptions {
  readonly staffId: string;
  /** Patterns that the person may work that day. */
  readonly patterns: readonly ShiftPattern[];
  readonly canStandBy: boolean;
  /** Set when the person can do nothing that day. */
  readonly obstacle: Obstacle | null;
}

/** Minutes of work of a pattern: its length less the meal. */
export function patternMinutes(pattern: ShiftPattern): number {
  return pattern.end - pattern.start - pattern.mealMinutes;
}

/**
 * The duties that a person's contract, leave, availability, training, experience, age and personal limits leave open on a day.
 * Weekly limits are not looked at here.
 */
export function optionsOn(member: StaffMember, day: OpenDay, contract: Contract): DayOptions {
  const person = contractOn(member, day.date);
  const none = (obstacle: Obstacle): DayOptions => ({
    staffId: person.id,
    patterns: [],
    canStandBy: false,
    obstacle,
  });
  if (!isEmployedOn(person, day.date)) return none('notEmployed');
  if (profileOf(person).homeCentre !== undefined) return none('otherCentre');
  if (!isEmployerApprovedOn(person, day.date, contract)) return none('unapproved');
  if (person.leave.some((date) => date.equals(day.date))) return none('leave');
  if (isOnCareLeave(person, day.date)) return none('careLeave');
  if (person.role === 'operator' && skillsOn(person, day.date).length === 0) return none('untrained');
  if (person.role === 'supervisor' && !isExperiencedOn(person, day.date, contract))
    return none('inexperienced');
  const mayWorkAtNight = !isMinorOn(person, day.date) && !isKeptFromNight(person, day.date);
  const allowed = contract.shiftPatterns.filter(
    (pattern) =>
      pattern.roles.includes(person.role) &&
      person.patternCodes.includes(pattern.code) &&
      patternMinutes(pattern) <= mostMinutesOn(person, day.date, patternMinutes(pattern), contract) &&
      pattern.start < day.endMinute &&
      pattern.end > day.startMinute &&
      (mayWorkAtNight || !isNight({ startMinute: pattern.start, endMinute: pattern.end })),
  );
  if (allowed.length === 0) return none('noPattern');
  const isAway = (start: number, end: number): boolean =>
    isUnavailable(person, day.date, start, end) ||
    hasHourlyLeave(person, day.date, { startMinute: start, endMinute: end });
  const patterns = allowed.filter((pattern) => !isAway(pattern.start, pattern.end));
  const { standby } = contract;
  const canStandBy =
    person.canStandBy &&
    person.role === 'operator' &&
    !isAway(standby.start, standby.end) &&
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

/**
 * Whether the city lets a person's employer do this work on a date: the contractor itself, or a subcontractor approved by
 * then (D46). Names are compared as written, in either of the contractor's languages, without spaces around them.
 */
export function isEmployerApprovedOn(
  { employer }: Pick<StaffMember, 'employer'>,
  date: LocalDate,
  { contractor, service }: Contract,
): boolean {
  const name = employer.trim();
  if (name === contractor.name.ja || name === contractor.name.en) return true;
  return service.subcontractors.some(
    (other) => other.name === name && other.approvedOn !== null && !other.approvedOn.isAfter(date),
  );
}

/** Whether a person has leave to care or is on a longer leave on a date (育介法16条の2・16条の5, 労基法65条): no work at all. */
export function isOnCareLeave(person: StaffMember, date: LocalDate): boolean {
  return (
    labourOf(person).careLeave.some((day) => day.equals(date)) ||
    restrictionOn(person, date, 'absent') !== undefined
  );
}

/** Whether a person may do no night work on a date (労基法66条3項, 育介法19条・20条); minors are another matter. */
export function isKeptFromNight(person: StaffMember, date: LocalDate): boolean {
  return restrictionOn(person, date, 'pregnant', 'noNight') !== undefined;
}

/** Whether a person may do no overtime on a date (労基法66条2項, 育介法16条の8・16条の9). */
export function isKeptFromOvertime(person: StaffMember, date: LocalDate): boolean {
  return person.isExemptFromOvertime || restrictionOn(person, date, 'pregnant', 'noOvertime') !== undefined;
}

/**
 * Minutes by which a day's work is shorter so that a nursing mother has her time (労基法67条), 0 on other dates: twice 30
 * minutes, once where she works four hours or less (昭36.1.9基収8996号: not in our sources).
 */
export function nursingMinutesOn(person: StaffMember, date: LocalDate, minutesOfWork: number): number {
  if (restrictionOn(person, date, 'nursing') === undefined) return 0;
  return minutesOfWork > 4 * 60 ? 60 : 30;
}

/** Most minutes of a shift that may be planned for a person on a date. @param minutesOfWork of the shift in question */
function mostMinutesOn(
  person: StaffMember,
  date: LocalDate,
  minutesOfWork: number,
  contract: Contract,
): number {
  const short = restrictionOn(person, date, 'shortHours');
  return Math.min(
    person.maximumDailyMinutes - nursingMinutesOn(person, date, minutesOfWork),
    worksVariableHours(person, date, contract)
      ? Number.POSITIVE_INFINITY
      : contract.labour.maximumDailyMinutes,
    short === undefined ? Number.POSITIVE_INFINITY : shortDayMinutes(short),
  );
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
      overlapMinutes(entry, { startMinute, endMinute }) > 0,
  );
}

/** Whether a person has paid leave by the hour in a part of a range of a date (労基法39条4項). */
export function hasHourlyLeave(person: StaffMember, date: LocalDate, range: TimeRange): boolean {
  return labourOf(person).hourlyLeave.some(
    (entry) => entry.date.equals(date) && overlapMinutes(entry, range) > 0,
  );
}
