import type { Instant } from '@js-joda/core';
import type { DocumentKind } from '../contract/index.ts';
import type { DocumentContent, DocumentState } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { DocumentVersionRow } from './entities/documents.ts';
import { dateOf, instantOf, instantOrNull } from './moments.ts';
import type { Tx } from './tx.ts';

/** A new version of a document. */
export interface NewDocument {
  /** 1, 2, … within the kind and subject; see `nextDocumentVersion`. */
  readonly version: number;
  readonly content: DocumentContent;
  /** SHA-256, hex, over the RFC 8785 form of the content. */
  readonly contentSha256: string;
  readonly createdAt: Instant;
  /** User id, or `cli`. */
  readonly createdBy: string;
}

/** A version of a document as it is kept. */
export interface DocumentVersion extends NewDocument {
  /** Number of the row, for events and files. */
  readonly id: number;
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly state: DocumentState;
  readonly submittedAt: Instant | null;
}

/** Number of the next version of a document, ≥ 1; nobody else gets it until the transaction ends. */
export async function nextDocumentVersion(tx: Tx, kind: DocumentKind, subject: string): Promise<number> {
  await tx.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`document ${kind}`]);
  const [row]: { version: number }[] = await tx.execute(
    'select coalesce(max(version), 0) + 1 as version from document_version where kind = ? and subject = ?',
    [kind, subject],
  );
  return row!.version;
}

/** Number of the next document of a kind that is counted, 1, 2, …; nobody else gets it until the transaction ends. */
export async function nextDocumentSubject(tx: Tx, kind: DocumentKind): Promise<string> {
  await tx.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`document ${kind}`]);
  const [row]: { subject: number }[] = await tx.execute(
    `select coalesce(max(subject::int), 0) + 1 as subject from document_version where kind = ? and subject ~ '^[0-9]{1,6}$'`,
    [kind],
  );
  return String(row!.subject);
}

/** Keeps a new version as a draft. @returns its id */
export async function saveDocument(tx: Tx, document: NewDocument): Promise<number> {
  const { content } = document;
  return tx.insert(DocumentVersionRow, {
    kind: content.kind,
    subject: content.subject,
    version: document.version,
    state: 'draft',
    content,
    contentSha256: document.contentSha256,
    createdAt: dateOf(document.createdAt),
    createdBy: document.createdBy,
    submittedAt: null,
  });
}

/**
 * Gives a draft other content.
 * @throws SekisuError `plan.version-immutable` once it is submitted
 */
export async function rewriteDocument(
  tx: Tx,
  id: number,
  content: DocumentContent,
  contentSha256: string,
): Promise<void> {
  await tx.nativeUpdate(DocumentVersionRow, { id }, { content, contentSha256 });
}

/**
 * A version of a document, or the one with the highest number.
 * @throws SekisuError `document.not-found`
 */
export async function loadDocument(
  tx: Tx,
  kind: DocumentKind,
  subject: string,
  version: number | 'latest' = 'latest',
): Promise<DocumentVersion> {
  const found = await findDocument(tx, kind, subject, version);
  if (found === null) throw new SekisuError('document.not-found', { kind, subject, version });
  return found;
}

/** As `loadDocument`; null where there is none. */
export async function findDocument(
  tx: Tx,
  kind: DocumentKind,
  subject: string,
  version: number | 'latest' = 'latest',
): Promise<DocumentVersion | null> {
  const row = await tx.findOne(
    DocumentVersionRow,
    { kind, subject, ...(version === 'latest' ? {} : { version }) },
    { orderBy: { version: 'desc' }, disableIdentityMap: true },
  );
  return row === null ? null : documentOf(row);
}

/** Every version, those of a kind, or those of one document: by kind and subject, the latest version first. */
export async function listDocuments(
  tx: Tx,
  of: { readonly kind?: DocumentKind; readonly subject?: string } = {},
): Promise<readonly DocumentVersion[]> {
  const rows = await tx.find(DocumentVersionRow, of, {
    orderBy: { kind: 'asc', subject: 'asc', version: 'desc' },
    disableIdentityMap: true,
  });
  return rows.map(documentOf);
}

/**
 * Moves a version on: a draft is submitted, a submitted one confirmed or returned.
 * @param at when; kept as the time of submission
 * @throws SekisuError `plan.version-immutable` for any other move, also when someone else was faster
 */
export async function moveDocument(
  tx: Tx,
  id: number,
  to: 'submitted' | 'confirmed' | 'returned',
  at: Instant,
): Promise<void> {
  const from = to === 'submitted' ? 'draft' : 'submitted';
  const moved = await tx.nativeUpdate(
    DocumentVersionRow,
    { id, state: from },
    to === 'submitted' ? { state: to, submittedAt: dateOf(at) } : { state: to },
  );
  if (moved !== 1) throw new SekisuError('plan.version-immutable', { table: 'document_version' });
}

function documentOf(row: DocumentVersionRow): DocumentVersion {
  return {
    id: row.id,
    kind: row.kind as DocumentKind,
    subject: row.subject,
    version: row.version,
    state: row.state,
    content: row.content as DocumentContent,
    contentSha256: row.contentSha256,
    createdAt: instantOf(row.createdAt),
    createdBy: row.createdBy,
    submittedAt: instantOrNull(row.submittedAt),
  };
}
