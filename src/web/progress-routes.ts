import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { loadMonthProgress } from '../app/load-month-progress.ts';
import { isInTerm } from '../contract/index.ts';
import { monthText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { monthParam } from './params.ts';
import { progressPage } from './progress-page.ts';
import { actorIn, visitOf } from './visit.ts';

/** 進み具合: a month under way, for the contractor's own people. */
export function progressRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/months/:month/progress', async (req, res) => {
    const { language } = visitOf(res);
    const month = monthParam(req);
    const view = await loadMonthProgress(ctx, actorIn(res), { month });
    const hrefOf = (other: typeof month): string | null =>
      isInTerm(view.contract, other) ? `/months/${other}/progress` : null;
    sendPage(ctx, req, res, {
      view: 'pages/progress',
      title: `${monthText(month, language)} ${ctx.render.translate(language, 'progress:title')}`,
      data: {
        month: month.toString(),
        previousHref: hrefOf(month.minusMonths(1)),
        nextHref: hrefOf(month.plusMonths(1)),
        found: progressPage(ctx, view, language),
        isManager: actorIn(res).role === 'manager',
      },
      place: 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
    });
  });

  return router;
}
