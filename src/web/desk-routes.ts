import type { LocalDate } from '@js-joda/core';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { renewNoticeLink } from '../app/change-notices.ts';
import { chooseWay } from '../app/choose-way.ts';
import type { AppContext } from '../app/context.ts';
import type { DeskRef } from '../app/desk-ground.ts';
import type { DeskResult } from '../app/desk-step.ts';
import { type DayView, loadDay } from '../app/load-day.ts';
import { type DeskCaseView, loadDesk, loadOpenDesk } from '../app/load-desk.ts';
import { noteAnswer } from '../app/note-answer.ts';
import { undoAbsence } from '../app/undo-absence.ts';
import { SekisuError } from '../errors.ts';
import { personNamer, rangeOf } from './day-page.ts';
import { answersOf, askedPeople, isWaiting, namesOf, wayInForce } from './desk-page.ts';
import { waysOf } from './desk-ways.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf, textParam } from './params.ts';
import { inWords } from './problem.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const whole = z.coerce.number().int().min(1).max(2_147_483_647);
/** What every form of the desk carries: the case as its page showed it. */
const refForm = z.object({ case: whole, version: whole, event: whole });
const wayForm = refForm.extend({ option: z.string().min(1).max(400) });
const answerForm = refForm.extend({
  staff: z.string(),
  answer: z.enum(['asked', 'yes', 'no', 'noAnswer']),
});

/** The day desk: the ways to cover what is open, whom to ask, what they say, and undoing. */
export function deskRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/days/:date/desk', async (req, res) => {
    const date = dateParam(req);
    const open = await loadOpenDesk(ctx, actorIn(res), { date });
    if (open === null) {
      res.redirect(303, `/days/${date}`);
      return;
    }
    const { language } = visitOf(res);
    const { view, entry } = open;
    const way = wayInForce(view, entry);
    show(req, res, view, 'desk', {
      ...waysOf(open, language),
      ...refOf(view, entry),
      absences: view.absences.map((absence) => ({
        name: personNamer(view)(absence.staffId),
        range: rangeOf(absence.startMinute, absence.endMinute),
      })),
      asking: way === null ? null : askingOf(view, entry, way, language),
      answers: answersOf(view, entry),
      hasPlanChanged: entry.deskCase.version !== view.plan.version,
    });
  });

  router.post(
    '/days/:date/desk/way',
    telling(async (req, res) => {
      const date = dateParam(req);
      const { option, ...form } = fieldsOf(wayForm, req.body);
      const result = await chooseWay(ctx, actorIn(res), { ...refIn(date, form), optionId: option });
      await answer(req, res, result, 'desk:flash.chosen');
    }),
  );

  router.post(
    '/days/:date/desk/answer',
    telling(async (req, res) => {
      const date = dateParam(req);
      const { staff, answer: said, ...form } = fieldsOf(answerForm, req.body);
      const input = { ...refIn(date, form), staffId: staff, answer: said };
      const result = await noteAnswer(ctx, actorIn(res), input);
      await answer(req, res, result, result.isGivenUp ? 'desk:flash.givenUp' : `desk:flash.answer.${said}`);
    }),
  );

  router.get('/days/:date/desk/undo/:absence', async (req, res) => {
    const { view, cases } = await loadAll(req, res);
    const id = Number(textParam(req, 'absence'));
    const entry = cases.find(({ absences }) =>
      absences.some((absence) => absence.id === id && absence.cancelledAt === null),
    );
    const absence = entry?.absences.find((candidate) => candidate.id === id);
    if (entry === undefined || absence === undefined) throw new SekisuError('absence.not-found', { id });
    const nameOf = personNamer(view);
    const others = { absences: entry.absences.filter((candidate) => candidate.id !== id) };
    show(req, res, view, 'desk-undo', {
      ...refOf(view, entry),
      absence: {
        id,
        name: nameOf(absence.staffId),
        range: rangeOf(absence.startMinute, absence.endMinute),
      },
      coveredByVersion: entry.deskCase.state === 'covered' ? entry.coveredByVersion : null,
      others: namesOf(view, others),
      // Nobody but the lead tells them that they need not come.
      toTell: entry.state.answers
        .filter(({ answer }) => entry.deskCase.state === 'open' && isWaiting(answer))
        .map(({ staffId }) => nameOf(staffId)),
    });
  });

  router.post(
    '/days/:date/desk/undo/:absence',
    telling(async (req, res) => {
      const date = dateParam(req);
      const ref = refIn(date, fieldsOf(refForm, req.body));
      const absenceId = Number(textParam(req, 'absence'));
      const result = await undoAbsence(ctx, actorIn(res), { ...ref, absenceId });
      await answer(req, res, result, 'desk:flash.undone', `/days/${date}`);
    }),
  );

  router.post('/days/:date/desk/notices/:notice/link', async (req, res) => {
    const input = { date: dateParam(req), noticeId: Number(textParam(req, 'notice')) };
    const link = await renewNoticeLink(ctx, actorIn(res), input);
    await answer(req, res, { version: null, links: [link] }, '');
  });

  /** Links are shown in the answer itself: their tokens are kept nowhere, so they cannot be shown after a redirect. */
  async function answer(
    req: Request,
    res: Response,
    { version, links }: DeskResult,
    flashKey: string,
    href = `/days/${dateParam(req)}/desk`,
  ): Promise<void> {
    if (version === null && links.length === 0) {
      await leaveFlash(req, flashKey);
      res.redirect(303, href);
      return;
    }
    const { view, cases } = await loadAll(req, res);
    const nameOf = personNamer(view);
    show(req, res, view, 'desk-done', {
      version,
      isOpen: cases.some(({ deskCase }) => deskCase.state === 'open'),
      notNeeded: version === null ? [] : askedInVain(cases, version).map(nameOf),
      links: links.map(({ staffId, token }) => ({
        name: nameOf(staffId),
        href: `${req.protocol}://${req.host}/notices/${token}`,
      })),
    });
  }

  /** Shows who came second what is true now, and the way on. */
  function telling(act: (req: Request, res: Response) => Promise<void>): RequestHandler {
    return async (req, res) => {
      try {
        await act(req, res);
      } catch (error) {
        if (!(error instanceof SekisuError) || error.kind !== 'Conflict') throw error;
        if (req.accepts(['html', 'json']) !== 'html') throw error;
        const { language } = visitOf(res);
        const { view, cases } = await loadAll(req, res);
        const entry =
          cases.find(({ deskCase }) => deskCase.id === Number(req.body?.case)) ?? cases.at(-1) ?? null;
        // A page sent again, by a phone that had put it away for example.
        const isOwn =
          error.code === 'desk.acted-meanwhile' && entry?.events.at(-1)?.by === actorIn(res).userId;
        const data = {
          isOwn,
          sentence: inWords(error, language, ctx).sentence(language),
          names: entry === null ? [] : namesOf(view, entry),
          nowKey: entry === null ? 'desk:now.none' : nowKeyOf(view, entry),
          version: entry?.coveredByVersion ?? view.plan.version,
          isOpen: entry?.deskCase.state === 'open',
        };
        show(req, res, view, 'desk-conflict', data, 409);
      }
    };
  }

  async function loadAll(
    req: Request,
    res: Response,
  ): Promise<{ view: DayView; cases: readonly DeskCaseView[] }> {
    const date = dateParam(req);
    const view = await loadDay(ctx, actorIn(res), { date });
    return { view, cases: await loadDesk(ctx, actorIn(res), { date }) };
  }

  function show(req: Request, res: Response, view: DayView, page: string, data: object, status = 200): void {
    const { language } = visitOf(res);
    const { date } = view.day;
    sendPage(ctx, req, res, {
      view: `pages/${page}`,
      title: ctx.render.translate(language, `desk:page.${page}`),
      data: { ...data, date, dayHref: `/days/${date}` },
      place: 'day',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      scripts: page === 'desk-done' ? ['desk.js'] : [],
      status,
    });
  }

  return router;
}

