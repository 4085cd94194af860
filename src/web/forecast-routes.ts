import { LocalDate, YearMonth } from '@js-joda/core';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { decideHistory, undoHistoryDecision } from '../app/decide-history.ts';
import { loadAccuracy } from '../app/load-accuracy.ts';
import { loadForecast } from '../app/load-forecast.ts';
import { loadForecastDay } from '../app/load-forecast-day.ts';
import { overrideDay, undoOverride } from '../app/override-day.ts';
import { loadSpreadable, spreadMailing } from '../app/spread-mailing.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { dateText, dayText } from '../report/index.ts';
import { accuracyPage, newestWithDays } from './accuracy-page.ts';
import { bandsChart, historyChart, partsChart, spreadChart } from './forecast-charts.ts';
import { forecastDayPage } from './forecast-day-page.ts';
import { forecastHead, forecastPage } from './forecast-page.ts';
import { startMonth } from './month-routes.ts';
import { asksConfirmation, isRefusedOverride, overrideForm, typedOverride } from './override-form.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf, monthParam } from './params.ts';
import { soon } from './soon.ts';
import { mostPostingDays, spreadForm, spreadPage } from './spread-page.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const knownField = z.iso.date().or(z.literal('')).default('');
const postingDays = z.coerce.number().int().min(2).max(mostPostingDays);
const spreadForms = z.object({ batch: z.string().max(300), days: postingDays, known: knownField });
/** Three posting days are offered at first. */
const spreadQuery = z.object({ batch: z.string().max(300).optional(), days: postingDays.default(3) });

/** What a page says that takes longer. */
const forecastWait = { place: 'forecast', texts: 'forecast:wait' } as const;

/** A day of the history, as a form names it; no queue means all. */
const historyDay = {
  date: z.iso.date().transform((text) => LocalDate.parse(text)),
  queueId: z
    .string()
    .max(100)
    .default('')
    .transform((text) => (text === '' ? null : text)),
};
const decisionForm = z.object({
  ...historyDay,
  use: z.enum(['asCounted', 'leftOut']),
  reason: z.string().max(200),
});
const typedDecision = z.object({
  date: z.string().catch(''),
  queueId: z.string().catch(''),
  reason: z.string().catch(''),
});

/** What a form was filled with, and what is wrong with it. */
interface Refused {
  readonly error: SekisuError;
  readonly override?: z.output<typeof typedOverride>;
  readonly decision?: z.output<typeof typedDecision>;
}

