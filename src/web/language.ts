import type { Express, Request } from 'express';
import type { Language } from '../errors.ts';
import { localPath } from './params.ts';

const cookieName = 'sekisu-language';

/** The language that the visitor chose; Japanese until they choose, whatever the browser says. */
export function languageOf(req: Request): Language {
  const match = /(?:^|;\s*)sekisu-language=(ja|en)(?:;|$)/.exec(req.headers.cookie ?? '');
  return (match?.[1] as Language | undefined) ?? 'ja';
}

/** `GET /language/en?back=/…` keeps the choice for a year. */
export function addLanguageSwitch(app: Express): void {
  app.get('/language/:language', (req, res) => {
    const chosen = req.params.language === 'en' ? 'en' : 'ja';
    res.cookie(cookieName, chosen, {
      maxAge: 365 * 86_400_000,
      sameSite: 'lax',
      httpOnly: true,
      secure: req.secure,
    });
    res.redirect(303, localPath(req.query['back']));
  });
}
