import { type Request, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { draftDocument } from '../app/draft-document.ts';
import { listDocuments } from '../app/list-documents.ts';
import type { DocumentRef } from '../app/print-document.ts';
import { type DocumentKind, documentKinds } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { documentsPage, hrefOf } from './documents-page.ts';
import { sendPage } from './page.ts';
import { fieldsOf, textParam, versionParam } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const kindField = z.enum(documentKinds);
const drawForm = z.object({
  kind: kindField,
  subject: z.string().trim().max(40).default(''),
});

/** 書類: what is due when, every document, and the drawing up of one. */
export function documentsRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/documents', async (req, res) => {
    const { language } = visitOf(res);
    const view = await listDocuments(ctx, actorIn(res));
    sendPage(ctx, req, res, {
      view: 'pages/documents',
      title: ctx.render.translate(language, 'document:title'),
      data: documentsPage(view, actorIn(res), language),
      place: 'documents',
      notice: view.contract?.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/documents', async (req, res) => {
    const { kind, subject } = fieldsOf(drawForm, req.body);
    const drawn = await draftDocument(ctx, actorIn(res), { kind, subject: subjectOf(kind, subject) });
    await leaveFlash(req, 'document:flash.drawn', { name: drawn.content.name, version: drawn.version });
    res.redirect(303, hrefOf(kind, drawn.subject, drawn.version));
  });

  return router;
}

/** Kinds that are about the whole term, where nothing else is said. */
const termKinds: readonly DocumentKind[] = ['openingPlan', 'organisation', 'emergencyPlan', 'handover'];

function subjectOf(kind: DocumentKind, text: string): string | null {
  if (text !== '') return text;
  return termKinds.includes(kind) ? 'term' : null;
}

/** The version in the address. @throws SekisuError `page.not-found` */
export function refOf(req: Request): DocumentRef & { readonly version: number } {
  const kind = kindField.safeParse(textParam(req, 'kind'));
  const subject = textParam(req, 'subject');
  if (!kind.success || !/^[A-Za-z0-9-]{1,40}$/.test(subject)) {
    throw new SekisuError('page.not-found', { path: req.originalUrl });
  }
  return { kind: kind.data, subject, version: versionParam(req) };
}
