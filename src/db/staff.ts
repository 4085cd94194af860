import { LocalDate } from '@js-joda/core';
import type { PersonalLabour } from '../roster/personal-labour.ts';
import type { PersonalProfile } from '../roster/personal-profile.ts';
import type { StaffMember } from '../roster/staff.ts';
import { StaffMemberRow, type StoredLabour, type StoredProfile } from './entities/imported.ts';
import { dayOrNull, textOrNull } from './moments.ts';
import type { Tx } from './tx.ts';
import { loadWishes, type PersonalWishes } from './wishes.ts';

/** What replacing the staff did. */
export interface ReplacedStaff {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * Makes the given people the only ones; the same file again changes nothing.
 * @param staff people with different ids
 */
export async function replaceStaff(tx: Tx, staff: readonly StaffMember[]): Promise<ReplacedStaff> {
  const stored = await loadStaff(tx);
  const known = new Map(stored.map((member) => [member.id, JSON.stringify(valuesOf(member))]));
  const given = staff.map(valuesOf);
  const unchanged = given.filter((values) => known.get(values.id) === JSON.stringify(values));
  const kept = new Set(unchanged.map((values) => values.id));
  const added = given.filter((values) => !known.has(values.id));
  const changed = given.filter((values) => known.has(values.id) && !kept.has(values.id));
  const leaving = [...known.keys()].filter((id) => !kept.has(id));
  if (leaving.length > 0) await tx.nativeDelete(StaffMemberRow, { id: { $in: leaving } });
  if (added.length + changed.length > 0) await tx.insertMany(StaffMemberRow, [...added, ...changed]);
  return {
    added: added.length,
    changed: changed.length,
    removed: leaving.length - changed.length,
    unchanged: unchanged.length,
  };
}

/** Every person with their wishes and pins, in order of id. */
export async function loadStaff(tx: Tx): Promise<readonly StaffMember[]> {
  const rows = await tx.find(StaffMemberRow, {}, { orderBy: { id: 'asc' }, disableIdentityMap: true });
  const wishes = await loadWishes(tx);
  return rows.map((row) => ({ ...memberOf(row), ...wishesOf(wishes.get(row.id)) }));
}

/** What nobody wished for or fixed is not there. */
function wishesOf(own: PersonalWishes | undefined): Pick<StaffMember, 'wishes' | 'pins'> {
  return {
    ...(own === undefined || own.wishes.length === 0 ? {} : { wishes: own.wishes }),
    ...(own === undefined || own.pins.length === 0 ? {} : { pins: own.pins }),
  };
}

function memberOf(row: StaffMemberRow): StaffMember {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    employer: row.employer,
    skills: row.skills,
    employment: row.employment,
    maximumWeeklyMinutes: row.maximumWeeklyMinutes,
    maximumDailyMinutes: row.maximumDailyMinutes,
    maximumWeeklyDays: row.maximumWeeklyDays,
    minimumMonthlyMinutes: row.minimumMonthlyMinutes,
    patternCodes: row.patternCodes,
    canStandBy: row.canStandBy,
    isExemptFromOvertime: row.isExemptFromOvertime,
    startsOn: LocalDate.parse(row.startsOn),
    endsOn: dayOrNull(row.endsOn),
    birthDate: dayOrNull(row.birthDate),
    managementSince: dayOrNull(row.managementSince),
    leave: row.leave.map((day) => LocalDate.parse(day)),
    unavailable: row.unavailable.map((entry) => ({ ...entry, date: dayOrNull(entry.date) })),
    ...(row.labour === null ? {} : { labour: labourOf(row.labour) }),
    ...(row.profile === null ? {} : { profile: profileOf(row.profile) }),
  };
}

