import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';

/**
 * A limit that a person's situation sets, on request or by law:
 * `pregnant` no overtime, holiday or night work, variable hours aside (労基法66条); `nursing` twice 30 minutes (67条);
 * `noOvertime` nothing beyond the agreed hours (育介法16条の8・16条の9); `overtimeCap` 24 hours a month and 150 a year
 * (17条・18条); `noNight` none from 22 to 5 (19条・20条); `shortHours` six hours a day unless another limit is given (23条);
 * `absent` no work at all (産前産後 労基法65条, 育児休業・介護休業 育介法5条・11条).
 */
export const restrictionKinds = [
  'pregnant',
  'nursing',
  'noOvertime',
  'overtimeCap',
  'noNight',
  'shortHours',
  'absent',
] as const;

/** See `restrictionKinds`. */
export type RestrictionKind = (typeof restrictionKinds)[number];

/** One such limit and the days on which it holds, both ends included. */
export interface Restriction {
  readonly kind: RestrictionKind;
  readonly from: LocalDate;
  /** Null = until further notice. */
  readonly to: LocalDate | null;
  /** Most minutes of work a day, only of `shortHours`; null = six hours. */
  readonly minutes: number | null;
}

/** Paid leave that was granted last (労基法39条). */
export interface LeaveGrant {
  readonly grantedOn: LocalDate;
  /** Days granted, ≥ 0; halves are possible by the work rules. */
  readonly days: number;
  /** Days taken since the grant that do not stand among the person's days of leave, ≥ 0. */
  readonly takenDays: number;
}

/** Paid leave of some hours of a day (労基法39条4項). */
export interface HourlyLeave extends TimeRange {
  readonly date: LocalDate;
}

/** A person's consent to a change of their published shift of a day, with its ground; empty ground = none was noted. */
export interface AgreedChange {
  readonly date: LocalDate;
  readonly ground: string;
}

/** What labour and insurance law look at beside the limits of a person's contract; what is unknown is null or empty. */
export interface PersonalLabour {
  readonly restrictions: readonly Restriction[];
  /** Wage of an hour in yen, > 0; for a monthly wage what an hour of it comes to (則19条). Null = unknown. */
  readonly hourlyWageYen: number | null;
  /** Students are not insured as short-time workers (健保法3条1項9号). */
  readonly isStudent: boolean;
  /** 管理監督者 (労基法41条2号): exempt from hours, breaks and days off, never from night premium and leave. */
  readonly isManagerial: boolean;
  /** Minutes of work a week that the employment contract agrees (所定労働時間), ≥ 0. Null = unknown. */
  readonly weeklyContractMinutes: number | null;
  readonly leaveGrant: LeaveGrant | null;
  readonly hourlyLeave: readonly HourlyLeave[];
  /** Days of leave for a sick child or for care (看護等休暇・介護休暇, 育介法16条の2・16条の5). */
  readonly careLeave: readonly LocalDate[];
  readonly agreedChanges: readonly AgreedChange[];
}

/** A person of whom nothing more is known. */
export const unknownLabour: PersonalLabour = {
  restrictions: [],
  hourlyWageYen: null,
  isStudent: false,
  isManagerial: false,
  weeklyContractMinutes: null,
  leaveGrant: null,
  hourlyLeave: [],
  careLeave: [],
  agreedChanges: [],
};

interface WithLabour {
  readonly labour?: PersonalLabour;
}

/** What is known of a person. */
export function labourOf(person: WithLabour): PersonalLabour {
  return person.labour ?? unknownLabour;
}

/** The person's restriction of a kind on a date, the strictest where several hold; undefined where none does. */
export function restrictionOn(
  person: WithLabour,
  date: LocalDate,
  ...kinds: readonly RestrictionKind[]
): Restriction | undefined {
  const holding = labourOf(person).restrictions.filter(
    ({ kind, from, to }) =>
      kinds.includes(kind) && !date.isBefore(from) && (to === null || !date.isAfter(to)),
  );
  return holding.toSorted((one, other) => shortDayMinutes(one) - shortDayMinutes(other))[0];
}

/** Most minutes of work a day that a restriction to short hours leaves: six hours unless it says otherwise (育介法23条1項). */
export function shortDayMinutes({ minutes }: Restriction): number {
  return minutes ?? 6 * 60;
}
