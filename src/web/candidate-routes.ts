import { Router } from 'express';
import { chooseCandidate } from '../app/choose-candidate.ts';
import type { AppContext } from '../app/context.ts';
import { loadCandidates, startFindingCandidates } from '../app/find-candidates.ts';
import { SekisuError } from '../errors.ts';
import { type CandidateKind, candidateKinds } from '../plan/leanings.ts';
import { monthText } from '../report/index.ts';
import { candidateNames, candidatesPage } from './candidate-page.ts';
import { sendPage } from './page.ts';
import { monthParam, textParam } from './params.ts';
import { planReport } from './plan-report.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

/** Seconds after which a browser without scripts looks again. */
const refreshSeconds = 3;

/** Other good rosters of an open draft: asking for them, their progress, comparing, looking at one and taking it. */
export function candidateRoutes(ctx: AppContext): Router {
  const router = Router();

  router.post('/months/:month/candidates', async (req, res) => {
    const { workId } = await startFindingCandidates(ctx, actorIn(res), { month: monthParam(req) });
    res.redirect(303, `/candidates/${workId}`);
  });

  router.get('/candidates/:workId', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const view = await loadCandidates(ctx, actorIn(res), { workId });
    const { state } = view;
    const donePercent = Math.round(view.doneFraction * 100);
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ state, donePercent });
      return;
    }
    const isOver = state === 'done' || state === 'failed';
    sendPage(ctx, req, res, {
      view: 'pages/candidates',
      title: ctx.render.translate(language, 'candidate:title'),
      data: {
        workId,
        isOver,
        donePercent,
        error: view.error?.[language] ?? null,
        ...candidatesPage(view, (key, values) => ctx.render.translate(language, key, values)),
        monthText: monthText(view.plan.month, language),
      },
      place: 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
      ...(isOver ? {} : { scripts: ['changes.js'], refreshSeconds }),
    });
  });

  router.get('/candidates/:workId/:kind', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const kind = kindOf(textParam(req, 'kind'), req.originalUrl);
    const view = await loadCandidates(ctx, actorIn(res), { workId });
    const candidate = view.found?.candidates.find((entry) => entry.kind === kind);
    if (candidate === undefined) throw new SekisuError('page.not-found', { path: req.originalUrl });
    const translate = (key: string, values?: Record<string, unknown>): string =>
      ctx.render.translate(language, key, values);
    const name = candidateNames(view, translate).get(kind)!;
    sendPage(ctx, req, res, {
      view: 'pages/candidate',
      title: name,
      data: {
        workId,
        kind,
        name,
        month: view.plan.month.toString(),
        monthText: monthText(view.plan.month, language),
        version: view.plan.version,
        isCurrent: view.isCurrent,
        changed: candidate.facts.changedPersonDays,
        roster: planReport(view.contract, { ...view.plan, content: candidate.content }, 'internal', language)
          .roster,
      },
      place: 'month',
      scripts: ['grid.js'],
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
    });
  });

  router.post('/candidates/:workId/:kind', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const kind = kindOf(textParam(req, 'kind'), req.originalUrl);
    const chosen = await chooseCandidate(ctx, actorIn(res), { workId, kind });
    await leaveFlash(req, 'candidate:flash.chosen', {
      name: ctx.render.translate(language, `candidate:kind.${kind}`),
      n: chosen.changedPersonDays,
    });
    res.redirect(303, `/months/${chosen.month}#roster-title`);
  });

  return router;
}

/** @throws SekisuError `page.not-found` for what is no kind of candidate */
function kindOf(text: string, path: string): CandidateKind {
  const kind = candidateKinds.find((each) => each === text);
  if (kind === undefined) throw new SekisuError('page.not-found', { path });
  return kind;
}
