import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { type DayView, loadDay } from '../app/load-day.ts';
import { proposeCover, recordAbsence } from '../app/record-absence.ts';
import { parseTime } from '../calendar/index.ts';
import { SekisuError } from '../errors.ts';
import type { CoverOption, CoverProposal } from '../plan/index.ts';
import { floorPercentText, probabilityText } from '../report/index.ts';
import { personNamer, rangeOf, shortRunsOf } from './day-page.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm');
const reasons = ['sick', 'transport', 'family', 'other'] as const;
const timesForm = z.object({ staff: z.string(), from: time, to: time });
const reasonForm = timesForm.extend({ reason: z.enum(reasons), detail: z.string().max(500).default('') });
const choiceForm = reasonForm.extend({ option: z.string() });

/** Most lacking stretches that the sentence at the top names. */
const mostRuns = 3;

type Fields = z.output<typeof reasonForm>;

/** 「欠勤」: who, from when to when, why; then the ranked ways to cover it, and the choice. */
export function absenceRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/days/:date/absence', async (req, res) => {
    const view = await loadDay(ctx, actorIn(res), { date: dateParam(req) });
    const { staff, from, to } = req.query;
    if (typeof staff !== 'string' || !view.day.shifts.some((shift) => shift.staffId === staff)) {
      show(req, res, view, 'pages/absence-who', { people: peopleOf(view) });
    } else if (from === undefined || to === undefined) {
      show(req, res, view, 'pages/absence-when', whenOf(view, staff, null));
    } else {
      showReason(req, res, view, fieldsOf(timesForm, req.query));
    }
  });

  router.post('/days/:date/absence', async (req, res) => {
    const date = dateParam(req);
    const fields = fieldsOf(reasonForm, req.body);
    const view = await loadDay(ctx, actorIn(res), { date });
    const proposal = await proposeCover(ctx, actorIn(res), { date, ...absenceOf(fields) });
    show(req, res, view, 'pages/absence-ways', waysOf(view, proposal, fields, visitOf(res).language));
  });

  router.post('/days/:date/absence/record', async (req, res) => {
    const date = dateParam(req);
    const fields = fieldsOf(choiceForm, req.body);
    const { version } = await recordAbsence(ctx, actorIn(res), {
      date,
      ...absenceOf(fields),
      reasonKind: fields.reason,
      detail: fields.detail,
      optionId: fields.option,
    });
    await leaveFlash(req, 'day:flash.recorded', { version });
    res.redirect(303, `/days/${date}`);
  });

  function showReason(req: Request, res: Response, view: DayView, fields: z.output<typeof timesForm>): void {
    if (parseTime(fields.from) >= parseTime(fields.to)) {
      const error = ctx.render.translate(visitOf(res).language, 'day:when.order');
      show(req, res, view, 'pages/absence-when', whenOf(view, fields.staff, error), 400);
      return;
    }
    show(req, res, view, 'pages/absence-why', {
      ...personOf(view, fields.staff),
      ...fields,
      range: rangeOf(parseTime(fields.from), parseTime(fields.to)),
      reasons: reasons.map((value) => ({ value, textKey: `day:reason.${value}` })),
    });
  }

  function show(req: Request, res: Response, view: DayView, page: string, data: object, status = 200): void {
    const { language } = visitOf(res);
    const { date } = view.day;
    sendPage(ctx, req, res, {
      view: page,
      title: `${ctx.render.translate(language, 'day:absence.title')}: ${ctx.render.translate(language, `day:step.${page.replace('pages/absence-', '')}`)}`,
      data: { ...data, date, dayHref: `/days/${date}` },
      place: 'day',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status,
    });
  }

  return router;
}

function absenceOf(fields: z.output<typeof timesForm>): {
  staffId: string;
  startMinute: number;
  endMinute: number;
} {
  const [startMinute, endMinute] = [parseTime(fields.from), parseTime(fields.to)];
  if (startMinute >= endMinute) {
    throw new SekisuError('input.invalid', { field: 'to', problem: `> ${fields.from}` });
  }
  return { staffId: fields.staff, startMinute, endMinute };
}

function personOf(view: DayView, staffId: string): { staff: string; name: string } {
  return { staff: staffId, name: personNamer(view)(staffId) };
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

function whenOf(view: DayView, staffId: string, error: string | null): object {
  const shift = view.day.shifts.find((candidate) => candidate.staffId === staffId)!;
  return {
    ...personOf(view, staffId),
    start: shift.start,
    end: shift.end,
    wholeHours: rangeOf(parseTime(shift.start), parseTime(shift.end)),
    error,
  };
}

function waysOf(view: DayView, proposal: CoverProposal, fields: Fields, language: 'ja' | 'en'): object {
  const nameOf = personNamer(view);
  const { before, unhandled } = proposal;
  const shortRuns = shortRunsOf(
    unhandled.shortIntervals.map((entry) => ({ ...entry, lacking: entry.required - entry.scheduled })),
  );
  const isHard = (option: CoverOption): boolean => option.newFindings.some(({ level }) => level === 'H');
  // A supervisor's absence leaves no seat empty and can still break a rule.
  const breaksRule = proposal.options.some((option) => option.kind === 'accept' && isHard(option));
  const lost = view.day.shifts.find((shift) => shift.staffId === fields.staff);
  // Who stands in for a supervisor leads; it is asked for in other words than a seat.
  const words = lost === undefined || lost.role === 'operator' ? '' : 'OfLead';
  const finding = (entry: CoverOption['newFindings'][number]): object => ({
    level: entry.level,
    levelKey: `web:level.${entry.level}`,
    text: language === 'ja' ? entry.text : entry.textEn,
  });
  return {
    ...personOf(view, fields.staff),
    ...fields,
    range: rangeOf(parseTime(fields.from), parseTime(fields.to)),
    reasonKey: `day:reason.${fields.reason}`,
    before: { day: floorPercentText(before.dayAnswerRate), month: floorPercentText(before.monthAnswerRate) },
    unhandled: {
      day: floorPercentText(unhandled.dayAnswerRate),
      month: floorPercentText(unhandled.monthAnswerRate),
      shortRuns: shortRuns.slice(0, mostRuns),
      moreRuns: Math.max(0, shortRuns.length - mostRuns),
      lacksLead: words !== '' && breaksRule,
      tone: shortRuns.length > 0 ? 'error' : breaksRule ? 'warn' : 'done',
    },
    options: proposal.options.map((option, index) => ({
      id: option.id,
      number: index + 1,
      isBest: index === 0 && !isHard(option),
      kindKey: `day:way${words}.${option.kind}`,
      helpKey: `day:wayHelp${words}.${option.kind}`,
      duties: option.duties.map((duty) => ({
        name: nameOf(duty.staffId),
        hours: rangeOf(parseTime(duty.start), parseTime(duty.end)),
      })),
      asked: option.askedIds.map(nameOf),
      changed: option.changedIds.map(nameOf),
      day: floorPercentText(option.dayAnswerRate),
      month: floorPercentText(option.monthAnswerRate),
      probability: probabilityText(option.probabilityTargetMet),
      shortMinutes: option.shortMinutes,
      findings: option.newFindings.map(finding),
      findingCounts: (['H', 'W', 'I'] as const).flatMap((level) => {
        const count = option.newFindings.filter((entry) => entry.level === level).length;
        return count === 0 ? [] : [{ level, levelKey: `web:level.${level}`, count }];
      }),
    })),
    refused: proposal.refused.map((way) => ({
      kindKey: `day:way${words}.${way.kind}`,
      name: nameOf(way.staffId),
      findings: way.findings.map(finding),
    })),
  };
}
