import type { NextFunction, Request, Response } from 'express';
import { SekisuError } from '../errors.ts';

/**
 * Lets requests that change something pass only from our own pages. Browsers say where a request comes from with
 * Sec-Fetch-Site, older ones with Origin; a request with neither comes from no browser and so carries nobody's session
 * unless its sender holds it. Source: the rules of Go's `http.CrossOriginProtection`.
 * @throws SekisuError `request.other-site`
 */
export function requireSameSite(req: Request, _res: Response, next: NextFunction): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return next();
  const site = req.get('sec-fetch-site');
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return next();
    throw new SekisuError('request.other-site');
  }
  const origin = req.get('origin');
  if (origin === undefined) return next();
  if (URL.canParse(origin) && new URL(origin).host === req.get('host')) return next();
  throw new SekisuError('request.other-site');
}
