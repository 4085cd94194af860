import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { Role } from '../contract/index.ts';
import type { PersonalLabour } from './personal-labour.ts';
import type { PersonalProfile } from './personal-profile.ts';
import type { Pin, Wish } from './wishes.ts';

/** A time at which a person cannot work: one date, or every date of one weekday. */
export interface Unavailability extends TimeRange {
  /** The date, or null when the entry holds for a weekday. */
  readonly date: LocalDate | null;
  /** 1 (Monday) to 7 (Sunday), or null when the entry holds for a date. */
  readonly isoWeekday: number | null;
}

/** A person who can be placed on a roster, with the limits of their contract. */
export interface StaffMember {
  /** Code shown to the city instead of the name, for example OP01. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Company that employs the person; people of unapproved subcontractors are not placed. */
  readonly employer: string;
  /** Queue ids that the person may answer; empty until trained. */
  readonly skills: readonly string[];
  readonly employment: 'full' | 'part';
  /** Most minutes of work a week by contract, ≥ 0. */
  readonly maximumWeeklyMinutes: number;
  /** Most minutes of work a day by contract or by a personal restriction (short hours), ≥ 0. */
  readonly maximumDailyMinutes: number;
  /** Most days of work a week, 0 to 7. */
  readonly maximumWeeklyDays: number;
  /** Least minutes of work a month that the contract promises, ≥ 0. */
  readonly minimumMonthlyMinutes: number;
  /** Codes of the shift patterns that the person works. */
  readonly patternCodes: readonly string[];
  /** Whether the person agreed to be on call. */
  readonly canStandBy: boolean;
  /** No overtime may be asked (妊産婦 労基法66条, 育児・介護 育介法16条の8・16条の9). */
  readonly isExemptFromOvertime: boolean;
  /** First and last day of employment at this centre, both included; null = open. */
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly birthDate: LocalDate | null;
  /** First day of experience in managing call-centre work; null = none. */
  readonly managementSince: LocalDate | null;
  /** Days of paid leave that the person has asked for; they win over the plan (労基法39条). */
  readonly leave: readonly LocalDate[];
  readonly unavailable: readonly Unavailability[];
  /** Restrictions with their dates, wage, leave granted and the like; absent where nothing of it is known. */
  readonly labour?: PersonalLabour;
  /** Levels of skills, contract values with dates, whom they may stand in for; absent where nothing of it is known. */
  readonly profile?: PersonalProfile;
  /** What they would like; absent = nothing. */
  readonly wishes?: readonly Wish[];
  /** What a planner has fixed for them; absent = nothing. */
  readonly pins?: readonly Pin[];
}
