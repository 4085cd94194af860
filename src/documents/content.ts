import type { DocumentKind } from '../contract/index.ts';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a version of a document says: its form and everything that the form prints but the frame (number, version, state,
 * seals, hash). Its SHA-256 over the RFC 8785 form is what people sign; the same content prints the same pages.
 */
export interface DocumentContent {
  readonly format: 'sekisu.document/1';
  readonly kind: DocumentKind;
  /** What it is about: `term`, a month `YYYY-MM`, a day `YYYY-MM-DD`, a person's code, or a number within the kind. */
  readonly subject: string;
  /** View below `views/print/forms/`, without `.hbs`. */
  readonly view: string;
  /** Title as printed, for example 月報. */
  readonly name: string;
  readonly number: string;
  /** What it is about as printed, for example 令和6年5月分; empty where the title says it all. */
  readonly about: string;
  readonly addressee: string;
  /** A day of the fiscal year that it belongs to, `YYYY-MM-DD`. */
  readonly fiscalDay: string;
  /** Day of submission as printed, `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** What the form prints, ready to print; `basis` is the article that asks for it, or null. */
  readonly body: { readonly [key: string]: Json };
}

/** draft → submitted → confirmed or returned, as a plan's. */
export type DocumentState = 'draft' | 'submitted' | 'confirmed' | 'returned';
