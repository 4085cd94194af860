import type { NextFunction, Request, Response } from 'express';
import { SekisuError } from '../errors.ts';

/**
 * Lets requests that change something pass only from our own pages. Browsers say where a request comes from with
 * Sec-Fetch-Site, older ones with Origin; a request with neither comes from no browser and so carries nobody's session
 * unless its sender holds it. Source: the rules of Go's `http.CrossOriginProtection`.
 * @throws SekisuError `request.other-site`
 */
export function requireSameSite(req: Request, _res: Response, next: NextFunction): void {
  const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
  if (!isReading && !isFromHere(req)) throw new SekisuError('request.other-site');
  next();
}

function isFromHere(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === req.host;
}
