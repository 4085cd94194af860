import { type Request, type Response, Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { startPlan } from '../app/start-plan.ts';
import { askWhatIf, loadAskable, requireSensible, type WhatIfView } from '../app/what-if.ts';
import { isInTerm } from '../contract/index.ts';
import { httpStatusOf, SekisuError } from '../errors.ts';
import { dateText, monthText } from '../report/index.ts';
import { sendPage } from './page.ts';
import { fieldsOf, monthParam } from './params.ts';
import { usualChangePrice } from './plan-form.ts';
import { soon } from './soon.ts';
import { actorIn, visitOf } from './visit.ts';
import {
  changesIn,
  surgeFactors,
  typedWhatIf,
  usualQuestion,
  variantsOf,
  whatIfForm,
} from './what-if-forms.ts';
import { whatIfPage } from './what-if-page.ts';

/** What would become of a month's plan if something were otherwise; nothing is kept but a draft that is asked for. */
export function whatIfRoutes(ctx: AppContext): Router {
  const router = Router();
  const base = '/months/:month/what-if';

  async function page(
    req: Request,
    res: Response,
    shown: { readonly answer: WhatIfView | null; readonly refused: SekisuError | null },
  ): Promise<void> {
    const { language } = visitOf(res);
    const month = monthParam(req);
    const { contract, version, isPublished, knowledgeDate, letterKinds } =
      shown.answer ?? (await loadAskable(ctx, actorIn(res), { month }));
    const isAsked = shown.answer !== null || shown.refused !== null;
    const given: object = req.method === 'GET' ? req.query : (req.body ?? {});
    const typed = typedWhatIf.parse(isAsked ? given : usualQuestion);
    const hrefOf = (other: typeof month): string | null =>
      isInTerm(contract, other) ? `/months/${other}/what-if` : null;
    sendPage(ctx, req, res, {
      view: 'pages/what-if',
      title: ctx.render.translate(language, 'whatif:title', { month: monthText(month, language) }),
      data: {
        month: month.toString(),
        previousHref: hrefOf(month.minusMonths(1)),
        nextHref: hrefOf(month.plusMonths(1)),
        version,
        isPublished,
        knownText: dateText(knowledgeDate, language),
        error: shown.refused?.sentence(language) ?? null,
        typed,
        surges: surgeFactors.map((factor) => ({ factor, isChosen: typed.surge.includes(factor) })),
        letterKinds: letterKinds.map(({ kind }) => kind),
        usualLetterKind: typed.letterKind === '' ? (letterKinds.at(-1)?.kind ?? '') : typed.letterKind,
        firstDay: month.atDay(1).toString(),
        lastDay: month.atEndOfMonth().toString(),
        answer: shown.answer === null ? null : whatIfPage(shown.answer, language),
      },
      place: 'month',
      notice: contract.fictitiousDataNotice?.[language] ?? null,
      isWide: true,
      status: shown.refused === null ? 200 : httpStatusOf[shown.refused.kind],
    });
  }

  router.get(base, async (req, res) => {
    const actor = actorIn(res);
    const month = monthParam(req);
    try {
      const fields = fieldsOf(whatIfForm, req.query);
      if (fields.ask === undefined) {
        await page(req, res, { answer: null, refused: null });
        return;
      }
      const view = await loadAskable(ctx, actor, { month });
      const variants = variantsOf(changesIn(fields, month, view), fields.together === 'yes');
      const wait = { place: 'month', texts: 'whatif:wait' } as const;
      const answer = await soon(ctx, req, res, askWhatIf(ctx, actor, { month, variants }), wait);
      if (answer !== null) await page(req, res, { answer, refused: null });
    } catch (error) {
      if (!(error instanceof SekisuError) || error.code !== 'input.invalid') throw error;
      await page(req, res, { answer: null, refused: error });
    }
  });

  router.post(`${base}/draft`, async (req, res) => {
    const actor = actorIn(res);
    const month = monthParam(req);
    try {
      const fields = fieldsOf(whatIfForm, req.body);
      const view = await loadAskable(ctx, actor, { month });
      const whatIf = changesIn(fields, month, view);
      requireSensible(month, whatIf);
      if (whatIf.length === 0) throw new SekisuError('input.invalid', { field: 'whatIf', problem: '1–' });
      const { workId } = await startPlan(ctx, actor, {
        month,
        knowledgeDate: view.knowledgeDate,
        keep: fields.keep === undefined ? null : { changePrice: usualChangePrice },
        whatIf,
      });
      res.redirect(303, `/progress/${workId}`);
    } catch (error) {
      if (!(error instanceof SekisuError) || error.code !== 'input.invalid') throw error;
      await page(req, res, { answer: null, refused: error });
    }
  });

  return router;
}
