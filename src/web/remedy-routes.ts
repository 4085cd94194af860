import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { loadSearchablePlan, type SearchablePlan } from '../app/find-best-change.ts';
import { loadRemedies, startFindingRemedies } from '../app/find-remedies.ts';
import type { Language } from '../errors.ts';
import { monthText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { monthParam, textParam, versionParam } from './params.ts';
import { lacksPeople, remedyPage } from './remedy-page.ts';
import { actorIn, visitOf } from './visit.ts';

/** Seconds after which a browser without scripts looks again. */
const refreshSeconds = 3;

/** Why people lack in a version and what would end it: asking, the progress, and the answer. Advice only. */
export function remedyRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/plans/:month/:version/remedies', async (req, res) => {
    const { language } = visitOf(res);
    const wanted = { month: monthParam(req), version: versionParam(req) };
    const { contract, plan } = await loadSearchablePlan(ctx, actorIn(res), wanted);
    sendPage(ctx, req, res, {
      view: 'pages/remedies',
      title: ctx.render.translate(language, 'remedy:title'),
      data: { ...versionOf(plan, language), isNeeded: lacksPeople(plan.content), work: null },
      place: 'plans',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/plans/:month/:version/remedies', async (req, res) => {
    const wanted = { month: monthParam(req), version: versionParam(req) };
    const { workId } = await startFindingRemedies(ctx, actorIn(res), wanted);
    res.redirect(303, `/remedies/${workId}`);
  });

  router.get('/remedies/:workId', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const view = await loadRemedies(ctx, actorIn(res), { workId });
    const { state, found, contract, plan } = view;
    const donePercent = Math.round(view.doneFraction * 100);
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ state, donePercent, found });
      return;
    }
    const isOver = state === 'done' || state === 'failed';
    const t = (key: string, values: Record<string, string | number> = {}): string =>
      ctx.render.translate(language, key, values);
    sendPage(ctx, req, res, {
      view: 'pages/remedies',
      title: t('remedy:title'),
      data: {
        ...versionOf(plan, language),
        isNeeded: true,
        work: {
          workId,
          isOver,
          donePercent,
          error: view.error?.[language] ?? null,
          found: found === null ? null : remedyPage(view, found, language, t),
        },
      },
      place: 'plans',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
      ...(isOver ? {} : { scripts: ['changes.js'], refreshSeconds }),
    });
  });

  return router;
}

/** What the page says of the version. */
function versionOf(plan: SearchablePlan['plan'], language: Language): object {
  return {
    planHref: `/plans/${plan.month}/${plan.version}`,
    month: monthText(plan.month, language),
    version: plan.version,
  };
}
