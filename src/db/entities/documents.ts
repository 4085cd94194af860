import { defineEntity, p } from '@mikro-orm/core';
import type { DocumentContent } from '../../documents/index.ts';
import { appendOnly, keepsDecidedDocuments } from './triggers.ts';

const DocumentVersionSchema = defineEntity({
  name: 'DocumentVersionRow',
  tableName: 'document_version',
  uniques: [{ name: 'document_version_kind_subject_version', properties: ['kind', 'subject', 'version'] }],
  triggers: [keepsDecidedDocuments],
  properties: {
    id: p.integer().primary(),
    kind: p.text(),
    /** What it is about: `term`, a month, a day, a person's code, or a number that counts within the kind. */
    subject: p.text(),
    version: p.integer(),
    state: p.enum(['draft', 'submitted', 'confirmed', 'returned']),
    content: p.json<DocumentContent>(),
    contentSha256: p.text(),
    createdAt: p.datetime(),
    createdBy: p.text(),
    submittedAt: p.datetime().strictNullable(),
  },
});
/** One version of a document. */
export class DocumentVersionRow extends DocumentVersionSchema.class {}
DocumentVersionSchema.setClass(DocumentVersionRow);

const DocumentEventSchema = defineEntity({
  name: 'DocumentEventRow',
  tableName: 'document_event',
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    document: () =>
      p.manyToOne(DocumentVersionRow).mapToPk().fieldName('document_id').index('document_event_document_id'),
    at: p.datetime(),
    actorUserId: p.text(),
    actorName: p.text(),
    actorRole: p.text(),
    /** Address from which it was done; null where there is none. */
    origin: p.text().strictNullable(),
    action: p.enum(['approved', 'returned', 'commented', 'noted']),
    side: p.enum(['contractor', 'city']),
    stepIndex: p.integer(),
    /** Where in the document a comment belongs, or what is noted; null for the whole. */
    place: p.text().strictNullable(),
    comment: p.text().strictNullable(),
    contentSha256: p.text(),
  },
});
/** One step of a document's way. */
export class DocumentEventRow extends DocumentEventSchema.class {}
DocumentEventSchema.setClass(DocumentEventRow);

const KeptFileSchema = defineEntity({
  name: 'KeptFileRow',
  tableName: 'kept_file',
  indexes: [{ name: 'kept_file_holder', properties: ['holder', 'holderId'] }],
  triggers: [appendOnly],
  properties: {
    id: p.integer().primary(),
    holder: p.enum(['plan', 'document']),
    /** Id of the version that it belongs to. */
    holderId: p.integer(),
    /** The signed print, the package for review off line, or the proof of a decision taken on paper. */
    purpose: p.enum(['signed', 'review', 'decision']),
    name: p.text(),
    contentType: p.text(),
    bytes: p.blob(),
    /** Of the bytes. */
    sha256: p.text(),
    /** Of the content that it shows or decides on. */
    contentSha256: p.text(),
    note: p.text().strictNullable(),
    at: p.datetime(),
    by: p.text(),
  },
});
/** A file kept with a version, for ever. */
export class KeptFileRow extends KeptFileSchema.class {}
KeptFileSchema.setClass(KeptFileRow);

const CallCaseSchema = defineEntity({
  name: 'CallCaseRow',
  tableName: 'call_case',
  properties: {
    /** Number that the telephone system or the desk gave it. */
    id: p.text().primary(),
    date: p.date().index('call_case_date'),
    startMinute: p.integer(),
    queueId: p.text(),
    /** Code of the operator who took it; null where nobody did. */
    staffId: p.text().strictNullable(),
    /** Codes of the contract's `service`; null where it is not said. */
    venue: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    outcome: p.enum(['answered', 'escalated', 'cityCallback', 'referred', 'abandoned', 'automatic']),
    isComplaint: p.boolean(),
    handlingSeconds: p.integer(),
    note: p.text().strictNullable(),
  },
});
/** One call, as the city gets it among all cases (D25). */
export class CallCaseRow extends CallCaseSchema.class {}
CallCaseSchema.setClass(CallCaseRow);
