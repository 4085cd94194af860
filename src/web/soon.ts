import type { Request, Response } from 'express';
import type { AppContext } from '../app/context.ts';
import { type Place, sendPage } from './page.ts';
import { visitOf } from './visit.ts';

/** A page that takes longer says so meanwhile and loads itself again. */
const patienceMilliseconds = 1000;
const reloadSeconds = 2;

/** The result of work if it is there soon; else null, and the answer is a page that waits for it and asks again. */
export async function soon<Result>(
  ctx: AppContext,
  req: Request,
  res: Response,
  work: Promise<Result>,
  wait: {
    readonly place: Place;
    /** Locale key below which `title`, `lead` and `note` stand. */
    readonly texts: string;
  },
): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMilliseconds);
  });
  const first = await Promise.race([work, late]).finally(() => clearTimeout(timer));
  if (first !== null) return first;
  // Its failure is told to the next load, which asks for the same.
  work.catch(() => {});
  const { language } = visitOf(res);
  res.set('Refresh', String(reloadSeconds));
  sendPage(ctx, req, res, {
    view: 'pages/forecast-wait',
    title: ctx.render.translate(language, `${wait.texts}.title`),
    data: { titleKey: `${wait.texts}.title`, leadKey: `${wait.texts}.lead`, noteKey: `${wait.texts}.note` },
    place: wait.place,
    keepsFlash: true,
  });
  return null;
}
