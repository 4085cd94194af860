import { LocalDate, YearMonth } from '@js-joda/core';
import { Router } from 'express';
import type { Actor, AppContext } from '../app/context.ts';
import { loadDay } from '../app/load-day.ts';
import { loadDesk } from '../app/load-desk.ts';
import { loadMonth } from '../app/load-month.ts';
import { loadDayProgress } from '../app/load-month-progress.ts';
import { listPlans } from '../app/load-plan-version.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import { dayLive } from './day-live.ts';
import { dayPage, linkedSheet } from './day-page.ts';
import { deskPanel } from './desk-page.ts';
import { sendPage } from './page.ts';
import { dateParam } from './params.ts';
import { planReport } from './plan-report.ts';
import { actorIn, visitOf } from './visit.ts';

/** The day: who is there when, and what is needed. */
export function dayRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/days', async (req, res) => {
    const { language } = visitOf(res);
    const date = await startDay(ctx, actorIn(res));
    if (date !== null) {
      res.redirect(303, `/days/${date}`);
      return;
    }
    const title = ctx.render.translate(language, 'day:empty.title');
    sendPage(ctx, req, res, { view: 'pages/no-day', title, data: {}, place: 'day' });
  });

  router.get('/days/:date', async (req, res) => {
    const { language } = visitOf(res);
    const date = dateParam(req);
    const version = versionOf(req.query['version']);
    const view = await loadDay(ctx, actorIn(res), { date, ...(version === null ? {} : { version }) });
    const report = planReport(view.contract, view.plan, 'internal', language);
    const index = view.plan.content.days.findIndex((day) => day.date === view.day.date);
    const desk =
      version === null ? deskPanel(view, await loadDesk(ctx, actorIn(res), { date }), language) : null;
    const live =
      version === null
        ? dayLive(ctx, language, {
            content: view.plan.content,
            date,
            progress: (await loadDayProgress(ctx, actorIn(res), { date, plan: view.plan })).progress,
          })
        : null;
    const data = {
      desk,
      live,
      ...dayPage(view, report, language, version),
      sheet: linkedSheet(view, report.daySheets[index]!, actorIn(res).role === 'manager'),
      seconds: report.summary.serviceLevelSeconds,
      isToday: date.equals(japanDateTimeOf(ctx.now()).toLocalDate()),
    };
    sendPage(ctx, req, res, {
      view: 'pages/day',
      title: ctx.render.translate(language, 'day:title', { day: data.dayText }),
      data,
      place: 'day',
      notice: report.document.fictitiousDataNotice,
    });
  });

  return router;
}

/** The version that the address asks for; null = the one in force. */
function versionOf(value: unknown): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/**
 * The day that a lead looks at first: today or the next open day of a plan that has one, else the first day of the
 * newest plan; null while there is no plan.
 */
async function startDay(ctx: AppContext, actor: Actor): Promise<string | null> {
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  const plans = await listPlans(ctx, actor);
  const months = [...new Set(plans.map((plan) => plan.month.toString()))].toSorted();
  const current = months.find((month) => month >= YearMonth.from(today).toString()) ?? months.at(-1);
  if (current === undefined) return null;
  try {
    const { plan } = await loadMonth(ctx, actor, { month: YearMonth.parse(current) });
    const days = plan?.content.days.map((day) => day.date) ?? [];
    const isPast = LocalDate.parse(days.at(-1) ?? '1970-01-01').isBefore(today);
    return (isPast ? days[0] : days.find((day) => day >= today.toString())) ?? null;
  } catch (error) {
    // The contract may have been replaced by one of another term.
    if (error instanceof SekisuError && error.code === 'month.outside-term') return null;
    throw error;
  }
}
