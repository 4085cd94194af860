import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { exportLogCsv, exportLogLines, loadLogPage, logPageEntries } from '../app/log-export.ts';
import { verifyStore } from '../app/verify-store.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { dateTimeText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { actorIn, visitOf } from './visit.ts';

/** The log: who did what, when and from where, whether it is as it was written, and its files. */
export function auditRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/audit', async (req, res) => {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const page = Math.max(1, Math.trunc(Number(req.query['page'])) || 1);
    const log = await loadLogPage(ctx, actor, page);
    // Everything is hashed again: only when asked for.
    const proof = req.query['check'] === 'yes' ? await verifyStore(ctx, actor) : null;
    const pages = Math.max(1, Math.ceil(log.count / logPageEntries));
    const data = {
      count: log.count,
      head: log.head,
      entries: log.entries.map((entry) => ({
        at: dateTimeText(japanDateTimeOf(entry.at), language),
        name: entry.name ?? entry.actor,
        origin: entry.origin ?? '',
        action: entry.action,
        subject: entry.subject,
        detail: entry.detail === null ? '' : JSON.stringify(entry.detail).slice(0, 400),
        shortHash: entry.sha256?.slice(0, 12) ?? '',
      })),
      number: page,
      pages,
      newerHref: page > 1 ? `/audit?page=${page - 1}` : null,
      olderHref: page < pages ? `/audit?page=${page + 1}` : null,
      proof:
        proof === null
          ? null
          : {
              isProven: proof.differences.length === 0,
              counts: proof.counts.map((entry) => ({ text: entry[language], count: entry.count })),
              differences: proof.differences.map((entry) => ({ where: entry.where, text: entry[language] })),
            },
    };
    const title = ctx.render.translate(language, 'audit:title');
    sendPage(ctx, req, res, { view: 'pages/audit', title, data, place: 'audit' });
  });

  router.get('/audit.jsonl', async (_req, res) => {
    const lines = await exportLogLines(ctx, actorIn(res));
    res
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', 'attachment; filename="sekisu-audit.jsonl"')
      .type('application/jsonl; charset=utf-8')
      .send(lines);
  });

  router.get('/audit.csv', async (_req, res) => {
    const csv = await exportLogCsv(ctx, actorIn(res));
    res
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', 'attachment; filename="sekisu-audit.csv"')
      .type('text/csv; charset=utf-8')
      .send(csv);
  });

  return router;
}
