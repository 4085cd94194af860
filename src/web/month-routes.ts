import { LocalDate, YearMonth } from '@js-joda/core';
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Actor, AppContext } from '../app/context.ts';
import { countOverdue } from '../app/list-documents.ts';
import { loadRosterEdits } from '../app/load-cell.ts';
import { loadMonth } from '../app/load-month.ts';
import { listPlans } from '../app/load-plan-version.ts';
import { overrideDay, undoOverride } from '../app/override-day.ts';
import { loadProgress, startPlan } from '../app/start-plan.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { dayText } from '../report/index.ts';
import { cityWordsOf } from './city-words.ts';
import { editLines, editState, linkedRoster } from './edit-page.ts';
import {
  changesOf,
  findingsByLevel,
  monthPage,
  proofOf,
  seatGridOf,
  showsState,
  stripOf,
} from './month-page.ts';
import { asksConfirmation, isRefusedOverride, overrideForm, typedOverride } from './override-form.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf, monthParam, textParam } from './params.ts';
import { planForm } from './plan-form.ts';
import { chartOf, planReport } from './plan-report.ts';
import { lacksPeople } from './remedy-page.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

/** A correction that was refused. */
interface Refused {
  readonly error: SekisuError;
  readonly typed: z.output<typeof typedOverride>;
}

/** Most findings that the answer at the top repeats. */
const mostToDo = 3;

/** Most edits by hand that the month lists. */
const mostEdits = 10;

