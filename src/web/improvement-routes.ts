import { Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { loadImprovement, loadImprovements } from '../app/load-improvements.ts';
import { noteImprovement } from '../app/note-improvement.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import { reportChannels } from '../plan/improvement.ts';
import { improvementLine, improvementPage } from './improvement-page.ts';
import { sendPage } from './page.ts';
import { fieldsOf, textParam } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const words = z.string().trim().min(1).max(2000);
const day = z.iso.date();
/** What the forms of a case send: one act each. */
const actForm = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reported'),
    date: day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
    channel: z.enum(reportChannels),
    person: z.string().trim().min(1).max(200),
  }),
  z.object({ kind: z.literal('cause'), text: words }),
  z.object({ kind: z.literal('measure'), text: words, dueOn: day }),
  z.object({
    kind: z.literal('measureResult'),
    measure: z.coerce.number().int().positive(),
    doneOn: day,
    result: words,
  }),
  z.object({ kind: z.literal('closed'), result: words }),
]);

/** 改善: what was missed, and what is done about it. */
export function improvementRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/improvements', async (req, res) => {
    const { language } = visitOf(res);
    const { contract, cases } = await loadImprovements(ctx, actorIn(res));
    const lines = cases.map((view) => ({ ...improvementLine(view, language) }) as { isOpen: boolean });
    sendPage(ctx, req, res, {
      view: 'pages/improvements',
      title: ctx.render.translate(language, 'improvement:title'),
      data: {
        open: lines.filter(({ isOpen }) => isOpen),
        closed: lines.filter(({ isOpen }) => !isOpen),
        late: cases.filter(({ isLate, state }) => isLate && state.reported === null).length,
        isCity: actorIn(res).role === 'city',
      },
      place: 'improvements',
      notice: contract?.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.get('/improvements/:id', async (req, res) => {
    const { language } = visitOf(res);
    const view = await loadImprovement(ctx, actorIn(res), idParam(textParam(req, 'id')));
    const now = japanDateTimeOf(ctx.now());
    const title = ctx.render.translate(language, 'improvement:pageTitle', { id: view.case.id });
    sendPage(ctx, req, res, {
      view: 'pages/improvement',
      title,
      data: {
        ...improvementPage(view, view.today, language),
        canWrite: actorIn(res).role !== 'city' && view.state.closed === null,
        today: now.toLocalDate().toString(),
        nowTime: now.toLocalTime().toString().slice(0, 5),
        channels: reportChannels.map((value) => ({ value, textKey: `improvement:channel.${value}` })),
      },
      place: 'improvements',
      notice: view.contract?.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/improvements/:id', async (req, res) => {
    const id = idParam(textParam(req, 'id'));
    const act = fieldsOf(actForm, req.body);
    await noteImprovement(ctx, actorIn(res), { id, act });
    await leaveFlash(req, `improvement:flash.${act.kind}`);
    res.redirect(303, `/improvements/${id}`);
  });

  return router;
}

/** @throws SekisuError `improvement.not-found` */
function idParam(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new SekisuError('improvement.not-found', { id: text });
  return Number(text);
}
