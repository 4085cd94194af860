import type { Request, Response } from 'express';
import type { Actor, AppContext } from '../app/context.ts';
import { visitOf } from './visit.ts';

/** What one page is made of. */
export interface Page {
  /** View below the views directory. */
  readonly view: string;
  /** Text of the browser's title. */
  readonly title: string;
  readonly data: object;
  /** HTTP status, 200 unless told. */
  readonly status?: number;
  /** Part of the menu that the page belongs to. */
  readonly place?: Place;
  /** Sentence that the data shown are made up; null when they are real or none are shown. */
  readonly notice?: string | null;
  /** Scripts below `/assets/` that make the page quicker to use; it works without them. */
  readonly scripts?: readonly string[];
  /** Seconds after which the page asks for itself again, for browsers without scripts. */
  readonly refreshSeconds?: number;
  /** Whether the message left for the next page stays for the one after this. */
  readonly keepsFlash?: boolean;
  /** Whether the page uses the whole width, for the grids. */
  readonly isWide?: boolean;
}

/** A part of the menu. */
export type Place =
  | 'month'
  | 'forecast'
  | 'day'
  | 'plans'
  | 'documents'
  | 'improvements'
  | 'imports'
  | 'accounts'
  | 'audit';

/** The menu of each role: what belongs to their work, their start first. */
const placesOf: Readonly<Record<Actor['role'], readonly Place[]>> = {
  manager: ['month', 'forecast', 'day', 'plans', 'documents', 'improvements', 'imports'],
  lead: ['day', 'month', 'forecast', 'plans', 'documents', 'improvements'],
  city: ['plans', 'documents', 'improvements'],
  administrator: ['accounts', 'audit'],
};

const pathOf: Readonly<Record<Place, string>> = {
  month: '/months',
  forecast: '/forecast',
  day: '/days',
  plans: '/plans',
  documents: '/documents',
  improvements: '/improvements',
  imports: '/imports',
  accounts: '/accounts',
  audit: '/audit',
};

/** Answers with a page in the visitor's language, with the menu of their role and the message left for them. */
export function sendPage(ctx: AppContext, req: Request, res: Response, page: Page): void {
  const { language, actor } = visitOf(res);
  // Absent when the failure came before the session.
  const left = (req.session as Request['session'] | undefined)?.flash;
  const flash = page.keepsFlash === true ? undefined : left;
  if (flash !== undefined) delete req.session.flash;
  const places = actor === null ? [] : placesOf[actor.role];
  const other = language === 'ja' ? 'en' : 'ja';
  const html = ctx.render.render(
    page.view,
    {
      ...page.data,
      page: {
        title: page.title,
        menu: places.map((place) => ({
          href: pathOf[place],
          textKey: `web:menu.${place}`,
          isCurrent: place === page.place,
        })),
        actorName: actor?.name ?? null,
        roleKey: actor === null ? null : `web:role.${actor.role}`,
        otherLanguage: other,
        languageHref: `/language/${other}?back=${encodeURIComponent(req.method === 'GET' ? req.originalUrl : req.path)}`,
        notice: page.notice ?? null,
        flash: flash === undefined ? null : ctx.render.translate(language, flash.key, flash.values),
        scripts: page.scripts ?? [],
        refreshSeconds: page.refreshSeconds ?? null,
        isWide: page.isWide ?? false,
      },
    },
    language,
  );
  res
    .status(page.status ?? 200)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(html);
}
