import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { AppContext } from '../app/context.ts';
import { type ErrorDetails, httpStatusOf, type Language, SekisuError } from '../errors.ts';
import { sendPage } from './page.ts';
import { visitOf } from './visit.ts';

/** Most megabytes of one request: a year of calls in quarter hours for three queues has less than half. */
export const mostMegabytes = 20;

/**
 * The only place where a failure becomes an answer: an error page, or a problem document (RFC 9457) for a program that
 * asks for JSON. What nobody foresaw is 500 with a reference number, under which the log has the failure.
 */
export function answerProblems(ctx: AppContext) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    if (res.headersSent) {
      // Half an answer is out; Express ends the connection.
      next(error);
      return;
    }
    const failure = knownFailure(error);
    const known = failure === undefined ? undefined : inWords(failure, visitOf(res).language, ctx);
    const { language, actor } = visitOf(res);
    const wantsPage = req.accepts(['html', 'json']) === 'html';
    if (known?.code === 'sign-in.needed' && wantsPage && req.method === 'GET') {
      res.redirect(303, `/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
      return;
    }
    const status = known === undefined ? 500 : httpStatusOf[known.kind];
    const reference = known === undefined ? randomUUID().slice(0, 8) : null;
    if (reference !== null) ctx.log.error({ err: error, reference, path: req.path }, 'request failed');
    const kind = known?.kind ?? 'Failure';
    const title = ctx.render.translate(language, `web:problem.title.${kind}`);
    const sentence =
      known?.sentence(language) ?? ctx.render.translate(language, 'web:problem.unforeseen', { reference });
    if (!wantsPage) {
      res
        .status(status)
        .type('application/problem+json')
        .json({
          ...known?.details,
          type: 'about:blank',
          title,
          status,
          detail: sentence,
          code: known?.code,
          reference,
        });
      return;
    }
    const data = {
      sentence,
      facts: known === undefined ? [] : factsOf(known.details),
      canGoHome: actor !== null,
      isSignedOut: actor === null,
    };
    sendPage(ctx, req, res, { view: 'pages/problem', title, data, status });
  };
}

/** The failure with its roles, states and acts named as the screens name them. */
export function inWords(known: SekisuError, language: Language, ctx: AppContext): SekisuError {
  const name = (kind: 'role' | 'state', value: unknown): string =>
    String(value)
      .split(' / ')
      .map((part) => ctx.render.translate(language, `web:${kind}.${part}`))
      .join(language === 'ja' ? '・' : ' / ');
  const { role, needed, state } = known.details;
  if (known.code === 'role.not-allowed') {
    return new SekisuError(known.code, { role: name('role', role), needed: name('role', needed) }, known);
  }
  if (known.code === 'plan.wrong-state') {
    return new SekisuError(known.code, { ...known.details, state: name('state', state) }, known);
  }
  if (known.code === 'desk.acted-meanwhile') {
    const what = ctx.render.translate(language, `desk:happened.${known.details['what']}`);
    return new SekisuError(known.code, { ...known.details, what }, known);
  }
  return known;
}

/** What a failure says about one row of a file, as rows of a table; empty for other failures. */
export function factsOf(details: ErrorDetails): { nameKey: string; value: string }[] {
  if (!('line' in details)) return [];
  return ['file', 'line', 'column', 'value', 'expected'].flatMap((name) =>
    name in details ? [{ nameKey: `web:problem.fact.${name}`, value: String(details[name]) }] : [],
  );
}

/** The registered failure that an error is or stands for: Express and its parsers have errors of their own. */
function knownFailure(error: unknown): SekisuError | undefined {
  if (error instanceof SekisuError) return error;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return new SekisuError('request.too-large', { megabytes: mostMegabytes }, error);
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new SekisuError('request.unreadable', {}, error);
  }
  return undefined;
}
