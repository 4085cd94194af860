import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { agreeOutbound, undoAgreement } from '../app/agree-outbound.ts';
import { type AppContext, requireRole } from '../app/context.ts';
import { loadOutbound } from '../app/load-outbound.ts';
import { importOutbound, recordOutbound, reportUrgent, undoAttempt } from '../app/record-outbound.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import type { MiddleDay, OutboundReading } from '../plan/outbound-readings.ts';
import { dayText } from '../report/index.ts';
import { uploadedFile } from './import-routes.ts';
import { agreementForm, attemptForm, reportForm, typedAgreement, typedAttempt } from './outbound-forms.ts';
import { outboundDayPage, outboundPage } from './outbound-page.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf, monthParam, textParam } from './params.ts';
import { mostMegabytes } from './problem.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

/** 勧奨業務: whether outbound calls may be made, what was agreed, where they fit and what was done. */
export function outboundRoutes(ctx: AppContext): Router {
  const router = Router();
  const base = '/months/:month/outbound';

  async function page(req: Request, res: Response, refused: SekisuError | null = null): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const view = await loadOutbound(ctx, actor, { month: monthParam(req) });
    const data = outboundPage(view, language);
    const typed = refused === null ? null : typedAgreement.parse(req.body ?? {});
    sendPage(ctx, req, res, {
      view: 'pages/outbound',
      title: ctx.render.translate(language, 'outbound:title', { month: data.monthText }),
      data: {
        ...data,
        isManager: actor.role === 'manager',
        isCity: actor.role === 'city',
        error: refused?.sentence(language) ?? null,
        starts: typed?.kind === 'start' ? typed : typedAgreement.parse({ contractorPerson: actor.name }),
        stops: typed?.kind === 'stop' ? typed : typedAgreement.parse({ contractorPerson: actor.name }),
        isStartRefused: typed?.kind === 'start',
        isStopRefused: typed?.kind === 'stop',
      },
      place: actor.role === 'city' ? 'plans' : 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status: refused === null ? 200 : httpStatusOf[refused.kind],
    });
  }

  async function dayPage(req: Request, res: Response, refused: SekisuError | null = null): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const [month, date] = [monthParam(req), dateParam(req)];
    const view = await loadOutbound(ctx, actor, { month });
    const isKnown = [...view.agreedDays, ...view.totals.map((entry) => entry.date)].some((day) =>
      day.equals(date),
    );
    if (!isKnown) throw new SekisuError('outbound.no-agreement', { date: date.toString() });
    const data = outboundDayPage(view, date, language);
    sendPage(ctx, req, res, {
      view: 'pages/outbound-day',
      title: ctx.render.translate(language, 'outbound:day.title', { day: data.dayText }),
      data: {
        ...data,
        isCity: actor.role === 'city',
        error: refused?.sentence(language) ?? null,
        typed: typedAttempt.parse(refused === null ? {} : (req.body ?? {})),
      },
      place: actor.role === 'city' ? 'plans' : 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status: refused === null ? 200 : httpStatusOf[refused.kind],
    });
  }

  /** Shows a refusal where the form stands, with all that was typed. */
  function orShow(
    act: (req: Request, res: Response) => Promise<void>,
    show: (req: Request, res: Response, refused: SekisuError) => Promise<void>,
  ) {
    return async (req: Request, res: Response): Promise<void> => {
      try {
        await act(req, res);
      } catch (error) {
        if (!(error instanceof SekisuError) || error.kind === 'NotAllowed') throw error;
        await show(req, res, error);
      }
    };
  }

  router.get(base, (req, res) => page(req, res));

  router.post(
    `${base}/agreements`,
    orShow(async (req, res) => {
      const month = monthParam(req);
      const { basis, endsOn, ...fields } = fieldsOf(agreementForm, req.body);
      await agreeOutbound(ctx, actorIn(res), {
        ...fields,
        month,
        endsOn: endsOn ?? null,
        basis: basis === undefined ? null : basisOf(basis),
      });
      await leaveFlash(req, `outbound:flash.${fields.kind}`);
      res.redirect(303, `/months/${month}/outbound`);
    }, page),
  );

  router.post(`${base}/agreements/:id/undo`, async (req, res) => {
    const month = monthParam(req);
    await undoAgreement(ctx, actorIn(res), { month, id: idIn(req) });
    await leaveFlash(req, 'outbound:flash.undone');
    res.redirect(303, `/months/${month}/outbound`);
  });

  // Who may not record is refused before a file of any size is read.
  const mayRecord = (_req: Request, res: Response, next: NextFunction): void => {
    requireRole(actorIn(res), 'manager', 'lead');
    next();
  };
  const upload = express.raw({ type: 'multipart/form-data', limit: `${mostMegabytes}mb` });
  router.post(
    `${base}/attempts`,
    mayRecord,
    upload,
    orShow(async (req, res) => {
      const month = monthParam(req);
      const result = await importOutbound(ctx, actorIn(res), await uploadedFile(req));
      await leaveFlash(req, 'outbound:flash.imported', { ...result });
      res.redirect(303, `/months/${month}/outbound`);
    }, page),
  );

  router.get(`${base}/:date`, (req, res) => dayPage(req, res));

  router.post(
    `${base}/:date/attempts`,
    orShow(async (req, res) => {
      const [month, date] = [monthParam(req), dateParam(req)];
      const { time, urgent, ...fields } = fieldsOf(attemptForm, req.body);
      const attempt = { ...fields, date, minute: time, isUrgent: urgent === 'yes' };
      const { added } = await recordOutbound(ctx, actorIn(res), [attempt]);
      const { organisation } = fields;
      await leaveFlash(req, added === 1 ? 'outbound:flash.recorded' : 'outbound:flash.known', {
        organisation,
      });
      res.redirect(303, `/months/${month}/outbound/${date}`);
    }, dayPage),
  );

  router.post(`${base}/:date/attempts/:id/undo`, async (req, res) => {
    const date = dateParam(req);
    await undoAttempt(ctx, actorIn(res), { id: idIn(req) });
    const day = dayText(date, visitOf(res).language);
    await leaveFlash(req, 'outbound:flash.attemptUndone', { day });
    res.redirect(303, `/months/${monthParam(req)}/outbound/${date}#records`);
  });

  router.post(
    `${base}/:date/attempts/:id/reported`,
    orShow(async (req, res) => {
      const date = dateParam(req);
      const { reportedTo } = fieldsOf(reportForm, req.body);
      await reportUrgent(ctx, actorIn(res), { id: idIn(req), to: reportedTo });
      await leaveFlash(req, 'outbound:flash.reported', { to: reportedTo });
      res.redirect(303, `/months/${monthParam(req)}/outbound/${date}#records`);
    }, dayPage),
  );

  return router;
}

function basisOf(text: string): { readonly reading: OutboundReading; readonly middle: MiddleDay } {
  const [reading, middle] = text.split('-');
  return { reading: reading as OutboundReading, middle: middle as MiddleDay };
}

/** @throws SekisuError `outbound.not-found` for what is no number of a record */
function idIn(req: Request): number {
  const text = textParam(req, 'id');
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new SekisuError('outbound.not-found', { id: text });
  return Number(text);
}
