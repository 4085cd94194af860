import { LocalDate } from '@js-joda/core';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { loadShownDocument, placesOf, previewDocument, printDocument } from '../app/print-document.ts';
import {
  commentOnDocument,
  notables,
  noteDocument,
  returnDocument,
  signDocument,
} from '../app/sign-document.ts';
import { isTrialSigning } from '../app/signed-print.ts';
import { SekisuError } from '../errors.ts';
import { documentPage } from './document-page.ts';
import { hrefOf } from './documents-page.ts';
import { refOf } from './documents-routes.ts';
import { sendPage } from './page.ts';
import { fieldsOf } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const wordsForm = z.object({
  comment: z.string().max(2000).default(''),
  place: z.string().max(60).default(''),
});
const noteForm = z.object({ what: z.enum(notables), on: z.iso.date() });

/** What a look in the browser may use: the print's own style sheet and the fonts. */
const printPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:";

const acts = { sign: signDocument, return: returnDocument, comment: commentOnDocument } as const;

/** One document: its page, its look, its file, and the acts of its sign-off. */
export function documentRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/documents/:kind/:subject/:version', async (req, res) => {
    await show(req, res, null);
  });

  for (const name of Object.keys(acts) as (keyof typeof acts)[]) {
    router.post(`/documents/:kind/:subject/:version/${name}`, async (req, res) => {
      const words = fieldsOf(wordsForm, req.body);
      await act(req, res, `document:flash.${name}`, () =>
        acts[name](ctx, actorIn(res), { ...refOf(req), ...words }),
      );
    });
  }

  router.post('/documents/:kind/:subject/:version/note', async (req, res) => {
    const { what, on } = fieldsOf(noteForm, req.body);
    await act(req, res, 'document:flash.note', () =>
      noteDocument(ctx, actorIn(res), { ...refOf(req), what, on: LocalDate.parse(on) }),
    );
  });

  router.get('/documents/:kind/:subject/:version/preview', async (req, res) => {
    const html = await previewDocument(ctx, actorIn(res), refOf(req));
    res.set('Cache-Control', 'no-store').set('Content-Security-Policy', printPolicy).type('html').send(html);
  });

  router.get('/documents/:kind/:subject/:version/document.pdf', async (req, res) => {
    const { kind, subject, version } = refOf(req);
    const pdf = await printDocument(ctx, actorIn(res), { kind, subject, version });
    res
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `inline; filename="sekisu-${kind}-${subject}-v${version}.pdf"`)
      .type('pdf')
      .send(Buffer.from(pdf));
  });

  /** Does what was asked and shows the page again; what cannot be done now is said there. */
  async function act(req: Request, res: Response, flash: string, take: () => Promise<void>): Promise<void> {
    try {
      await take();
    } catch (error) {
      if (!(error instanceof SekisuError) || !['InvalidInput', 'Conflict'].includes(error.kind)) throw error;
      await show(req, res, error);
      return;
    }
    const { kind, subject, version } = refOf(req);
    await leaveFlash(req, flash);
    res.redirect(303, hrefOf(kind, subject, version));
  }

  async function show(req: Request, res: Response, error: SekisuError | null): Promise<void> {
    const { language } = visitOf(res);
    const view = await loadShownDocument(ctx, actorIn(res), refOf(req));
    const { content } = view.document;
    sendPage(ctx, req, res, {
      view: 'pages/document',
      title: `${content.name} ${content.about}`,
      data: {
        ...documentPage(view, actorIn(res), language, error),
        places: placesOf(ctx, view),
        signingNoteKey:
          view.document.state === 'draft' ? null : isTrialSigning(ctx) ? 'signoff:trial' : 'signoff:signed',
      },
      ...(error === null ? {} : { status: 409, keepsFlash: true }),
      place: 'documents',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
    });
  }

  return router;
}