function askingOf(
  view: DayView,
  entry: DeskCaseView,
  way: NonNullable<DeskCaseView['state']['way']>,
  language: 'ja' | 'en',
): object {
  const people = askedPeople(view, entry, way, language);
  const nameOf = personNamer(view);
  return {
    people,
    kindKeys: way.kinds.map((kind) => `desk:way.${kind}`),
    changed: way.changedIds.filter((staffId) => !way.askedIds.includes(staffId)).map(nameOf),
  };
}

function nowKeyOf(view: DayView, entry: DeskCaseView): string {
  if (entry.deskCase.state !== 'open') return `desk:now.${entry.deskCase.state}`;
  return wayInForce(view, entry) === null ? 'desk:now.open' : 'desk:now.asking';
}

/** Who was telephoned, or had agreed, and has no part in the way that was taken. */
function askedInVain(cases: readonly DeskCaseView[], version: number): readonly string[] {
  const covered = cases.find(({ events }) =>
    events.some(({ act }) => act.kind === 'covered' && act.version === version),
  );
  const way = covered?.events.findLast(({ act }) => act.kind === 'chosen')?.act;
  if (covered === undefined || way?.kind !== 'chosen') return [];
  return covered.state.answers
    .filter(({ staffId, answer }) => isWaiting(answer) && !way.way.askedIds.includes(staffId))
    .map(({ staffId }) => staffId);
}

/** What the forms of a page carry. */
function refOf(view: DayView, { deskCase, events }: DeskCaseView): { ref: object } {
  return {
    ref: { caseId: deskCase.id, version: view.plan.version, eventNumber: events.at(-1)!.number },
  };
}

function refIn(date: LocalDate, form: z.output<typeof refForm>): DeskRef {
  return { date, caseId: form.case, version: form.version, eventNumber: form.event };
}
