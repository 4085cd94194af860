import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { loadFairness } from '../app/load-fairness.ts';
import { formatTime } from '../calendar/index.ts';
import { isInTerm } from '../contract/index.ts';
import { clockText, fairnessSection, monthText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { monthParam } from './params.ts';
import { actorIn, visitOf } from './visit.ts';

/** 公平台帳: who had how much of what, for the contractor's own people. */
export function fairnessRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/months/:month/fairness', async (req, res) => {
    const { language } = visitOf(res);
    const month = monthParam(req);
    const { contract, ledger, staff, version } = await loadFairness(ctx, actorIn(res), { month });
    const hrefOf = (other: typeof month): string | null =>
      isInTerm(contract, other) ? `/months/${other}/fairness` : null;
    const { usualMealTime } = contract.breaks;
    sendPage(ctx, req, res, {
      view: 'pages/fairness',
      title: `${monthText(month, language)} ${ctx.render.translate(language, 'fairness:title')}`,
      data: {
        month: month.toString(),
        previousHref: hrefOf(month.minusMonths(1)),
        nextHref: hrefOf(month.plusMonths(1)),
        version,
        section: fairnessSection(contract, ledger, staff, language),
        usualFrom: clockText(formatTime(usualMealTime.start)),
        usualTo: clockText(formatTime(usualMealTime.end)),
      },
      place: 'month',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
    });
  });

  return router;
}
