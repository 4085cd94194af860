import { type Request, type Response, Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { exportShiftsCsv, exportShiftsXlsx } from '../app/export-shifts.ts';
import { printDaySheet, printShiftTable } from '../app/print-shift-table.ts';
import { dateParam, monthParam, versionParam } from './params.ts';
import { actorIn, visitOf } from './visit.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The shifts of a plan version as files. */
export function shiftFileRoutes(ctx: AppContext): Router {
  const router = Router();

  for (const [name, encoding] of [
    ['shifts.csv', 'utf-8'],
    ['shifts-sjis.csv', 'shift_jis'],
  ] as const) {
    router.get(`/plans/:month/:version/${name}`, async (req, res) => {
      const which = { month: monthParam(req), version: versionParam(req) };
      const { bytes, replaced } = await exportShiftsCsv(ctx, actorIn(res), { ...which, encoding });
      // A head carries ASCII alone.
      if (replaced.length > 0) res.set('X-Replaced-Characters', replaced.map(codePoints).join(', '));
      res
        .set('Cache-Control', 'no-store')
        .attachment(`sekisu-${which.month}-v${which.version}-${name}`)
        .type(`text/csv; charset=${encoding}`)
        .send(Buffer.from(bytes));
    });
  }

  router.get('/plans/:month/:version/shifts.xlsx', async (req, res) => {
    const which = { month: monthParam(req), version: versionParam(req) };
    const actor = actorIn(res);
    const audience = audienceOf(req, res);
    const { language } = visitOf(res);
    const bytes = await exportShiftsXlsx(ctx, actor, { ...which, audience, language });
    res
      .set('Cache-Control', 'no-store')
      .attachment(`sekisu-${which.month}-v${which.version}-${audience}.xlsx`)
      .type(xlsxType)
      .send(Buffer.from(bytes));
  });

  router.get('/plans/:month/:version/shifts.pdf', async (req, res) => {
    const which = { month: monthParam(req), version: versionParam(req) };
    const audience = audienceOf(req, res);
    const { language } = visitOf(res);
    const pdf = await printShiftTable(ctx, actorIn(res), { ...which, audience, language });
    sendPdf(res, `sekisu-${which.month}-v${which.version}-shifts-${audience}.pdf`, pdf);
  });

  router.get('/plans/:month/:version/days/:date.pdf', async (req, res) => {
    const which = { month: monthParam(req), version: versionParam(req), date: dateParam(req) };
    const audience = audienceOf(req, res);
    const { language } = visitOf(res);
    const pdf = await printDaySheet(ctx, actorIn(res), { ...which, audience, language });
    sendPdf(res, `sekisu-${which.date}-v${which.version}-${audience}.pdf`, pdf);
  });

  return router;
}

/** The copy that is asked for; the city has one only. */
function audienceOf(req: Request, res: Response): 'city' | 'internal' {
  return actorIn(res).role !== 'city' && req.query['audience'] === 'internal' ? 'internal' : 'city';
}

function sendPdf(res: Response, name: string, pdf: Uint8Array): void {
  res
    .set('Cache-Control', 'no-store')
    .set('Content-Disposition', `inline; filename="${name}"`)
    .type('pdf')
    .send(Buffer.from(pdf));
}

/** U+20BB7, or several of them for a letter with marks. */
function codePoints(letter: string): string {
  return [...letter].map((sign) => `U+${sign.codePointAt(0)!.toString(16).toUpperCase()}`).join(' ');
}