/** The forecast of a month with its parts, its days, how past ones did, and what spreading letters would do. */
export function forecastRoutes(ctx: AppContext): Router {
  const router = Router();

  async function page(req: Request, res: Response, refused: Refused | null = null): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const month = monthParam(req);
    const asked = knownIn(req);
    const loading = loadForecast(ctx, actor, { month, knowledgeDate: asked });
    // Whoever has filled a form in wrong waits for the page with it, which a reload would lose.
    const view = refused === null ? await soon(ctx, req, res, loading, forecastWait) : await loading;
    if (view === null) return;
    const { knowledgeDate } = view.forecast;
    const head = forecastHead(view, month, { date: knowledgeDate, asked }, actor, language);
    sendPage(ctx, req, res, {
      view: 'pages/forecast',
      title: ctx.render.translate(language, 'forecast:title', { month: head.monthText }),
      data: {
        ...head,
        ...forecastPage(view, asked, language),
        planVersion: view.planVersion,
        historySvg: historyChart(ctx, view, language),
        partsSvg: partsChart(ctx, view, language),
        error: refused?.error.sentence(language) ?? null,
        override: formOf(typedOverride, refused?.override),
        asksConfirmation: asksConfirmation(
          refused?.error ?? null,
          refused?.override ?? { isConfirmed: false },
        ),
        decision: formOf(typedDecision, refused?.decision),
      },
      place: 'forecast',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
      status: refused === null ? 200 : httpStatusOf[refused.error.kind],
    });
  }

  router.get('/forecast', async (_req, res) => {
    const month = await startMonth(ctx, actorIn(res));
    res.redirect(303, month === null ? '/imports' : `/forecast/${month}`);
  });

  router.get('/forecast/:month', (req, res) => page(req, res));

  router.post('/forecast/:month/overrides', async (req, res) => {
    const month = monthParam(req);
    try {
      const fields = fieldsOf(overrideForm, req.body);
      const date = LocalDate.parse(fields.date);
      if (!YearMonth.from(date).equals(month)) {
        throw new SekisuError('input.invalid', { field: 'date', problem: month.toString() });
      }
      await overrideDay(ctx, actorIn(res), { ...fields, date });
      await leaveFlash(req, 'forecast:flash.overridden', {
        day: dayText(date, visitOf(res).language),
        calls: fields.calls,
      });
      res.redirect(303, `/forecast/${month}#overrides`);
    } catch (error) {
      if (!(error instanceof SekisuError) || !isRefusedOverride(error)) throw error;
      await page(req, res, { error, override: fieldsOf(typedOverride, req.body) });
    }
  });

  router.post('/forecast/:month/overrides/:date/undo', async (req, res) => {
    const date = dateParam(req);
    await undoOverride(ctx, actorIn(res), { date });
    await leaveFlash(req, 'forecast:flash.undone', { day: dayText(date, visitOf(res).language) });
    res.redirect(303, `/forecast/${monthParam(req)}#overrides`);
  });

  router.post('/forecast/:month/history-days', async (req, res) => {
    const month = monthParam(req);
    try {
      const fields = fieldsOf(decisionForm, req.body);
      await decideHistory(ctx, actorIn(res), fields);
      await leaveFlash(req, `forecast:flash.${fields.use}`, {
        day: dateText(fields.date, visitOf(res).language),
      });
      res.redirect(303, `/forecast/${month}#cleaned`);
    } catch (error) {
      const isRefused =
        error instanceof SekisuError &&
        (error.kind === 'InvalidInput' || error.code === 'history.no-such-day');
      if (!isRefused) throw error;
      await page(req, res, { error, decision: fieldsOf(typedDecision, req.body) });
    }
  });

  router.post('/forecast/:month/history-days/undo', async (req, res) => {
    const fields = fieldsOf(z.object(historyDay), req.body);
    await undoHistoryDecision(ctx, actorIn(res), fields);
    const day = dateText(fields.date, visitOf(res).language);
    await leaveFlash(req, 'forecast:flash.decisionUndone', { day });
    res.redirect(303, `/forecast/${monthParam(req)}#cleaned`);
  });

  router.get('/forecast/:month/days/:date', async (req, res) => {
    const { language } = visitOf(res);
    const date = dateParam(req);
    if (!YearMonth.from(date).equals(monthParam(req))) {
      throw new SekisuError('page.not-found', { path: req.originalUrl });
    }
    const asked = knownIn(req);
    const view = await soon(
      ctx,
      req,
      res,
      loadForecastDay(ctx, actorIn(res), { date, knowledgeDate: asked }),
      forecastWait,
    );
    if (view === null) return;
    sendPage(ctx, req, res, {
      view: 'pages/forecast-day',
      title: ctx.render.translate(language, 'forecast:day.title', { day: dayText(date, language) }),
      data: { ...forecastDayPage(view, asked, language), canChange: actorIn(res).role === 'manager' },
      place: 'forecast',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.get('/forecast/:month/accuracy', async (req, res) => {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const month = monthParam(req);
    const view = await loadAccuracy(ctx, actor, { month });
    const own = view.accuracy.versions.filter(({ forecast }) => forecast.month.equals(month));
    const shown = newestWithDays(own);
    const knowledge = { date: month.atDay(1), asked: null };
    const head = forecastHead(view, month, knowledge, actor, language);
    sendPage(ctx, req, res, {
      view: 'pages/accuracy',
      title: ctx.render.translate(language, 'forecast:accuracy.titleOf', { month: head.monthText }),
      data: {
        ...head,
        previousHref: head.previousHref === null ? null : `${head.previousHref}/accuracy`,
        nextHref: head.nextHref === null ? null : `${head.nextHref}/accuracy`,
        ...accuracyPage(view, month, language),
        chartSvg:
          shown === null
            ? null
            : bandsChart(ctx, language, {
                contract: view.contract,
                from: shown.forecast.days[0]!.date,
                to: shown.forecast.days.at(-1)!.date,
                counted: shown.days.map(({ date, actualCalls }) => ({ date, calls: actualCalls })),
                forecast: shown.forecast.days.map(({ date, plannedCalls, bounds }) => ({
                  date,
                  calls: plannedCalls,
                  bounds,
                  isBusy: false,
                })),
                mailings: [],
              }),
      },
      place: 'forecast',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
    });
  });

  router.get('/forecast/:month/spread', async (req, res) => {
    const { language } = visitOf(res);
    const request = { month: monthParam(req), knowledgeDate: knownIn(req) };
    const { batch: key, days: postingDays } = fieldsOf(spreadQuery, req.query);
    if (key === undefined) {
      const view = await loadSpreadable(ctx, actorIn(res), request);
      const chosen = { key: '', postingDays };
      showSpread(req, res, view, { ...spreadForm(view, chosen, language), spread: null, chartSvg: null });
      return;
    }
    const view = await soon(
      ctx,
      req,
      res,
      spreadMailing(ctx, actorIn(res), { ...request, key, postingDays }),
      forecastWait,
    );
    if (view === null) return;
    showSpread(req, res, view, {
      ...spreadForm(view, { key, postingDays }, language),
      spread: spreadPage(view, language),
      chartSvg: spreadChart(ctx, view, language),
    });
  });

  // What is chosen stands in the address, so that the page can be kept, sent to others and loaded again.
  router.post('/forecast/:month/spread', (req, res) => {
    const { known, ...chosen } = fieldsOf(spreadForms, req.body);
    const query = new URLSearchParams({
      batch: chosen.batch,
      days: String(chosen.days),
      ...(known === '' ? {} : { known }),
    });
    res.redirect(303, `/forecast/${monthParam(req)}/spread?${query}`);
  });

  function showSpread(
    req: Request,
    res: Response,
    view: Awaited<ReturnType<typeof loadSpreadable>>,
    data: object,
  ): void {
    const { language } = visitOf(res);
    const asked = knownIn(req);
    const knowledge = { date: view.knowledgeDate, asked };
    const head = forecastHead(view, monthParam(req), knowledge, actorIn(res), language);
    sendPage(ctx, req, res, {
      view: 'pages/spread',
      title: ctx.render.translate(language, 'forecast:spread.titleOf', { month: head.monthText }),
      data: { ...head, askedKnown: asked?.toString() ?? '', ...data },
      place: 'forecast',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
    });
  }

  return router;
}

/** The day of the forecast that the address asks for; null for that of today. @throws SekisuError `input.invalid` */
function knownIn(req: Request): LocalDate | null {
  const { known } = fieldsOf(z.object({ known: knownField }), req.query);
  return known === '' ? null : LocalDate.parse(known);
}

/** The fields of a form as they were typed, empty ones before that. */
function formOf<Schema extends z.ZodType<object>>(
  schema: Schema,
  typed: z.output<Schema> | undefined,
): z.output<Schema> & { readonly isRefused: boolean } {
  return { ...(typed ?? schema.parse({})), isRefused: typed !== undefined };
}
