import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { documentFileNames, loadDocumentFile } from '../app/document-files.ts';
import { refOf } from './documents-routes.ts';
import { actorIn } from './visit.ts';

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  'sjis.csv': 'text/csv; charset=shift_jis',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The data of documents as files: all cases, and the days of a month. */
export function documentFileRoutes(ctx: AppContext): Router {
  const router = Router();
  for (const file of documentFileNames) {
    router.get(`/documents/:kind/:subject/:version/${file}`, async (req, res) => {
      const { name, bytes } = await loadDocumentFile(ctx, actorIn(res), refOf(req), file);
      res
        .set('Cache-Control', 'no-store')
        .attachment(name)
        .type(types[/(?:sjis\.)?\w+$/.exec(file)![0]]!)
        .send(Buffer.from(bytes));
    });
  }
  return router;
}
