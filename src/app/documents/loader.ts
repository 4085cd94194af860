import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { Actor, AppContext } from '../context.ts';

/** Which document is to be filled. */
export interface DocumentRequest {
  readonly contract: Contract;
  /** `term`, a month, a day, a person's code, or a number within the kind; the loader checks it. */
  readonly subject: string;
  /** Day of issue in Asia/Tokyo. */
  readonly issuedOn: LocalDate;
  /** What was typed in, for kinds that are; unchecked. */
  readonly input: unknown;
  readonly actor: Actor;
}

/** What a loader finds for a document. */
export interface FilledDocument {
  /** What it is about as printed, 令和6年5月分; empty where the title says it all. */
  readonly about: string;
  /** A day of the fiscal year that it belongs to. */
  readonly fiscalDay: LocalDate;
  readonly body: DocumentContent['body'];
}

/**
 * Fills one kind of document from the store; opens its own transactions.
 * @throws SekisuError `document.bad-subject`, `input.invalid`, `data.missing`
 */
export type DocumentLoader = (ctx: AppContext, request: DocumentRequest) => Promise<FilledDocument>;
