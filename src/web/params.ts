import { LocalDate, YearMonth } from '@js-joda/core';
import type { Request } from 'express';
import type { z } from 'zod';
import { SekisuError } from '../errors.ts';

/** A path of this site that a link or form names, else `/`; never another site. */
export function localPath(value: unknown): string {
  // Browsers read //host and /\host as another site.
  return typeof value === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : '/';
}

/** The month in the address. @throws SekisuError `page.not-found` */
export function monthParam(req: Request): YearMonth {
  return parsedParam(req, 'month', /^\d{4}-(0[1-9]|1[0-2])$/, (text) => YearMonth.parse(text));
}

/** The day in the address. @throws SekisuError `page.not-found` */
export function dateParam(req: Request): LocalDate {
  return parsedParam(req, 'date', /^\d{4}-\d{2}-\d{2}$/, (text) => LocalDate.parse(text));
}

/** The version in the address. @throws SekisuError `page.not-found` */
export function versionParam(req: Request): number {
  return parsedParam(req, 'version', /^[1-9]\d{0,5}$/, Number);
}

/** A text in the address. */
export function textParam(req: Request, name: string): string {
  const value: unknown = req.params[name];
  return typeof value === 'string' ? value : '';
}

/**
 * The fields of a form.
 * @throws SekisuError `input.invalid` naming the first wrong field
 */
export function fieldsOf<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SekisuError('input.invalid', { field: issue.path.join('.'), problem: issue.message });
}

function parsedParam<T>(req: Request, name: string, pattern: RegExp, parse: (text: string) => T): T {
  const text = textParam(req, name);
  if (!pattern.test(text)) throw new SekisuError('page.not-found', { path: req.originalUrl });
  try {
    return parse(text);
  } catch (cause) {
    // The pattern lets 2024-02-31 pass.
    throw new SekisuError('page.not-found', { path: req.originalUrl }, cause);
  }
}