/** The month's plan: the page, making a plan, and correcting a day's forecast. */
export function monthRoutes(ctx: AppContext): Router {
  const router = Router();

  async function page(req: Request, res: Response, month: YearMonth, refused?: Refused): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const view = await loadMonth(ctx, actor, { month });
    const frame = monthPage(view, month, actor, language);
    const typed = refused?.typed ?? typedOverride.parse({});
    const report = view.plan === null ? null : planReport(view.contract, view.plan, 'internal', language);
    const inForce = view.versions.find((version) => version.publishedAt !== null)?.version ?? null;
    const state = editState(view, actor.role === 'manager');
    const edits =
      view.plan === null || !state.isEditable
        ? []
        : await loadRosterEdits(ctx, actor, { planId: view.plan.id, limit: mostEdits });
    const levels = report === null ? [] : findingsByLevel(report);
    const toDo = levels.filter(({ isNote }) => !isNote).flatMap(({ findings }) => findings);
    const data = {
      ...frame,
      overdueDocuments: await countOverdue(ctx, actor),
      // Said only where it is not the version shown.
      inForce: inForce === view.plan?.version ? null : inForce,
      error: refused?.error.sentence(language) ?? null,
      openDays: frame.openDays.map((day) => ({ ...day, isChosen: day.value === typed.date })),
      typed: {
        ...typed,
        isRefused: refused !== undefined,
        asksConfirmation: asksConfirmation(refused?.error ?? null, typed),
      },
      cityWords: cityWordsOf(ctx, view, language),
      plan:
        view.plan === null || report === null
          ? null
          : {
              version: view.plan.version,
              href: `/plans/${month}/${view.plan.version}`,
              state: view.plan.state,
              stateKey: `web:state.${view.plan.state}`,
              showsState: showsState(view.plan),
              isWhatIf: view.plan.content.whatIf !== undefined,
              isDraft: view.plan.state === 'draft' && view.plan.kind === 'plan',
              isPublished: view.plan.publishedAt !== null,
              summary: report.summary,
              lacksPeople: lacksPeople(view.plan.content),
              toDo: toDo.slice(0, mostToDo),
              toDoCount: toDo.length,
              toDoMore: Math.max(0, toDo.length - mostToDo),
              tone:
                report.summary.blocking > 0 || !report.summary.isTargetExpected
                  ? 'error'
                  : toDo.length > 0
                    ? 'warn'
                    : 'done',
              ...state,
              changes: changesOf(view),
              proof: proofOf(view.plan),
              edits: editLines(edits, language),
              roster: linkedRoster(report, month.toString(), state.isEditable),
              strip: stripOf(view, view.plan, report, language),
              chartSvg: chartOf(ctx, report, language, 1180),
              seatGrid: seatGridOf(view.plan, report),
              levels,
              report,
            },
    };
    sendPage(ctx, req, res, {
      view: 'pages/month',
      title: ctx.render.translate(language, 'month:title', { month: frame.monthText }),
      data,
      place: 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      scripts: ['grid.js'],
      isWide: true,
      status: refused === undefined ? 200 : httpStatusOf[refused.error.kind],
    });
  }

  router.get('/months', async (_req, res) => {
    const month = await startMonth(ctx, actorIn(res));
    res.redirect(303, month === null ? '/imports' : `/months/${month}`);
  });

  router.get('/months/:month', (req, res) => page(req, res, monthParam(req)));

  router.post('/months/:month/plan', async (req, res) => {
    const month = monthParam(req);
    const { knowledgeDate, keep, changePrice } = fieldsOf(planForm, req.body);
    const { workId } = await startPlan(ctx, actorIn(res), {
      month,
      knowledgeDate,
      keep: keep === undefined ? null : { changePrice },
    });
    res.redirect(303, `/progress/${workId}`);
  });

  router.post('/months/:month/overrides', async (req, res) => {
    const month = monthParam(req);
    try {
      const fields = fieldsOf(overrideForm, req.body);
      const date = LocalDate.parse(fields.date);
      if (!YearMonth.from(date).equals(month)) {
        throw new SekisuError('input.invalid', { field: 'date', problem: month.toString() });
      }
      await overrideDay(ctx, actorIn(res), { ...fields, date });
      await leaveFlash(req, 'month:flash.overridden', {
        day: dayText(date, visitOf(res).language),
        calls: fields.calls,
      });
      res.redirect(303, `/months/${month}#overrides`);
    } catch (error) {
      if (!(error instanceof SekisuError) || !isRefusedOverride(error)) throw error;
      await page(req, res, month, { error, typed: fieldsOf(typedOverride, req.body) });
    }
  });

  router.post('/months/:month/overrides/:date/undo', async (req, res) => {
    const date = dateParam(req);
    await undoOverride(ctx, actorIn(res), { date });
    await leaveFlash(req, 'month:flash.undone', { day: dayText(date, visitOf(res).language) });
    res.redirect(303, `/months/${monthParam(req)}#overrides`);
  });

  router.get('/progress/:workId', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const progress = await loadProgress(ctx, actorIn(res), { workId });
    const step = ctx.render.translate(language, `month:step.${progress.step}`);
    const donePercent = Math.round(progress.doneFraction * 100);
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ ...progress, stepText: step, donePercent });
      return;
    }
    if (progress.state === 'done') {
      await leaveFlash(req, 'month:flash.planned', { version: progress.version ?? 0 });
      res.redirect(303, `/months/${progress.month}`);
      return;
    }
    const isOver = progress.state === 'failed';
    sendPage(ctx, req, res, {
      view: 'pages/work',
      title: ctx.render.translate(language, 'month:work.title'),
      data: {
        workId,
        month: progress.month,
        step,
        donePercent,
        error: progress.error?.[language] ?? null,
        steps: ['forecast', 'sizing', 'roster', 'checking', 'simulating'].map((name) => ({
          textKey: `month:step.${name}`,
          name,
          isCurrent: name === progress.step,
        })),
      },
      place: 'month',
      scripts: isOver ? [] : ['progress.js'],
      ...(isOver ? {} : { refreshSeconds: 3 }),
    });
  });

  return router;
}

/**
 * The month that a manager works on: the next one while it is in the contract's term, else that of the newest plan,
 * else the nearest of the term; null before a contract is imported.
 */
export async function startMonth(ctx: AppContext, actor: Actor): Promise<YearMonth | null> {
  const next = YearMonth.from(japanDateTimeOf(ctx.now()).toLocalDate()).plusMonths(1);
  try {
    await loadMonth(ctx, actor, { month: next });
    return next;
  } catch (error) {
    if (!(error instanceof SekisuError)) throw error;
    if (error.code === 'contract.not-found') return null;
    if (error.code !== 'month.outside-term') throw error;
    const [newest] = await listPlans(ctx, actor);
    if (newest !== undefined) return newest.month;
    const [first, last] = [error.details['start'], error.details['end']].map((day) =>
      YearMonth.from(LocalDate.parse(String(day))),
    );
    return next.isBefore(first!) ? first! : last!;
  }
}
