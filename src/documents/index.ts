/**
 * Answers: what a document is, how it is called and numbered, when it is due and who signs it.
 * Assumes: a version's content never changes once it is signed; its hash is over its content alone.
 * May import: the core up to `plan`, and js-joda.
 */
export type { DocumentContent, DocumentState, Json } from './content.ts';
export { type DocumentForm, documentNumber, formOf } from './forms.ts';
