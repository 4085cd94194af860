import { LocalDate } from '@js-joda/core';
import { Router } from 'express';
import { acknowledgeNotice, openNotice } from '../app/change-notices.ts';
import type { AppContext } from '../app/context.ts';
import { dayText, ownDuty } from '../report/index.ts';
import { clockOf } from './desk-page.ts';
import { sendPage } from './page.ts';
import { textParam } from './params.ts';
import { visitOf } from './visit.ts';

/** What one person is told of a change of their own days; the link is all that is needed to open it. */
export function noticeRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/notices/:token', async (req, res) => {
    const token = textParam(req, 'token');
    const { notice, name, isOutdated, contract } = await openNotice(ctx, token);
    const { language } = visitOf(res);
    // Nobody finds it by searching.
    res.set('X-Robots-Tag', 'noindex');
    sendPage(ctx, req, res, {
      view: 'pages/notice',
      title: ctx.render.translate(language, 'desk:notice.title'),
      data: {
        token,
        name,
        isOutdated,
        changes: notice.changes.map(({ date, before, after }) => ({
          day: dayText(LocalDate.parse(date), language),
          before: before.map(ownDuty),
          after: after.map(ownDuty),
        })),
        acknowledgedAt: notice.acknowledgedAt === null ? null : clockOf(notice.acknowledgedAt),
      },
      notice: contract?.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/notices/:token', async (req, res) => {
    const token = textParam(req, 'token');
    await acknowledgeNotice(ctx, token);
    res.redirect(303, `/notices/${token}`);
  });

  return router;
}
