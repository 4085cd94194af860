import type { Instant } from '@js-joda/core';
import type { SignOffSide } from '../documents/index.ts';
import { PlanEventRow } from './entities/planned.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** One step of a plan's way. */
export interface PlanEvent {
  /** Id of the plan version. */
  readonly planId: number;
  readonly at: Instant;
  /** Who did it, as they were called and what they were at the time. */
  readonly actor: { readonly userId: string; readonly name: string; readonly role: string };
  readonly step: 'signed' | 'submitted' | 'returned' | 'confirmed' | 'published' | 'commented';
  /** Side and step of the 承認欄 that the act belongs to; null where it is in none, and for acts older than boxes. */
  readonly side: SignOffSide | null;
  readonly stepIndex: number | null;
  /** Where in the plan a comment belongs; null for the whole. */
  readonly place: string | null;
  /** Address from which it was done; null where there is none. */
  readonly origin: string | null;
  readonly comment: string | null;
  /** Hash of the content that the step was about. */
  readonly contentSha256: string;
}

/** A step to record; what is left out of where it belongs and came from is null. */
export type NewPlanEvent = Omit<PlanEvent, 'side' | 'stepIndex' | 'place' | 'origin'> &
  Partial<Pick<PlanEvent, 'side' | 'stepIndex' | 'place' | 'origin'>>;

/** Records a step; it can never be changed or removed. */
export async function appendEvent(tx: Tx, event: NewPlanEvent): Promise<void> {
  await tx.insert(PlanEventRow, {
    plan: event.planId,
    at: dateOf(event.at),
    actorUserId: event.actor.userId,
    actorName: event.actor.name,
    actorRole: event.actor.role,
    step: event.step,
    side: event.side ?? null,
    stepIndex: event.stepIndex ?? null,
    place: event.place ?? null,
    origin: event.origin ?? null,
    comment: event.comment,
    contentSha256: event.contentSha256,
  });
}

/** The steps of a plan version, in the order in which they were recorded. */
export async function loadEvents(tx: Tx, planId: number): Promise<readonly PlanEvent[]> {
  const rows = await tx.find(
    PlanEventRow,
    { plan: planId },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );
  return rows.map((row) => ({
    planId,
    at: instantOf(row.at),
    actor: { userId: row.actorUserId, name: row.actorName, role: row.actorRole },
    step: row.step,
    side: row.side,
    stepIndex: row.stepIndex,
    place: row.place,
    origin: row.origin,
    comment: row.comment,
    contentSha256: row.contentSha256,
  }));
}
