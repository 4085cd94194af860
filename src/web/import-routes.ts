import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type AppContext, requireRole } from '../app/context.ts';
import { importFile } from '../app/import-file.ts';
import { listImports } from '../app/list-imports.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { callsText, dateTimeText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { factsOf, mostMegabytes } from './problem.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

/** Kinds of files, in the order in which they are needed; a plan can do without the last four. */
const kinds = ['contract', 'history', 'mailings', 'staff', 'wishes', 'events', 'drivers', 'cases'] as const;
type Kind = (typeof kinds)[number];

/** Files brought in, and what was brought in before. */
export function importRoutes(ctx: AppContext): Router {
  const router = Router();
  const upload = express.raw({ type: 'multipart/form-data', limit: `${mostMegabytes}mb` });

  async function page(
    req: Request,
    res: Response,
    failed: { readonly kind: Kind; readonly error: SekisuError } | null,
  ): Promise<void> {
    const { language } = visitOf(res);
    const imports = await listImports(ctx, actorIn(res));
    const at = (entry: (typeof imports)[number]): string =>
      dateTimeText(japanDateTimeOf(entry.importedAt), language);
    const data = {
      kinds: kinds.map((kind) => {
        const last = imports.find((entry) => entry.kind === kind);
        const error = failed?.kind === kind ? failed.error : null;
        return {
          kind,
          titleKey: `import:kind.${kind}.title`,
          helpKey: `import:kind.${kind}.help`,
          accept: kind === 'contract' ? '.json,application/json' : '.csv,text/csv',
          last: last === undefined ? null : { name: last.name, at: at(last), rows: callsText(last.rows) },
          error: error?.sentence(language) ?? null,
          facts: error === null ? [] : factsOf(localDetails(error, language)),
        };
      }),
      imports: imports.map((entry) => ({
        at: at(entry),
        kindKey: `import:kind.${entry.kind}.title`,
        name: entry.name,
        rows: callsText(entry.rows),
        shortHash: entry.sha256.slice(0, 12),
      })),
    };
    const title = ctx.render.translate(language, 'import:title');
    const status = failed === null ? 200 : httpStatusOf[failed.error.kind];
    sendPage(ctx, req, res, { view: 'pages/imports', title, data, place: 'imports', status });
  }

  router.get('/imports', (req, res) => page(req, res, null));

  for (const kind of kinds) {
    // Who may not import is refused before a file of any size is read.
    const mayImport = (_req: Request, res: Response, next: NextFunction): void => {
      requireRole(actorIn(res), 'manager');
      next();
    };
    router.post(`/imports/${kind}`, mayImport, upload, async (req, res) => {
      try {
        const file = await uploadedFile(req);
        const result = await importFile(ctx, actorIn(res), { kind, ...file });
        const { careerRecordsDue = [], ...counts } = result;
        const key = careerRecordsDue.length === 0 ? 'import:flash' : 'import:flashRecords';
        await leaveFlash(req, key, { ...counts, people: careerRecordsDue.join(', ') });
        res.redirect(303, '/imports');
      } catch (error) {
        if (!(error instanceof SekisuError) || error.kind === 'NotAllowed') throw error;
        await page(req, res, { kind, error });
      }
    });
  }

  return router;
}

/**
 * The file of a form, parsed by the platform.
 * @throws SekisuError `request.unreadable`, `import.no-file`
 */
export async function uploadedFile(req: Request): Promise<{ name: string; bytes: Uint8Array }> {
  return uploadedFileOf(await uploadedForm(req));
}

/** A form with a file, parsed by the platform. @throws SekisuError `request.unreadable` */
export async function uploadedForm(req: Request): Promise<FormData> {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) throw new SekisuError('request.unreadable');
  const headers = { 'content-type': req.get('content-type') ?? '' };
  return new globalThis.Response(new Uint8Array(body), { headers }).formData().catch((cause: unknown) => {
    throw new SekisuError('request.unreadable', {}, cause);
  });
}

/** The field `file` of a form. @throws SekisuError `import.no-file` */
export async function uploadedFileOf(form: FormData): Promise<{ name: string; bytes: Uint8Array }> {
  const file = form.get('file');
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) {
    throw new SekisuError('import.no-file');
  }
  return { name: file.name.replace(/^.*[/\\]/, ''), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The expectation of a bad row stands in both languages under two names. */
function localDetails(error: SekisuError, language: 'ja' | 'en'): SekisuError['details'] {
  const { expectedEn, ...details } = error.details;
  return language === 'en' && expectedEn !== undefined ? { ...details, expected: expectedEn } : details;
}
