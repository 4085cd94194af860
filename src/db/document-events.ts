import type { Instant } from '@js-joda/core';
import type { SignOffAct } from '../documents/index.ts';
import { DocumentEventRow } from './entities/documents.ts';
import { dateOf, instantOf } from './moments.ts';
import type { Tx } from './tx.ts';

/** One step of a document's way. */
export interface DocumentEvent {
  /** Id of the document version. */
  readonly documentId: number;
  readonly at: Instant;
  /** Who did it, as they were called and what they were at the time. */
  readonly actor: { readonly userId: string; readonly name: string; readonly role: string };
  /** Address from which it was done; null where there is none. */
  readonly origin: string | null;
  readonly action: SignOffAct['action'];
  readonly side: SignOffAct['side'];
  /** Index of the step in the contract's steps of the side, from 0. */
  readonly stepIndex: number;
  /** Where in the document a comment belongs, or what is noted; null for the whole. */
  readonly place: string | null;
  readonly comment: string | null;
  /** Hash of the content that the step was about. */
  readonly contentSha256: string;
}

/** Lets nobody else act on a document version until the transaction ends. */
export async function lockDocument(tx: Tx, documentId: number): Promise<void> {
  await tx.execute('select id from document_version where id = ? for no key update', [documentId]);
}

/** Records a step; it can never be changed or removed. */
export async function appendDocumentEvent(tx: Tx, event: DocumentEvent): Promise<void> {
  await tx.insert(DocumentEventRow, {
    document: event.documentId,
    at: dateOf(event.at),
    actorUserId: event.actor.userId,
    actorName: event.actor.name,
    actorRole: event.actor.role,
    origin: event.origin,
    action: event.action,
    side: event.side,
    stepIndex: event.stepIndex,
    place: event.place,
    comment: event.comment,
    contentSha256: event.contentSha256,
  });
}

/** The steps of document versions, in the order in which they were recorded; of all of them unless told. */
export async function loadDocumentEvents(tx: Tx, documentId?: number): Promise<readonly DocumentEvent[]> {
  const rows = await tx.find(DocumentEventRow, documentId === undefined ? {} : { document: documentId }, {
    orderBy: { id: 'asc' },
    disableIdentityMap: true,
  });
  return rows.map((row) => ({
    documentId: row.document as number,
    at: instantOf(row.at),
    actor: { userId: row.actorUserId, name: row.actorName, role: row.actorRole },
    origin: row.origin,
    action: row.action,
    side: row.side,
    stepIndex: row.stepIndex,
    place: row.place,
    comment: row.comment,
    contentSha256: row.contentSha256,
  }));
}
