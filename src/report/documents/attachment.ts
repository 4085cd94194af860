import type { DocumentContent } from '../../documents/index.ts';

/** All cases of some days, which go with a report as a file. */
export interface Attachment {
  readonly name: string;
  /** Rows of data, the header left out. */
  readonly rows: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
}

/** The file of cases that a document speaks of; null of one that has none. */
export function attachmentOf({ body }: Pick<DocumentContent, 'body'>): Attachment | null {
  return (body['attachment'] as Attachment | undefined) ?? null;
}