function valuesOf(member: StaffMember) {
  return {
    id: member.id,
    name: member.name,
    role: member.role,
    employer: member.employer,
    skills: [...member.skills],
    employment: member.employment,
    maximumWeeklyMinutes: member.maximumWeeklyMinutes,
    maximumDailyMinutes: member.maximumDailyMinutes,
    maximumWeeklyDays: member.maximumWeeklyDays,
    minimumMonthlyMinutes: member.minimumMonthlyMinutes,
    patternCodes: [...member.patternCodes],
    canStandBy: member.canStandBy,
    isExemptFromOvertime: member.isExemptFromOvertime,
    startsOn: member.startsOn.toString(),
    endsOn: textOrNull(member.endsOn),
    birthDate: textOrNull(member.birthDate),
    managementSince: textOrNull(member.managementSince),
    leave: member.leave.map((day) => day.toString()),
    unavailable: member.unavailable.map((entry) => ({
      date: textOrNull(entry.date),
      isoWeekday: entry.isoWeekday,
      startMinute: entry.startMinute,
      endMinute: entry.endMinute,
    })),
    labour: member.labour === undefined ? null : storedLabour(member.labour),
    profile: member.profile === undefined ? null : storedProfile(member.profile),
  };
}

function labourOf(stored: StoredLabour): PersonalLabour {
  const dated = <T extends { readonly date: string }>(entry: T) => ({
    ...entry,
    date: LocalDate.parse(entry.date),
  });
  return {
    ...stored,
    restrictions: stored.restrictions.map((entry) => ({
      ...entry,
      from: LocalDate.parse(entry.from),
      to: dayOrNull(entry.to),
    })),
    leaveGrant: stored.leaveGrant && {
      ...stored.leaveGrant,
      grantedOn: LocalDate.parse(stored.leaveGrant.grantedOn),
    },
    hourlyLeave: stored.hourlyLeave.map(dated),
    careLeave: stored.careLeave.map((date) => LocalDate.parse(date)),
    agreedChanges: stored.agreedChanges.map(dated),
  };
}

/** Every field by name and in one order: jsonb keeps none, and the same person must read the same. */
function storedLabour(labour: PersonalLabour): StoredLabour {
  return {
    restrictions: labour.restrictions.map(({ kind, from, to, minutes }) => ({
      kind,
      from: from.toString(),
      to: textOrNull(to),
      minutes,
    })),
    hourlyWageYen: labour.hourlyWageYen,
    isStudent: labour.isStudent,
    isManagerial: labour.isManagerial,
    weeklyContractMinutes: labour.weeklyContractMinutes,
    leaveGrant: labour.leaveGrant && {
      grantedOn: labour.leaveGrant.grantedOn.toString(),
      days: labour.leaveGrant.days,
      takenDays: labour.leaveGrant.takenDays,
    },
    hourlyLeave: labour.hourlyLeave.map(({ date, startMinute, endMinute }) => ({
      date: date.toString(),
      startMinute,
      endMinute,
    })),
    careLeave: labour.careLeave.map(String),
    agreedChanges: labour.agreedChanges.map(({ date, ground }) => ({ date: date.toString(), ground })),
  };
}

function profileOf(stored: StoredProfile): PersonalProfile {
  return {
    skillLevels: stored.skillLevels.map((entry) => ({ ...entry, trainedFrom: dayOrNull(entry.trainedFrom) })),
    changes: stored.changes.map((entry) => ({ ...entry, from: LocalDate.parse(entry.from) })),
    standsInFor: stored.standsInFor,
    qualifications: stored.qualifications.map((entry) => ({
      ...entry,
      from: LocalDate.parse(entry.from),
      to: dayOrNull(entry.to),
    })),
    ...(stored.homeCentre === undefined ? {} : { homeCentre: stored.homeCentre }),
  };
}

/** Every field by name and in one order, as of `storedLabour`. */
function storedProfile(profile: PersonalProfile): StoredProfile {
  return {
    skillLevels: profile.skillLevels.map(({ queueId, level, trainedFrom }) => ({
      queueId,
      level,
      trainedFrom: textOrNull(trainedFrom),
    })),
    changes: profile.changes.map((change) => ({
      from: change.from.toString(),
      maximumWeeklyMinutes: change.maximumWeeklyMinutes,
      maximumDailyMinutes: change.maximumDailyMinutes,
      maximumWeeklyDays: change.maximumWeeklyDays,
      minimumMonthlyMinutes: change.minimumMonthlyMinutes,
      patternCodes: change.patternCodes === null ? null : [...change.patternCodes],
    })),
    standsInFor: [...profile.standsInFor],
    qualifications: profile.qualifications.map(({ name, from, to }) => ({
      name,
      from: from.toString(),
      to: textOrNull(to),
    })),
    ...(profile.homeCentre === undefined ? {} : { homeCentre: profile.homeCentre }),
  };
}
