import type { LocalDate } from '@js-joda/core';
import { draftDocument } from '../app/draft-document.ts';
import { type DocumentRef, loadShownDocument, printDocument } from '../app/print-document.ts';
import { signDocument } from '../app/sign-document.ts';
import type { DocumentKind } from '../contract/index.ts';
import type { Stage } from './stage.ts';

/** Which document is handed in, and where its print goes. */
export interface Paper {
  readonly kind: DocumentKind;
  /** Null for the next number of a kind that is counted. */
  readonly subject: string | null;
  /** What was typed in, for kinds that are. */
  readonly input?: unknown;
  /** Below the archive's folder. */
  readonly path: string;
}

/** A document that lies with the city. */
export interface WaitingPaper {
  readonly ref: DocumentRef;
  readonly path: string;
}

/** Draws up a document and takes it through every step of the contractor, at the time that the clock shows. */
export async function submitPaper({ ctx, cast }: Stage, paper: Paper): Promise<WaitingPaper> {
  const drawn = await draftDocument(ctx, cast.contractor[0]!, paper);
  const ref = { kind: drawn.kind, subject: drawn.subject, version: drawn.version };
  for (const signer of cast.contractor) await signDocument(ctx, signer, ref);
  return { ref, path: paper.path };
}

/** The city confirms a document, step by step or as an office, and its print goes into the archive. */
export async function confirmPaper(
  { ctx, cast, archive }: Stage,
  { ref, path }: WaitingPaper,
  by: 'steps' | 'office',
): Promise<void> {
  for (const signer of by === 'office' ? [cast.office] : cast.city) await signDocument(ctx, signer, ref);
  const { document } = await loadShownDocument(ctx, cast.office, ref);
  const { name, about, number } = document.content;
  const title = `${name}${about === '' ? '' : `（${about}）`} ${number}`;
  await archive.put(path, title, await printDocument(ctx, cast.office, ref));
}

/** Hands a document in at 11:00 of a day and has every step of the city confirm it in the afternoon. */
export async function handIn(stage: Stage, date: LocalDate, paper: Paper): Promise<DocumentRef> {
  stage.clock.set(date, '11:00');
  const waiting = await submitPaper(stage, paper);
  stage.clock.set(date, '15:30');
  await confirmPaper(stage, waiting, 'steps');
  return waiting.ref;
}
