import { LocalDate, YearMonth } from '@js-joda/core';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { editRoster, undoRosterEdit } from '../app/edit-roster.ts';
import { loadCell, loadRosterEdits } from '../app/load-cell.ts';
import { startDraft } from '../app/open-draft.ts';
import { acceptSwap, declineSwap, loadSwaps, requestSwap } from '../app/swap-requests.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { monthText } from '../report/index.ts';
import { cellForm, editOf } from './edit-form.ts';
import { cellPage, editLines, flashOf, swapsPage } from './edit-page.ts';
import { sendPage } from './page.ts';
import { dateParam, fieldsOf, localPath, monthParam, textParam } from './params.ts';
import { actorIn, leaveFlash, visitOf } from './visit.ts';

const backForm = z.object({ back: z.string().default('') });
const swapForm = z.object({
  first: z.string().min(1),
  second: z.string().min(1),
  date: z.iso.date(),
  secondDate: z.literal('').or(z.iso.date()).default(''),
  note: z.string().max(500).default(''),
});

/** Editing a month's draft by hand: the page of a cell, the undoing, opening a draft, and requests to swap. */
export function editRoutes(ctx: AppContext): Router {
  const router = Router();

  router.get('/months/:month/cells/:date/:staff', (req, res) => showCell(req, res, null));

  router.post('/months/:month/cells/:date/:staff', async (req, res) => {
    const cell = { date: dateOf(req), staffId: textParam(req, 'staff') };
    try {
      const form = fieldsOf(cellForm, req.body);
      const result = await editRoster(ctx, actorIn(res), {
        month: monthParam(req),
        edit: editOf(form, cell),
      });
      const { key, values } = flashOf(result);
      await leaveFlash(req, key, values);
      res.redirect(303, req.path);
    } catch (error) {
      if (!(error instanceof SekisuError) || !['InvalidInput', 'Conflict'].includes(error.kind)) throw error;
      await showCell(req, res, error);
    }
  });

  router.post('/months/:month/edits/undo', async (req, res) => {
    const month = monthParam(req);
    const { back } = fieldsOf(backForm, req.body);
    const result = await undoRosterEdit(ctx, actorIn(res), { month });
    await leaveFlash(req, 'edit:flash.undone', {
      cells: undoneCells(result.edited.cells, (n) =>
        ctx.render.translate(visitOf(res).language, 'edit:month.more', { n }),
      ),
    });
    res.redirect(303, back === '' ? `/months/${month}#roster-title` : localPath(back));
  });

  router.post('/months/:month/draft', async (req, res) => {
    const month = monthParam(req);
    const { back } = fieldsOf(backForm, req.body);
    const { version } = await startDraft(ctx, actorIn(res), { month });
    await leaveFlash(req, 'edit:flash.draft', { version });
    res.redirect(303, back === '' ? `/months/${month}#roster-title` : localPath(back));
  });

  router.get('/months/:month/swaps', (req, res) => showSwaps(req, res, null));

  router.post('/months/:month/swaps', async (req, res) => {
    const month = monthParam(req);
    try {
      const fields = fieldsOf(swapForm, req.body);
      const dates = [fields.date, fields.secondDate]
        .filter((text) => text !== '')
        .map((text) => LocalDate.parse(text));
      if (dates.some((date) => !YearMonth.from(date).equals(month))) {
        throw new SekisuError('input.invalid', { field: 'date', problem: month.toString() });
      }
      const { judged } = await requestSwap(ctx, actorIn(res), {
        staffIds: [fields.first, fields.second],
        dates,
        note: fields.note,
      });
      const hard = judged.appeared.filter(({ level }) => level === 'H').length;
      await leaveFlash(req, 'edit:flash.requested', { appeared: judged.appeared.length, hard });
      res.redirect(303, `/months/${month}/swaps`);
    } catch (error) {
      if (!(error instanceof SekisuError) || error.kind === 'NotAllowed') throw error;
      await showSwaps(req, res, error);
    }
  });

  router.post('/swaps/:id/accept', async (req, res) => {
    const { month, version } = await acceptSwap(ctx, actorIn(res), { id: idOf(req) });
    await leaveFlash(req, 'edit:flash.accepted', { version });
    res.redirect(303, `/months/${month}/swaps`);
  });

  router.post('/swaps/:id/decline', async (req, res) => {
    const { month } = await declineSwap(ctx, actorIn(res), { id: idOf(req) });
    await leaveFlash(req, 'edit:flash.declined');
    res.redirect(303, `/months/${month}/swaps`);
  });

  async function showCell(req: Request, res: Response, error: SekisuError | null): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const view = await loadCell(ctx, actor, { date: dateOf(req), staffId: textParam(req, 'staff') });
    const edits = view.isOpen ? await loadRosterEdits(ctx, actor, { planId: view.plan.id, limit: 1 }) : [];
    const data = {
      ...cellPage(view, language),
      lastEdit: editLines(edits, language)[0] ?? null,
      error: error?.sentence(language) ?? null,
    };
    sendPage(ctx, req, res, {
      view: 'pages/cell',
      title: ctx.render.translate(language, 'edit:cell.title', {
        staff: view.person.id,
        date: view.day.date,
      }),
      data,
      place: 'month',
      scripts: ['cell.js'],
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status: error === null ? 200 : httpStatusOf[error.kind],
    });
  }

  async function showSwaps(req: Request, res: Response, error: SekisuError | null): Promise<void> {
    const { language } = visitOf(res);
    const actor = actorIn(res);
    const month = monthParam(req);
    const view = await loadSwaps(ctx, actor, { month });
    const data = {
      ...swapsPage(view, actor.role === 'manager', language),
      monthText: monthText(month, language),
      error: error?.sentence(language) ?? null,
    };
    sendPage(ctx, req, res, {
      view: 'pages/swaps',
      title: ctx.render.translate(language, 'edit:swap.title', { month: data.monthText }),
      data,
      place: 'month',
      notice: view.contract.fictitiousDataNotice?.[language] ?? null,
      status: error === null ? 200 : httpStatusOf[error.kind],
    });
  }

  return router;
}

/** The day in the address. @throws SekisuError `page.not-found` when it is not of the month in the address */
function dateOf(req: Request): LocalDate {
  const date = dateParam(req);
  if (YearMonth.from(date).equals(monthParam(req))) return date;
  throw new SekisuError('page.not-found', { path: req.originalUrl });
}

/** Most cells that a message names. */
const mostCells = 8;

function undoneCells(
  cells: readonly { readonly date: string; readonly staffId: string }[],
  moreText: (count: number) => string,
): string {
  const named = cells.slice(0, mostCells).map(({ date, staffId }) => `${date} ${staffId}`);
  const more = cells.length > mostCells ? [moreText(cells.length - mostCells)] : [];
  return [...named, ...more].join(', ');
}

/** @throws SekisuError `swap.not-open` for what is no number of a request */
function idOf(req: Request): number {
  const text = textParam(req, 'id');
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new SekisuError('swap.not-open');
  return Number(text);
}
