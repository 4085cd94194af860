import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { commentOnPlan } from '../app/comment-on-plan.ts';
import type { AppContext } from '../app/context.ts';
import { lackingInShiftJis } from '../app/export-shifts.ts';
import { countOverdue } from '../app/list-documents.ts';
import {
  listPlans,
  listWhatIfPlans,
  loadPlanVersion,
  type PlanVersionView,
} from '../app/load-plan-version.ts';
import { exportPlan, printPlan } from '../app/print-plan.ts';
import { isTrialSigning } from '../app/signed-print.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { monthText } from '../report/index.ts';
import { findingsByLevel, seatGridOf, showsState, versionRow } from './month-page.ts';
import { sendPage } from './page.ts';
import { fieldsOf, monthParam, versionParam } from './params.ts';
import { differenceGroups, eventLines, placesOf, planSignOff } from './plan-page.ts';
import { chartOf, planReport } from './plan-report.ts';
import { isNewest, requireStep, type StepName, steps } from './plan-steps.ts';
import { lacksPeople } from './remedy-page.ts';
import { shiftFileRoutes } from './shift-file-routes.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const stepForm = z.object({
  comment: z.string().max(2000).default(''),
  place: z.string().max(60).default(''),
});

/** The versions of plans: reading, comparing, commenting, confirming and returning, and the files. */
export function planRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/plans', async (req, res) => {
    const { language } = visitOf(res);
    const plans = await listPlans(ctx, actorIn(res));
    const whatIfs = await listWhatIfPlans(ctx, actorIn(res));
    const isWhatIf = ({ month, version }: (typeof plans)[number]): boolean =>
      whatIfs.some((own) => own.version === version && own.month.equals(month));
    const months = [...new Set(plans.map((plan) => plan.month.toString()))];
    const data = {
      overdueDocuments: await countOverdue(ctx, actorIn(res)),
      waiting: plans.filter((plan) => plan.state === 'submitted').length,
      months: months.map((month) => {
        const versions = plans.filter((plan) => plan.month.toString() === month);
        return {
          month,
          text: monthText(versions[0]!.month, language),
          versions: versions.map((version) => versionRow(version, language, isWhatIf(version))),
        };
      }),
    };
    const title = ctx.render.translate(language, 'review:list.title');
    sendPage(ctx, req, res, { view: 'pages/plans', title, data, place: 'plans' });
  });

  router.get('/plans/:month/:version', async (req, res) => {
    const view = await loadPlanVersion(ctx, actorIn(res), wanted(req));
    await showPlan(req, res, view, null);
  });

  router.post('/plans/:month/:version/comment', async (req, res) => {
    const actor = actorIn(res);
    try {
      await commentOnPlan(ctx, actor, { ...wanted(req), ...fieldsOf(stepForm, req.body) });
    } catch (error) {
      if (!(error instanceof SekisuError) || error.kind !== 'InvalidInput') throw error;
      await showPlan(req, res, await loadPlanVersion(ctx, actor, wanted(req)), error);
      return;
    }
    await leaveFlash(req, 'review:flash.commented');
    res.redirect(303, `${addressOf(req)}#events`);
  });

  for (const name of Object.keys(steps) as StepName[]) {
    router.get(`/plans/:month/:version/${name}`, async (req, res) => {
      const view = await loadPlanVersion(ctx, actorIn(res), wanted(req));
      await requireStep(ctx, actorIn(res), view, name);
      showStep(req, res, view, name, '', null);
    });

    router.post(`/plans/:month/:version/${name}`, async (req, res) => {
      const actor = actorIn(res);
      const { comment, place } = fieldsOf(stepForm, req.body);
      try {
        await steps[name].take(ctx, actor, { ...wanted(req), comment, place });
      } catch (error) {
        if (!(error instanceof SekisuError) || !['InvalidInput', 'Conflict'].includes(error.kind))
          throw error;
        showStep(req, res, await loadPlanVersion(ctx, actor, wanted(req)), name, comment, error);
        return;
      }
      await leaveFlash(req, `review:flash.${name}`, { version: wanted(req).version });
      res.redirect(303, addressOf(req));
    });
  }

  router.get('/plans/:month/:version/plan.pdf', async (req, res) => {
    const { month, version } = wanted(req);
    const audience = req.query['audience'] === 'internal' ? 'internal' : 'city';
    const { language } = visitOf(res);
    const pdf = await printPlan(ctx, actorIn(res), { month, version, audience, language });
    // The city gets its own copy whatever it asks for, and the file's name says so.
    const copy = actorIn(res).role === 'city' ? 'city' : audience;
    res
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `inline; filename="sekisu-${month}-v${version}-${copy}.pdf"`)
      .type('pdf')
      .send(Buffer.from(pdf));
  });

  router.get('/plans/:month/:version/plan.json', async (req, res) => {
    const { document } = await exportPlan(ctx, actorIn(res), wanted(req));
    res.set('Cache-Control', 'no-store').json(document);
  });

  router.use(shiftFileRoutes(ctx));

  async function showPlan(
    req: Request,
    res: Response,
    view: PlanVersionView,
    error: SekisuError | null,
  ): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const canAct = actor.role === 'manager' && (await isNewest(ctx, actor, view));
    const isCity = actor.role === 'city';
    const report = planReport(view.contract, view.plan, isCity ? 'city' : 'internal', language);
    const { state } = view.plan;
    const differences = differenceGroups(ctx, view, language);
    const signOff = planSignOff(view, language);
    const may = canAct && state === 'draft' && view.plan.kind === 'plan' && signOff.mine.length > 0;
    const data = {
      ...report,
      error: error?.sentence(language) ?? null,
      address: addressOf(req),
      isCity,
      // The answer names people: the city is not even told of it.
      lacksPeople: !isCity && lacksPeople(view.plan.content),
      state,
      stateKey: `web:state.${state}`,
      showsState: showsState(view.plan),
      kindKey: `web:kind.${view.plan.kind}`,
      isPublished: view.plan.publishedAt !== null,
      isManager: actor.role === 'manager',
      lackingSigns: actor.role === 'manager' ? lackingInShiftJis(view.plan.content) : [],
      signOff,
      signingNoteKey: state === 'draft' ? null : isTrialSigning(ctx) ? 'signoff:trial' : 'signoff:signed',
      hasSignOff: view.plan.kind === 'plan',
      // Who may sign several steps in a row may do so at once; the log has an act of each.
      canSubmit: may && signOff.endsContractor,
      canSignOne: may && (signOff.mine.length > 1 || !signOff.endsContractor),
      nextStep: signOff.mine[0] ?? '',
      mineTogether: signOff.mine.join(language === 'ja' ? '・' : ', '),
      places: placesOf(ctx, report, language),
      canPublish: canAct && view.plan.publishedAt === null,
      canConfirm: isCity && state === 'submitted' && signOff.mine.length > 0,
      canReturn: view.signOff.mayReturn && (isCity ? state === 'submitted' : canAct && state === 'draft'),
      canComment: (isCity || actor.role === 'manager') && state !== 'draft',
      previousVersion: view.previous?.version ?? null,
      previousHref: view.previous === null ? null : `/plans/${view.previous.month}/${view.previous.version}`,
      differences,
      differenceCount: differences.reduce((sum, group) => sum + group.lines.length, 0),
      events: eventLines(ctx, view, language),
      chartSvg: chartOf(ctx, report, language, 1100),
      seatGrid: seatGridOf(view.plan, report),
      levels: findingsByLevel(report),
      monthHref: `/months/${view.plan.month}`,
    };
    sendPage(ctx, req, res, {
      view: 'pages/plan',
      title: `${report.document.name} ${report.document.month} ${ctx.render.translate(language, 'web:version', { version: view.plan.version })}`,
      data,
      place: 'plans',
      notice: report.document.fictitiousDataNotice,
      scripts: ['grid.js'],
      isWide: true,
      status: error === null ? 200 : httpStatusOf[error.kind],
    });
  }

  function showStep(
    req: Request,
    res: Response,
    view: PlanVersionView,
    name: StepName,
    comment: string,
    error: SekisuError | null,
  ): void {
    const { language } = visitOf(res);
    const audience = actorIn(res).role === 'city' ? 'city' : 'internal';
    const report = planReport(view.contract, view.plan, audience, language);
    const signOff = planSignOff(view, language);
    const data = {
      address: addressOf(req),
      name,
      titleKey: `review:step.${name}.title`,
      willKeys: [1, 2, 3].map((number) => `review:step.${willOf(name, audience)}.will${number}`),
      mine: signOff.mine.join(language === 'ja' ? '・' : ', '),
      nextStep: signOff.mine[0] ?? '',
      isSigned: name === 'submit' || name === 'confirm',
      places: name === 'return' ? placesOf(ctx, report, language) : [],
      actKey: `review:step.${name}.act`,
      commentKey: `review:step.${name}.comment`,
      isCommentNeeded: name === 'return',
      comment,
      document: report.document,
      summary: report.summary,
      error: error?.sentence(language) ?? null,
    };
    sendPage(ctx, req, res, {
      view: 'pages/plan-step',
      title: ctx.render.translate(language, data.titleKey, { step: data.nextStep }),
      data,
      place: 'plans',
      notice: report.document.fictitiousDataNotice,
      status: error === null ? 200 : httpStatusOf[error.kind],
    });
  }

  return router;
}

/** What a step does to a version: a return inside the contractor sends it to nobody. */
function willOf(name: StepName, audience: 'city' | 'internal'): string {
  return name === 'return' && audience === 'internal' ? 'returnInside' : name;
}

function wanted(req: Request): { month: ReturnType<typeof monthParam>; version: number } {
  return { month: monthParam(req), version: versionParam(req) };
}

function addressOf(req: Request): string {
  return `/plans/${monthParam(req)}/${versionParam(req)}`;
}
