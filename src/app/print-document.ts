import { japanDateTimeOf } from '../calendar/index.ts';
import type { Contract, DocumentKind } from '../contract/index.ts';
import { loadContract } from '../db/contracts.ts';
import { type DocumentEvent, loadDocumentEvents } from '../db/document-events.ts';
import { type DocumentVersion, listDocuments, loadDocument } from '../db/documents.ts';
import {
  mayReturn,
  type SigningRight,
  type SignOffProgress,
  signingRight,
  signOffProgress,
  signOffRule,
} from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { documentHtml } from '../render/document.ts';
import { documentFrame, type SignOffEvent } from '../report/index.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { documentActs } from './document-acts.ts';
import { signerOf } from './sign-off.ts';
import { signedPrint } from './signed-print.ts';

/** Which version of which document. */
export interface DocumentRef {
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly version: number | 'latest';
}

/** A version with everything that its page and its print need. */
export interface ShownDocument {
  readonly contract: Contract;
  readonly document: DocumentVersion;
  /** In order of time. */
  readonly events: readonly DocumentEvent[];
  /** How far the sign-off has come, and what the reader may do about it. */
  readonly signOff: {
    readonly progress: SignOffProgress;
    readonly right: SigningRight;
    readonly mayReturn: boolean;
  };
  /** Versions of the same document that the reader may see, the newest first. */
  readonly versions: readonly DocumentVersion[];
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
  requireRole(actor, 'manager', 'lead', 'city');
  return ctx.db.transaction(async (tx) => {
    const contract = await loadContract(tx);
    const document = await loadDocument(tx, ref.kind, ref.subject, ref.version);
    const isVisible = ({ state }: DocumentVersion): boolean => actor.role !== 'city' || state !== 'draft';
    if (!isVisible(document)) throw new SekisuError('document.not-visible');
    const kept = await loadDocumentEvents(tx, document.id);
    // What the contractor said of earlier drafts is its own affair.
    const isShown = ({ contentSha256 }: DocumentEvent): boolean =>
      actor.role !== 'city' || contentSha256 === document.contentSha256;
    const events = kept.filter(isShown);
    const signer = await signerOf(tx, contract, actor);
    const acts = documentActs(kept);
    const rule = signOffRule(contract);
    const { contentSha256 } = document;
    const same = await listDocuments(tx, { kind: ref.kind, subject: ref.subject });
    return {
      contract,
      document,
      events,
      signOff: {
        progress: signOffProgress(rule, contentSha256, acts),
        right: signingRight(rule, contentSha256, acts, signer),
        mayReturn: mayReturn(rule, contentSha256, acts, signer.side),
      },
      versions: same.filter(isVisible),
    };
  });
}

/** A version as a page for the browser; the same HTML is printed. @throws SekisuError as `loadShownDocument` */
export async function previewDocument(ctx: AppContext, actor: Actor, ref: DocumentRef): Promise<string> {
  return htmlOf(ctx, await loadShownDocument(ctx, actor, ref));
}

/**
 * A version as PDF. One that was handed in bears the contractor's digital signature and stays the same for ever.
 * @throws SekisuError as `loadShownDocument`, `print.browser-unavailable`, `signing.…`
 */
export async function printDocument(ctx: AppContext, actor: Actor, ref: DocumentRef): Promise<Uint8Array> {
  const shown = await loadShownDocument(ctx, actor, ref);
  const { contract, document } = shown;
  if (document.state === 'draft') return ctx.printer.print(htmlOf(ctx, shown));
  const { number } = document.content;
  const { version, id: holderId, contentSha256 } = document;
  return signedPrint(
    ctx,
    actor,
    {
      holder: 'document',
      holderId,
      contract,
      subject: `${number} v${version}`,
      contentSha256,
      fileName: `${number}-v${version}.pdf`,
      edition: `${document.state} ja`,
    },
    () => ctx.printer.print(htmlOf(ctx, { ...shown, events: asHandedOver(shown) })),
  );
}

/** Events up to the one that brought the version into its state: a print that is kept says the same for ever. */
function asHandedOver({ document, events }: ShownDocument): readonly DocumentEvent[] {
  const about = events.filter(({ contentSha256 }) => contentSha256 === document.contentSha256);
  const side = document.state === 'submitted' ? 'contractor' : 'city';
  const action = document.state === 'returned' ? 'returned' : 'approved';
  const last = about.findLastIndex((event) => event.side === side && event.action === action);
  return last < 0 ? about : about.slice(0, last + 1);
}

/** Headings of a version as its form prints them, for comments that say where they belong. */
export function placesOf(ctx: AppContext, shown: ShownDocument): readonly string[] {
  const headings = htmlOf(ctx, shown).matchAll(/<h2[^>]*>(.*?)<\/h2>/gs);
  return [...headings].map(([, text]) => text!.replaceAll(/<[^>]*>/g, '').trim());
}

function htmlOf(ctx: AppContext, { contract, document, events }: ShownDocument): string {
  const { content, contentSha256, version, state } = document;
  const shown = events.flatMap((event) => signOffEvent(contract, document, event));
  const frame = documentFrame({ contract, content, contentSha256, version, state, events: shown });
  return documentHtml(ctx.render, content, frame);
}

/** An event as the 承認欄 shows it; notes stand in no box, nor do signatures on what the draft said before. */
function signOffEvent(contract: Contract, document: DocumentVersion, event: DocumentEvent): SignOffEvent[] {
  const { action, side, stepIndex, actor, contentSha256, comment, place } = event;
  if (action === 'noted') return [];
  if (action === 'approved' && contentSha256 !== document.contentSha256) return [];
  const { labels } = contract.roles;
  const { role } = actor;
  return [
    {
      side,
      stepIndex,
      action,
      name: actor.name,
      role:
        side === 'contractor'
          ? (role === 'manager' ? labels.manager : labels.supervisor).ja
          : role === 'city'
            ? contract.city.department.ja
            : role,
      at: japanDateTimeOf(event.at),
      comment,
      place,
    },
  ];
}
