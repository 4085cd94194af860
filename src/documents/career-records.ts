import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { isEmployedOn, type StaffMember } from '../roster/index.ts';

/** A 業務履歴書 that the city is still to get. */
export interface CareerRecordDue {
  readonly staffId: string;
  /** `start`: holds the post when the work begins; `change`: came to the post while it runs (第2章2(3)キ). */
  readonly reason: 'start' | 'change';
  /** First day of the post, not before the term. */
  readonly from: LocalDate;
}

/** A person's record that was handed in. */
export interface CareerRecordOnFile {
  readonly staffId: string;
  /** Role that it was handed in for. */
  readonly role: 'manager' | 'supervisor';
}

/**
 * Records that lack for a staff: of every manager and supervisor who holds the post within the term and of whom none is on
 * file for that post. Who changes from one post to the other needs another.
 * @param before the staff as it was; null when there was none. Who held the same post then was there at the start
 * @param onFile records handed in, of the newest post each
 * @param today day of the change
 */
export function careerRecordsDue(
  contract: Contract,
  before: readonly StaffMember[] | null,
  after: readonly StaffMember[],
  onFile: readonly CareerRecordOnFile[],
  today: LocalDate,
): CareerRecordDue[] {
  const { term } = contract;
  const hadPost = (person: StaffMember): boolean =>
    before?.some(({ id, role }) => id === person.id && role === person.role) === true;
  return after.flatMap((person): CareerRecordDue[] => {
    if (person.role === 'operator' || person.startsOn.isAfter(term.end)) return [];
    if (!isEmployedOn(person, today) && !person.startsOn.isAfter(today)) return [];
    if (onFile.some(({ staffId, role }) => staffId === person.id && role === person.role)) return [];
    const isNew = before !== null && !hadPost(person) && today.isAfter(term.start);
    const changedOn = person.startsOn.isAfter(today) ? person.startsOn : today;
    const isLater = isNew || person.startsOn.isAfter(term.start);
    const from = !isLater ? term.start : person.startsOn.isAfter(term.start) ? person.startsOn : changedOn;
    return [{ staffId: person.id, reason: isLater ? 'change' : 'start', from }];
  });
}
