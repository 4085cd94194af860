import type { Contract, DocumentKind } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { type DocumentVersion, loadDocument } from '../db/documents.ts';
import { SekisuError } from '../errors.ts';
import { documentHtml } from '../render/document.ts';
import { documentFrame, type SignOffEvent } from '../report/index.ts';
import type { Actor, AppContext } from './context.ts';

/** Which version of which document. */
export interface DocumentRef {
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly version: number | 'latest';
}

/** A version with what its print needs. */
export interface ShownDocument {
  readonly contract: Contract;
  readonly document: DocumentVersion;
  readonly events: readonly SignOffEvent[];
}

/**
 * A version as its reader may see it; the city from submission on.
 * @throws SekisuError `document.not-found`, `document.not-visible`
 */
export async function loadShownDocument(
  ctx: AppContext,
  actor: Actor,
  ref: DocumentRef,
): Promise<ShownDocument> {
  const shown = await ctx.db.transaction(async (tx) => ({
    contract: await loadContract(tx),
    document: await loadDocument(tx, ref.kind, ref.subject, ref.version),
    events: [],
  }));
  if (actor.role === 'city' && shown.document.state === 'draft') {
    throw new SekisuError('document.not-visible');
  }
  return shown;
}

/** A version as a page for the browser; the same HTML is printed. @throws SekisuError as `loadShownDocument` */
export async function previewDocument(ctx: AppContext, actor: Actor, ref: DocumentRef): Promise<string> {
  return htmlOf(ctx, await loadShownDocument(ctx, actor, ref));
}

/**
 * A version as PDF.
 * @throws SekisuError as `loadShownDocument`, `print.browser-unavailable`
 */
export async function printDocument(ctx: AppContext, actor: Actor, ref: DocumentRef): Promise<Uint8Array> {
  return ctx.printer.print(await previewDocument(ctx, actor, ref));
}

function htmlOf(ctx: AppContext, { contract, document, events }: ShownDocument): string {
  const { content, contentSha256, version, state } = document;
  const frame = documentFrame({ contract, content, contentSha256, version, state, events });
  return documentHtml(ctx.render, content, frame);
}
