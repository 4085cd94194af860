import type { LocalDate } from '@js-joda/core';

/** How well a person answers a queue, and from when they may. */
export interface SkillLevel {
  readonly queueId: string;
  /** 1 (may answer) to 5. */
  readonly level: number;
  /** First day at the phone after the training for the queue; null = trained long since. */
  readonly trainedFrom: LocalDate | null;
}

/** Values of a person's contract that change on a date; null = as before. */
export interface ContractChange {
  readonly from: LocalDate;
  readonly maximumWeeklyMinutes: number | null;
  readonly maximumDailyMinutes: number | null;
  readonly maximumWeeklyDays: number | null;
  readonly minimumMonthlyMinutes: number | null;
  readonly patternCodes: readonly string[] | null;
}

/** A qualification and the days on which it is valid, both included. */
export interface Qualification {
  readonly name: string;
  readonly from: LocalDate;
  /** Null = until further notice. */
  readonly to: LocalDate | null;
}

/** What is known of a person's work beside the values of their contract; all of it may be empty. */
export interface PersonalProfile {
  /** Of some of the person's skills; a skill that does not stand here has level 1 and is trained. */
  readonly skillLevels: readonly SkillLevel[];
  /** In order of time, no date twice. */
  readonly changes: readonly ContractChange[];
  /** Ids of the people for whom this person may stand in, in their role. */
  readonly standsInFor: readonly string[];
  readonly qualifications: readonly Qualification[];
  /**
   * Other centre of the employer to which the person belongs; absent = this one. They are on no roster of this centre, and may be
   * borrowed for a day.
   */
  readonly homeCentre?: string;
}

/** A person of whom nothing more is known. */
export const emptyProfile: PersonalProfile = {
  skillLevels: [],
  changes: [],
  standsInFor: [],
  qualifications: [],
};

interface WithProfile {
  readonly profile?: PersonalProfile;
}

/** What is known of a person. */
export function profileOf(person: WithProfile): PersonalProfile {
  return person.profile ?? emptyProfile;
}

/** Queue ids that a person may answer on a date: their skills, less those for which they are still in training. */
export function skillsOn(
  person: WithProfile & { readonly skills: readonly string[] },
  date: LocalDate,
): readonly string[] {
  const { skillLevels } = profileOf(person);
  if (skillLevels.length === 0) return person.skills;
  return person.skills.filter(
    (queueId) => skillLevels.find((skill) => skill.queueId === queueId)?.trainedFrom?.isAfter(date) !== true,
  );
}

/** Level at which a person answers a queue on a date, 1 to 5; 0 = not at all. */
export function levelOn(
  person: WithProfile & { readonly skills: readonly string[] },
  queueId: string,
  date: LocalDate,
): number {
  if (!skillsOn(person, date).includes(queueId)) return 0;
  return profileOf(person).skillLevels.find((skill) => skill.queueId === queueId)?.level ?? 1;
}

interface ContractValues {
  readonly maximumWeeklyMinutes: number;
  readonly maximumDailyMinutes: number;
  readonly maximumWeeklyDays: number;
  readonly minimumMonthlyMinutes: number;
  readonly patternCodes: readonly string[];
}

/** A person with the values of their contract as they are on a date. The same object where none has changed by then. */
export function contractOn<Person extends WithProfile & ContractValues>(
  person: Person,
  date: LocalDate,
): Person {
  const due = profileOf(person).changes.filter(({ from }) => !from.isAfter(date));
  if (due.length === 0) return person;
  const latest = <Key extends keyof ContractValues>(key: Key): ContractValues[Key] =>
    (due.findLast((change) => change[key] !== null)?.[key] ?? person[key]) as ContractValues[Key];
  return {
    ...person,
    maximumWeeklyMinutes: latest('maximumWeeklyMinutes'),
    maximumDailyMinutes: latest('maximumDailyMinutes'),
    maximumWeeklyDays: latest('maximumWeeklyDays'),
    minimumMonthlyMinutes: latest('minimumMonthlyMinutes'),
    patternCodes: latest('patternCodes'),
  };
}

/** Limits of a week: those of its days, the smaller ones where a contract changes within it. @param days ≥ 1 */
export function weekLimitsOf<Person extends WithProfile & ContractValues>(
  person: Person,
  days: readonly LocalDate[],
): Pick<ContractValues, 'maximumWeeklyMinutes' | 'maximumWeeklyDays'> {
  if (profileOf(person).changes.length === 0) return person;
  const values = days.map((date) => contractOn(person, date));
  return {
    maximumWeeklyMinutes: Math.min(...values.map((value) => value.maximumWeeklyMinutes)),
    maximumWeeklyDays: Math.min(...values.map((value) => value.maximumWeeklyDays)),
  };
}

/** Whether a person holds a qualification on a date. */
export function isQualifiedOn(person: WithProfile, name: string, date: LocalDate): boolean {
  return profileOf(person).qualifications.some(
    (entry) =>
      entry.name === name && !date.isBefore(entry.from) && (entry.to === null || !date.isAfter(entry.to)),
  );
}
