import { Router } from 'express';
import { planDocumentOf } from '../app/content-hash.ts';
import type { AppContext } from '../app/context.ts';
import { loadPlanVersion } from '../app/load-plan-version.ts';
import { halfHoursSection, poolingSection } from '../report/index.ts';
import { sendPage } from './page.ts';
import { monthParam, versionParam } from './params.ts';
import { planReport } from './plan-report.ts';
import { actorIn, visitOf } from './visit.ts';

/** The expectations of a version by formula and by simulation, for whoever may see the version. */
export function simulationRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/plans/:month/:version/simulation', async (req, res) => {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const wanted = { month: monthParam(req), version: versionParam(req) };
    const { contract, plan } = await loadPlanVersion(ctx, actor, wanted);
    const audience = actor.role === 'city' ? 'city' : 'internal';
    const { document, summary, simulation } = planReport(contract, plan, audience, language);
    const title = ctx.render.translate(language, 'simulation:title');
    const version = ctx.render.translate(language, 'web:version', { version: plan.version });
    sendPage(ctx, req, res, {
      view: 'pages/simulation',
      title: `${title} ${document.month} ${version}`,
      data: {
        document,
        summary,
        simulation,
        halfHours: halfHoursSection(planDocumentOf(plan), language),
        pooling: poolingSection(plan.content, contract),
        planHref: `/plans/${plan.month}/${plan.version}`,
      },
      place: 'plans',
      notice: document.fictitiousDataNotice,
      isWide: true,
    });
  });

  return router;
}
