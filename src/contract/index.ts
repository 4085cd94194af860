/**
 * Answers: what a city's contract says, as data. Everything that another city would do differently stands here.
 * Assumes: the file was parsed by `parseContract`; inside, days are js-joda types and clock times minutes of a day.
 * May import: errors, calendar, js-joda and zod.
 */
export {
  type Contract,
  contractSchema,
  parseContract,
  type QueueTerms,
  type Role,
  type ShiftPattern,
} from './contract.ts';
export { type DocumentKind, documentKinds } from './documents.ts';
export { isInTerm, patternOf, requireInTerm } from './lookup.ts';
