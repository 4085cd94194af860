import type { LocalDate } from '@js-joda/core';
import { fiscalYearOf, japanDateTimeOf } from '../calendar/index.ts';
import type { Contract, DocumentKind } from '../contract/index.ts';
import { appendAudit } from '../db/audit.ts';
import { loadContract } from '../db/contracts.ts';
import {
  type DocumentVersion,
  findDocument,
  loadDocument,
  nextDocumentSubject,
  nextDocumentVersion,
  rewriteDocument,
  saveDocument,
} from '../db/documents.ts';
import { type DocumentContent, documentNumber, formOf } from '../documents/index.ts';
import { SekisuError } from '../errors.ts';
import { sha256OfContent } from './content-hash.ts';
import { type Actor, type AppContext, requireRole } from './context.ts';
import { documentLoaders } from './documents/index.ts';
import type { FilledDocument } from './documents/loader.ts';

/** Which document to draw up. */
export interface DraftDocumentInput {
  readonly kind: DocumentKind;
  /** What it is about; null for the next number of a kind that is counted. */
  readonly subject: string | null;
  /** What was typed in, for kinds that are. */
  readonly input?: unknown;
  /** Day of submission as printed; today unless told. */
  readonly issuedOn?: LocalDate;
}

/**
 * Draws up a document from what is in the store: a new version, or the open draft written anew. A draft that would say the
 * same stays, with its signatures.
 * @throws SekisuError `contract.not-found`, `document.bad-subject`, `input.invalid`, `data.missing`
 */
export async function draftDocument(
  ctx: AppContext,
  actor: Actor,
  input: DraftDocumentInput,
): Promise<DocumentVersion> {
  requireRole(actor, 'manager', 'lead');
  const { kind } = input;
  const load = documentLoaders[kind];
  if (load === undefined) throw new SekisuError('document.not-found', { kind, subject: '-', version: '-' });
  const contract = await ctx.db.transaction(loadContract);
  const issuedOn = input.issuedOn ?? japanDateTimeOf(ctx.now()).toLocalDate();
  const subject = input.subject ?? (await ctx.db.transaction((tx) => nextDocumentSubject(tx, kind)));
  const filled = await load(ctx, { contract, subject, issuedOn, input: input.input, actor });
  const content = contentOf(contract, kind, subject, issuedOn, filled);
  const sha256 = sha256OfContent(content);
  return ctx.db.transaction(async (tx) => {
    const version = await nextDocumentVersion(tx, kind, subject);
    const newest = await findDocument(tx, kind, subject);
    if (newest?.state === 'draft' && newest.contentSha256 === sha256) return newest;
    const at = ctx.now();
    const isOpen = newest?.state === 'draft';
    if (isOpen) await rewriteDocument(tx, newest.id, content, sha256);
    else {
      await saveDocument(tx, {
        version,
        content,
        contentSha256: sha256,
        createdAt: at,
        createdBy: actor.userId,
      });
    }
    const kept = await loadDocument(tx, kind, subject);
    await appendAudit(tx, {
      at,
      actor: actor.userId,
      origin: actor.origin,
      action: 'document.drafted',
      subject: `${content.number} v${kept.version}`,
      detail: { kind, sha256 },
    });
    return kept;
  });
}

function contentOf(
  contract: Contract,
  kind: DocumentKind,
  subject: string,
  issuedOn: LocalDate,
  { about, fiscalDay, body }: FilledDocument,
): DocumentContent {
  const form = formOf(contract, kind);
  return {
    format: 'sekisu.document/1',
    kind,
    subject,
    view: form.view,
    name: form.name,
    number: documentNumber(form, subject, fiscalYearOf(fiscalDay)),
    about,
    addressee: form.addressee,
    fiscalDay: fiscalDay.toString(),
    issuedOn: issuedOn.toString(),
    body: { ...body, basis: form.basis },
  };
}
