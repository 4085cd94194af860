import { LocalDate } from '@js-joda/core';
import { Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import {
  type ChangeSearchView,
  loadFoundChanges,
  loadSearchablePlan,
  startFindingChanges,
} from '../app/find-best-change.ts';
import { formatTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { FoundChange } from '../plan/index.ts';
import { dayText, finePercentText, monthText } from '../report/index.ts';
import { personNamer } from './day-page.ts';
import { sendPage } from './page.ts';
import { fieldsOf, monthParam, textParam, versionParam } from './params.ts';
import { actorIn, visitOf } from './visit.ts';

const searchForm = z.object({ date: z.iso.date().or(z.literal('')).default('') });

/** Seconds after which a browser without scripts looks again. */
const refreshSeconds = 3;

/** The search for the single change that helps most: asking for it, its progress, and the list. Advice only. */
export function changeRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/plans/:month/:version/changes', async (req, res) => {
    const { language } = visitOf(res);
    const wanted = { month: monthParam(req), version: versionParam(req) };
    const { contract, plan } = await loadSearchablePlan(ctx, actorIn(res), wanted);
    sendPage(ctx, req, res, {
      view: 'pages/changes',
      title: ctx.render.translate(language, 'change:title'),
      data: { ...versionOf(plan, language), search: null },
      place: 'plans',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
    });
  });

  router.post('/plans/:month/:version/changes', async (req, res) => {
    const { date } = fieldsOf(searchForm, req.body);
    const { workId } = await startFindingChanges(ctx, actorIn(res), {
      month: monthParam(req),
      version: versionParam(req),
      date: date === '' ? null : LocalDate.parse(date),
    });
    res.redirect(303, `/changes/${workId}`);
  });

  router.get('/changes/:workId', async (req, res) => {
    const { language } = visitOf(res);
    const workId = textParam(req, 'workId');
    const view = await loadFoundChanges(ctx, actorIn(res), { workId });
    const { state, found, contract, plan } = view;
    const donePercent = Math.round(view.doneFraction * 100);
    if (req.accepts(['html', 'json']) === 'json') {
      res.set('Cache-Control', 'no-store').json({ state, donePercent, found });
      return;
    }
    const isOver = state === 'done' || state === 'failed';
    sendPage(ctx, req, res, {
      view: 'pages/changes',
      title: ctx.render.translate(language, 'change:title'),
      data: {
        ...versionOf(plan, language),
        search: {
          workId,
          isOver,
          donePercent,
          error: view.error?.[language] ?? null,
          where: view.date === null ? null : dayText(view.date, language),
          found: found === null ? null : { ...found, changes: rowsOf(view, found.changes, language) },
        },
      },
      place: 'plans',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
      ...(isOver ? {} : { scripts: ['changes.js'], refreshSeconds }),
    });
  });

  return router;
}

/** What the page and its panel say of the version. */
function versionOf(plan: ChangeSearchView['plan'], language: Language): object {
  return {
    planHref: `/plans/${plan.month}/${plan.version}`,
    month: monthText(plan.month, language),
    version: plan.version,
  };
}

function rowsOf(view: ChangeSearchView, changes: readonly FoundChange[], language: Language): object[] {
  const nameOf = personNamer(view);
  return changes.map((change, index) => ({
    rank: index + 1,
    name: nameOf(change.staffId),
    staffId: change.staffId,
    day: dayText(LocalDate.parse(change.date), language),
    kindKey: `change:kind.${change.kind}`,
    before: clockRange(change.before),
    after: clockRange(change.after),
    addedRest: change.addedRest === null ? null : clockRange(change.addedRest),
    extra:
      change.extra === null
        ? null
        : {
            minutes: change.extra.paidMinutes,
            worked: clock(formatTime(change.extra.workedMinutes)),
            limit: clock(formatTime(change.extra.maximumDailyMinutes)),
          },
    gained: gainText(change.gainedCalls.mean, change.gainedCalls.mean),
    low: gainText(change.gainedCalls.low95, change.gainedCalls.mean),
    high: gainText(change.gainedCalls.high95, change.gainedCalls.mean),
    dayBefore: finePercentText(change.dayAnswerRate.before),
    dayAfter: finePercentText(change.dayAnswerRate.after),
    monthBefore: finePercentText(change.monthAnswerRate.before),
    monthAfter: finePercentText(change.monthAnswerRate.after),
    findings: change.newFindings.map((entry) => ({
      level: entry.level,
      levelKey: `web:level.${entry.level}`,
      text: language === 'ja' ? entry.text : entry.textEn,
    })),
  }));
}

/** Calls with two figures that count in the mean, the bounds with as many decimals. */
function gainText(calls: number, mean: number): string {
  const decimals = Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(mean))));
  return calls.toFixed(decimals);
}

function clockRange({ start, end }: FoundChange['before']): string {
  return `${clock(start)}–${clock(end)}`;
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}
