import type { Instant } from '@js-joda/core';
import { changedPersonDays, type MonthShifts, type PersonDayChange } from './person-days.ts';

/** A published version of a month. */
export interface PublishedShifts extends MonthShifts {
  readonly version: number;
}

/** That a person has read a version. */
export interface Reading {
  readonly staffId: string;
  readonly version: number;
  readonly at: Instant;
  /** Whether they read their whole month as it stood then, all before it included, or what that version changed alone. */
  readonly isWholeMonth: boolean;
}

/** A person whom a version concerns. */
export interface ConcernedPerson {
  readonly staffId: string;
  /** Their own days against the version in force before; empty where there was none. */
  readonly changes: readonly PersonDayChange[];
  /** When they read it, or a later version; null while they have not. */
  readonly readAt: Instant | null;
}

/** Whom a version concerns, and who of them has read it. */
export interface VersionReadings {
  readonly version: number;
  /** The first that was published of its month. */
  readonly isFirst: boolean;
  /** By code. */
  readonly people: readonly ConcernedPerson[];
}

/**
 * Whom each published version of a month concerns, and who has read it. The first concerns everybody with a duty in it,
 * a later one those whose duties or breaks differ from the version in force before.
 * @param versions in order of their numbers
 */
export function versionReadings(
  versions: readonly PublishedShifts[],
  readings: readonly Reading[],
): VersionReadings[] {
  return versions.map((current, index) => {
    const before = versions[index - 1];
    const changes = before === undefined ? [] : changedPersonDays(before, current);
    const ids = before === undefined ? onDuty(current) : changes.map(({ staffId }) => staffId);
    return {
      version: current.version,
      isFirst: before === undefined,
      people: [...new Set(ids)].toSorted().map((staffId) => ({
        staffId,
        changes: changes.filter((change) => change.staffId === staffId),
        readAt: readAt(readings, staffId, current.version),
      })),
    };
  });
}

/** A month as its own person has it before them. */
export interface OwnReading {
  /** The version that they read last as a whole, or null. */
  readonly lastRead: number | null;
  /** Their days in force against the version read last; empty where none was. */
  readonly changes: readonly PersonDayChange[];
  /** Whether a version that concerns them is not read yet. */
  readonly isUnread: boolean;
}

/** What a person has read of a month, and what has changed for them since. @param versions in order, at least one */
export function ownReading(
  versions: readonly PublishedShifts[],
  readings: readonly Reading[],
  staffId: string,
): OwnReading {
  const own = readings.filter((reading) => reading.staffId === staffId);
  const lastRead = own.reduce<number | null>(
    (last, { version, isWholeMonth }) => (isWholeMonth ? Math.max(last ?? 0, version) : last),
    null,
  );
  const read = versions.find(({ version }) => version === lastRead);
  const inForce = versions.at(-1)!;
  return {
    lastRead,
    changes:
      read === undefined
        ? []
        : changedPersonDays(read, inForce).filter((change) => change.staffId === staffId),
    isUnread: versionReadings(versions, own).some(({ people }) =>
      people.some((person) => person.staffId === staffId && person.readAt === null),
    ),
  };
}

function onDuty({ days }: MonthShifts): string[] {
  return days.flatMap(({ shifts }) => shifts.map(({ staffId }) => staffId));
}

function readAt(readings: readonly Reading[], staffId: string, version: number): Instant | null {
  return readings
    .filter(
      (reading) =>
        reading.staffId === staffId &&
        (reading.version === version || (reading.isWholeMonth && reading.version > version)),
    )
    .reduce<Instant | null>((first, { at }) => (first === null || at.isBefore(first) ? at : first), null);
}
