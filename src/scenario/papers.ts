import { draftDocument } from '../app/draft-document.ts';
import { printDocument } from '../app/print-document.ts';
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
}

/** Where the print of a document goes and who confirms it. */
export interface PaperWay {
  /** Below the archive's folder. */
  readonly path: string;
  /** Confirmed by the office as a whole rather than by every step of the city. */
  readonly byOffice?: boolean;
}

/** Draws up a document, takes it through every step of both sides and puts its print into the archive. @returns its subject */
export async function handIn(stage: Stage, paper: Paper, way: PaperWay): Promise<string> {
  const { ctx, cast, archive } = stage;
  const drawn = await draftDocument(ctx, cast.contractor[0]!, paper);
  const ref = { kind: drawn.kind, subject: drawn.subject, version: drawn.version };
  for (const signer of cast.contractor) await signDocument(ctx, signer, ref);
  const city = way.byOffice === true ? [cast.office] : cast.city;
  for (const signer of city) await signDocument(ctx, signer, ref);
  const pdf = await printDocument(ctx, cast.office, ref);
  const { name, about, number } = drawn.content;
  await archive.put(way.path, `${name}${about === '' ? '' : `（${about}）`} ${number}`, pdf);
  return drawn.subject;
}
