import { LocalDate } from '@js-joda/core';
import { type Request, Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { type OwnPublishedMonth, openOwnShifts, ownCalendar, readVersion } from '../app/own-shifts.ts';
import { japanDateTimeOf } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import { dateTimeText, dayText, monthText, ownDuty, ownMonth } from '../report/index.ts';
import { sendPage } from './page.ts';
import { monthParam, textParam, versionParam } from './params.ts';
import { leaveFlash, visitOf } from './visit.ts';

/** A person's own published shifts, as a page and as a calendar; the address is all that is needed. */
export function ownShiftRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/shifts/:token', async (req, res) => {
    const { staffId, name, contract, today, months } = await openOwnShifts(ctx, textParam(req, 'token'));
    const { language } = visitOf(res);
    // Nobody finds it by searching.
    res.set('X-Robots-Tag', 'noindex');
    const calendarPath = `${addressOf(req)}/shifts.ics${language === 'en' ? '?language=en' : ''}`;
    sendPage(ctx, req, res, {
      view: 'pages/own-shifts',
      title: ctx.render.translate(language, 'shifts:own.title'),
      data: {
        name,
        address: addressOf(req),
        calendarHref: `${req.protocol}://${req.host}${calendarPath}`,
        followHref: `webcal://${req.host}${calendarPath}`,
        months: months.map((month) => monthView(month, staffId, today.toString(), language)),
      },
      notice: contract?.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/shifts/:token/:month/:version/read', async (req, res) => {
    const input = { month: monthParam(req), version: versionParam(req) };
    await readVersion(ctx, textParam(req, 'token'), input);
    await leaveFlash(req, 'shifts:flash.read', { version: input.version });
    res.redirect(303, addressOf(req));
  });

  router.get('/shifts/:token/shifts.ics', async (req, res) => {
    const language = req.query['language'] === 'en' ? 'en' : 'ja';
    const calendar = await ownCalendar(ctx, textParam(req, 'token'), language);
    // A calendar asks again and again: what has not changed is not sent anew.
    res
      .set('Cache-Control', 'private, no-cache')
      .set('X-Robots-Tag', 'noindex')
      .set('Content-Disposition', 'inline; filename="shifts.ics"')
      .type('text/calendar; charset=utf-8')
      .send(calendar);
  });

  return router;
}

function monthView(
  { month, inForce, reading }: OwnPublishedMonth,
  staffId: string,
  today: string,
  language: Language,
): object {
  const own = ownMonth(inForce?.days ?? [], staffId, language);
  return {
    month: month.toString(),
    text: monthText(month, language),
    version: inForce?.version ?? null,
    publishedAt: inForce === null ? null : dateTimeText(japanDateTimeOf(inForce.publishedAt), language),
    ...own,
    days: own.days.map((day) => ({ ...day, isToday: day.date === today, isPast: day.date < today })),
    lastRead: reading.lastRead,
    isUnread: reading.isUnread,
    changes: reading.changes.map(({ date, before, after }) => ({
      day: dayText(LocalDate.parse(date), language),
      before: before.map(ownDuty),
      after: after.map(ownDuty),
    })),
  };
}

function addressOf(req: Request): string {
  return `/shifts/${encodeURIComponent(textParam(req, 'token'))}`;
}
