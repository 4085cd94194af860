/**
 * Answers: what a whole contract year looks like, from the first document to the handover, played through the use cases.
 * Assumes: the store is empty; the clock is the play's own; equal data and seeds play the same year.
 * May import: the core, sample, files, render's reader of PDFs, and the use cases.
 */
export { type Archive, type ArchivedFile, openArchive } from './archive.ts';
export { type Evidence, findEvidence } from './evidence.ts';
export { type PlayedYear, playYear } from './play-year.ts';
export type { PlayClock } from './stage.ts';
export { writeIndex } from './write-index.ts';
