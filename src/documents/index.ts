/**
 * Answers: what a document is, how it is called and numbered, when it is due and who signs it.
 * Assumes: a version's content never changes once it is signed; its hash is over its content alone.
 * May import: the core up to `plan`, and js-joda.
 */

export { type CareerRecordDue, type CareerRecordOnFile, careerRecordsDue } from './career-records.ts';
export type { DocumentContent, DocumentState, Json } from './content.ts';
export {
  type Deadline,
  type DeadlineGrounds,
  type DeadlineState,
  type DueKind,
  deadlineState,
  deadlinesOf,
} from './deadlines.ts';
export { type DocumentForm, documentNumber, formOf } from './forms.ts';
export { type CodePoints, codePointsOf, type FittedText, fittedTo, letterName, lettersOf } from './glyphs.ts';
export {
  actsOn,
  mayReturn,
  type Signer,
  type SigningRight,
  type SignOffAct,
  type SignOffProgress,
  type SignOffRule,
  type SignOffSide,
  signingRight,
  signOffProgress,
  signOffRule,
} from './sign-off.ts';
