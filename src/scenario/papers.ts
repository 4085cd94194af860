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

/** Prints at a time: a browser prints pages side by side while the year goes on with one thread. */
const printsAtOnce = 3;

/** The city confirms a document, step by step or as an office; its print is due with those of the month. */
export async function confirmPaper(
  { ctx, cast, toPrint }: Stage,
  paper: WaitingPaper,
  by: 'steps' | 'office',
): Promise<void> {
  for (const signer of by === 'office' ? [cast.office] : cast.city)
    await signDocument(ctx, signer, paper.ref);
  toPrint.push(paper);
}

/** Puts the prints of what the city has confirmed into the archive, in order. */
export async function printPapers({ ctx, cast, archive, toPrint }: Stage): Promise<void> {
  const papers = toPrint.splice(0);
  for (let from = 0; from < papers.length; from += printsAtOnce) {
    const some = papers.slice(from, from + printsAtOnce);
    const prints = await Promise.all(some.map(({ ref }) => printDocument(ctx, cast.office, ref)));
    for (const [index, { ref, path }] of some.entries()) {
      const { document } = await loadShownDocument(ctx, cast.office, ref);
      const { name, about, number } = document.content;
      await archive.put(path, `${name}${about === '' ? '' : `（${about}）`} ${number}`, prints[index]!);
    }
  }
}

/** Hands documents in at 11:00 of a day, or later, and has every step of the city confirm them in the afternoon. */
export async function handInAll(stage: Stage, date: LocalDate, papers: readonly Paper[]): Promise<void> {
  stage.clock.set(date, '11:00');
  const waiting: WaitingPaper[] = [];
  for (const paper of papers) waiting.push(await submitPaper(stage, paper));
  stage.clock.set(date, '15:30');
  for (const paper of waiting) await confirmPaper(stage, paper, 'steps');
}

/** Hands one document in. @returns which it became */
export async function handIn(stage: Stage, date: LocalDate, paper: Paper): Promise<DocumentRef> {
  await handInAll(stage, date, [paper]);
  return stage.toPrint.at(-1)!.ref;
}
