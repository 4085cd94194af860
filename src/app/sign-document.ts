import type { LocalDate } from '@js-joda/core';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import { appendDocumentEvent, loadDocumentEvents, lockDocument } from '../db/document-events.ts';
import { type DocumentVersion, findDocument, loadDocument, moveDocument } from '../db/documents.ts';
import type { Tx } from '../db/tx.ts';
import { mayReturn, type SignOffAct, signOffRule } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { documentActs } from './document-acts.ts';
import type { DocumentRef } from './print-document.ts';
import { type ActingSigner, boxOf, requireSigningRight, signerOf } from './sign-off.ts';

/** What is said along with an act on a document. */
export interface DocumentWords {
  readonly comment?: string | null;
  /** Where in the document it belongs; null or left out for the whole. */
  readonly place?: string | null;
}

/** What can be noted on a confirmed document: 検査, 請求, 支払. */
export const notables = ['inspected', 'invoiceSent', 'paid'] as const;

/**
 * Signs every open step of a document that the actor may take, in order, or the next alone. With the contractor's last one it
 * is submitted and the city can see it; with the city's last one it is confirmed.
 * @param input `isNextOnly` for one step where several could be taken in a row
 * @throws SekisuError `document.not-found`, `document.not-visible`, `document.not-newest`, `sign-off.…`
 */
export async function signDocument(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & DocumentWords & { readonly isNextOnly?: boolean },
): Promise<void> {
  requireRole(actor, 'manager', 'city');
  await actOnDocument(ctx, actor, input, async (tx, { document, acts, signer, contract }) => {
    const { side, steps } = requireSigningRight(contract, document.contentSha256, acts, signer);
    if (side === 'contractor') await requireNewestDocument(tx, document);
    const taken = input.isNextOnly === true ? steps.slice(0, 1) : steps;
    const { contractorSteps, citySteps } = contract.documents;
    const last = (side === 'contractor' ? contractorSteps : citySteps).length - 1;
    if (taken.includes(last)) {
      await moveDocument(tx, document.id, side === 'contractor' ? 'submitted' : 'confirmed', ctx.now());
    }
    return taken.map((stepIndex) => ({ action: 'approved', stepIndex }));
  });
}

/**
 * Anybody in the sign-off returns a document with a comment, as `returnPlan` does a plan.
 * @throws SekisuError `plan.comment-needed`, `sign-off.not-returnable`, and as `signDocument`
 */
export async function returnDocument(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & DocumentWords,
): Promise<void> {
  requireRole(actor, 'manager', 'city');
  requireComment(input);
  await actOnDocument(ctx, actor, input, async (tx, { document, acts, signer, contract }) => {
    if (!mayReturn(signOffRule(contract), document.contentSha256, acts, signer.side)) {
      throw new SekisuError('sign-off.not-returnable');
    }
    if (signer.side === 'city') await moveDocument(tx, document.id, 'returned', ctx.now());
    else await requireNewestDocument(tx, document);
    return [{ action: 'returned' }];
  });
}

/** A comment of either side on a document that was handed in. @throws SekisuError `plan.comment-needed`, `sign-off.not-handed-in` */
export async function commentOnDocument(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & DocumentWords,
): Promise<void> {
  requireRole(actor, 'manager', 'city');
  requireComment(input);
  await actOnDocument(ctx, actor, input, async (_, { document }) => {
    if (document.state === 'draft') throw new SekisuError('sign-off.not-handed-in');
    return [{ action: 'commented' }];
  });
}

/**
 * Notes the day on which a confirmed document was inspected, its invoice sent or paid. The latest note of a kind holds.
 * @throws SekisuError `sign-off.not-handed-in` before it is confirmed
 */
export async function noteDocument(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & { readonly what: (typeof notables)[number]; readonly on: LocalDate },
): Promise<void> {
  requireRole(actor, 'manager');
  const { what, on, ...ref } = input;
  const words = { ...ref, place: what, comment: on.toString() };
  await actOnDocument(ctx, actor, words, async (_, { document }) => {
    if (document.state !== 'confirmed') throw new SekisuError('sign-off.not-handed-in');
    return [{ action: 'noted' }];
  });
}

/** One act on a document, and the box that it stands in; the actor's own unless told. */
export interface DocumentAct {
  readonly action: SignOffAct['action'];
  readonly stepIndex?: number;
  /** For an act of the city on paper, which the actor only records: who it was and what is said of it. */
  readonly onPaper?: { readonly name: string; readonly role: string; readonly comment: string };
}

/** What an act works on. */
export interface DocumentInHand {
  readonly document: DocumentVersion;
  readonly contract: Awaited<ReturnType<typeof loadContract>>;
  readonly acts: readonly SignOffAct[];
  readonly signer: ActingSigner;
}

/** One or more acts in one transaction; of two who act at once the second sees what the first did. */
export async function actOnDocument(
  ctx: AppContext,
  actor: Actor,
  input: DocumentRef & DocumentWords,
  work: (tx: Tx, inHand: DocumentInHand) => Promise<readonly DocumentAct[]>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { id } = await loadDocument(tx, input.kind, input.subject, input.version);
    await lockDocument(tx, id);
    const document = await loadDocument(tx, input.kind, input.subject, input.version);
    if (actor.role === 'city' && document.state === 'draft') throw new SekisuError('document.not-visible');
    const contract = await loadContract(tx);
    const signer = await signerOf(tx, contract, actor);
    const events = await loadDocumentEvents(tx, document.id);
    const done = await work(tx, { document, contract, acts: documentActs(events), signer });
    const { contentSha256 } = document;
    for (const [index, { action, onPaper, stepIndex = boxOf(contract, signer) }] of done.entries()) {
      const isLast = index === done.length - 1;
      const at = ctx.now();
      const { position } = signer;
      const side = onPaper === undefined ? signer.side : 'city';
      const place = isLast ? input.place?.trim() || null : null;
      await appendDocumentEvent(tx, {
        documentId: document.id,
        at,
        actor: {
          userId: actor.userId,
          name: onPaper?.name ?? actor.name,
          role: onPaper?.role ?? position,
        },
        origin: actor.origin ?? null,
        action,
        side,
        stepIndex,
        place,
        comment: onPaper?.comment ?? (isLast ? input.comment?.trim() || null : null),
        contentSha256,
      });
      await appendAudit(tx, {
        at,
        actor: actor.userId,
        origin: actor.origin,
        action: `document.${action}`,
        subject: `${document.content.number} v${document.version}`,
        detail: {
          sha256: contentSha256,
          side,
          step: stepIndex,
          ...(action === 'noted' ? { what: place } : {}),
          ...(onPaper === undefined ? {} : { onPaper: onPaper.name }),
        },
      });
    }
  });
}

function requireComment({ comment }: DocumentWords): void {
  if ((comment ?? '').trim() === '') throw new SekisuError('plan.comment-needed');
}

async function requireNewestDocument(tx: Tx, { kind, subject, version }: DocumentVersion): Promise<void> {
  const newest = await findDocument(tx, kind, subject);
  if (newest?.version === version) return;
  throw new SekisuError('document.not-newest', { kind, subject, version });
}
