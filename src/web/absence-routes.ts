import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { type DayView, loadDay } from '../app/load-day.ts';
import { reportAbsences } from '../app/report-absences.ts';
import { japanDateTimeOf, parseTime } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import { absenceTimes, timesWords } from './absence-times.ts';
import { personNamer, rangeOf } from './day-page.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

/** Empty = the person's own beginning or end. */
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'HH:mm');
const reasons = ['sick', 'transport', 'family', 'other'] as const;
const people = z.union([z.string().transform((staff) => [staff]), z.array(z.string()).min(1).max(50)]);
const timesForm = z.object({ staff: people, from: time, to: time });
const reasonForm = timesForm.extend({ reason: z.enum(reasons), detail: z.string().max(500).default('') });

/** From so many on people are found by typing. */
const manyPeople = 15;

/** 「欠勤」 in three taps: who, from when to when, why. It is recorded at once; what follows is the desk's. */
export function absenceRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/days/:date/absence', async (req, res) => {
    const view = await loadDay(ctx, actorIn(res), { date: dateParam(req) });
    const asked = people.safeParse(req.query['staff']);
    const onDuty = (staffId: string): boolean => view.day.shifts.some((shift) => shift.staffId === staffId);
    if (!asked.success || !asked.data.every(onDuty)) {
      show(req, res, view, 'who', { people: peopleOf(view), hasMany: view.day.shifts.length > manyPeople });
    } else if (req.query['from'] === undefined || req.query['to'] === undefined) {
      showTimes(req, res, view, asked.data, null);
    } else {
      const fields = fieldsOf(timesForm, req.query);
      if (isTurned(fields)) {
        const error = ctx.render.translate(visitOf(res).language, 'desk:when.order');
        showTimes(req, res, view, fields.staff, error);
        return;
      }
      show(req, res, view, 'why', {
        ...whoOf(view, fields.staff),
        ...fields,
        times: timesWords(fields.from, fields.to),
        reasons: reasons.map((value) => ({ value, textKey: `desk:reason.${value}` })),
      });
    }
  });

  router.post('/days/:date/absence', async (req, res) => {
    const date = dateParam(req);
    const fields = fieldsOf(reasonForm, req.body);
    if (isTurned(fields)) {
      throw new SekisuError('input.invalid', { field: 'to', problem: `> ${fields.from}` });
    }
    const minuteOf = (text: string): number | null => (text === '' ? null : parseTime(text));
    const range = { startMinute: minuteOf(fields.from), endMinute: minuteOf(fields.to) };
    await reportAbsences(ctx, actorIn(res), {
      date,
      absences: fields.staff.map((staffId) => ({ staffId, ...range })),
      reasonKind: fields.reason,
      detail: fields.detail,
    });
    await leaveFlash(req, 'desk:flash.reported', { n: fields.staff.length });
    res.redirect(303, `/days/${date}/desk`);
  });

  function showTimes(
    req: Request,
    res: Response,
    view: DayView,
    staff: readonly string[],
    error: string | null,
  ): void {
    const now = japanDateTimeOf(ctx.now());
    const isToday = now.toLocalDate().toString() === view.day.date;
    const nowMinute = isToday ? now.hour() * 60 + now.minute() : null;
    const shifts = view.day.shifts.filter((shift) => staff.includes(shift.staffId));
    const data = { ...whoOf(view, staff), staff, error, ...absenceTimes(shifts, nowMinute) };
    show(req, res, view, 'when', data, error === null ? 200 : 400);
  }

  function show(
    req: Request,
    res: Response,
    view: DayView,
    step: 'who' | 'when' | 'why',
    data: object,
    status = 200,
  ): void {
    const { language } = visitOf(res);
    const { date } = view.day;
    const text = (key: string): string => ctx.render.translate(language, key);
    sendPage(ctx, req, res, {
      view: `pages/absence-${step}`,
      title: `${text('desk:absence.title')}: ${text(`desk:step.${step}`)}`,
      data: { ...data, date, dayHref: `/days/${date}` },
      place: 'day',
      scripts: step === 'who' ? ['desk.js'] : [],
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status,
    });
  }

  return router;
}

function isTurned({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return from !== '' && to !== '' && parseTime(from) >= parseTime(to);
}

function whoOf(view: DayView, staff: readonly string[]): { names: string[] } {
  return { names: staff.map(personNamer(view)) };
}

function peopleOf(view: DayView): object[] {
  const nameOf = personNamer(view);
  return view.day.shifts.map((shift) => ({
    staff: shift.staffId,
    name: nameOf(shift.staffId),
    pattern: shift.pattern,
    hours: rangeOf(parseTime(shift.start), parseTime(shift.end)),
    isStandby: shift.standby,
    isAway: view.absences.some((absence) => absence.staffId === shift.staffId),
  }));
}
