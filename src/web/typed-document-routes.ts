import { type Request, type Response, Router } from 'express';
import { type AppContext, requireRole } from '../app/context.ts';
import { draftDocument } from '../app/draft-document.ts';
import { SekisuError } from '../errors.ts';
import { hrefOf } from './documents-page.ts';
import { sendPage } from './page.ts';
import { adHocInput, minutesInput, stepRows, topicRows } from './typed-document-forms.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const forms = {
  minutes: { view: 'pages/minutes-form', title: 'document:minutes.title', input: minutesInput },
  adHocReport: { view: 'pages/ad-hoc-form', title: 'document:adHoc.title', input: adHocInput },
} as const;

const noValues = {
  title: '',
  heldOn: '',
  place: '',
  contractorAttendees: '',
  cityAttendees: '',
  planMonth: '',
  planVersion: '',
  openingDate: '',
  topic: '',
  question: '',
  answer: '',
  from: '',
  to: '',
};

/** Documents that are typed in: 議事録 and 随時報告書. What was typed stays on the page while something is wrong with it. */
export function typedDocumentRoutes(ctx: AppContext): Router {
  const router = Router();

  for (const kind of Object.keys(forms) as (keyof typeof forms)[]) {
    const { input } = forms[kind];

    router.get(`/documents/new/${kind}`, (req, res) => {
      show(req, res, kind, null);
    });

    router.post(`/documents/new/${kind}`, async (req, res) => {
      try {
        const drawn = await draftDocument(ctx, actorIn(res), { kind, subject: null, input: input(req.body) });
        await leaveFlash(req, 'document:flash.drawn', { name: drawn.content.name, version: drawn.version });
        res.redirect(303, hrefOf(kind, drawn.subject, drawn.version));
      } catch (error) {
        if (!(error instanceof SekisuError) || error.kind === 'NotAllowed') throw error;
        show(req, res, kind, error);
      }
    });
  }

  function show(req: Request, res: Response, kind: keyof typeof forms, error: SekisuError | null): void {
    const { language } = visitOf(res);
    requireRole(actorIn(res), 'manager', 'lead');
    const { view, title } = forms[kind];
    const typed: Record<string, string> = (req.body as Record<string, string> | undefined) ?? {};
    const rows = (numbers: readonly number[], names: readonly string[]): object[] =>
      numbers.map((number) => ({
        number,
        ...Object.fromEntries(names.map((name) => [name, typed[`${name}${number}`] ?? ''])),
      }));
    sendPage(ctx, req, res, {
      view,
      title: ctx.render.translate(language, title),
      data: {
        error: error?.sentence(language) ?? null,
        values: { ...noValues, ...typed },
        topics: rows(topicRows, ['topic', 'discussion', 'decision']),
        steps: rows(stepRows, ['what', 'who', 'dueOn']),
      },
      ...(error === null ? {} : { status: 400 }),
      place: 'documents',
    });
  }

  return router;
}
