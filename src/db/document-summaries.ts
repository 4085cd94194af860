import { Instant, type YearMonth } from '@js-joda/core';
import type { DocumentKind } from '../contract/index.ts';
import type { DocumentState } from '../documents/index.ts';
import type { Tx } from './tx.ts';

/** A version of a document for lists: without what it says, but with how it is called. */
export interface DocumentSummary {
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly version: number;
  readonly state: DocumentState;
  readonly contentSha256: string;
  readonly name: string;
  readonly about: string;
  readonly number: string;
  readonly submittedAt: Instant | null;
}

interface SummaryTuple extends Omit<DocumentSummary, 'submittedAt' | 'contentSha256'> {
  readonly content_sha256: string;
  readonly submitted: string | null;
}

const columns = `kind, subject, version, state, content_sha256, content->>'name' as name, content->>'about' as about,
  content->>'number' as number, to_char(submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as submitted`;

/** Kinds whose subject is a number: the month that they belong to is that of their fiscal day. */
export const countedKinds: readonly DocumentKind[] = ['improvementReport', 'minutes', 'adHocReport'];

/** The newest version of every document on a month, one of its days, or of a counted kind from it; by kind and subject. */
export async function listMonthDocuments(tx: Tx, month: YearMonth): Promise<readonly DocumentSummary[]> {
  const rows: SummaryTuple[] = await tx.execute(
    `select distinct on (kind, length(subject), subject) ${columns}
     from document_version where subject = ? or subject like ?
       or (kind in (${countedKinds.map((kind) => `'${kind}'`).join(', ')}) and content->>'fiscalDay' like ?)
     order by kind, length(subject), subject, version desc`,
    [month.toString(), `${month}-%`, `${month}-%`],
  );
  return rows.map(summaryOf);
}

/** Every version: by kind and subject, the latest version first. */
export async function listDocumentSummaries(tx: Tx): Promise<readonly DocumentSummary[]> {
  const rows: SummaryTuple[] = await tx.execute(
    `select ${columns} from document_version order by kind, subject, version desc`,
  );
  return rows.map(summaryOf);
}

function summaryOf({ content_sha256: contentSha256, submitted, ...row }: SummaryTuple): DocumentSummary {
  return { ...row, contentSha256, submittedAt: submitted === null ? null : Instant.parse(submitted) };
}
